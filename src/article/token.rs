//! The words and sentences of the prose.

use std::ops::Range;

use crate::{lexicon::SetNumber, span::Span};

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its place in the prose.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// Place of its block in [`Article::blocks`](super::Article::blocks).
    pub block: usize,
    /// The lexicon groups it belongs to: the set of them, as the lexicon has numbered it.
    pub set: SetNumber,
    /// What the entries of several words of the lexicon belong to that may begin with it and the token after it.
    pub opens: SetNumber,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

impl Token {
    /// Whether it counts as a word of the article: words and numbers do.
    pub fn is_counted(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the points of an abbreviation (“U.S.”, “al-Muslat”, “don't”).
    Word,
    /// The ending `'s` or `’s`, or the bare apostrophe after a plural, of the word before.
    Possessive,
    /// Digits, with inner separators (“3,000”, “19:46”).
    Number,
    /// A quotation mark.
    Mark,
    /// Any other character that is not white space.
    Punctuation,
    /// A web address, e-mail address, handle, hashtag or piece of code: never read as prose.
    Address,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No letters, or none with case.
    None,
    /// “word”
    Lower,
    /// “Word”, and a single capital letter
    Capital,
    /// “NATO”, “U.S.”
    Upper,
    /// “iPhone”, “McCain”, “al-Muslat”: capitals after the first letter.
    Mixed,
}

impl Case {
    /// Whether there is a capital letter.
    pub fn has_capital(self) -> bool {
        matches!(self, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to past its last token.
    pub span: Span,
    /// Its tokens, as places in [`Article::tokens`](super::Article::tokens).
    pub tokens: Range<usize>,
    /// Place of its block in [`Article::blocks`](super::Article::blocks).
    pub block: usize,
}
