//! Checks of the family `crosscheck`.

mod edited_quote;
mod hedge_dropped;
mod name_variant;
mod not_in_source;
mod number_conflict;
mod places;
mod primary;
mod quote_truncated;
mod quote_variance;
mod retold;
mod shared_passage;
mod source_conflict;
mod speaker_conflict;
mod story;

use super::{Check, Desk, versions};
use crate::{diagnostic::Diagnostic, rule::Rule};

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "edited-quote" => edited_quote::check,
        "hedge-dropped" => hedge_dropped::check,
        "name-variant" => name_variant::check,
        "not-in-source" => not_in_source::check,
        "number-conflict" => number_conflict::check,
        "quote-truncated" => quote_truncated::check,
        "quote-variance" => quote_variance::check,
        "shared-passage" => shared_passage::check,
        "speaker-conflict" => conflicts,
        _ => return None,
    };
    Some(Check::Desk(check))
}

/// The same words given to another speaker: by another article, or by a primary source.
fn conflicts(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let settled = source_conflict::check(desk, rule);
    let mut found = speaker_conflict::check(desk, rule);
    // where a primary source settles it, other outlets have nothing to add
    found.retain(|finding| !settled.iter().any(|by| (by.text, by.span) == (finding.text, finding.span)));
    found.extend(settled);
    found
}
