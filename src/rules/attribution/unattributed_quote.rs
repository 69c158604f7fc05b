//! `attribution/unattributed-quote`: a quotation that stands alone, with nobody to say it.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use crate::{
    article::{Article, BlockKind, Quotation, QuotationKind, TokenKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// Fewer words may be a slogan or a title.
const FEWEST: usize = 6;
/// In so many letters two quotations are told apart.
const BEGINNING: usize = 40;
/// How the paragraph after a quotation begins when it says whose it was: “That was how Ann Lee put it”.
const POINTS_BACK: [&str; 18] = [
    "that", "that's", "those", "this", "so", "such", "these", "it", "he", "she", "they", "with", "thus", "the", "and",
    "but", "as", "words",
];

/// Flags a quotation that is a paragraph of its own, where neither the paragraph before nor the one after gives a speaker.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let reader = Reader { context, words: Words::new(context), sourcing: Sourcing::new(context) };
    let article = context.article;
    let alone = article.quotations.iter().filter(|q| reader.stands_alone(q) && !reader.has_speaker_near(q));
    let alone: Vec<&Quotation> = alone.collect();
    // the same words elsewhere in the article: a pull quote
    let repeated = repeated(article, alone.iter().map(|q| beginning(article, q)).collect());
    let alone = alone.into_iter().filter(|q| !repeated.contains(beginning(article, q)));
    let message = "Nobody says this quotation: no speaker here, before or after";
    let help = "Name the speaker in this paragraph, after the first sentence.";
    alone.map(|q| context.finding(rule, q.outer, message).with_help(help)).collect()
}

struct Reader<'a> {
    context: &'a Context<'a>,
    words: Words<'a>,
    sourcing: Sourcing<'a>,
}

impl Reader<'_> {
    /// Whether a quotation opens its paragraph and is all there is in it.
    fn stands_alone(&self, quotation: &Quotation) -> bool {
        let article = self.context.article;
        let Some(block) = article.blocks.get(quotation.block) else { return false };
        let speech = matches!(quotation.kind, QuotationKind::Direct) && !quotation.nested;
        if block.kind != BlockKind::Paragraph || !speech || !quotation.closed || quotation.continues.is_some() {
            return false;
        }
        if block.span.start != quotation.outer.start {
            return false;
        }
        let tokens = self.words.block(quotation.block);
        let spoken = tokens.clone().filter(|at| self.words.is_quoted(*at) && self.words.is_word(*at)).count();
        let outside = tokens.clone().any(|at| {
            let kind = self.words.kind(at);
            !self.words.is_quoted(at) && matches!(kind, Some(TokenKind::Word | TokenKind::Number | TokenKind::Address))
        });
        !outside && spoken >= FEWEST
    }

    /// Whether the paragraph before or the one after says whose it is.
    fn has_speaker_near(&self, quotation: &Quotation) -> bool {
        let article = self.context.article;
        let at = quotation.block;
        let before = at.checked_sub(1).filter(|b| article.blocks.get(*b).is_some_and(|b| b.kind.is_story()));
        if before.is_some_and(|block| self.leads_in(block)) {
            return true;
        }
        let next = self.words.block(at + 1);
        // “- Ann Lee, Corran.” on a line of its own
        let credit = self.words.is(next.start, &["-", "--", "—", "–", "―"]);
        let points = self.words.is(next.start, &POINTS_BACK) && !self.words.is_quoted(next.start);
        let first = article.tokens.get(next.start).and_then(|t| article.sentence_at(t.span.start));
        let told = first.is_some_and(|s| self.sourcing.within(s.tokens.clone()));
        let was = self.words.is(next.start, &["that", "those"])
            && self.words.is(next.start + 1, &["was", "is", "were", "are"]);
        // a quotation that opens the story is explained by what follows
        let opening = article.lead() == Some(at) && self.sourcing.within(next.clone());
        // a scene: “She pauses.”, “He hangs up, smiling.”
        let scene = self.words.is(next.start, &["he", "she", "they"]) && !self.words.is_quoted(next.start);
        credit || was || opening || scene || (points && told)
    }

    /// Whether a paragraph introduces the quotation after it: by a colon, by somebody who speaks in it.
    fn leads_in(&self, block: usize) -> bool {
        let tokens = self.words.block(block);
        let colon = tokens.end.checked_sub(1).is_some_and(|last| self.words.is(last, &[":", "—", "–", "?"]));
        let article = self.context.article;
        let first = article.quotations.partition_point(|q| q.block < block);
        let mut own = article.quotations[first..].iter().take_while(|q| q.block == block);
        let quoted = own.any(|q| q.kind.is_speech() && (q.speaker.is_some() || !q.closed));
        let neutral = self.context.lexicon.class("speech.neutral");
        // “continued”, “elaborated”; in the present they may be nouns (“the state”)
        let past =
            |at: usize| self.words.is_lower(at) && self.words.word(at).ends_with("ed") && !self.words.is_quoted(at);
        let speaks = tokens.clone().any(|at| self.words.has(at, neutral) && past(at));
        colon || quoted || speaks || self.sourcing.within(tokens)
    }
}

/// The first words of a quotation, by which it is known again.
fn beginning<'a>(article: &'a Article, quotation: &Quotation) -> &'a str {
    let words = article.slice(quotation.span);
    let end = words.char_indices().nth(BEGINNING).map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}

/// Which of some words stand more than once in the article, all of them looked for at once.
fn repeated<'a>(article: &Article, mut wanted: Vec<&'a str>) -> FxHashSet<&'a str> {
    wanted.sort_unstable();
    wanted.dedup();
    let mut seen = vec![0_usize; wanted.len()];
    // there are always fewer of them than a searcher can hold, for a file has a limit
    if let Some(searcher) = (!wanted.is_empty()).then(|| AhoCorasick::new(&wanted)).and_then(Result::ok) {
        for found in searcher.find_overlapping_iter(&article.prose) {
            seen[found.pattern().as_usize()] += 1;
        }
    }
    wanted.into_iter().zip(seen).filter(|(_, seen)| *seen > 1).map(|(words, _)| words).collect()
}
