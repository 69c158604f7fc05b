//! The words of an article as names are looked up: compounds taken apart at their hyphens, possessives put together.

use crate::{
    article::{Article, Token, TokenKind},
    gazetteer::{
        Gazetteer, Known, Words,
        table::{self, Places},
    },
    span::Span,
};

/// A word, or a part of a compound.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Piece {
    /// Its letters, without a possessive ending.
    pub(in crate::rules) span: Span,
    /// Its hash in the form in which words are compared.
    pub(in crate::rules) hash: u64,
    /// What lists and dictionaries know of it.
    pub(in crate::rules) known: Known,
    /// The places of a name at which it can stand, with or without its possessive ending.
    pub(super) places: Places,
    /// Its token, as a place in the article's list; none for what separates words.
    pub(in crate::rules) token: Option<u32>,
    /// Whether it begins with a capital letter.
    pub(in crate::rules) capital: bool,
    /// Whether it is a part of a compound.
    pub(in crate::rules) compound: bool,
    /// How long its possessive ending is.
    pub(super) ending: u8,
    /// The places of a name at which it can stand with that ending: a word of its own in some names (“International Women’s
    /// Day”).
    pub(super) ending_places: Places,
    /// Its hash with that ending.
    pub(super) ending_hash: u64,
}

impl Piece {
    /// What stands between words that are not neighbours.
    pub(super) const BREAK: Piece = Piece {
        span: Span { start: 0, end: 0 },
        hash: 0,
        known: Known::NOTHING,
        places: 0,
        token: None,
        capital: false,
        compound: false,
        ending: 0,
        ending_places: 0,
        ending_hash: 0,
    };

    #[inline]
    fn new(known: Known, hash: u64, span: Span, token: u32, capital: bool) -> Piece {
        let places = known.places(capital);
        Piece { span, hash, known, places, token: Some(token), capital, ..Piece::BREAK }
    }

    /// Whether a name can go on after it, if no possessive belongs to the name.
    #[inline]
    pub(in crate::rules) fn is_open(&self) -> bool {
        self.ending == 0
    }

    /// Whether it is a word of a name that is known.
    #[inline]
    pub(in crate::rules) fn is_of_names(&self) -> bool {
        self.places != 0
    }

    /// Where it can stand in a name that goes on after it: there its possessive ending belongs to it.
    #[inline]
    pub(super) fn inner_places(&self) -> Places {
        if self.is_open() { self.places } else { self.ending_places }
    }

    /// Its hash in a name that goes on after it.
    #[inline]
    pub(super) fn inner_hash(&self) -> u64 {
        if self.is_open() { self.hash } else { self.ending_hash }
    }

    /// Its hash with its possessive ending, where names have such a word.
    #[inline]
    pub(super) fn whole_hash(&self) -> Option<u64> {
        (self.ending_places != 0).then_some(self.ending_hash)
    }

    /// It, with its possessive ending.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.span.start, self.span.end + usize::from(self.ending))
    }
}

/// The pieces of an article, in order, with breaks where words are not neighbours.
pub(super) fn pieces(article: &Article, gazetteer: &Gazetteer) -> Vec<Piece> {
    let mut words = gazetteer.words();
    let mut pieces = Vec::with_capacity(article.tokens.len() + article.tokens.len() / 8);
    pieces.push(Piece::BREAK);
    let mut block = usize::MAX;
    for (at, token) in (0..).zip(&article.tokens) {
        match token.kind {
            TokenKind::Word => {
                if token.block != block {
                    pieces.push(Piece::BREAK);
                    block = token.block;
                }
                // once they are gone, words are looked up by their letters
                match article.hashes.get(at as usize).copied().unwrap_or_default() {
                    0 => split(&mut words, article, token.span, at, &mut pieces),
                    hash => {
                        let first = article.prose.as_bytes().get(token.span.start);
                        let capital = first.is_some_and(u8::is_ascii_uppercase);
                        pieces.push(Piece::new(words.get(hash), hash, token.span, at, capital));
                    }
                }
            }
            TokenKind::Possessive => possessive(article, &mut words, token, &mut pieces),
            TokenKind::Punctuation if article.slice(token.span) == "&" => {
                split(&mut words, article, token.span, at, &mut pieces);
            }
            _ => pieces.push(Piece::BREAK),
        }
    }
    pieces.push(Piece::BREAK);
    pieces
}

/// The parts of a word that may be a compound.
#[cold]
fn split(words: &mut Words, article: &Article, place: Span, token: u32, pieces: &mut Vec<Piece>) {
    let word = article.slice(place);
    let compound = word.contains('-');
    let mut start = place.start;
    for part in word.split('-') {
        let span = Span::new(start, start + part.len());
        if !part.is_empty() {
            let hash = table::hash(part);
            let piece = Piece::new(words.get(hash), hash, span, token, part.starts_with(char::is_uppercase));
            pieces.push(Piece { compound, ..piece });
        }
        start = span.end + 1;
    }
}

fn possessive(article: &Article, words: &mut Words, token: &Token, pieces: &mut [Piece]) {
    let Some(piece) = pieces.last_mut().filter(|p| p.span.end == token.span.start) else { return };
    let hash = table::hash(article.slice(piece.span.union(token.span)));
    piece.ending = u8::try_from(token.span.len()).unwrap_or_default();
    piece.ending_hash = hash;
    piece.ending_places = words.get(hash).places(piece.capital);
    piece.places |= piece.ending_places;
}
