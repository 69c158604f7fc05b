//! `crosscheck/edited-quote`: the primary source has other words.

use super::{
    primary::{details, label, source, speaker},
    versions::excerpt,
};
use crate::{
    align::Kind,
    diagnostic::{Diagnostic, Severity, TextId},
    index::primary::Verdict,
    rule::Rule,
    rules::Desk,
};

/// Kinds of edit that a message names, at most.
const NAMED: usize = 3;

/// Flags quotations that stand in a primary source in other words, those first whose sense changes.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let edited = desk.verification.checks().iter().filter(|check| check.verdict == Verdict::Edited);
    let finding = edited.filter_map(|check| {
        let context = desk.article(TextId(check.article));
        let quotation = context.article.quotations.get(check.quotation)?;
        let passage = check.passage.as_ref()?;
        let (_, source) = source(desk, check)?;
        let words = excerpt(context.article.slice(quotation.span));
        let kinds: Vec<&str> = passage.edits.iter().take(NAMED).map(|kind| kind.describe()).collect();
        let message = format!("{} on “{words}”: {source} has it otherwise ({})", speaker(check), kinds.join("; "));
        let has = |kind: Kind| passage.edits.contains(&kind);
        let help = if has(Kind::Negation) {
            "One of them denies what the other says. Print what was said."
        } else if has(Kind::Number) {
            "Print the figure that was said. If it was wrong, correct it outside the marks."
        } else if has(Kind::HedgeDropped) {
            "What is missing limits the claim. Quote it, or paraphrase with its limit."
        } else if has(Kind::ClosedEarly) && passage.edits.len() == 1 {
            "The sentence went on. Quote the rest, or do not end with a full stop."
        } else {
            "Print what was said, or mark what you changed: … for a cut, [brackets] for words of your own. Without marks you may paraphrase."
        };
        let closed = passage.edits == [Kind::ClosedEarly] && !passage.limits;
        let severity = if closed { Severity::Info } else { rule.spec.severity };
        let mut finding =
            context.finding(rule, quotation.span, message).with_help(help).with_severity(severity);
        finding.details = details(desk, check, passage);
        finding.labels.extend(label(desk, check, passage));
        Some(finding)
    });
    finding.collect()
}
