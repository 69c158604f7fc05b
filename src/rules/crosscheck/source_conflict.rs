//! `crosscheck/speaker-conflict` against a primary source, which settles who spoke.

use super::{
    primary::{details, label, source, speaker},
    versions::excerpt,
};
use crate::{
    diagnostic::{Diagnostic, Severity, TextId},
    index::{Member, primary::Verdict},
    rule::Rule,
    rules::Desk,
};

/// Flags quotations that a primary source gives to somebody else.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let conflicts = desk.verification.checks().iter().filter(|check| check.verdict == Verdict::OtherSpeaker);
    let finding = conflicts.filter_map(|check| {
        let context = desk.article(TextId(check.article));
        let quotation = context.article.quotations.get(check.quotation)?;
        let passage = check.passage.as_ref()?;
        let (_, source) = source(desk, check)?;
        let member = Member { article: check.article, quotation: check.quotation, span: quotation.span, words: 0 };
        let words = excerpt(context.article.slice(quotation.span));
        let own = member.speaker(desk.articles).unwrap_or("nobody named");
        let message = format!("“{words}” is {own} here, but {} says it in {source}", speaker(check));
        let mut finding = context
            .finding(rule, quotation.span, message)
            .with_severity(Severity::Error)
            .with_help("Name the one who said it, or correct the source if it names the wrong one.");
        finding.details = details(desk, check, passage);
        finding.labels.extend(label(desk, check, passage));
        Some(finding)
    });
    finding.collect()
}
