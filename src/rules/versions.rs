//! One article's version of an utterance beside the versions of the other articles.

use std::path::Path;

use rustc_hash::FxHashSet;

use crate::{
    align::{Change, Kind, Op, normal_form, same_words},
    article::{Article, Quotation, SourceKind},
    diagnostic::{Details, Label, TextId, Version},
    index::{Member, Pair, Utterance, primary::Verdict},
    rules::Desk,
};

/// Words of an excerpt in a message, at most.
const EXCERPT: usize = 7;
/// Differences that a message names, at most.
const NAMED: usize = 4;
/// A version as different as this is another translation rather than another record.
const TRANSLATION: f32 = 0.75;
/// Places in which two translations choose other words, at least, and words of such a place, at most.
const CHOICES: usize = 3;
const CHOICE: usize = 4;

/// One article's version of an utterance.
pub(super) struct Own<'a> {
    pub(super) utterance: &'a Utterance,
    pub(super) member: &'a Member,
    /// One version of each other article, by article.
    pub(super) others: Vec<Other<'a>>,
}

/// Another article's version, against the own one.
#[derive(Clone, Copy)]
pub(super) struct Other<'a> {
    pub(super) member: &'a Member,
    pub(super) pair: &'a Pair,
    /// Whether the own version is the second of the pair.
    flipped: bool,
}

/// Calls `judge` with every article's version of every utterance; two versions meet once, whatever they share.
pub(super) fn each<'a, T>(desk: &Desk<'a>, mut judge: impl FnMut(&Own<'a>) -> Option<T>) -> Vec<T> {
    let mut met: FxHashSet<[(usize, usize); 2]> = FxHashSet::default();
    let mut found = Vec::new();
    for utterance in desk.index.utterances() {
        let mut articles: Vec<usize> = utterance.members.iter().map(|member| member.article).collect();
        articles.dedup();
        for article in articles {
            let Some(mut own) = Own::of(utterance, article) else { continue };
            // what a transcript has word by word needs no other outlet to agree
            let verified = desk.verification.of_quotation(article, own.member.quotation);
            if verified.is_some_and(|check| check.verdict == Verdict::Verbatim) {
                continue;
            }
            own.others.retain(|other| {
                let place = |member: &Member| (member.article, member.quotation);
                met.insert([place(own.member), place(other.member)])
            });
            if !own.others.is_empty() {
                found.extend(judge(&own));
            }
        }
    }
    found
}

impl<'a> Own<'a> {
    /// The longest version of an article, and of each other one the version that is most like it.
    fn of(utterance: &'a Utterance, article: usize) -> Option<Own<'a>> {
        let members = utterance.members.iter().enumerate();
        let (at, member) = members.filter(|(_, m)| m.article == article).max_by_key(|(_, m)| m.words)?;
        let mut others: Vec<Other> = Vec::new();
        for pair in utterance.pairs.iter().filter(|pair| pair.a == at || pair.b == at) {
            let flipped = pair.b == at;
            let Some(member) = utterance.members.get(if flipped { pair.a } else { pair.b }) else { continue };
            let other = Other { member, pair, flipped };
            match others.iter_mut().find(|known| known.member.article == member.article) {
                Some(known) if known.pair.similarity >= pair.similarity => {}
                Some(known) => *known = other,
                None => others.push(other),
            }
        }
        others.sort_by_key(|other| other.member.article);
        Some(Own { utterance, member, others })
    }

    /// The versions for the finding's details, the own quotation first in every difference.
    pub(super) fn details(&self, desk: &Desk, others: &[Other]) -> Details {
        Details {
            speaker: self.utterance.speaker.clone(),
            versions: others
                .iter()
                .map(|other| Version {
                    text: TextId(other.member.article),
                    span: desk.articles[other.member.article].raw(other.member.span),
                    kinds: other.pair.kinds.clone(),
                    similarity: other.pair.similarity,
                    diff: other.diff(),
                })
                .collect(),
        }
    }

    /// Whether two outlets print the whole of it in words so different that it can only have been translated.
    pub(super) fn is_translated(&self) -> bool {
        self.utterance.pairs.iter().any(shows_translation)
    }

    /// Who said it, to open a message: “Ilka Moravec”, “A senior official”, or “The speaker”.
    pub(super) fn speaker(&self) -> String {
        opening(self.utterance.speaker.as_deref())
    }
}

impl Other<'_> {
    /// What the own version lacks that this one has.
    pub(super) fn lacks(&self) -> &[Kind] {
        &self.pair.lacks[usize::from(self.flipped)]
    }

    /// The difference, the own quotation first.
    pub(super) fn diff(&self) -> Vec<Change> {
        let flip = |change: &Change| {
            let op = match change.op {
                Op::Insert => Op::Delete,
                Op::Delete => Op::Insert,
                same => same,
            };
            Change { op, a: change.b.clone(), b: change.a.clone() }
        };
        let diff = self.pair.diff.iter();
        if self.flipped { diff.map(flip).collect() } else { diff.cloned().collect() }
    }

    /// Whether the two are probably translations of the speaker's own language, which choose their words alone.
    pub(super) fn is_translation(&self) -> bool {
        is_translation(self.pair)
    }

    /// The label on this version: how it differs.
    pub(super) fn label(&self, desk: &Desk, message: String) -> Label {
        let article = &desk.articles[self.member.article];
        Label { text: TextId(self.member.article), span: article.raw(self.member.span), message }
    }

    /// The words that one version has and the other has not, the own one first; house spelling is no difference.
    pub(super) fn changes(&self) -> Vec<Change> {
        telling(self.diff())
    }

    /// The figures in which the two differ, the own one first; none if they differ in anything else.
    pub(super) fn other_figures(&self) -> Vec<Change> {
        let changes = self.changes();
        let is_figure =
            |text: &str| normal_form(text).split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let figures = changes.iter().all(|change| is_figure(&change.a) && is_figure(&change.b));
        if figures && self.pair.kinds.contains(&Kind::Number) { changes } else { Vec::new() }
    }

    /// Whether it has other figures, and no other words.
    pub(super) fn has_only_other_figures(&self) -> bool {
        !self.other_figures().is_empty()
    }

    /// How this version differs from the own one, in a few words: “governors” for “prefects”.
    pub(super) fn differences(&self) -> String {
        match told(&self.diff()) {
            said if said.is_empty() => "the same words".to_owned(),
            said => said,
        }
    }
}

/// How many words two versions have in each place where they choose other ones.
fn choices(pair: &Pair) -> impl Iterator<Item = (usize, usize)> {
    let words = |text: &str| text.split_whitespace().filter(|word| has_words(word)).count();
    let replaced = pair.diff.iter().filter(|change| change.op == Op::Replace);
    replaced.map(move |change| (words(&change.a), words(&change.b))).filter(|(a, b)| *a > 0 && *b > 0)
}

/// Whether two versions are probably translations, each of which chooses its words alone.
fn is_translation(pair: &Pair) -> bool {
    pair.kinds.contains(&Kind::Reworded) && pair.similarity < TRANSLATION && choices(pair).count() > 1
}

/// Whether two versions say the same from end to end and in place after place in other words, as no two records of one
/// language do.
fn shows_translation(pair: &Pair) -> bool {
    let is_cut = |kind: &Kind| {
        matches!(kind, Kind::TruncatedStart | Kind::TruncatedEnd | Kind::ClosedEarly | Kind::Omission | Kind::Ellipsis)
    };
    is_translation(pair)
        && !pair.kinds.iter().any(is_cut)
        && choices(pair).count() >= CHOICES
        && choices(pair).all(|(a, b)| a.max(b) <= CHOICE)
}

/// The steps of a difference that change words; house spelling is no difference.
fn telling(mut diff: Vec<Change>) -> Vec<Change> {
    diff.retain(|change| {
        change.op != Op::Equal && (has_words(&change.a) || has_words(&change.b)) && !same_words(&change.a, &change.b)
    });
    diff
}

/// A difference in a few words, told of the second version: “governors” for “prefects”. Empty if there is none.
pub(super) fn told(diff: &[Change]) -> String {
    let changes = telling(diff.to_vec());
    // words that are nearly the same are the ones that readers overlook
    let mut told: Vec<usize> = (0..changes.len()).collect();
    let letters = |at: &usize| changes[*at].a.len().min(changes[*at].b.len());
    told.sort_by_key(|at| (rank(&changes[*at]), std::cmp::Reverse(letters(at)), *at));
    told.truncate(NAMED);
    told.sort_unstable();
    let say = |change: &Change| match (has_words(&change.a), has_words(&change.b)) {
        (true, true) => format!("“{}” for “{}”", excerpt(&change.b), excerpt(&change.a)),
        (false, _) => format!("“{}” only here", excerpt(&change.b)),
        (true, false) => format!("without “{}”", excerpt(&change.a)),
    };
    let said: Vec<String> = told.into_iter().map(|at| say(&changes[at])).collect();
    match changes.len().saturating_sub(NAMED) {
        0 => said.join("; "),
        more => format!("{}; {more} more", said.join("; ")),
    }
}

/// Which differences are named first.
fn rank(change: &Change) -> usize {
    let short = |text: &str| text.split_whitespace().count() < 5;
    match () {
        () if near(&change.a, &change.b).is_some() => 0,
        () if change.op == Op::Replace && short(&change.a) && short(&change.b) => 1,
        () => 2,
    }
}

/// Two single words that begin alike, in lower case: “ministry” and “minister”.
pub(super) fn near(a: &str, b: &str) -> Option<(String, String)> {
    let word = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (a, b) = (word(a), word(b));
    let alike = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() > 3;
    (alike && a != b && !a.contains(' ') && !b.contains(' ')).then_some((a, b))
}

/// What to call an article's outlet in a message: by its own name, or else by the name of the file.
pub(super) fn outlet(article: &Article) -> &str {
    let file = || Path::new(article.text.path()).file_stem().and_then(|stem| stem.to_str());
    article.meta.outlet.as_deref().or_else(file).unwrap_or_else(|| article.text.path())
}

/// A speaker at the beginning of a message. Who is known as “its owner” only is nobody without the rest of the sentence.
pub(super) fn opening(speaker: Option<&str>) -> String {
    const POSSESSIVES: [&str; 7] = ["its", "his", "her", "their", "our", "my", "your"];
    let first = |name: &str| name.split(' ').next().map(str::to_lowercase).unwrap_or_default();
    match speaker.filter(|name| !POSSESSIVES.contains(&first(name).as_str())) {
        Some(name) => {
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
        }
        None => "The speaker".to_owned(),
    }
}

/// The quotation of a member.
pub(super) fn quotation<'a>(desk: &Desk<'a>, member: &Member) -> Option<&'a Quotation> {
    desk.articles.get(member.article)?.quotations.get(member.quotation)
}

/// Whether the speaker of a member is a person who is named in its own paragraph: whom “he” means across paragraphs is
/// less sure.
pub(super) fn is_sure_person(desk: &Desk, member: &Member, sure: f32) -> bool {
    let named = || {
        let article = desk.articles.get(member.article)?;
        let quotation = quotation(desk, member)?;
        let speaker = quotation.speaker.filter(|speaker| speaker.confidence >= sure)?;
        let source = article.source(speaker.source?)?;
        // one word may be the place beside the speaker, too
        let (_, surname) = source.name.as_deref()?.rsplit_once(' ')?;
        let block = article.blocks.get(quotation.block)?.span;
        let mut here = source.mentions.iter().chain([&speaker.span]).filter(|mention| block.contains(**mention));
        Some(source.kind == SourceKind::NamedPerson && here.any(|mention| article.slice(*mention).contains(surname)))
    };
    named().unwrap_or(false)
}

/// The words of a stretch, in the middle left out where there are many.
pub(super) fn excerpt(text: &str) -> String {
    let text = text.trim().trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':') || c.is_whitespace());
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= EXCERPT {
        return words.join(" ");
    }
    format!("{} … {}", words[..EXCERPT - 3].join(" "), words[words.len() - 2..].join(" "))
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_opens_with_a_capital() {
        assert_eq!(opening(Some("Ilka Moravec")), "Ilka Moravec");
        assert_eq!(opening(Some("a senior official")), "A senior official");
        assert_eq!(opening(Some("its owner")), "The speaker");
        assert_eq!(opening(None), "The speaker");
    }
}
