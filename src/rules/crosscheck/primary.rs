//! How a primary source is called in a finding, and what it says there.

use std::path::Path;

use super::versions::{excerpt, told};
use crate::{
    align::{Change, Kind, Op},
    article::Article,
    diagnostic::{Details, Label, TextId, Version},
    index::primary::{Check, SourcePassage},
    rules::Desk,
};

/// The article of a check's source, and what to call it: “the transcript press-conference.txt”.
pub(super) fn source<'a>(desk: &Desk<'a>, check: &Check) -> Option<(&'a Article, String)> {
    let article = desk.articles.get(check.source)?;
    let kind = article.record.as_ref()?.material.as_str();
    let path = article.text.path();
    let file = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
    Some((article, format!("the {kind} {file}")))
}

/// Who speaks, to open a message: as the source calls them, or “The speaker”.
pub(super) fn speaker(check: &Check) -> &str {
    check.speaker.as_deref().unwrap_or("The speaker")
}

/// The words of the source, with who says them and when.
pub(super) fn label(desk: &Desk, check: &Check, passage: &SourcePassage) -> Option<Label> {
    let article = desk.articles.get(check.source)?;
    let record = article.record.as_ref()?;
    let time = record.time(passage.span.start).map(|time| format!("at {time}, ")).unwrap_or_default();
    let words = excerpt(article.slice(passage.span));
    let differences = told(within(passage));
    let message = match differences.is_empty() {
        true => format!("{time}{}: “{words}”", speaker(check)),
        false => format!("{time}{}: {differences}", speaker(check)),
    };
    Some(Label { text: TextId(check.source), span: article.raw(passage.span), message })
}

/// The difference without what the source has before and behind the quotation, unless that is what makes the edit.
fn within(passage: &SourcePassage) -> &[Change] {
    let diff = passage.comparison.diff.as_slice();
    let has = |kind: Kind| passage.edits.contains(&kind);
    let only_source = |change: &Change| change.op == Op::Insert;
    let start = usize::from(diff.first().is_some_and(only_source) && !has(Kind::HedgeDropped));
    let cut = diff.last().is_some_and(only_source) && !has(Kind::ClosedEarly);
    diff.get(start..diff.len() - usize::from(cut)).unwrap_or(diff)
}

/// The passage for the finding's details.
pub(super) fn details(desk: &Desk, check: &Check, passage: &SourcePassage) -> Option<Details> {
    let article = desk.articles.get(check.source)?;
    let version = Version {
        text: TextId(check.source),
        span: article.raw(passage.span),
        kinds: passage.comparison.kinds.clone(),
        similarity: passage.comparison.similarity,
        diff: passage.comparison.diff.clone(),
    };
    Some(Details { speaker: check.speaker.clone(), versions: vec![version] })
}
