//! Checks of the family `anonymity`.

mod announcement;
mod bare_source;
mod boilerplate_reason;
mod judgement;
mod mention;
mod no_reason;
mod plural_mismatch;
mod secondhand;
mod single_source;
mod unspecific_official;

pub use announcement::{Announcement, announcements};

use super::Check;

/// The check of a rule of this family.
pub(super) fn check(name: &str) -> Option<Check> {
    Some(Check::Article(match name {
        "bare-source" => bare_source::check,
        "boilerplate-reason" => boilerplate_reason::check,
        "no-reason" => no_reason::check,
        "opinion" => judgement::opinion,
        "pejorative" => judgement::pejorative,
        "plural-mismatch" => plural_mismatch::check,
        "secondhand" => secondhand::check,
        "single-source" => single_source::check,
        "unspecific-official" => unspecific_official::check,
        _ => return None,
    }))
}
