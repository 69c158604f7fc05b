//! The words of an article as rules read them: token by token, looking left and right.

use std::ops::Range;

use super::Context;
use crate::{
    article::{Article, BlockKind, Case, STRETCH, Sentence, Token, TokenKind},
    lexicon::{Classes, Lexicon},
    span::Span,
};

/// A cursor over the tokens of an article. Every place past either end is an empty word of no class.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    article: &'a Article,
    lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    /// The words of the article that a rule looks at.
    pub(super) fn new(context: &Context<'a>) -> Self {
        Self::of(context.article, context.lexicon)
    }

    /// The words of an article.
    pub(super) fn of(article: &'a Article, lexicon: &'a Lexicon) -> Self {
        Self { article, lexicon }
    }

    /// The token at a place.
    pub(super) fn token(self, at: usize) -> Option<&'a Token> {
        self.article.tokens.get(at)
    }

    /// The word at a place, as printed.
    pub(super) fn word(self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| self.article.slice(t.span))
    }

    /// Whether the word at a place is one of these, which are in lower case.
    pub(super) fn is(self, at: usize, any: &[&str]) -> bool {
        self.token(at).map_or(any.contains(&""), |token| self.article.is_one_of(token.span, any))
    }

    /// Whether one of these words, which are in lower case, stands among some tokens.
    pub(super) fn is_any(self, mut tokens: Range<usize>, any: &[&str]) -> bool {
        tokens.any(|at| self.is(at, any))
    }

    /// Whether the word before a place is one of these.
    pub(super) fn after(self, at: usize, any: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, any))
    }

    /// Whether the token at a place belongs to a group.
    pub(super) fn has(self, at: usize, class: Classes) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.has(t.set, class))
    }

    /// Whether the token at a place is of a kind.
    pub(super) fn kind(self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|t| t.kind)
    }

    /// Whether the token at a place is a word.
    pub(super) fn is_word(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// Whether the token at a place is a word with a capital.
    pub(super) fn is_capital(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.case.has_capital())
    }

    /// Whether the token at a place is all capitals: “NATO”, “F.B.I.”
    pub(super) fn is_acronym(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Upper)
    }

    /// Whether the token at a place is a word without a capital.
    pub(super) fn is_lower(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
    }

    /// Whether the token at a place stands between quotation marks.
    pub(super) fn is_quoted(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.quoted)
    }

    /// Whether a clause ends before the token at a place: a comma, a stop, a quotation mark.
    pub(super) fn ends_clause(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) || self.is(at, &[",", ";", ":", ".", "?", "!", "—", "–", "--"])
    }

    /// Whether a sentence, or a quotation, begins with the token at a place.
    pub(super) fn opens_sentence(self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let Some(before) = at.checked_sub(1).and_then(|b| self.token(b)) else { return true };
        before.block != token.block
            || before.kind == TokenKind::Mark
            || matches!(self.article.slice(before.span), "." | "?" | "!" | ":" | "…")
    }

    /// How many tokens from a place on, and before `end`, are an entry of one of the groups.
    pub(super) fn entry(self, at: usize, end: usize, of: Classes) -> Option<usize> {
        let token = self.token(at).filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))?;
        if !self.lexicon.has(token.opens, of) {
            return self.lexicon.has(token.set, of).then_some(1);
        }
        self.lexicon.entry(of, self.word(at), |i| (at + i < end).then(|| self.word(at + i)))
    }

    /// Whether an entry of the groups may stand among some tokens; none does, where this says no.
    pub(super) fn may_have(self, tokens: Range<usize>, of: Classes) -> bool {
        self.article.next_of(tokens.start, tokens.end, of) < tokens.end
    }

    /// The tokens among some that belong to one of the groups, as places.
    pub(super) fn places(self, tokens: Range<usize>, of: Classes) -> impl Iterator<Item = usize> + 'a {
        self.near(tokens, of).filter(move |at| self.has(*at, of))
    }

    /// The tokens among some that an entry of one of the groups may begin with, as places.
    pub(super) fn starts(self, tokens: Range<usize>, of: Classes) -> impl Iterator<Item = usize> + 'a {
        let starts = move |token: &Token| self.lexicon.has(token.set, of) || self.lexicon.has(token.opens, of);
        self.near(tokens, of).filter(move |at| self.token(*at).is_some_and(starts))
    }

    /// The tokens among some in whose stretch an entry of one of the groups may begin, as places.
    fn near(self, tokens: Range<usize>, of: Classes) -> impl Iterator<Item = usize> + 'a {
        // no token before the second place needs its stretch looked at
        let (mut at, mut sure) = (tokens.start, tokens.start);
        std::iter::from_fn(move || {
            if at == sure {
                at = self.article.next_of(at, tokens.end, of);
                sure = ((at / STRETCH + 1) * STRETCH).min(tokens.end);
            }
            at += 1;
            (at <= tokens.end).then_some(at - 1)
        })
    }

    /// The entries of the groups among some tokens, as ranges of tokens, in order, none within another.
    pub(super) fn entries(self, tokens: Range<usize>, of: Classes) -> impl Iterator<Item = Range<usize>> + 'a {
        let (mut from, end) = (tokens.start, tokens.end);
        self.near(tokens, of).filter_map(move |at| {
            let words = if at < from { None } else { self.entry(at, end, of) }?;
            from = at + words;
            Some(at..from)
        })
    }

    /// The place of a run of tokens.
    pub(super) fn span(self, tokens: Range<usize>) -> Span {
        let first = self.token(tokens.start).map_or(0, |t| t.span.start);
        let last = tokens.end.checked_sub(1).and_then(|end| self.token(end)).map_or(first, |t| t.span.end);
        Span::new(first, last.max(first))
    }

    /// The sentences of the story and its headlines and captions, with the kind of their block.
    pub(super) fn sentences(self) -> impl Iterator<Item = (&'a Sentence, BlockKind)> {
        self.article.sentences.iter().filter_map(|s| Some((s, self.article.blocks.get(s.block)?.kind)))
    }

    /// The tokens of a block, as places.
    pub(super) fn block(self, block: usize) -> Range<usize> {
        let start = self.article.tokens.partition_point(|t| t.block < block);
        let len = self.article.tokens[start..].partition_point(|t| t.block == block);
        start..start + len
    }

    /// The tokens of the block that holds a token, as places.
    pub(super) fn block_of(self, at: usize) -> Range<usize> {
        self.token(at).map_or(0..0, |t| self.block(t.block))
    }

    /// Whether the word before a place is a noun as far as its form tells.
    pub(super) fn has_noun_before(self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_noun(before))
    }

    /// Whether the word at a place is a noun or an adjective as far as its form tells: lower case, no function word, no
    /// adverb, no verb of saying.
    pub(super) fn is_noun(self, at: usize) -> bool {
        self.is_lower(at) && !self.is_function(at) && !self.word(at).ends_with("ly") && !self.is_of(at, "claims.cue")
    }

    /// Whether a word looks like the plural of a noun.
    pub(super) fn is_plural(self, at: usize) -> bool {
        self.word(at).ends_with('s') || self.word(at) == "people"
    }

    /// Whether the word at a place is a function word: an article, a pronoun, a preposition, an auxiliary.
    pub(super) fn is_function(self, at: usize) -> bool {
        self.is_of(at, "function.word")
    }

    /// Whether the token at a place belongs to the group of a name, which is looked up for few tokens.
    fn is_of(self, at: usize, group: &str) -> bool {
        self.token(at).is_some_and(|t| !t.set.is_none() && self.lexicon.has(t.set, self.lexicon.class(group)))
    }
}
