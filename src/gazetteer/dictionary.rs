//! Which words there are: enough to tell an unknown word from a known one.

use super::table::{Buckets, mark};

/// The English words and names that are known.
#[derive(Debug, Clone)]
pub struct Dictionary {
    common: Fine,
    frequent: Fine,
    known: Fine,
    rare: Rough,
    more: Fine,
    names: Rough,
}

/// A set of words, of which 24 bits of each hash are kept beside those of the bucket.
#[derive(Debug, Clone)]
struct Fine {
    bytes: &'static [u8],
    buckets: Buckets<1>,
}

impl Fine {
    fn new(bytes: &'static [u8]) -> Fine {
        Fine { bytes, buckets: Buckets::read(bytes, &mut 0) }
    }

    #[inline]
    fn holds(&self, hash: u64) -> bool {
        self.buckets.find(self.bytes, hash, |found| (*found == mark(hash)).then_some(())).is_some()
    }
}

/// A set of words, of which only 16 bits are kept.
#[derive(Debug, Clone)]
struct Rough {
    bytes: &'static [u8],
    buckets: Buckets<0>,
}

impl Rough {
    fn new(bytes: &'static [u8]) -> Rough {
        Rough { bytes, buckets: Buckets::read(bytes, &mut 0) }
    }

    #[inline]
    fn holds(&self, hash: u64) -> bool {
        self.buckets.find(self.bytes, hash, |_| Some(())).is_some()
    }
}

/// How well a word is known, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// One of the ten thousand or so that everybody uses.
    Common,
    /// Common enough to be what a writer meant.
    Frequent,
    /// One that a good dictionary has.
    Established,
}

impl Dictionary {
    /// The word lists that are built into the program.
    pub(super) fn built_in() -> Dictionary {
        Dictionary {
            common: Fine::new(include_bytes!(concat!(env!("OUT_DIR"), "/common.bin"))),
            frequent: Fine::new(include_bytes!(concat!(env!("OUT_DIR"), "/frequent.bin"))),
            known: Fine::new(include_bytes!(concat!(env!("OUT_DIR"), "/known.bin"))),
            rare: Rough::new(include_bytes!(concat!(env!("OUT_DIR"), "/rare.bin"))),
            more: Fine::new(include_bytes!(concat!(env!("OUT_DIR"), "/more.bin"))),
            names: Rough::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"))),
        }
    }

    /// How well a word, by its hash, is known, if it is known so well at least; nothing of one that is rare, or no word.
    pub fn rank(&self, word: u64, least: Rank) -> Option<Rank> {
        let lists = [(&self.common, Rank::Common), (&self.frequent, Rank::Frequent), (&self.known, Rank::Established)];
        let mut lists = lists.into_iter().take_while(|(_, rank)| *rank <= least);
        lists.find(|(words, _)| words.holds(word)).map(|(_, rank)| rank)
    }

    /// Whether a word, by its hash, is one of the ten thousand or so that everybody uses.
    pub fn is_common(&self, word: u64) -> bool {
        self.common.holds(word)
    }

    /// Whether a word, by its hash, is common enough to be what a writer meant.
    pub fn is_frequent(&self, word: u64) -> bool {
        self.common.holds(word) || self.frequent.holds(word)
    }

    /// Whether a word, by its hash, is one that a good dictionary has.
    pub fn is_established(&self, word: u64) -> bool {
        self.is_frequent(word) || self.known.holds(word)
    }

    /// Whether it is an English word at all, by its hash.
    pub fn is_word(&self, word: u64) -> bool {
        self.is_established(word) || self.rare.holds(word) || self.more.holds(word)
    }

    /// Whether it is a name or another word that is written with a capital, by its hash.
    pub fn is_name(&self, word: u64) -> bool {
        self.names.holds(word)
    }

    /// Whether it is a word or a name, by its hash.
    pub fn knows(&self, word: u64) -> bool {
        self.is_word(word) || self.is_name(word)
    }
}
