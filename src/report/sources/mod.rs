//! The source ledger of each article, as `copydesk sources` shows it.

mod csv;
mod json;
mod ledger;
mod text;

pub use csv::write as csv;
pub use json::{lines as jsonl, write as json};
pub use ledger::{Ledger, Quoted, Row, Totals};
pub use text::write as text;
pub(super) use text::{named, note};
