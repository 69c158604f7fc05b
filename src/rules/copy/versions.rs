//! Two versions of one article side by side: which stretches are the same one, reworded.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    align::normal_form,
    article::{Article, Sentence, Token, TokenKind},
    lexicon::Lexicon,
    span::Span,
};

/// A word that so many stretches hold says nothing about which of them are one.
const COMMON: usize = 24;
/// The share of their words that two wordings of one stretch have in common at least.
const ALIKE: f64 = 0.6;
/// The share of the words of the shorter one that the longer holds, where something was cut off or added.
const WITHIN: f64 = 0.85;
/// How many words a stretch has that may be found within another.
const SHORT: usize = 4;

/// An article, seen beside another version of it.
pub(super) struct Version<'a> {
    pub(super) article: &'a Article,
    /// Blocks that the other version holds letter by letter.
    same: FxHashSet<usize>,
}

/// A word of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As versions are compared.
    pub(super) form: String,
    pub(super) span: Span,
    /// Whether it says that somebody else claims it: “allegedly”.
    pub(super) hearsay: bool,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
}

impl Stretch {
    fn new(article: &Article, span: Span, is_hearsay: impl Fn(&Token) -> bool) -> Stretch {
        let tokens = article.tokens.get(article.tokens_in(span)).unwrap_or_default();
        let words = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        let words = words.map(|token| Word {
            form: normal_form(article.slice(token.span)),
            span: token.span,
            hearsay: !token.quoted && is_hearsay(token),
        });
        Stretch { span, words: words.collect() }
    }

    /// All words, one after the other.
    pub(super) fn whole(&self) -> String {
        joined(self.words.iter())
    }

    /// The words without those that say whose claim it is.
    pub(super) fn claim(&self) -> String {
        joined(self.words.iter().filter(|word| !word.hearsay))
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    words.map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
}

impl<'a> Version<'a> {
    /// An article beside another version of it.
    pub(super) fn new(article: &'a Article, other: &Article) -> Version<'a> {
        let there: FxHashSet<&str> = other.blocks.iter().map(|block| other.slice(block.span)).collect();
        let blocks = article.blocks.iter().enumerate();
        let same = blocks.filter(|(_, block)| there.contains(article.slice(block.span))).map(|(at, _)| at).collect();
        Version { article, same }
    }

    /// The quotations of somebody's speech in what changed, by their places.
    pub(super) fn quotations(&self) -> Vec<(usize, Stretch)> {
        let all = self.article.quotations.iter().enumerate();
        let changed = all.filter(|(_, quoted)| quoted.kind.is_speech() && !self.same.contains(&quoted.block));
        changed.map(|(at, quoted)| (at, Stretch::new(self.article, quoted.span, |_| false))).collect()
    }

    /// The sentences of what changed, with the words of hearsay among theirs.
    pub(super) fn sentences(&self, lexicon: &Lexicon) -> Vec<(Span, Stretch)> {
        let hearsay = lexicon.class("claims.hearsay");
        let is_hearsay = |token: &Token| lexicon.has(token.set, hearsay);
        let changed = self.article.sentences.iter().filter(|sentence| !self.same.contains(&sentence.block));
        changed.map(|Sentence { span, .. }| (*span, Stretch::new(self.article, *span, is_hearsay))).collect()
    }
}

/// Which of some wordings are one, as pairs of their places in either list: those that are the same first, then those
/// that share most of their words.
pub(super) fn pairs(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut free: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, words) in old.iter().enumerate().rev() {
        free.entry(words).or_default().push(at);
    }
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for (at, words) in new.iter().enumerate() {
        match free.get_mut(words.as_str()).and_then(Vec::pop) {
            Some(same) => pairs.push((same, at)),
            None => left.push(at),
        }
    }
    let taken: FxHashSet<usize> = pairs.iter().map(|(old, _)| *old).collect();
    let mut holds: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, words) in old.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        for word in words.split(' ').collect::<FxHashSet<_>>() {
            holds.entry(word).or_default().push(at);
        }
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for at in left {
        let Some(words) = new.get(at) else { continue };
        let rare = words.split(' ').filter_map(|word| holds.get(word)).filter(|places| places.len() <= COMMON);
        let candidates: FxHashSet<usize> = rare.flatten().copied().collect();
        let best = candidates.into_iter().filter_map(|other| Some((likeness(old.get(other)?, words)?, other)));
        alike.extend(best.map(|(likeness, other)| (likeness, other, at)));
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_old, mut used_new) = (FxHashSet::default(), FxHashSet::default());
    for (_, a, b) in alike {
        if !used_old.contains(&a) && !used_new.contains(&b) {
            used_old.insert(a);
            used_new.insert(b);
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// How much of their words two wordings share, 0 to 1, if it is enough for them to be one.
#[allow(clippy::cast_precision_loss, reason = "no stretch has so many words")]
fn likeness(a: &str, b: &str) -> Option<f64> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut of_a, mut of_b, mut shared) = (0_usize, 0_usize, 0_usize);
    for word in a.split(' ') {
        *counts.entry(word).or_default() += 1;
        of_a += 1;
    }
    for word in b.split(' ') {
        of_b += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    let whole = 2.0 * shared as f64 / (of_a + of_b) as f64;
    let shorter = of_a.min(of_b);
    let within = shorter >= SHORT && shared as f64 / shorter as f64 >= WITHIN;
    (whole >= ALIKE || within).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        let own = |list: &[&str]| list.iter().map(|words| (*words).to_owned()).collect::<Vec<_>>();
        pairs(&own(old), &own(new))
    }

    #[test]
    fn the_same_words_are_paired_before_others_and_each_once() {
        assert_eq!(paired(&["it is safe", "it is safe now"], &["it is safe now", "it is safe"]), [(1, 0), (0, 1)]);
        assert_eq!(paired(&["it is safe"], &["it is safe", "it is safe"]), [(0, 0)]);
    }

    #[test]
    fn reworded_and_cut_stretches_are_paired_and_others_are_not() {
        let old = "the wall is probably good for two more metres provided the gates are opened";
        assert_eq!(paired(&[old], &["the wall is good for two more metres"]), [(0, 0)]);
        assert_eq!(
            paired(&[old], &["the wall is probably sound for two more metres provided the gates open"]),
            [(0, 0)]
        );
        assert_eq!(paired(&[old], &["the mayor is in the town hall"]), []);
        assert_eq!(paired(&["not safe"], &["safe"]), [(0, 0)]);
    }
}
