//! Checks of the family `attribution`.

mod claim;
mod hearsay_adverb;
mod late_attribution;
mod lead_no_source;
mod loaded_verb;
mod nonspeech_verb;
mod release_as_interview;
mod run_on_speakers;
mod secondhand_media;
mod unattributed_quote;
mod unsourced_claim;
mod vague_collective;
mod wire_leftover;

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    if name == "release-as-interview" {
        return Some(Check::Desk(release_as_interview::check));
    }
    Some(Check::Article(match name {
        "late-attribution" => late_attribution::check,
        "lead-no-source" => lead_no_source::check,
        "loaded-verb" => loaded_verb::check,
        "nonspeech-verb" => nonspeech_verb::check,
        "reportedly" => hearsay_adverb::check,
        "run-on-speakers" => run_on_speakers::check,
        "secondhand-media" => secondhand_media::check,
        "unattributed-quote" => unattributed_quote::check,
        "unsourced-claim" => unsourced_claim::check,
        "vague-collective" => vague_collective::check,
        "wire-leftover" => wire_leftover::check,
        _ => return None,
    }))
}
