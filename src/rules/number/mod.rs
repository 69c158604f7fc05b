//! Checks of the family `number`.

mod casualty;
mod internal_conflict;
mod weekday_date;

use super::{Check, figure};

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    Some(Check::Article(match name {
        "casualty-unattributed" => casualty::check,
        "internal-conflict" => internal_conflict::check,
        "weekday-date-mismatch" => weekday_date::check,
        _ => return None,
    }))
}
