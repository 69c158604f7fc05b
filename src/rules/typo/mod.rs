//! Checks of the family `typo`.

mod confusable;
mod doubled_word;
mod house_spelling;
mod missing_space;
mod missing_terminal;
mod misspelling;
mod mojibake;
mod proper_noun;
mod stray_mark;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    match name {
        "confusable" => Some(Check::Article(confusable::check)),
        "doubled-word" => Some(Check::Article(doubled_word::check)),
        "house-spelling" => Some(Check::Article(house_spelling::check)),
        "misspelling" => Some(Check::Article(misspelling::check)),
        "missing-space" => Some(Check::Article(missing_space::check)),
        "missing-terminal" => Some(Check::Article(missing_terminal::check)),
        "mojibake" => Some(Check::Article(mojibake::check)),
        "proper-noun" => Some(Check::Article(proper_noun::check)),
        "set-phrase" => Some(Check::Article(proper_noun::check_set_phrase)),
        "stray-mark" => Some(Check::Article(stray_mark::check)),
        _ => None,
    }
}
