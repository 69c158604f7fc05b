//! Checks of the family `copy`.

mod boilerplate_leak;
mod caption_duplicate;
mod unused_stet;

pub use unused_stet::{Fate, Fates};

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "boilerplate-leak" => boilerplate_leak::check,
        "caption-duplicate" => caption_duplicate::check,
        "unused-stet" => return Some(Check::Stet(unused_stet::check)),
        _ => return None,
    };
    Some(Check::Article(check))
}
