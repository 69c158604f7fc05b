//! `headline/claim-unattributed`: the headline states what the story only says that somebody claims, or that it may be so.

use std::ops::Range;

use crate::{
    article::{BlockKind, Sentence, TokenKind},
    diagnostic::Diagnostic,
    lexicon::{Classes, Folded, fold},
    rule::Rule,
    rules::{Context, words::Words},
};

/// How many sentences of the story are looked at: what a headline is about stands near the top.
const REACH: usize = 12;

/// A headline with fewer words of weight could be about anything.
const FEWEST_WORDS: usize = 4;

/// How many tokens may stand between a doubting word and a word that it is about.
const NEAR: usize = 3;

/// This share of the headline's words of weight must stand in a sentence that says the same.
const SHARE: f32 = 0.75;

/// Flags a headline without source or hedge, if every sentence that says the same has a doubting word.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let Some(at) = article.blocks.iter().position(|b| b.kind == BlockKind::Headline) else { return Vec::new() };
    let reading = Reading::new(context);
    let headline = reading.words.block(at);
    if reading.is_hedged_or_sourced(headline.clone()) {
        return Vec::new();
    }
    let claim: Vec<String> =
        headline.filter(|at| reading.is_weighty(*at)).map(|at| fold(reading.words.word(at))).collect();
    if claim.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let story = article.sentences.iter().filter(|s| article.blocks[s.block].kind.is_story()).take(REACH);
    let mut hedges = Vec::new();
    for (sentence, shared) in story.filter_map(|s| Some((s, reading.shared(s, &claim)?))) {
        match reading.hedge(sentence, &shared) {
            Some(hedge) => hedges.push(hedge),
            // the story says it plainly, or names who says it
            None => return Vec::new(),
        }
    }
    let Some(hedge) = hedges.first() else { return Vec::new() };
    let hedge = reading.words.span(hedge.clone());
    let words = article.slice(hedge);
    vec![
        context
            .finding(
                rule,
                article.blocks[at].span,
                format!("The headline states as fact what the story qualifies with “{words}”"),
            )
            .with_help("Keep the qualification in the headline, or say there who claims it.")
            .with_label(context.label(hedge, "qualified here")),
    ]
}

/// An article, with the word lists that the rule asks for.
struct Reading<'a> {
    words: Words<'a>,
    function: Classes,
    speech: Classes,
    hedge: Classes,
}

impl<'a> Reading<'a> {
    fn new(context: &Context<'a>) -> Self {
        let group = |names: &[&str]| names.iter().fold(Classes::NONE, |all, name| all.or(context.lexicon.class(name)));
        Self {
            words: Words::new(context),
            function: group(&["function.word"]),
            speech: group(&[
                "speech.neutral",
                "speech.factive",
                "speech.doubting",
                "speech.guilt",
                "speech.colouring",
                "speech.soft",
                "speech.commissive",
                "speech.stance",
                "speech.phrases",
            ]),
            hedge: group(&["headline.hedge"]),
        }
    }

    /// Whether the headline itself shows a source or a doubt.
    fn is_hedged_or_sourced(&self, headline: Range<usize>) -> bool {
        headline.clone().any(|at| {
            let word = [":", "?", "may", "might", "could", "would", "can", "no", "not"];
            self.words.kind(at) == Some(TokenKind::Mark) || self.words.is(at, &word)
        }) || self.words.entries(headline, self.speech.or(self.hedge)).next().is_some()
    }

    /// Whether a token is a word that could tell one story from another.
    fn is_weighty(&self, at: usize) -> bool {
        matches!(self.words.kind(at), Some(TokenKind::Word | TokenKind::Number)) && !self.words.has(at, self.function)
    }

    /// The tokens of a sentence that a headline shares, if the sentence says what the headline says.
    fn shared(&self, sentence: &Sentence, claim: &[String]) -> Option<Vec<usize>> {
        let weighty = sentence.tokens.clone().filter(|at| self.is_weighty(*at));
        let own: Vec<(usize, Folded)> = weighty.map(|at| (at, Folded::of(self.words.word(at)))).collect();
        let found = claim.iter().filter_map(|word| {
            let same = |other: &Folded| same(word.as_bytes(), other.as_bytes());
            own.iter().find(|(_, other)| same(other)).map(|(at, _)| *at)
        });
        let shared: Vec<usize> = found.collect();
        (shared.len() as f32 >= SHARE * claim.len() as f32).then_some(shared)
    }

    /// The words of a sentence that leave open whether what it shares with the headline is so: they stand right before a
    /// shared word, and half of the others follow.
    fn hedge(&self, sentence: &Sentence, shared: &[usize]) -> Option<Range<usize>> {
        self.words.entries(sentence.tokens.clone(), self.hedge).find(|hedge| {
            let close = shared.iter().any(|at| (hedge.end..hedge.end + NEAR).contains(at));
            let after = shared.iter().filter(|at| **at >= hedge.end).count();
            !self.words.is_quoted(hedge.start) && close && after * 2 >= shared.len()
        })
    }
}

/// Whether two words are forms of one: “orders”, “ordered”.
fn same(a: &[u8], b: &[u8]) -> bool {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    a == b || (common >= 4 && common + 3 >= a.len() && common + 3 >= b.len())
}
