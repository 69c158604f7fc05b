//! Checks of the family `headline`.

mod claim_unattributed;
mod quote_not_in_body;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "claim-unattributed" => claim_unattributed::check,
        "quote-not-in-body" => quote_not_in_body::check,
        _ => return None,
    };
    Some(Check::Article(check))
}
