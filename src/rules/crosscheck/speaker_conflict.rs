//! `crosscheck/speaker-conflict`: the same words, given to another speaker.

use super::versions::{Other, Own, each, excerpt, is_sure_person, outlet};
use crate::{
    diagnostic::{Diagnostic, Severity, TextId},
    english::listed,
    index::{Member, Relation},
    rule::Rule,
    rules::{
        Desk,
        copies::Copies,
        slips::{is_gendered, one_slip, same},
    },
};

/// Words that must be the same: fewer may be a phrase that anybody uses.
const WORDS: usize = 6;
/// How sure both attributions must be.
const SURE: f32 = 0.8;

/// Flags a version whose words another article gives to somebody else.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let copies = Copies::new(desk);
    each(desk, |own| {
        let conflict = |other: &Other| {
            let people = || is_sure_person(desk, own.member, SURE) && is_sure_person(desk, other.member, SURE);
            other.pair.common >= WORDS
                && match other.pair.relation {
                    Relation::Different => people() && !is_misspelt(desk, own.member, other.member),
                    Relation::Related => true,
                    Relation::Same | Relation::Unknown => false,
                }
        };
        let others: Vec<Other> = own.others.iter().copied().filter(conflict).collect();
        (!others.is_empty()).then(|| finding(desk, rule, own, &others, &copies))
    })
}

/// Whether two speakers are one whose name is spelt in two ways, which is told as that, and only as that.
fn is_misspelt(desk: &Desk, own: &Member, other: &Member) -> bool {
    own.speaker(desk.articles)
        .zip(other.speaker(desk.articles))
        .is_some_and(|(own, other)| is_one_slip_apart(own, other))
}

/// Whether names of several words are the same but for a slip within one word: “Ana” and “Anna”, but not “Erik” and “Erika”
/// or “Tim” and “Jim”, who may be brother and sister.
fn is_one_slip_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split_whitespace().collect(), other.split_whitespace().collect());
    let first = |word: &str| word.chars().next();
    let mut apart = one.iter().zip(&other).filter(|(a, b)| !same(a, b));
    let slipped = |(a, b): (&&str, &&str)| first(a) == first(b) && one_slip(a, b) && !is_gendered(a, b);
    one.len() > 1 && one.len() == other.len() && apart.next().is_some_and(slipped) && apart.next().is_none()
}

fn finding(desk: &Desk, rule: &Rule, own: &Own, others: &[Other], copies: &Copies) -> Diagnostic {
    let context = desk.article(TextId(own.member.article));
    let name = |member: &Member| member.speaker(desk.articles).unwrap_or("nobody named").to_owned();
    let related = others.iter().all(|other| other.pair.relation == Relation::Related);
    let words = excerpt(context.article.slice(own.member.span));
    let named: Vec<(String, &str)> =
        others.iter().map(|other| (name(other.member), outlet(&desk.articles[other.member.article]))).collect();
    let message = format!("“{words}” is {} here, but {}", name(own.member), by_name(&named));
    let (severity, help) = if related {
        (
            Severity::Info,
            "One may be the office, the spokesman or the relay of the other. Name the one who said it, and through whom you have it.",
        )
    } else {
        (rule.spec.severity, "One of them did not say it, or both did. Check who spoke before you name anybody.")
    };
    let help = copies.repeated(own, others).note.map_or(help.to_owned(), |note| format!("{help} {note}"));
    let finding = context.finding(rule, own.member.span, message).with_help(help).with_severity(severity);
    let finding = finding.with_details(own.details(desk, others));
    others.iter().fold(finding, |finding, other| {
        let label = format!("{}: said by {}", outlet(&desk.articles[other.member.article]), name(other.member));
        finding.with_label(other.label(desk, label))
    })
}

/// Who is named where, each name once: “Ana Petriu in A and B; the mayor in C”.
fn by_name(named: &[(String, &str)]) -> String {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, outlet) in named {
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, outlets)) => outlets.push(outlet),
            None => names.push((name, vec![outlet])),
        }
    }
    let alone = names.iter().all(|(_, outlets)| outlets.len() == 1);
    let told: Vec<String> = names.iter().map(|(name, outlets)| format!("{name} in {}", listed(outlets))).collect();
    if alone { listed(&told) } else { told.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_name_makes_no_other_person() {
        let is = is_one_slip_apart;
        assert!(is("Ana Petriu", "Anna Petriu") && is("Pavo Lendar", "Pavo Lender") && is("Íris Dal", "Irís Dall"));
        assert!(!is("Petriu", "Petrio") && !is("Ana Petriu", "Ana Petriu") && !is("Ana Petriu", "Anna Petrio"));
        assert!(!is("Erik Berg", "Erika Berg") && !is("Tim Berg", "Jim Berg") && !is("Ana Petriu", "Ana Maria Petriu"));
    }

    #[test]
    fn each_name_is_told_once() {
        let named = |all: &[(&str, &'static str)]| {
            by_name(&all.iter().map(|(name, outlet)| ((*name).to_owned(), *outlet)).collect::<Vec<_>>())
        };
        assert_eq!(named(&[("Ana Petriu", "A"), ("Ana Petriu", "B")]), "Ana Petriu in A and B");
        assert_eq!(named(&[("Ana Petriu", "A"), ("Radio", "B")]), "Ana Petriu in A and Radio in B");
        assert_eq!(named(&[("Petriu", "A"), ("Radio", "B"), ("Petriu", "C")]), "Petriu in A and C; Radio in B");
    }
}
