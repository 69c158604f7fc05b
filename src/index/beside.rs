//! What the outlet says in its own words beside a quotation: through which channel it has it, and how the speaker limited it.

use crate::{
    article::{Article, Quotation, TokenKind},
    lexicon::{Classes, Lexicon, fold},
};

/// Words between “told” and whoever was told.
const TOLD: usize = 5;
/// Words before a quotation that bear on what it opens with.
const NEAR: usize = 3;

/// The outlet's own words in the sentences that hold a quotation, as places among the tokens.
pub(super) fn words<'a>(article: &'a Article, quotation: &Quotation) -> impl Iterator<Item = usize> + use<'a> {
    let sentence = |at: usize| article.sentence_at(at).map(|sentence| sentence.tokens.clone());
    let first = sentence(quotation.outer.start).or_else(|| sentence(quotation.span.start));
    let last = sentence(quotation.outer.end.saturating_sub(1)).or_else(|| first.clone());
    let range = first.zip(last).map_or(0..0, |(first, last)| first.start..last.end.max(first.end));
    // the words that attribute it may be a sentence of their own behind the mark
    let cue = quotation.cue.and_then(|cue| sentence(cue.start)).unwrap_or(0..0);
    let outside = move |at: &usize| article.tokens.get(*at).is_some_and(|t| t.kind == TokenKind::Word && !t.quoted);
    range.clone().chain(cue.filter(move |at| !range.contains(at))).filter(outside)
}

/// Whether a word or phrase of some groups begins at a token.
pub(super) fn opens(article: &Article, lexicon: &Lexicon, at: usize, groups: Classes) -> bool {
    let word = |at: usize| article.tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| article.slice(t.span));
    word(at).is_some_and(|first| {
        lexicon.classes(first).any(groups) || lexicon.entry(groups, first, |ahead| word(at + ahead)).is_some()
    })
}

/// Whether somebody named at a token was told the words: “told Reuters”, “told the Ledger”.
pub(super) fn is_told(article: &Article, at: usize) -> bool {
    let before = article.tokens.get(at.saturating_sub(TOLD)..at).unwrap_or_default();
    before.iter().any(|token| !token.quoted && fold(article.slice(token.span)) == "told")
}

/// Whether a token stands right before a quotation.
pub(super) fn is_near(article: &Article, quotation: &Quotation, at: usize) -> bool {
    let first = article.token_from(quotation.outer.start);
    (first.saturating_sub(NEAR)..first).contains(&at)
}
