//! `crosscheck/speaker-conflict`: the same words, given to another speaker.

use super::versions::{Other, Own, each, excerpt, is_sure_person, outlet};
use crate::{
    diagnostic::{Diagnostic, Severity, TextId},
    index::Relation,
    rule::Rule,
    rules::Desk,
};

/// Words that must be the same: fewer may be a phrase that anybody uses.
const WORDS: usize = 6;
/// How sure both attributions must be.
const SURE: f32 = 0.8;

/// Flags a version whose words another article gives to somebody else.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    each(desk, |own| {
        let conflict = |other: &Other| {
            let people = || is_sure_person(desk, own.member, SURE) && is_sure_person(desk, other.member, SURE);
            other.pair.common >= WORDS
                && match other.pair.relation {
                    Relation::Different => people(),
                    Relation::Related => true,
                    Relation::Same | Relation::Unknown => false,
                }
        };
        let others: Vec<Other> = own.others.iter().copied().filter(conflict).collect();
        (!others.is_empty()).then(|| finding(desk, rule, own, &others))
    })
}

fn finding(desk: &Desk, rule: &Rule, own: &Own, others: &[Other]) -> Diagnostic {
    let context = desk.article(TextId(own.member.article));
    let name = |member: &crate::index::Member| member.speaker(desk.articles).unwrap_or("nobody named").to_owned();
    let related = others.iter().all(|other| other.pair.relation == Relation::Related);
    let words = excerpt(context.article.slice(own.member.span));
    let theirs: Vec<String> = others
        .iter()
        .map(|other| format!("{} in {}", name(other.member), outlet(&desk.articles[other.member.article])))
        .collect();
    let message = format!("“{words}” is {} here, but {}", name(own.member), theirs.join(" and "));
    let (severity, help) = if related {
        (
            Severity::Info,
            "One may be the office, the spokesman or the relay of the other. Name the one who said it, and through whom you have it.",
        )
    } else {
        (rule.spec.severity, "One of them did not say it, or both did. Check who spoke before you name anybody.")
    };
    let finding = context.finding(rule, own.member.span, message).with_help(help).with_severity(severity);
    let finding = finding.with_details(own.details(desk, others));
    others.iter().fold(finding, |finding, other| {
        let label = format!("{}: said by {}", outlet(&desk.articles[other.member.article]), name(other.member));
        finding.with_label(other.label(desk, label))
    })
}
