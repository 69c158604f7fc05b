//! Which words there are: enough to tell an unknown word from a known one.

use super::table::{Buckets, rank_of};

/// The English words and names that are known.
#[derive(Debug, Clone)]
pub struct Dictionary {
    ranked: Ranked,
    rare: Rough,
    names: Rough,
}

/// A set of words with their ranks, of which 22 bits of each hash are kept beside those of the bucket.
#[derive(Debug, Clone)]
struct Ranked {
    bytes: &'static [u8],
    buckets: Buckets<1>,
}

impl Ranked {
    fn new(bytes: &'static [u8]) -> Ranked {
        Ranked { bytes, buckets: Buckets::read(bytes, &mut 0) }
    }

    #[inline]
    fn find(&self, hash: u64) -> Option<Rank> {
        let rank = self.buckets.find(self.bytes, hash, |found| rank_of(*found, hash))?;
        Rank::ALL.get(usize::from(rank)).copied()
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
    /// No more than a word.
    Other,
}

impl Rank {
    /// In the order in which the build script numbers the lists.
    const ALL: [Rank; 4] = [Rank::Common, Rank::Frequent, Rank::Established, Rank::Other];
}

impl Dictionary {
    /// The word lists that are built into the program.
    pub(super) fn built_in() -> Dictionary {
        Dictionary {
            ranked: Ranked::new(include_bytes!(concat!(env!("OUT_DIR"), "/ranked.bin"))),
            rare: Rough::new(include_bytes!(concat!(env!("OUT_DIR"), "/rare.bin"))),
            names: Rough::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"))),
        }
    }

    /// How well a word, by its hash, is known, if it is known so well at least; nothing of one that is rare, or no word.
    #[inline]
    pub fn rank(&self, word: u64, least: Rank) -> Option<Rank> {
        self.ranked.find(word).filter(|rank| *rank <= least)
    }

    /// Whether a word, by its hash, is one of the ten thousand or so that everybody uses.
    pub fn is_common(&self, word: u64) -> bool {
        self.rank(word, Rank::Common).is_some()
    }

    /// Whether a word, by its hash, is common enough to be what a writer meant.
    pub fn is_frequent(&self, word: u64) -> bool {
        self.rank(word, Rank::Frequent).is_some()
    }

    /// Whether a word, by its hash, is one that a good dictionary has.
    pub fn is_established(&self, word: u64) -> bool {
        self.rank(word, Rank::Established).is_some()
    }

    /// Whether it is an English word at all, by its hash.
    pub fn is_word(&self, word: u64) -> bool {
        self.rank(word, Rank::Other).is_some() || self.rare.holds(word)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::hash;

    #[test]
    fn a_word_has_the_rank_of_its_list() {
        let dictionary = Dictionary::built_in();
        let lists = [
            include_str!("../../rules/gazetteer/words/common.txt"),
            include_str!("../../rules/gazetteer/words/frequent.txt"),
            include_str!("../../rules/gazetteer/words/known.txt"),
            include_str!("../../rules/gazetteer/words/more.txt"),
        ];
        for (rank, words) in Rank::ALL.into_iter().zip(lists) {
            for word in words.lines() {
                assert_eq!(dictionary.rank(hash(word), rank), dictionary.rank(hash(word), Rank::Other), "{word}");
                assert!(dictionary.is_word(hash(word)), "{word}");
            }
            let ranks = words.lines().filter_map(|word| dictionary.rank(hash(word), Rank::Other));
            assert!(ranks.filter(|own| *own == rank).count() * 3 > words.lines().count(), "{rank:?}");
        }
        assert_eq!(dictionary.rank(hash("qzxv"), Rank::Other), None);
        assert_eq!(dictionary.rank(hash("government"), Rank::Common), Some(Rank::Common));
    }
}
