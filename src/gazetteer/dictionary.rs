//! Which words there are: enough to tell an unknown word from a known one.

use super::table::{Buckets, mark};

/// The English words and names that are known.
#[derive(Debug, Clone)]
pub struct Dictionary {
    common: Words,
    frequent: Words,
    known: Words,
    rare: Words,
    more: Words,
    names: Words,
}

/// A set of words, of which some bits of each hash are kept.
#[derive(Debug, Clone)]
struct Words {
    bytes: &'static [u8],
    buckets: Buckets,
    /// Whether 24 bits are kept beside those of the bucket, not only 16.
    fine: bool,
}

impl Words {
    fn fine(bytes: &'static [u8]) -> Words {
        Words { bytes, buckets: Buckets::read(bytes, &mut 0, 1), fine: true }
    }

    fn rough(bytes: &'static [u8]) -> Words {
        Words { bytes, buckets: Buckets::read(bytes, &mut 0, 0), fine: false }
    }

    fn holds(&self, hash: u64) -> bool {
        self.buckets.get(self.bytes, hash).any(|found| !self.fine || found == mark(hash))
    }
}

impl Dictionary {
    /// The word lists that are built into the program.
    pub(super) fn built_in() -> Dictionary {
        Dictionary {
            common: Words::fine(include_bytes!(concat!(env!("OUT_DIR"), "/common.bin"))),
            frequent: Words::fine(include_bytes!(concat!(env!("OUT_DIR"), "/frequent.bin"))),
            known: Words::fine(include_bytes!(concat!(env!("OUT_DIR"), "/known.bin"))),
            rare: Words::rough(include_bytes!(concat!(env!("OUT_DIR"), "/rare.bin"))),
            more: Words::fine(include_bytes!(concat!(env!("OUT_DIR"), "/more.bin"))),
            names: Words::rough(include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"))),
        }
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
