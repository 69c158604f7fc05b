//! An article with the layers that are read on the way and not kept.

use std::ops::Range;

use super::{
    tag::Tag,
    tagger,
    vocabulary::{Traits, Vocabulary},
};
use crate::{article::Article, lexicon::Lexicon, span::Span};

/// An article with tokens, sentences and quotations, and the part that each token plays.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) lexicon: &'a Lexicon,
    /// One to one with the tokens.
    pub(super) traits: Vec<Traits>,
    /// One to one with the tokens.
    pub(super) tags: Vec<Tag>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(article: &'a Article, vocabulary: &'a Vocabulary, lexicon: &'a Lexicon) -> Self {
        let traits: Vec<Traits> = article.tokens.iter().map(|token| vocabulary.of(token)).collect();
        let tags = tagger::tag(article, &traits);
        Reading { article, vocabulary, lexicon, traits, tags }
    }

    /// Whether a token is one of some words.
    #[inline]
    pub(super) fn is(&self, at: usize, of: Traits) -> bool {
        self.traits[at].any(of)
    }

    /// Whether an entry of several words and of some kind may begin with a token.
    pub(super) fn may_open(&self, at: usize, of: Traits) -> bool {
        let token = &self.article.tokens[at];
        // what begins with any other kind has not been looked up
        !token.is_counted() || self.vocabulary.at(token.opens).any(of)
    }

    /// What a word is that need not be a token.
    pub(super) fn traits_of(&self, word: &str) -> Traits {
        self.vocabulary.word(self.lexicon, word)
    }

    /// A token's word.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.article.slice(self.article.tokens[at].span)
    }

    /// Whether a token is one of the given words, in lower case there.
    #[inline]
    pub(super) fn has(&self, at: usize, words: &[&str]) -> bool {
        self.article.is_one_of(self.article.tokens[at].span, words)
    }

    /// Whether a token stands between quotation marks, or is a mark.
    #[inline]
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.article.tokens[at].quoted
    }

    /// From the first to past the last of some tokens.
    #[inline]
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        let tokens = &self.article.tokens[tokens];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }
}
