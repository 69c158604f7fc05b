//! The lexicons as a string of bytes that is read in place.
//!
//! The build script packs the built-in ones, so that starting the program costs nothing; others go through the same
//! code at run time. This folder stands alone for that reason: it uses nothing of the crate but `hash`.
//!
//! What a name or a word belongs to is the number of a set of groups, for few sets occur. A word is found by its hash alone,
//! and an entry of several words by those of its first two: eight slots with 32 bits of the hash each, and what they stand
//! for, make a group of 64 bytes, which is what a processor fetches at a time. The others choose the group. That two words of
//! the lexicons are not taken for one another, the packing sees to; for a word that is none of them it is as good as
//! impossible.

mod builder;
mod form;

use std::borrow::Cow;

pub use builder::{Fault, pack};
use form::join;
pub use form::{Folded, fold};

use crate::hash::hash;

/// How many groups a set can hold.
pub const MOST_GROUPS: usize = 256;

/// How many slots make a group.
const SLOTS: usize = 8;

/// The bytes of a group: of each slot the bits of a hash, 0 if it is empty, and then of each what it stands for.
const GROUP: usize = 2 * 4 * SLOTS;

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

/// Groups of slots.
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
    /// Whether it is the second word of an entry.
    pub is_second: bool,
    /// The hash of the word.
    pub hash: u64,
}

/// The bit, beside the number of a set, of a word that is the second one of an entry.
const SECOND: u16 = 1 << 15;

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
        let words = Index { start: end.next_multiple_of(GROUP), groups: of_words };
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
        self.plain(hash(word.as_bytes()))
    }

    /// What is known of a word, by its hash.
    #[inline]
    pub fn plain(&self, hash: u64) -> Option<Entry> {
        let number = self.find(self.words, hash)?;
        let (set, opens) = (number as u16, (number >> 16) as u16);
        Some(Entry { set: set & !SECOND, opens, is_second: set & SECOND != 0, hash })
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

    /// The number of the set of all entries that begin with two words, by their hashes; 0: none does.
    #[inline]
    pub fn opened(&self, first: u64, second: u64) -> u16 {
        self.find(self.pairs, join(first, second)).map_or(0, |at| half(&self.bytes, at as usize))
    }

    /// The entries that begin with two words, the longest first: the words after them, with the set.
    pub fn phrases(&self, first: Entry, second: &Folded) -> impl Iterator<Item = (Rest<'_>, Set)> {
        let pair = self.find(self.pairs, join(first.hash, hash(second.as_bytes())));
        let mut at = pair.map_or(self.bytes.len(), |at| at as usize + 2);
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

    #[inline]
    fn set_at(&self, at: usize) -> Set {
        self.set(half(&self.bytes, at))
    }

    /// What the slot of a hash stands for.
    #[inline]
    fn find(&self, index: Index, hash: u64) -> Option<u32> {
        let mask = index.groups.checked_sub(1)?;
        let (mut group, own) = place(hash);
        loop {
            group &= mask;
            let at = index.start + GROUP * group;
            let slots: &[u8; GROUP] = self.bytes.get(at..)?.first_chunk()?;
            let (numbers, _) = slots.as_chunks::<4>();
            let (hashes, numbers) = numbers.split_first_chunk::<SLOTS>()?;
            let hashes = hashes.map(u32::from_le_bytes);
            // all at once, and not up to the first that fits
            let like = |own: u32| hashes.iter().zip(0..).fold(0, |all, (hash, at)| all | u32::from(*hash == own) << at);
            let found = like(own);
            if found != 0 {
                return numbers.get(found.trailing_zeros() as usize).map(|number| u32::from_le_bytes(*number));
            }
            if like(0) != 0 {
                return None;
            }
            group += 1;
        }
    }
}

/// Which group a hash belongs to, by its lowest bits, and what a slot keeps of it; never 0.
#[inline]
fn place(hash: u64) -> (usize, u32) {
    ((hash >> 32) as usize, (hash as u32).max(1))
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
