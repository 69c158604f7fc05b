//! `crosscheck/quote-variance`: the same utterance is quoted in other words elsewhere.

use std::collections::BTreeSet;

use super::{
    retold::lost,
    versions::{Other, Own, each, excerpt, near, outlet},
};
use crate::{
    align::{Kind, Op, normal_form, same_words},
    diagnostic::{Diagnostic, Severity, TextId},
    english::in_words,
    rule::Rule,
    rules::{Desk, copies::Copies},
};

/// Under this, that the two are one utterance is no more than likely.
const SURE: f32 = 0.6;
/// Pairs of words that the help asks about, at most.
const ASKED: usize = 3;

/// Flags every article's version that another article words differently, once for each utterance.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let copies = Copies::new(desk);
    let mut found = each(desk, |own| {
        let others: Vec<Other> = own.others.iter().copied().filter(differs).collect();
        (!others.is_empty()).then(|| finding(desk, rule, own, &others, &copies))
    });
    found.extend(lost(desk, rule, Kind::Negation));
    found
}

/// Whether a version has other words, and not only fewer, nor only another figure.
fn differs(other: &Other) -> bool {
    let cut = |kind: &Kind| *kind == Kind::Omission || *kind == Kind::HedgeDropped;
    let mut kinds = other.pair.kinds.iter().filter(|kind| kind.is_variance());
    (kinds.any(|kind| !cut(kind)) || other.is_translation()) && !other.has_only_other_figures()
}

fn finding(desk: &Desk, rule: &Rule, own: &Own, others: &[Other], copies: &Copies) -> Diagnostic {
    let context = desk.article(TextId(own.member.article));
    let article = context.article;
    let translated = others.iter().all(|other| other.is_translation() || is_slight(other));
    let reversed =
        others.iter().any(|other| other.pair.kinds.iter().any(|k| matches!(k, Kind::Negation | Kind::Number)));
    let unsure = others.iter().all(|other| other.pair.likelihood < SURE);
    let fullest = own.utterance.members.get(own.utterance.fullest);
    let words = excerpt(article.slice(own.member.span));
    let repeated = copies.repeated(own, &own.others);
    let message = match own.others.as_slice() {
        [only] => {
            format!(
                "{}’s words “{words}” read differently in {}",
                own.speaker(),
                outlet(&desk.articles[only.member.article])
            )
        }
        many => format!(
            "{}’s words “{words}”: {} outlets, {} wordings",
            own.speaker(),
            in_words(many.len() + 1 - repeated.count),
            in_words(wordings(desk, own))
        ),
    };
    let full = match fullest {
        Some(fullest) if fullest.article != own.member.article => {
            format!(" {} prints the most.", outlet(&desk.articles[fullest.article]))
        }
        _ => String::new(),
    };
    let has = |kind: Kind| others.iter().any(|other| other.pair.kinds.contains(&kind));
    let help = if has(Kind::Negation) {
        format!(
            "One of them denies what the other says. Check the recording or the transcript before you print it.{full}"
        )
    } else if has(Kind::Number) && !translated {
        format!("The figures differ. Check the recording or the transcript, and the figure itself.{full}")
    } else if translated && !reversed && !others.iter().any(Other::is_translation) {
        format!("Only small words differ. Check the recording or the transcript, and print what was said.{full}")
    } else if translated && !reversed {
        format!("Probably translations; wording alone is no error.{}{full}", questions(own, others))
    } else {
        format!("Check the recording or the transcript, and print what was said.{full}")
    };
    let help = repeated.note.map_or(help.clone(), |note| format!("{help} {note}"));
    let severity = if unsure || (translated && !reversed) { Severity::Info } else { rule.spec.severity };
    let finding = context.finding(rule, own.member.span, message).with_help(help).with_severity(severity);
    // a version that is only cut belongs into the picture
    let finding = finding.with_details(own.details(desk, &own.others));
    own.others.iter().fold(finding, |finding, other| {
        let label = format!("{}: {}", outlet(&desk.articles[other.member.article]), other.differences());
        finding.with_label(other.label(desk, label))
    })
}

/// Whether only small words differ.
fn is_slight(other: &Other) -> bool {
    other.pair.similarity > 0.97 && !other.pair.kinds.iter().any(|kind| kind.changes_meaning())
}

/// How many different wordings there are, the own one among them; house spelling makes none.
fn wordings(desk: &Desk, own: &Own) -> usize {
    // one whose label says “the same words” is the own wording
    let differing = own.others.iter().filter(|other| !other.changes().is_empty()).map(|other| other.member);
    let texts = differing.filter_map(|member| Some(desk.articles.get(member.article)?.slice(member.span)));
    texts.map(normal_form).collect::<BTreeSet<String>>().len() + 1
}

/// What to look for in the original: “ministry” or “minister”? In whichever two of the versions it is.
fn questions(own: &Own, others: &[Other]) -> String {
    let mut asked: Vec<(String, String)> = Vec::new();
    let here = others.iter().flat_map(Other::changes);
    let there = own.utterance.pairs.iter().flat_map(|pair| pair.diff.iter().cloned());
    for change in here.chain(there).filter(|change| change.op == Op::Replace && !same_words(&change.a, &change.b)) {
        let Some((a, b)) = near(&change.a, &change.b) else { continue };
        let pair = if a <= b { (a, b) } else { (b, a) };
        if !asked.contains(&pair) {
            asked.push(pair);
        }
    }
    if asked.is_empty() {
        return " Check the original.".to_owned();
    }
    let asked: Vec<String> = asked.iter().take(ASKED).map(|(a, b)| format!("“{a}” or “{b}”?")).collect();
    format!(" Check the original: {}", asked.join(" "))
}
