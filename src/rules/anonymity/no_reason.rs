//! `anonymity/no-reason`: anonymity is announced, but not explained.

use super::{
    announcement::{Announcement, announcements},
    mention,
};
use crate::{
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// What follows a source that is told by its place: “an official at the ministry”.
const PLACED: [&str; 9] = ["at", "in", "of", "from", "with", "for", "inside", "close", "familiar"];

/// Flags the formula of anonymity where neither its own sentence nor those beside it give a reason.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    // another outlet's source: anonymity/secondhand
    let bare = announcements(context.article, context.lexicon);
    let bare = bare.into_iter().filter(|a| a.reason.is_none() && !a.borrowed);
    bare.map(|announcement| finding(context, rule, announcement)).collect()
}

fn finding(context: &Context, rule: &Rule, announcement: Announcement) -> Diagnostic {
    let words = Words::new(context);
    let finding = context
        .finding(rule, announcement.formula, "Anonymity is announced, but no reason is given")
        .with_note("no reason here or in the next sentence")
        .with_help(
            "Say why, and how the source knows. If an editor has approved it: stet anonymity/no-reason: REASON, \
             APPROVER. Never write the source's name in the file.",
        );
    match mention::before(context, announcement.token) {
        Some(source) if !source.is_identified() && !words.is(source.tokens().end, &PLACED) => {
            finding.with_label(context.label(words.span(source.tokens()), "no department"))
        }
        Some(source) => finding.with_label(context.label(words.span(source.tokens()), "this source")),
        None => finding,
    }
}
