//! Checks of the family `attribution`.

mod hearsay_adverb;
mod loaded_verb;
mod nonspeech_verb;
mod secondhand_media;
mod vague_collective;
mod wire_leftover;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    Some(Check::Article(match name {
        "loaded-verb" => loaded_verb::check,
        "nonspeech-verb" => nonspeech_verb::check,
        "reportedly" => hearsay_adverb::check,
        "secondhand-media" => secondhand_media::check,
        "vague-collective" => vague_collective::check,
        "wire-leftover" => wire_leftover::check,
        _ => return None,
    }))
}
