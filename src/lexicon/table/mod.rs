//! The lexicons as a string of bytes that is read in place.
//!
//! The build script packs the built-in ones, so that starting the program costs nothing; others go through the same
//! code at run time. This folder stands alone for that reason: it uses nothing of the crate but
//! [`hash`](mod@crate::hash).
//!
//! What a name or a word belongs to is the number of a set of groups, for few sets occur. Words are found
//! through an index of slots by their hash; so are entries of several words, by their first two. Slots lie in groups of eight,
//! with a byte of the hash of each before them, so that what is not there is known not to be at one look.

mod builder;
mod form;

use std::borrow::Cow;

pub use builder::{Fault, pack};
pub use form::{Folded, fold};
use form::{half_of, join};

use crate::hash::{hash, same};

/// How many groups a set can hold.
pub const MOST_GROUPS: usize = 256;

/// How many slots make a group.
const SLOTS: usize = 8;

/// The bytes of a group: a mark of each slot, 0 of an empty one, and then where its entry lies.
const GROUP: usize = SLOTS + 4 * SLOTS;

/// Some groups, a bit for each.
pub type Set = [u64; MOST_GROUPS / 64];

/// Packed lexicons.
#[derive(Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    sets: Vec<Set>,
    /// Where the names lie, up to the words of the groups.
    names: usize,
    words: Index,
    pairs: Index,
    /// Where the groups lie, up to the end.
    groups: usize,
}

/// Groups of slots that say where entries lie.
#[derive(Debug, Clone, Copy)]
struct Index {
    start: usize,
    groups: usize,
}

/// A word.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The number of the set of what it belongs to.
    pub set: u16,
    /// The number of the set of all entries of several words that begin with it; 0: none does.
    pub opens: u16,
    /// Where the word lies.
    pub at: usize,
}

impl Table {
    /// Lexicons as [`pack`] made them. Bytes that are none hold no words.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Table {
        let bytes = bytes.into();
        let mut at = 0;
        let mut next = || {
            at += 4;
            number(&bytes, at - 4)
        };
        let (sets, of_words, of_pairs, names, groups) = (next(), next(), next(), next(), next());
        let end = at + sets * size_of::<Set>();
        let words = Index { start: end, groups: of_words };
        let pairs = Index { start: words.start + GROUP * of_words, groups: of_pairs };
        let sets = bytes.get(at..end).unwrap_or_default().chunks_exact(size_of::<Set>()).map(|set| {
            let word = |at: usize| set.get(8 * at..8 * at + 8).and_then(|b| b.try_into().ok());
            std::array::from_fn(|at| word(at).map_or(0, u64::from_le_bytes))
        });
        Table { sets: sets.collect(), names, words, pairs, groups, bytes }
    }

    /// Every name of a group or of a whole file, with what it means.
    pub fn names(&self) -> impl Iterator<Item = (&str, Set)> {
        let mut at = self.names;
        std::iter::from_fn(move || {
            let set = (at < self.groups).then(|| self.set_at(at))?;
            at += 2;
            let name = text(&self.bytes, &mut at)?;
            Some((std::str::from_utf8(name).unwrap_or_default(), set))
        })
    }

    /// What is known of a single word.
    #[inline]
    pub fn word(&self, word: &Folded) -> Option<Entry> {
        let word = word.as_bytes();
        self.found(hash(word), word.len(), |at| self.bytes.get(at..at + word.len()) == Some(word))
    }

    /// What is known of a word of plain letters, in any case, by its hash.
    #[inline]
    pub fn plain(&self, word: &[u8], hash: u64) -> Option<Entry> {
        self.found(hash, word.len(), |at| same(word, &self.bytes, at))
    }

    /// The set of a number.
    #[inline]
    pub fn set(&self, number: u16) -> Set {
        self.sets.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// The sets that occur, in order of their numbers.
    pub fn sets(&self) -> &[Set] {
        &self.sets
    }

    /// The words of the groups that are wanted by name, in order of name.
    pub fn words_of(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let mut at = self.groups;
        let groups = std::iter::from_fn(move || {
            let (name, words) = (text(&self.bytes, &mut at)?, text(&self.bytes, &mut at)?);
            let wanted = std::str::from_utf8(name).is_ok_and(&wanted);
            Some(if wanted { std::str::from_utf8(words).unwrap_or_default() } else { "" })
        });
        groups.flat_map(str::lines)
    }

    /// The number of the set of all entries that begin with two words, the first given by the place where it lies; 0: none
    /// does.
    #[inline]
    pub fn opened(&self, first: usize, second: &Folded) -> u16 {
        self.pair(first, second.as_bytes()).map_or(0, |at| half(&self.bytes, at))
    }

    /// The same where the second is a word of plain letters, by its hash.
    #[inline]
    pub fn opened_by_plain(&self, first: usize, second: &[u8], hash: u64) -> u16 {
        let same = |at: usize| same(second, &self.bytes, at);
        self.paired(first, hash, second.len(), same).map_or(0, |at| half(&self.bytes, at))
    }

    /// The entries that begin with two words, the longest first: the words after them, with the set.
    pub fn phrases(&self, first: Entry, second: &Folded) -> impl Iterator<Item = (Rest<'_>, Set)> {
        let mut at = self.pair(first.at, second.as_bytes()).map_or(self.bytes.len(), |at| at + 2);
        let mut left = half(&self.bytes, at);
        at += 2;
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let (set, count) = (self.set_at(at), usize::from(*self.bytes.get(at + 2)?));
            let size = usize::from(half(&self.bytes, at + 3));
            let rest = Rest { count, words: self.bytes.get(at + 5..at + 5 + size)? };
            at += 5 + size;
            Some((rest, set))
        })
    }

    /// Where the entries lie that begin with two words.
    fn pair(&self, first: usize, second: &[u8]) -> Option<usize> {
        self.paired(first, hash(second), second.len(), |at| self.bytes.get(at..at + second.len()) == Some(second))
    }

    /// The same by the hash and the length of the second word, and what tells whether it lies at a place.
    #[inline]
    fn paired(&self, first: usize, second: u64, len: usize, is_at: impl Fn(usize) -> bool) -> Option<usize> {
        let own = |at: usize| {
            number(&self.bytes, at) == first
                && self.bytes.get(at + 4).is_some_and(|own| usize::from(*own) == len)
                && is_at(at + 5)
        };
        self.place(self.pairs, join(first, second), own).map(|at| at + 5 + len)
    }

    #[inline]
    fn set_at(&self, at: usize) -> Set {
        self.set(half(&self.bytes, at))
    }

    /// The word of a hash and of so many bytes, by what tells whether they lie at a place.
    #[inline]
    fn found(&self, hash: u64, len: usize, is_at: impl Fn(usize) -> bool) -> Option<Entry> {
        let own = |at: usize| self.bytes.get(at).is_some_and(|own| usize::from(*own) == len) && is_at(at + 5);
        let at = self.place(self.words, half_of(hash), own)?;
        Some(Entry { set: half(&self.bytes, at + 1), opens: half(&self.bytes, at + 3), at })
    }

    /// Where the entry of an index of a hash lies, by what tells whether one is it.
    #[inline]
    fn place(&self, index: Index, hash: u32, is_own: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = index.groups.checked_sub(1)?;
        let mut group = hash as usize & mask;
        loop {
            let at = index.start + GROUP * group;
            let marks = self.bytes.get(at..at + SLOTS).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
            let mut like = zeros(marks ^ EACH * u64::from(mark(hash)));
            while like != 0 {
                let place = number(&self.bytes, at + SLOTS + 4 * (like.trailing_zeros() as usize / 8));
                if is_own(place) {
                    return Some(place);
                }
                like &= like - 1;
            }
            if zeros(marks) != 0 {
                return None;
            }
            group = (group + 1) & mask;
        }
    }
}

/// The mark of a slot, by bits of the hash that do not choose the group; never 0.
#[inline]
fn mark(hash: u32) -> u8 {
    (hash >> 24) as u8 | 1
}

/// The lowest bit of each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each of eight bytes that is zero, and perhaps that of others behind it.
#[inline]
fn zeros(bytes: u64) -> u64 {
    bytes.wrapping_sub(EACH) & !bytes & (EACH << 7)
}

/// The words of an entry after its first two, folded.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'a> {
    /// How many there are.
    pub count: usize,
    words: &'a [u8],
}

impl<'a> Rest<'a> {
    /// The words, in UTF-8.
    pub fn words(self) -> impl Iterator<Item = &'a [u8]> {
        let mut left = self.words;
        std::iter::from_fn(move || {
            let (len, more) = left.split_first()?;
            let (word, more) = more.split_at_checked(usize::from(*len))?;
            left = more;
            Some(word)
        })
    }
}

/// The text at a place, in UTF-8, after its length in four bytes; moves the place past it.
fn text<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let start = *at + 4;
    let end = start + number(bytes, *at);
    *at = end;
    bytes.get(start..end)
}

#[inline]
fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes) as usize
}

#[inline]
fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}
