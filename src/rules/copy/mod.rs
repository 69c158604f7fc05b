//! Checks of the family `copy`.

mod boilerplate_leak;
mod caption_duplicate;
mod silent_quote_change;
mod unused_stet;
mod versions;

pub use unused_stet::{Fate, Fates};

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "boilerplate-leak" => boilerplate_leak::check,
        "caption-duplicate" => caption_duplicate::check,
        "silent-quote-change" => return Some(Check::Change(silent_quote_change::check)),
        "unused-stet" => return Some(Check::Stet(unused_stet::check)),
        _ => return None,
    };
    Some(Check::Article(check))
}
