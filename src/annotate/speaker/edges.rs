//! What stands before, at the end of, and after a quotation.

use std::ops::Range;

use crate::annotate::{reading::Reading, tag::Tag, vocabulary::Traits};
use crate::article::{Quotation, TokenKind};

/// What may stand before a quotation, and none.
pub(in crate::annotate) const OPENINGS_OR_NONE: &[&str] = &[
    "paragraph",
    "sentence",
    "comma",
    "colon",
    "that",
    "verb",
    "preposition",
    "determiner",
    "noun",
    "break",
    "mark",
    "other",
    "none",
];
/// What may stand before a quotation.
pub(in crate::annotate) const OPENINGS: &[&str] = OPENINGS_OR_NONE.split_at(OPENINGS_OR_NONE.len() - 1).0;
/// What a quotation may end with, and none.
pub(in crate::annotate) const ENDINGS_OR_NONE: &[&str] =
    &["comma", "stop", "question", "dash", "words", "open", "none"];
/// What a quotation may end with.
pub(in crate::annotate) const ENDINGS: &[&str] = ENDINGS_OR_NONE.split_at(ENDINGS_OR_NONE.len() - 1).0;
pub(in crate::annotate) const FOLLOWING: &[&str] = &[
    "paragraph end",
    "comma",
    "stop",
    "name",
    "pronoun",
    "verb",
    "preposition",
    "coordinator",
    "noun",
    "mark",
    "break",
    "other",
];

/// A quotation among the tokens.
#[derive(Debug, Clone)]
pub(in crate::annotate) struct Edges {
    /// Its first token, and the first after it, marks included.
    pub(in crate::annotate) first: usize,
    pub(in crate::annotate) last: usize,
    /// The tokens between its marks.
    pub(in crate::annotate) inner: Range<usize>,
    /// What stands before it, what it ends with, and what follows.
    pub(in crate::annotate) opening: usize,
    pub(in crate::annotate) ending: usize,
    pub(in crate::annotate) following: usize,
}

impl Edges {
    /// A quotation in a block of some tokens.
    pub(in crate::annotate) fn new(reading: &Reading, quotation: &Quotation, block: Range<usize>) -> Edges {
        let tokens = reading.article.tokens.get(block.clone()).unwrap_or_default();
        let from = |offset: usize| block.start + tokens.partition_point(|token| token.span.start < offset);
        let (first, last) = (from(quotation.outer.start), from(quotation.outer.end));
        let start = from(quotation.span.start);
        let inner = reading.article.tokens.get(start..block.end).unwrap_or_default();
        Edges {
            first,
            last,
            inner: start..start + inner.partition_point(|token| token.span.end <= quotation.span.end),
            opening: opening(reading, quotation, first, block.start),
            ending: ending(reading, quotation, last),
            following: following(reading, last, block.end),
        }
    }
}

/// What stands right before a quotation that begins at a token, in a block that starts at another.
fn opening(reading: &Reading, quotation: &Quotation, first: usize, start: usize) -> usize {
    if first <= start {
        return 0;
    }
    let before = first - 1;
    let sentence = reading.article.sentence_at(quotation.outer.start);
    if sentence.is_some_and(|s| s.tokens.start == first) {
        return 1;
    }
    match reading.tags[before] {
        Tag::Comma => 2,
        Tag::Colon => 3,
        _ if reading.is(before, Traits::THAT) => 4,
        tag if tag.is_verb() => 5,
        Tag::Preposition => 6,
        Tag::Determiner => 7,
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Genitive => 8,
        Tag::Break => 9,
        Tag::Mark => 10,
        _ => 11,
    }
}

/// What a quotation ends with whose marks end before a token.
fn ending(reading: &Reading, quotation: &Quotation, last: usize) -> usize {
    if !quotation.closed {
        return 5;
    }
    let article = reading.article;
    let words = article.slice(quotation.span).trim_end();
    let after = article.tokens.get(last).map(|t| article.slice(t.span));
    match words.chars().next_back() {
        Some(',') => 0,
        Some('.') => 1,
        Some('?' | '!') => 2,
        Some('-' | '–' | '—' | '…') => 3,
        // British copy puts the comma outside
        _ if after == Some(",") => 0,
        _ if after == Some(".") => 1,
        _ => 4,
    }
}

/// What follows a quotation whose marks end before a token, in a block that ends before another.
fn following(reading: &Reading, last: usize, end: usize) -> usize {
    if last >= end {
        return 0;
    }
    match reading.tags[last] {
        Tag::Comma => 1,
        Tag::Name => 3,
        Tag::Pronoun => 4,
        tag if tag.is_verb() || tag == Tag::Auxiliary => 5,
        Tag::Preposition | Tag::To => 6,
        Tag::Coordinator => 7,
        Tag::Noun | Tag::Determiner | Tag::Adjective => 8,
        Tag::Mark => 9,
        Tag::Break | Tag::Colon => 10,
        _ if reading.article.tokens[last].kind == TokenKind::Punctuation => 2,
        _ => 11,
    }
}
