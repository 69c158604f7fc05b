//! Checks of the family `name`.

mod first_reference;
mod spelling_inconsistent;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    match name {
        "first-reference" => Some(Check::Article(first_reference::check)),
        "spelling-inconsistent" => Some(Check::Article(spelling_inconsistent::check)),
        _ => None,
    }
}
