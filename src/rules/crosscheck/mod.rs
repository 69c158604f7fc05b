//! Checks of the family `crosscheck`.

mod quote_truncated;
mod quote_variance;
mod speaker_conflict;
mod versions;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "quote-truncated" => quote_truncated::check,
        "quote-variance" => quote_variance::check,
        "speaker-conflict" => speaker_conflict::check,
        _ => return None,
    };
    Some(Check::Desk(check))
}
