//! How a slip is reported: what is printed, what is probably meant; inside quotation marks only a question.

use crate::{
    article::Article,
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    rule::Rule,
    rules::Context,
    span::Span,
};

/// How far behind a slip a `[sic]` may stand, in tokens.
const SIC_REACH: usize = 4;

/// A slip, as it is to be reported.
pub(in crate::rules) struct Slipped<'a> {
    /// What is shown.
    pub(in crate::rules) at: Span,
    /// What is replaced.
    pub(in crate::rules) replace: Span,
    /// With what.
    pub(in crate::rules) replacement: &'a str,
    /// Whether the fix may be applied without asking.
    pub(in crate::rules) safety: Safety,
    /// What to say outside quotation marks.
    pub(in crate::rules) message: String,
    /// What to say inside them.
    pub(in crate::rules) quoted: String,
    /// What to do outside them.
    pub(in crate::rules) help: &'static str,
}

/// The finding for a slip: nothing where `[sic]` follows, no fix and at most a warning inside quotation marks.
pub(in crate::rules) fn report(context: &Context, rule: &Rule, slip: Slipped) -> Option<Diagnostic> {
    if sic_follows(context.article, slip.at.end) {
        return None;
    }
    let found = context.finding(rule, slip.at, slip.message);
    if found.in_quotation {
        let severity = found.severity.min(Severity::Warning);
        return Some(
            Diagnostic { message: slip.quoted, ..found }
                .with_severity(severity)
                .with_help("Check the quotation against the recording or the text it comes from. If the slip is the speaker's own, mark it [sic] or paraphrase."),
        );
    }
    let edit = Edit { span: context.article.raw(slip.replace), replacement: slip.replacement.to_owned() };
    Some(found.with_help(slip.help).with_fix(Fix { safety: slip.safety, edits: vec![edit] }))
}

/// Whether `[sic]` stands just behind a place.
pub(in crate::rules) fn sic_follows(article: &Article, end: usize) -> bool {
    let from = article.token_from(end);
    let near = article.tokens.get(from..).unwrap_or_default().iter().take(SIC_REACH);
    near.map(|t| article.slice(t.span)).any(|word| word.eq_ignore_ascii_case("sic"))
}
