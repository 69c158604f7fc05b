//! Where copy announces that somebody speaks anonymously, and the reason that it gives.

use std::ops::Range;

use crate::{
    article::{Article, Sentence},
    lexicon::{Classes, Lexicon},
    rules::words::Words,
    span::Span,
};

/// How the content of what was said begins after the formula: a reason does not lie beyond.
const SAYING: [&str; 6] = ["said", "says", "say", "told", "tells", "added"];

/// Other outlets as a listener: “spoke to the newspaper on condition of anonymity”.
const OUTLETS: [&str; 6] = ["newspaper", "paper", "magazine", "website", "broadcaster", "network"];

/// Words that say that somebody speaks anonymously: “on the condition of anonymity”.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announcement {
    /// The formula, in the prose.
    pub formula: Span,
    /// The words that give the reason, in its sentence or in those beside it.
    pub reason: Option<Span>,
    /// Whether another outlet's source is meant.
    pub borrowed: bool,
    /// Place of the formula's first token among the tokens, without “on the”.
    pub(super) token: usize,
}

/// Every announcement of an article, in order.
pub fn announcements(article: &Article, lexicon: &Lexicon) -> Vec<Announcement> {
    let words = Words::of(article, lexicon);
    let class = |name| lexicon.class(name);
    let reasons = Reasons { words, reason: class("anonymity.reason"), ground: class("anonymity.ground") };
    let announced = class("anonymity.announced");
    let sentences = article.sentences.iter().enumerate();
    let found = sentences.flat_map(|(i, sentence)| {
        words.entries(sentence.tokens.clone(), announced).map(move |formula| (i, sentence, formula))
    });
    found
        .map(|(i, sentence, formula)| {
            // “on the” belongs to what the desk reads as the formula
            let mut start = formula.start;
            while words.after(start, &["on", "the", "under"]) {
                start -= 1;
            }
            let reason = reasons.of(&article.sentences, i, sentence, &formula);
            Announcement {
                formula: words.span(start..formula.end),
                reason: reason.map(|tokens| words.span(tokens)),
                borrowed: words.is_any(sentence.tokens.start..formula.start, &OUTLETS),
                token: formula.start,
            }
        })
        .collect()
}

/// What gives a reason for anonymity.
struct Reasons<'a> {
    words: Words<'a>,
    reason: Classes,
    ground: Classes,
}

impl Reasons<'_> {
    /// The tokens that give the reason of a formula in the sentence at place `i`.
    fn of(&self, all: &[Sentence], i: usize, sentence: &Sentence, formula: &Range<usize>) -> Option<Range<usize>> {
        let beside = |at: Option<usize>| {
            let other = at.and_then(|at| all.get(at)).filter(|s| s.block == sentence.block)?;
            self.ground(other.tokens.clone())
        };
        self.after(formula.end..sentence.tokens.end)
            .or_else(|| self.ground(sentence.tokens.start..formula.start))
            .or_else(|| self.opening(sentence.tokens.start..formula.start))
            .or_else(|| beside(i.checked_sub(1)))
            .or_else(|| beside(Some(i + 1)))
    }

    /// The reason that follows the formula, before the sentence turns to what was said.
    fn after(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let turns = tokens.clone().find(|at| self.words.after(*at, &[","]) && self.words.is(*at, &SAYING));
        let clause = tokens.start..turns.unwrap_or(tokens.end);
        // “to speak freely”, but not “to the newspaper”
        let purpose = self.words.is(tokens.start, &["to"])
            && self.words.is_lower(tokens.start + 1)
            && !self.words.is(tokens.start + 1, &["the", "a", "an", "his", "her", "their", "us", "reporters"]);
        if purpose {
            return Some(self.clause(tokens));
        }
        let given = self.words.entries(clause.clone(), self.reason).find(|r| !self.words.is_quoted(r.start));
        given.map(|r| self.clause(r.start..clause.end)).or_else(|| self.ground(tokens))
    }

    /// The clause with which a sentence opens on its reason: “Fearing for her job, she asked not to be named”.
    fn opening(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let opens = self.words.is(tokens.start, &["because", "fearing", "citing", "since"]);
        opens.then(|| self.clause(tokens))
    }

    /// The clause around words that only speak of such reasons, outside quotation marks.
    fn ground(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let end = tokens.end;
        let ground = self.words.entries(tokens, self.ground).find(|g| !self.words.is_quoted(g.start));
        ground.map(|g| self.clause(g.start..end))
    }

    /// The tokens up to the next comma, stop or quotation mark.
    fn clause(&self, tokens: Range<usize>) -> Range<usize> {
        let ends = |at: &usize| self.words.ends_clause(*at);
        tokens.start..tokens.clone().skip(1).find(ends).unwrap_or(tokens.end)
    }
}
