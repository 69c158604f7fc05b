//! `crosscheck/quote-truncated`: words are missing that another article prints, and no mark says so.

use super::versions::{Other, Own, each, excerpt, outlet};
use crate::{
    align::Kind,
    diagnostic::{Diagnostic, Severity, TextId},
    rule::Rule,
    rules::{Desk, copies::Copies},
};

/// Flags a version that ends with a full stop where another one goes on, or lacks words in the middle without a mark.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let copies = Copies::new(desk);
    each(desk, |own| {
        let others: Vec<Other> = own.others.iter().copied().filter(cuts).collect();
        (!others.is_empty()).then(|| finding(desk, rule, own, &others, &copies))
    })
}

/// Whether the own version leaves out, without saying so, what this one has.
fn cuts(other: &Other) -> bool {
    let lacks = other.lacks();
    let silent = |kind: &Kind| match kind {
        Kind::ClosedEarly => true,
        Kind::Omission => !other.pair.kinds.contains(&Kind::Reordered),
        _ => false,
    };
    let hedge = lacks.contains(&Kind::HedgeDropped) && lacks.contains(&Kind::TruncatedStart);
    !other.is_translation() && (lacks.iter().any(silent) || hedge)
}

fn finding(desk: &Desk, rule: &Rule, own: &Own, others: &[Other], copies: &Copies) -> Diagnostic {
    let context = desk.article(TextId(own.member.article));
    let limits =
        |other: &Other| other.lacks().contains(&Kind::HedgeDropped) || other.pair.kinds.contains(&Kind::Negation);
    let limited = others.iter().any(limits);
    let closed = others.iter().any(|other| other.lacks().contains(&Kind::ClosedEarly));
    // the first of those that print most is named
    let fullest = others.iter().rev().max_by_key(|other| other.member.words);
    let words = excerpt(context.article.slice(own.member.span));
    let message = match fullest {
        Some(other) => format!(
            "{} on “{words}”: {} prints more than you do",
            own.speaker(),
            outlet(&desk.articles[other.member.article])
        ),
        None => format!("{} said more than “{words}”", own.speaker()),
    };
    let help = match (limited, closed) {
        (true, _) => "What is missing limits the claim. Check the recording; quote it, or paraphrase with its limits.",
        (false, true) => {
            "Check the recording. If the sentence went on, end with a comma or an ellipsis, or quote the rest."
        }
        (false, false) => "Check the recording. Mark what you leave out with an ellipsis.",
    };
    let help = copies.repeated(own, others).note.map_or(help.to_owned(), |note| format!("{help} {note}"));
    let severity = if limited { rule.spec.severity } else { Severity::Info };
    let note = if closed { "ends here, with a full stop" } else { "words are missing, and no mark says so" };
    let finding =
        context.finding(rule, own.member.span, message).with_help(help).with_severity(severity).with_note(note);
    let finding = finding.with_details(own.details(desk, others));
    others.iter().fold(finding, |finding, other| {
        let words = |text: &str| text.contains(char::is_alphanumeric);
        let more = other.changes().into_iter().filter(|change| words(&change.b) && !words(&change.a));
        let more: Vec<String> = more.map(|change| format!("“{}”", excerpt(&change.b))).collect();
        let label = format!("{} has more: {}", outlet(&desk.articles[other.member.article]), more.join(", "));
        finding.with_label(other.label(desk, label))
    })
}
