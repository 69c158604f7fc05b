//! Checks of the family `crosscheck`.

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    match name {
        _ => None,
    }
}
