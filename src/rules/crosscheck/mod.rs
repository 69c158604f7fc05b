//! Checks of the family `crosscheck`.

mod hedge_dropped;
mod name_variant;
mod quote_truncated;
mod quote_variance;
mod shared_passage;
mod speaker_conflict;
mod versions;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "hedge-dropped" => hedge_dropped::check,
        "name-variant" => name_variant::check,
        "quote-truncated" => quote_truncated::check,
        "quote-variance" => quote_variance::check,
        "shared-passage" => shared_passage::check,
        "speaker-conflict" => speaker_conflict::check,
        _ => return None,
    };
    Some(Check::Desk(check))
}
