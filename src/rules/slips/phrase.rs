//! Finds names and set phrases of which one word is a slip.
//!
//! Every run of two to five words is looked up with one word left out; the word that stands there is then compared with
//! the one that belongs there. The gates in [`gate`](super::gate) are what makes it precise: a spell-checker's distance
//! alone is wrong more often than right.

use std::cell::OnceCell;

use super::{Counts, Piece, Slip, edit};
use crate::{
    gazetteer::table::{self, Class, FIRST, FIXED, LAST, MAX_WORDS, PLURAL_OK, Phrase, Places},
    lexicon::Classes,
    rules::Context,
    span::Span,
};

/// A shorter name of one word has too many others a letter away.
const SHORTEST_NAME: usize = 6;

/// A shorter word is never taken for a slip.
const SHORTEST_WORD: usize = 3;

/// Of each bit of [`Places`]: the words of the phrase, and which of them.
const PLACES: [(usize, usize); 14] = {
    let mut all = [(0, 0); 14];
    let (mut at, mut words) = (0, 2);
    while words <= MAX_WORDS {
        let mut place = 0;
        while place < words {
            all[at] = (words, place);
            (at, place) = (at + 1, place + 1);
        }
        words += 1;
    }
    all
};

/// The slips of an article, in order.
pub(super) fn find(context: &Context, pieces: &[Piece]) -> Vec<Slip> {
    let search = Search { context, pieces, titles: context.lexicon.class("titles"), counts: OnceCell::new() };
    let mut slips: Vec<Slip> = Vec::new();
    for at in 1..pieces.len().saturating_sub(1) {
        let [before, piece, after] = [&pieces[at - 1], &pieces[at], &pieces[at + 1]];
        let (left, right) = (before.inner_places(), after.places);
        // of the names that the neighbours can belong to: at which of their places this word would stand
        let hole = ((left << 1) & !FIRST | FIRST) & ((right >> 1) & !LAST | LAST);
        if piece.token.is_none() || piece.span.len() < SHORTEST_WORD {
            continue;
        }
        let phrase = if left | right == 0 { None } else { search.at(at, hole) };
        slips.extend(phrase.or_else(|| search.alone(at)));
    }
    slips
}

/// A look for slips in one article.
pub(super) struct Search<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) pieces: &'a [Piece],
    pub(super) titles: Classes,
    counts: OnceCell<Counts>,
}

/// A word that may be a slip.
pub(super) struct Candidate<'a> {
    pub(super) phrase: &'a Phrase<'a>,
    pub(super) window: &'a [Piece],
    /// Place of the word in the window.
    pub(super) place: usize,
    /// Place of the word among the pieces of the article.
    pub(super) at: usize,
    pub(super) word: &'a str,
    pub(super) right: &'a str,
    /// Whether a dictionary has the word.
    pub(super) known: bool,
}

impl Search<'_> {
    /// The slip at a word that could stand at the given places of names; the longest name first.
    fn at(&self, at: usize, hole: Places) -> Option<Slip> {
        let article = self.context.article;
        let mut letters = None;
        let mut left = hole;
        while let Some(bit) = left.checked_ilog2() {
            left &= !(1 << bit);
            let (words, place) = *PLACES.get(bit as usize)?;
            let Some(window) = self.window(at, words, place, Some(place)) else { continue };
            let letters = *letters.get_or_insert_with(|| table::letters(article.slice(self.pieces[at].span)));
            let mut phrases = keys(window, Some(place)).flat_map(|key| self.near(key, letters));
            let found = phrases.find_map(|phrase| self.judge(&phrase, window, at, place));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The window of so many words in which a word has a place, if all words but the hole can belong to one name.
    fn window(&self, at: usize, words: usize, place: usize, hole: Option<usize>) -> Option<&[Piece]> {
        let first = at.checked_sub(place)?;
        let window = self.pieces.get(first..first + words)?;
        let fits = window.iter().enumerate().all(|(i, piece)| {
            let places = if i + 1 == words { piece.places } else { piece.inner_places() };
            Some(i) == hole || places & table::place(words, i) != 0
        });
        fits.then_some(window)
    }

    fn near(&self, key: u64, letters: u16) -> impl Iterator<Item = Phrase<'_>> {
        self.context.gazetteer.near(key, letters)
    }

    fn phrases(&self, key: u64) -> impl Iterator<Item = Phrase<'_>> {
        self.context.gazetteer.tables().iter().flat_map(move |table| table.get(key))
    }

    /// The slip in a name of one word.
    fn alone(&self, at: usize) -> Option<Slip> {
        let piece = self.pieces.get(at).filter(|p| p.capital && p.places == 0)?;
        let dictionary = self.context.gazetteer.dictionary();
        if piece.span.len() < SHORTEST_NAME || dictionary.knows(piece.hash) {
            return None;
        }
        let word = self.context.article.slice(piece.span);
        let letters = table::letters(word);
        let mut names = table::near_keys(word).flat_map(|key| self.near(key, letters));
        let (phrase, right) = names.find_map(|phrase| {
            let name = phrase.word(0)?;
            let forms = [Some(name.to_owned()), phrase.is(PLURAL_OK).then(|| format!("{name}s"))];
            forms.into_iter().flatten().find(|form| edit::one_slip(word, form)).map(|form| (phrase, form))
        })?;
        self.is_lone(&phrase, at, &right).then(|| {
            let right = in_case_of(word, &right, true);
            Slip { at: piece.span, word: piece.span, whole: right.clone(), right, set: false }
        })
    }

    fn judge(&self, phrase: &Phrase, window: &[Piece], at: usize, place: usize) -> Option<Slip> {
        let article = self.context.article;
        let piece = &window[place];
        let last = place + 1 == window.len();
        let right = phrase.word(place)?;
        let span = if last && !right.ends_with("'s") { piece.span } else { piece.whole() };
        // “the Associated Pres.”: the point ends the sentence, not the word
        let point = usize::from(article.slice(span).ends_with('.') && !right.ends_with('.'));
        let span = Span::new(span.start, span.end - point);
        let word = article.slice(span);
        let capital = right.starts_with(char::is_uppercase);
        if (capital && !piece.capital) || word.len().abs_diff(right.len()) > 3 || edit::same(word, right) {
            return None;
        }
        let plural = last && !phrase.is(FIXED) && phrase.class != Class::Person && !edit::one_slip(word, right);
        let plural = plural.then(|| format!("{right}s"));
        let right = plural.as_deref().unwrap_or(right);
        if edit::same(word, right) || !edit::one_slip(word, right) || !surrounds(phrase, window, place) {
            return None;
        }
        let known = self.context.gazetteer.dictionary().knows(table::hash(word));
        if known && plural.is_some() {
            return None;
        }
        let whole = Span::new(window.first()?.span.start, if last { span.end } else { window.last()?.span.end });
        if !self.holds(&Candidate { phrase, window, place, at, word, right, known }) {
            return None;
        }
        let named = window.iter().enumerate().any(|(i, p)| i != place && p.capital) || self.precedes_capital(window);
        let right = in_case_of(word, right, capital);
        let (head, tail) = (Span::new(whole.start, span.start), Span::new(span.end, whole.end));
        Some(Slip {
            at: whole,
            word: span,
            whole: format!("{}{right}{}", article.slice(head), article.slice(tail)),
            right,
            set: phrase.class == Class::Set || !(piece.capital && (capital || named)),
        })
    }

    /// Whether a name that is spelt right covers a word.
    pub(super) fn is_covered(&self, at: usize) -> bool {
        (2..=MAX_WORDS).any(|words| {
            (0..words).filter_map(|place| self.window(at, words, place, None)).any(|window| {
                // the words decide; any of them can be left out of the key
                keys(window, Some(0)).flat_map(|key| self.phrases(key)).any(|phrase| {
                    let mut words = phrase.words();
                    let same = |(i, piece): (usize, &Piece)| words.next().is_some_and(|w| stands(piece, w, i, window));
                    window.iter().enumerate().all(same) && words.next().is_none()
                })
            })
        })
    }

    /// How often each word stands in the article; counted when first asked for.
    pub(super) fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| Counts::new(self.pieces))
    }

    /// “Prime Minster Ann Lee”, where the list has the office in small letters.
    fn precedes_capital(&self, window: &[Piece]) -> bool {
        let next = window.last().and_then(|p| p.token).and_then(|t| self.context.article.tokens.get(t as usize + 1));
        next.is_some_and(|t| t.case.has_capital())
    }
}

/// The keys of a window: its last word may or may not take its possessive ending into the name.
fn keys(window: &[Piece], hole: Option<usize>) -> impl Iterator<Item = u64> + use<'_> {
    let last = window.len().saturating_sub(1);
    let key = move |whole: Option<u64>| {
        let hashes = window.iter().enumerate().map(move |(i, piece)| match whole {
            Some(hash) if i == last => hash,
            _ if i == last => piece.hash,
            _ => piece.inner_hash(),
        });
        table::key(hashes, hole)
    };
    let whole = window.last().and_then(Piece::whole_hash).filter(|_| hole != Some(last));
    [Some(key(None)), whole.map(|hash| key(Some(hash)))].into_iter().flatten()
}

/// Whether all words of a phrase but one stand in the window.
fn surrounds(phrase: &Phrase, window: &[Piece], hole: usize) -> bool {
    let mut words = phrase.words();
    let stand = window.iter().enumerate().all(|(i, piece)| {
        let word = words.next();
        i == hole || word.is_some_and(|word| stands(piece, word, i, window))
    });
    stand && words.next().is_none()
}

/// Whether a piece is a word of a name, capitals included.
fn stands(piece: &Piece, word: &str, at: usize, window: &[Piece]) -> bool {
    let hash = table::hash(word);
    let same = match at + 1 == window.len() {
        true => piece.hash == hash || piece.whole_hash() == Some(hash),
        false => piece.inner_hash() == hash,
    };
    same && (piece.capital || !word.starts_with(char::is_uppercase))
}

/// The right word, with the capitals of the place where it goes.
fn in_case_of(word: &str, right: &str, named: bool) -> String {
    let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    let mut letters = right.chars();
    match letters.next() {
        _ if shouted => right.to_uppercase(),
        Some(first) if !named && word.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => right.to_owned(),
    }
}
