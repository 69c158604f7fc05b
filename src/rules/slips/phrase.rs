//! Finds names and set phrases of which one word is a slip.
//!
//! Every run of two to five words is looked up with one word left out; the word that stands there is then compared with
//! the one that belongs there. The gates in [`gate`](super::gate) are what makes it precise: a spell-checker's distance
//! alone is wrong more often than right.

use std::cell::OnceCell;

use super::{Piece, Slip, edit, stands::Stands};
use crate::{
    gazetteer::table::{
        self, Class, FIRST, FIXED, LAST, MAX_WORDS, Near, PLURAL_OK, Phrase, Places, SMALL_BEFORE, SMALL_BEHIND,
    },
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
    let search = Search { context, pieces, titles: context.lexicon.class("titles"), words: OnceCell::new() };
    let behind = fits_behind(pieces);
    let mut before: Places = FIRST;
    let mut looks = Vec::with_capacity(LOOKS + MOST_LOOKS);
    let (mut slips, mut alone): (Vec<(usize, Slip)>, Vec<_>) = Default::default();
    for (at, (piece, behind)) in pieces.iter().zip(behind).enumerate() {
        // of the names that its neighbours can belong to: at which of their places this word would stand
        let hole = before & behind;
        before = ((before & piece.inner_places()) << 1) & !FIRST | FIRST;
        // what stands beside any name is no slip in one
        if piece.token.is_none() || piece.span.len() < SHORTEST_WORD || piece.known.is_function() {
            continue;
        }
        let small = hole & !unlike_small(pieces, at);
        let hole = if piece.capital { hole } else { small };
        if hole != 0 {
            search.look_at(at, hole, small, &mut looks);
        }
        alone.extend(search.alone(at).map(|slip| (at, slip)));
        if looks.len() >= LOOKS {
            slips.extend(search.see(&mut looks));
        }
    }
    slips.extend(search.see(&mut looks));
    // a word of a longer name is none of its own
    alone.retain(|(at, _)| slips.binary_search_by_key(at, |(at, _)| *at).is_err());
    slips.append(&mut alone);
    slips.sort_by_key(|(at, _)| *at);
    slips.into_iter().map(|(_, slip)| slip).collect()
}

/// At which places of names each word can stand, as far as the words behind it go. One step back for each word, whatever
/// the length of the names: the bits of a name's places lie side by side.
fn fits_behind(pieces: &[Piece]) -> Vec<Places> {
    let mut behind = vec![LAST; pieces.len()];
    let mut fits = 0;
    for (piece, behind) in pieces.iter().zip(&mut behind).rev() {
        *behind = (fits >> 1) & !LAST | LAST;
        fits = *behind & (piece.places & LAST | piece.inner_places() & !LAST);
    }
    behind
}

/// The places in names of two words at which no name has a word in small letters, beside the neighbours of a word.
fn unlike_small(pieces: &[Piece], at: usize) -> Places {
    let before = at.checked_sub(1).and_then(|before| pieces.get(before)).map_or(0, Piece::inner_places);
    let next = pieces.get(at + 1).map_or(0, |next| next.places);
    let first = if next & SMALL_BEFORE == 0 { table::place(2, 0) } else { 0 };
    let second = if before & SMALL_BEHIND == 0 { table::place(2, 1) } else { 0 };
    first | second
}

/// How many phrases are looked for at once.
const LOOKS: usize = 128;

/// How many phrases can be looked for at one word: at each place of a name, with a capital and without, with a possessive
/// ending and without.
const MOST_LOOKS: usize = 4 * PLACES.len();

/// A look for phrases of which a word may be a slip.
struct Look {
    /// Place of the word among the pieces of the article.
    at: usize,
    /// Its letters.
    letters: u16,
    /// The words of the phrase, and which of them it is, as a place in [`PLACES`].
    bit: u8,
    key: u64,
    /// Whether there may be such a phrase.
    likely: bool,
}

/// A look for slips in one article.
pub(super) struct Search<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) pieces: &'a [Piece],
    pub(super) titles: Classes,
    words: OnceCell<Stands<'a>>,
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
    /// What is to be looked for at a word that could stand at the given places of names, and at some of them in small letters;
    /// the longest name first.
    fn look_at(&self, at: usize, hole: Places, small: Places, looks: &mut Vec<Look>) {
        let Some(piece) = self.pieces.get(at) else { return };
        let letters = table::letters(self.context.article.slice(piece.span));
        let mut left = hole;
        while let Some(bit) = left.checked_ilog2() {
            left &= !(1 << bit);
            let bit = bit as u8;
            let Some((window, place)) = self.stretch(at, bit) else { continue };
            try_keys(window, place, small & 1 << bit != 0, |key| {
                looks.push(Look { at, letters, bit, key, likely: false });
                None::<()>
            });
        }
    }

    /// The words among which a word is one of a name, and its place among them.
    fn stretch(&self, at: usize, bit: u8) -> Option<(&[Piece], usize)> {
        let (words, place) = *PLACES.get(usize::from(bit))?;
        Some((self.pieces.get(at.checked_sub(place)?..)?.get(..words)?, place))
    }

    /// The slips that some looks find, of each word the first.
    #[inline(never)]
    fn see(&self, looks: &mut Vec<Look>) -> Vec<(usize, Slip)> {
        // the keys lie far apart, and so do the phrases: none is to wait until something is known of another one
        for look in &mut *looks {
            look.likely = self.context.gazetteer.may_have(look.key);
        }
        let mut found = Vec::with_capacity(looks.len());
        for look in looks.iter().filter(|look| look.likely) {
            let Some((window, place)) = self.stretch(look.at, look.bit) else { continue };
            let near = Near::new(look.letters, place + 1 == window.len());
            self.context.gazetteer.find(look.key, near, |phrase| {
                found.push((look.at, phrase, window, place));
                None::<()>
            });
        }
        let mut slips: Vec<(usize, Slip)> = Vec::new();
        for (at, phrase, window, place) in found {
            if slips.last().is_none_or(|(last, _)| *last != at) {
                slips.extend(self.judge(&phrase, window, at, place).map(|slip| (at, slip)));
            }
        }
        looks.clear();
        slips
    }

    /// The window of so many words in which a word has a place, if all of them can belong to one name.
    fn window(&self, at: usize, words: usize, place: usize) -> Option<&[Piece]> {
        let first = at.checked_sub(place)?;
        let window = self.pieces.get(first..first + words)?;
        let fits = window.iter().enumerate().all(|(i, piece)| {
            let places = if i + 1 == words { piece.places } else { piece.inner_places() };
            places & table::place(words, i) != 0
        });
        fits.then_some(window)
    }

    /// The slip in a name of one word.
    fn alone(&self, at: usize) -> Option<Slip> {
        let piece = self.pieces.get(at).filter(|p| p.capital && p.places == 0)?;
        if piece.span.len() < SHORTEST_NAME || piece.known.is_word() || piece.known.is_name() {
            return None;
        }
        let word = self.context.article.slice(piece.span);
        let letters = table::letters(word);
        let near = Near::new(letters, true);
        let (phrase, right) = table::near_keys(word).find_map(|key| {
            self.context.gazetteer.find(key, near, |phrase| {
                let name = phrase.word(0)?;
                let forms = [Some(name.to_owned()), phrase.is(PLURAL_OK).then(|| format!("{name}s"))];
                let form = forms.into_iter().flatten().find(|form| edit::one_slip(word, form))?;
                Some((phrase, form))
            })
        })?;
        self.is_lone(&phrase, at, &right).then(|| {
            let right = in_case_of(word, &right, true);
            Slip { at: piece.span, word: piece.span, whole: right.clone(), right, set: false }
        })
    }

    #[inline(never)]
    fn judge(&self, phrase: &Phrase, window: &[Piece], at: usize, place: usize) -> Option<Slip> {
        let article = self.context.article;
        let piece = &window[place];
        let last = place + 1 == window.len();
        let right = phrase.bytes(place)?;
        let span = if last && !right.ends_with(b"'s") { piece.span } else { piece.whole() };
        // “the Associated Pres.”: the point ends the sentence, not the word
        let point = usize::from(article.slice(span).ends_with('.') && !right.ends_with(b"."));
        let span = Span::new(span.start, span.end - point);
        let word = article.slice(span);
        // as most names are: spelt right, or quite another one
        if word.as_bytes() == right || !edit::may_be_slip(word.as_bytes(), right, last) {
            return None;
        }
        let right = phrase.word(place)?;
        let capital = right.starts_with(char::is_uppercase);
        if (capital && !piece.capital) || word.len().abs_diff(right.len()) > 3 || edit::same(word, right) {
            return None;
        }
        let plural = if edit::one_slip(word, right) {
            None
        } else if last && !phrase.is(FIXED) && phrase.class() != Class::Person && right.len().abs_diff(word.len()) < 3 {
            if word.len() < right.len() && word.is_ascii() && right.is_ascii() {
                return None;
            }
            let plural = [right, "s"].concat();
            (!edit::same(word, &plural) && edit::one_slip(word, &plural)).then_some(Some(plural))?
        } else {
            return None;
        };
        let right = plural.as_deref().unwrap_or(right);
        if !surrounds(phrase, window, place) {
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
            set: phrase.class() == Class::Set || !(piece.capital && (capital || named)),
        })
    }

    /// Whether a name that is spelt right covers a word.
    pub(super) fn is_covered(&self, at: usize) -> bool {
        (2..=MAX_WORDS).any(|words| {
            (0..words).filter_map(|place| self.window(at, words, place)).any(|window| {
                // the words decide; any of them can be left out of the key
                try_keys(window, 0, true, |key| self.has(key, window).then_some(())).is_some()
            })
        })
    }

    /// Whether a window is a phrase of a key.
    fn has(&self, key: u64, window: &[Piece]) -> bool {
        let covers = |phrase: Phrase| {
            let mut words = phrase.words();
            let same = |(i, piece): (usize, &Piece)| words.next().is_some_and(|w| stands(piece, w, i, window));
            (window.iter().enumerate().all(same) && words.next().is_none()).then_some(())
        };
        self.context.gazetteer.tables().iter().any(|table| table.find(key, covers).is_some())
    }

    /// Where each word stands in the article; gathered when first asked for.
    pub(super) fn words(&self) -> &Stands<'_> {
        self.words.get_or_init(|| Stands::new(self.pieces))
    }

    /// “Prime Minster Ann Lee”, where the list has the office in small letters.
    fn precedes_capital(&self, window: &[Piece]) -> bool {
        let next = window.last().and_then(|p| p.token).and_then(|t| self.context.article.tokens.get(t as usize + 1));
        next.is_some_and(|t| t.case.has_capital())
    }
}

/// What can be said of the first of the keys of a window with a hole of which something can. Its last word may or may not
/// take its possessive ending into the name, and the word in the hole may have a capital in it, or none if that is `small`.
#[inline]
fn try_keys<T>(window: &[Piece], at: usize, small: bool, mut see: impl FnMut(u64) -> Option<T>) -> Option<T> {
    let (last, end, hole) = (window.len().checked_sub(1)?, window.last()?, window.get(at)?);
    let key = |hole: u64, end: u64| {
        let word = |(i, piece): (usize, &Piece)| match i {
            _ if i == at => hole,
            _ if i == last => end,
            _ => piece.inner_hash(),
        };
        table::key(window.iter().enumerate().map(word))
    };
    let whole = end.whole_hash().filter(|_| at != last);
    for capital in [true, false] {
        if !(if capital { hole.capital } else { small }) {
            continue;
        }
        let left_out = table::hole(capital);
        let said = see(key(left_out, end.hash)).or_else(|| see(key(left_out, whole?)));
        if said.is_some() {
            return said;
        }
    }
    None
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
