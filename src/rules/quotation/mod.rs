//! Checks of the family `quotation`.

mod bracket_heavy;
mod collective_speaker;
mod continuation_unattributed;
mod ellipsis_join;
mod scare;
mod translation_undisclosed;
mod unbalanced;
mod wrong_way_mark;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    let check = match name {
        "bracket-heavy" => bracket_heavy::check,
        "collective-speaker" => collective_speaker::check,
        "continuation-unattributed" => continuation_unattributed::check,
        "ellipsis-join" => ellipsis_join::check,
        "scare" => scare::check,
        "unbalanced" => unbalanced::check,
        "wrong-way-mark" => wrong_way_mark::check,
        "translation-undisclosed" => return Some(Check::Desk(translation_undisclosed::check)),
        _ => return None,
    };
    Some(Check::Article(check))
}
