//! An article with the layers that are read on the way and not kept.

use std::ops::Range;

use super::{tag::Tag, vocabulary::Vocabulary};
use crate::{article::Article, lexicon::Lexicon, span::Span};

/// An article with tokens, sentences and quotations, and the part that each token plays.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) lexicon: &'a Lexicon,
    /// One to one with the tokens.
    pub(super) tags: Vec<Tag>,
}

impl Reading<'_> {
    /// A token's word.
    pub(super) fn word(&self, at: usize) -> &str {
        self.article.slice(self.article.tokens[at].span)
    }

    /// Whether a token is one of the given words, in lower case there.
    pub(super) fn has(&self, at: usize, words: &[&str]) -> bool {
        self.article.is_one_of(self.article.tokens[at].span, words)
    }

    /// Whether a token stands between quotation marks, or is a mark.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.article.tokens[at].quoted
    }

    /// From the first to past the last of some tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        let tokens = &self.article.tokens[tokens];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }
}
