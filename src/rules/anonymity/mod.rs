//! Checks of the family `anonymity`.

mod mention;
mod no_reason;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    match name {
        "no-reason" => Some(Check::Article(no_reason::check)),
        _ => None,
    }
}
