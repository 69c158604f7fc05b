//! Finds names and set phrases of which one word is a slip.
//!
//! Every run of two to five words is looked up with one word left out; the word that stands there is then compared with
//! the one that belongs there. The gates below are what makes it precise: a spell-checker's distance alone is wrong
//! more often than right.

use std::cell::OnceCell;

use super::{Counts, Piece, Slip, edit};
use crate::{
    article::{Article, BlockKind, Case},
    gazetteer::table::{self, Class, FAMOUS, FIRST, FIXED, LAST, MAX_WORDS, PLURAL_OK, Phrase, Places},
    lexicon::Classes,
    rules::Context,
    span::Span,
};

/// How often a name that nobody knows must be printed the same way before it is taken for what it is.
const MEANT: u32 = 3;

/// Words that are never slips and never slipped at: they stand beside any name.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "could", "de", "del", "did", "do", "does", "for", "from", "get", "got", "had", "has", "have", "he", "her",
    "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "la", "le", "like", "may", "me", "might",
    "must", "my", "new", "no", "nor", "not", "now", "of", "off", "on", "one", "or", "our", "out", "over", "said",
    "says", "she", "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "us", "was", "we", "were", "what", "when", "where", "who", "why", "will", "with",
    "would", "you", "your",
];

/// The slips of an article, in order.
pub(super) fn find(context: &Context, pieces: &[Piece]) -> Vec<Slip> {
    let search = Search { context, pieces, titles: context.lexicon.class("titles"), counts: OnceCell::new() };
    let mut slips: Vec<Slip> = Vec::new();
    for at in 1..pieces.len().saturating_sub(1) {
        let [before, piece, after] = [&pieces[at - 1], &pieces[at], &pieces[at + 1]];
        // of the names that the neighbours can belong to: at which of their places this word would stand
        let hole = ((before.places << 1) & !FIRST | FIRST) & ((after.places >> 1) & !LAST | LAST);
        let lone = (before.places == 0 && after.places == 0) || piece.token.is_none();
        if !lone && hole != 0 {
            slips.extend(search.at(at, hole));
        }
    }
    slips
}

struct Search<'a> {
    context: &'a Context<'a>,
    pieces: &'a [Piece],
    titles: Classes,
    counts: OnceCell<Counts>,
}

impl<'a> Search<'a> {
    /// The slip at a word that could stand at the given places of names; the longest name first.
    fn at(&self, at: usize, hole: Places) -> Option<Slip> {
        (2..=MAX_WORDS).rev().find_map(|words| {
            (0..words).find_map(|place| {
                if hole & table::place(words, place) == 0 {
                    return None;
                }
                let first = at.checked_sub(place)?;
                let window = self.pieces.get(first..first + words)?;
                let others = window.iter().enumerate().filter(|(i, _)| *i != place);
                if others.clone().any(|(i, p)| p.places & table::place(words, i) == 0) {
                    return None;
                }
                let key = table::key(window.iter().map(|p| p.hash), Some(place));
                let mut phrases = self.context.gazetteer.tables().iter().flat_map(|t| t.get(key));
                phrases.find_map(|phrase| self.judge(&phrase, window, at, place))
            })
        })
    }

    fn judge(&self, phrase: &Phrase, window: &[Piece], at: usize, place: usize) -> Option<Slip> {
        let article = self.context.article;
        let right = self.word_missed(phrase, window, place)?;
        let piece = &window[place];
        let last = place + 1 == window.len();
        let span = if last { piece.span } else { piece.inner() };
        let word = article.slice(span);
        let capital = right.starts_with(char::is_uppercase);
        if (capital && !piece.capital) || edit::same(word, right) || word.len() < 2 {
            return None;
        }
        let plural = (last && !edit::one_slip(word, right) && !phrase.is(FIXED)).then(|| format!("{right}s"));
        let right = plural.as_deref().unwrap_or(right);
        if edit::same(word, right) || !edit::one_slip(word, right) {
            return None;
        }
        let known = self.context.gazetteer.dictionary().knows(table::hash(word));
        let whole = Span::new(window.first()?.span.start, if last { piece.span.end } else { window.last()?.span.end });
        let candidate = Candidate { phrase, window, place, at, word, right, known };
        if !self.holds(&candidate) {
            return None;
        }
        let right = in_case_of(word, right, capital);
        let (head, tail) = (Span::new(whole.start, span.start), Span::new(span.end, whole.end));
        Some(Slip {
            at: whole,
            word: span,
            whole: format!("{}{right}{}", article.slice(head), article.slice(tail)),
            right,
            set: phrase.class == Class::Set || !(piece.capital && (capital || self.is_titled(window, place))),
        })
    }

    /// The word of a phrase that is left out, if all others stand in the window.
    fn word_missed<'p>(&self, phrase: &Phrase<'p>, window: &[Piece], place: usize) -> Option<&'p str> {
        let mut missed = None;
        let mut words = table::words_of(phrase.text);
        for (i, piece) in window.iter().enumerate() {
            let word = words.next()?;
            if i == place {
                missed = Some(word);
                continue;
            }
            let capital = word.starts_with(char::is_uppercase);
            // a possessive that is not part of the name ends it
            let goes_on = piece.possessive.is_none() || i + 1 == window.len();
            if table::hash(word) != piece.hash || (capital && !piece.capital) || !goes_on {
                return None;
            }
        }
        missed.filter(|_| words.next().is_none())
    }

    fn holds(&self, found: &Candidate) -> bool {
        let Candidate { phrase, word, right, known, .. } = *found;
        let short = right.chars().count() < if known { 4 } else { 3 };
        let function = is_function(word) || is_function(right);
        let near = phrase.near_misses().any(|near| near == word);
        let inflected = known && is_inflected(phrase, word, right);
        !(short || function || near || inflected) && self.is_meant(found) && !self.is_covered(found.at)
    }

    /// Whether the name is what the writer means, and not another one that looks like it.
    fn is_meant(&self, found: &Candidate) -> bool {
        let Candidate { phrase, window, place, word, right, known, .. } = *found;
        let piece = &window[place];
        let counts = self.counts.get_or_init(|| Counts::new(self.pieces));
        let elsewhere = || counts.of(table::hash(right)) > 0;
        let settled = || counts.of(piece.hash) >= MEANT && !elsewhere();
        match phrase.class {
            Class::Person => {
                let famous = phrase.is(FAMOUS);
                let titled = || self.follows_title(window);
                let headline = || known && self.in_title_case(piece);
                (famous || elsewhere() || (titled() && !settled())) && (elsewhere() || !headline())
            }
            Class::Set => {
                // a capital in the middle of a sentence makes it a name
                !piece.capital || self.opens_sentence(piece) || self.in_title_case(piece) || edit::same(word, right)
            }
            _ => known || !settled(),
        }
    }

    /// Whether a name that is spelt right covers the word.
    fn is_covered(&self, at: usize) -> bool {
        (2..=MAX_WORDS).any(|words| {
            (0..words).any(|place| {
                let Some(window) = at.checked_sub(place).and_then(|first| self.pieces.get(first..first + words)) else {
                    return false;
                };
                if window.iter().enumerate().any(|(i, p)| p.places & table::place(words, i) == 0) {
                    return false;
                }
                let key = table::key(window.iter().map(|p| p.hash), None);
                let mut phrases = self.context.gazetteer.tables().iter().flat_map(|t| t.get(key));
                phrases.any(|phrase| table::words_of(phrase.text).map(table::hash).eq(window.iter().map(|p| p.hash)))
            })
        })
    }

    fn follows_title(&self, window: &[Piece]) -> bool {
        let token = window.first().and_then(|p| p.token).map_or(0, |t| t as usize);
        let before = token.checked_sub(1).and_then(|t| self.context.article.tokens.get(t));
        before.is_some_and(|t| t.classes.any(self.titles) && t.case.has_capital())
    }

    fn opens_sentence(&self, piece: &Piece) -> bool {
        let article = self.context.article;
        let Some(sentence) = article.sentence_at(piece.span.start) else { return true };
        let words = article.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        words.iter().find(|t| t.case != Case::None).is_none_or(|t| t.span.start >= piece.span.start)
    }

    /// Whether it stands in a headline, where any word may have a capital.
    fn in_title_case(&self, piece: &Piece) -> bool {
        let block = piece.token.and_then(|t| self.context.article.tokens.get(t as usize)).map(|t| t.block);
        let kind = block.and_then(|b| self.context.article.blocks.get(b)).map(|b| b.kind);
        matches!(kind, Some(BlockKind::Headline | BlockKind::Deck | BlockKind::Heading))
    }

    fn is_titled(&self, window: &[Piece], place: usize) -> bool {
        window.iter().enumerate().any(|(i, p)| i != place && p.capital)
            || self.is_before_capital(self.context.article, window)
    }

    /// “Prime Minster Ann Lee”, where the office itself is written in small letters in the list.
    fn is_before_capital(&self, article: &Article, window: &[Piece]) -> bool {
        let next = window.last().and_then(|p| p.token).and_then(|t| article.tokens.get(t as usize + 1));
        next.is_some_and(|t| t.case.has_capital())
    }
}

/// A word that may be a slip.
struct Candidate<'a> {
    phrase: &'a Phrase<'a>,
    window: &'a [Piece],
    place: usize,
    /// Place of the word among the pieces of the article.
    at: usize,
    word: &'a str,
    right: &'a str,
    /// Whether the word is one that a dictionary has.
    known: bool,
}

/// Whether a word is the right one with another ending, where the phrase leaves that open. Peoples always may differ.
fn is_inflected(phrase: &Phrase, word: &str, right: &str) -> bool {
    match edit::ending(word, right) {
        Some("n") => true,
        Some(_) => !phrase.is(FIXED) || phrase.is(PLURAL_OK),
        None => false,
    }
}

fn is_function(word: &str) -> bool {
    FUNCTION_WORDS.iter().any(|known| edit::same(known, word))
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
