//! `crosscheck/not-in-source`: the speaker is in the primary source, the words are not.

use super::{
    primary::{details, source, speaker},
    versions::excerpt,
};
use crate::{
    diagnostic::{Diagnostic, Label, Severity, TextId},
    index::primary::Verdict,
    record::Material,
    rule::Rule,
    rules::Desk,
};

/// Flags quotations of a speaker of a primary source that are nowhere in it.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let missing = desk.verification.checks().iter().filter(|check| check.verdict == Verdict::Missing);
    let finding = missing.filter_map(|check| {
        let context = desk.article(TextId(check.article));
        let quotation = context.article.quotations.get(check.quotation)?;
        let (article, source) = source(desk, check)?;
        let words = excerpt(context.article.slice(quotation.span));
        let message = match check.elsewhere {
            false => format!("“{words}”: {} does not say this in {source}", speaker(check)),
            true => format!("“{words}” was said elsewhere, by your own account: {source} cannot confirm it"),
        };
        let help = match check.elsewhere {
            false => {
                "Check the recording and your notes. If it was said elsewhere, say where, and hold the article against that \
                 text, too. If it is a summary, take the quotation marks away."
            }
            true => "Nothing is wrong with that. To have it checked, hold the article against the text of that occasion, too.",
        };
        // a statement holds what somebody gave out, not all that was said on an occasion
        let record = article.record.as_ref().is_some_and(|record| record.material == Material::Transcript);
        let severity = if record && !check.elsewhere { rule.spec.severity } else { Severity::Info };
        let mut finding = context.finding(rule, quotation.span, message).with_help(help).with_severity(severity);
        if let (Some(passage), false) = (&check.passage, check.elsewhere) {
            let time = article.record.as_ref().and_then(|record| record.time(passage.span.start));
            let time = time.map(|time| format!(", at {time}")).unwrap_or_default();
            let words = excerpt(article.slice(passage.span));
            let message = format!("the nearest words there{time}: “{words}”");
            finding.labels.push(Label { text: TextId(check.source), span: article.raw(passage.span), message });
            finding.details = details(desk, check, passage);
        }
        Some(finding)
    });
    finding.collect()
}
