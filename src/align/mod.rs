//! Alignment of two quotations, and the kinds of difference between them.

mod change;
mod diff;
mod hedge;
mod kind;
mod matching;
mod normal;
#[cfg(test)]
mod tests;
mod wording;

pub use change::{Change, Op};
pub use diff::Side;
pub use hedge::Hedges;
pub use kind::{Comparison, Kind, compare};
pub use matching::Matching;
pub use normal::{normal_form, same_words};
pub use wording::{Key, Role, Unit, Vocabulary, Word, Wording};
