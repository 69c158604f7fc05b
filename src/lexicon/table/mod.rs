//! The lexicons as a string of bytes that is read in place.
//!
//! The build script packs the built-in ones, so that starting the program costs nothing; others go through the same
//! code at run time. This folder stands alone for that reason: it uses nothing of the crate.
//!
//! What a name or a word belongs to is the number of a set of groups, for few sets occur. Names and words are each found
//! through an index of slots by their hash; so are entries of several words, by their first two.

mod builder;
mod form;

use std::borrow::Cow;

pub use builder::{Fault, pack};
pub use form::{Folded, fold};
use form::{hash, join};

/// How many groups a set can hold.
pub const MOST_GROUPS: usize = 256;

/// The bits of a slot that say where an entry lies; the others are those of its hash.
const PLACE: u32 = (1 << 24) - 1;

/// Some groups, a bit for each.
pub type Set = [u64; MOST_GROUPS / 64];

/// Packed lexicons.
#[derive(Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    sets: Vec<Set>,
    names: Index,
    words: Index,
    pairs: Index,
    /// Where the groups lie, up to the end.
    groups: usize,
}

/// Slots that say where entries lie.
#[derive(Debug, Clone, Copy)]
struct Index {
    start: usize,
    slots: usize,
}

/// A name or a word.
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
        let (sets, name_slots, word_slots, pair_slots, groups) = (next(), next(), next(), next(), next());
        let end = at + sets * size_of::<Set>();
        let names = Index { start: end, slots: name_slots };
        let words = Index { start: names.start + 4 * name_slots, slots: word_slots };
        let pairs = Index { start: words.start + 4 * word_slots, slots: pair_slots };
        let sets = bytes.get(at..end).unwrap_or_default().chunks_exact(size_of::<Set>()).map(|set| {
            let word = |at: usize| set.get(8 * at..8 * at + 8).and_then(|b| b.try_into().ok());
            std::array::from_fn(|at| word(at).map_or(0, u64::from_le_bytes))
        });
        Table { sets: sets.collect(), names, words, pairs, groups, bytes }
    }

    /// What a name of a group or of a whole file means.
    pub fn name(&self, name: &str) -> Option<Set> {
        self.find(self.names, name.as_bytes()).map(|entry| self.set(entry.set))
    }

    /// What is known of a single word.
    #[inline]
    pub fn word(&self, word: &Folded) -> Option<Entry> {
        self.find(self.words, word.as_bytes())
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
        let mask = self.pairs.slots.checked_sub(1)?;
        let hash = join(first, second);
        let mut slot = hash as usize & mask;
        loop {
            let (at, like) = self.slot(self.pairs, slot, hash)?;
            let text = at + 5;
            if like && number(&self.bytes, at) == first {
                let end = text + usize::from(*self.bytes.get(at + 4)?);
                if self.bytes.get(text..end) == Some(second) {
                    return Some(end);
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn set_at(&self, at: usize) -> Set {
        self.set(half(&self.bytes, at))
    }

    #[inline]
    fn find(&self, index: Index, word: &[u8]) -> Option<Entry> {
        let mask = index.slots.checked_sub(1)?;
        let hash = hash(word);
        let mut slot = hash as usize & mask;
        loop {
            let (at, like) = self.slot(index, slot, hash)?;
            let text = at + 5;
            if like
                && usize::from(*self.bytes.get(at)?) == word.len()
                && self.bytes.get(text..text + word.len()) == Some(word)
            {
                return Some(Entry { set: half(&self.bytes, at + 1), opens: half(&self.bytes, at + 3), at });
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Where the entry of a slot lies, and whether it may be the one of a hash; none if the slot is empty.
    #[inline]
    fn slot(&self, index: Index, slot: usize, hash: u32) -> Option<(usize, bool)> {
        let slot = number(&self.bytes, index.start + 4 * slot) as u32;
        (slot != 0).then_some(((slot & PLACE) as usize, (slot ^ hash) & !PLACE == 0))
    }
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
