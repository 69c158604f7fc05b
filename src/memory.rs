//! Small numbers that were found out for words, kept for the next time.
//!
//! A few words make up most of what is written: what was found out for one need not be found out again. A number and the
//! hash of its word share eight bytes, so that what is kept of all words that come again and again stays near the processor.

use std::{
    hash::Hash,
    sync::{Arc, Mutex},
};

use rustc_hash::FxHashMap;

/// How many words are kept, as a power of two; each may stand at two places, so that it seldom drives out one that comes
/// again and again.
const BITS: u32 = 13;

/// The bits of a number, in place of those of the hash that tell where it is kept.
const NUMBER: u64 = (1 << BITS) - 1;

/// Numbers of words, by their hashes.
#[derive(Debug, Default)]
struct Memory {
    /// The later one first. Each number is kept as the next one, so that 0 is none. Empty until a number is put there.
    pairs: Vec<[u64; 2]>,
}

impl Memory {
    /// How many numbers there are that can be kept, from 0 on.
    const NUMBERS: usize = NUMBER as usize;

    /// The number of a word, if it is kept.
    #[inline]
    fn get(&mut self, word: u64) -> Option<usize> {
        let [first, second] = self.pairs.get_mut((word >> (u64::BITS - BITS)) as usize)?;
        let number = |kept: u64| {
            let number = kept ^ word << BITS;
            (number <= NUMBER).then(|| (number as usize).checked_sub(1)).flatten()
        };
        if let Some(found) = number(*first) {
            return Some(found);
        }
        let found = number(*second)?;
        std::mem::swap(first, second);
        Some(found)
    }

    /// Keeps the number of a word, unless it is too large.
    fn put(&mut self, word: u64, number: usize) {
        if self.pairs.is_empty() {
            self.pairs = vec![[0; 2]; 1 << BITS];
        }
        let pair = self.pairs.get_mut((word >> (u64::BITS - BITS)) as usize);
        if let Some([first, second]) = pair.filter(|_| number < Self::NUMBERS) {
            *second = std::mem::replace(first, word << BITS | (number as u64 + 1));
        }
    }
}

/// What was found out for words, by their hashes: a few things are found out for many words, and each has a number.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    memory: Memory,
    all: Vec<T>,
    /// The place of each in the list.
    numbers: FxHashMap<T, usize>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { memory: Memory::default(), all: Vec::new(), numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Kept<T> {
    /// What was found out for a word, if it is kept.
    #[inline]
    pub(crate) fn get(&mut self, word: u64) -> Option<&T> {
        self.memory.get(word).and_then(|number| self.all.get(number))
    }

    /// Keeps what was found out for a word, unless that were too many things.
    pub(crate) fn put(&mut self, word: u64, found: &T) {
        let number = self.numbers.get(found).copied().unwrap_or(self.all.len());
        if number == self.all.len() && number < Memory::NUMBERS {
            self.all.push(found.clone());
            self.numbers.insert(found.clone(), number);
        }
        self.memory.put(word, number);
    }
}

/// What one thread has done with and the next may go on with.
#[derive(Debug)]
pub(crate) struct Shelf<T>(Arc<Mutex<Vec<T>>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Shelf(Arc::default())
    }
}

impl<T> Clone for Shelf<T> {
    /// Another hand on the same shelf.
    fn clone(&self) -> Self {
        Shelf(Arc::clone(&self.0))
    }
}

impl<T: Default> Shelf<T> {
    /// Something from the shelf, or something new.
    pub(crate) fn take(&self) -> T {
        self.0.lock().ok().and_then(|mut kept| kept.pop()).unwrap_or_default()
    }

    /// Puts something back.
    pub(crate) fn put(&self, done: T) {
        if let Ok(mut kept) = self.0.lock() {
            kept.push(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_number_or_none() {
        let mut memory = Memory::default();
        let word = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let all = 0..40_000;
        for at in all.clone() {
            assert_eq!(memory.get(word(at)), None);
            memory.put(word(at), at as usize % Memory::NUMBERS);
            assert_eq!(memory.get(word(at)), Some(at as usize % Memory::NUMBERS));
        }
        let kept = all.filter_map(|at| memory.get(word(at)).map(|number| (at as usize % Memory::NUMBERS, number)));
        let kept: Vec<_> = kept.collect();
        assert!(kept.len() > 10_000 && kept.iter().all(|(own, number)| own == number), "{}", kept.len());
    }

    #[test]
    fn words_that_share_a_place_are_kept_two_at_a_time() {
        let mut memory = Memory::default();
        let words = [1, 2, 3];
        words.iter().for_each(|word| memory.put(*word, *word as usize));
        assert_eq!(words.map(|word| memory.get(word)), [None, Some(2), Some(3)]);
        memory.put(4, Memory::NUMBERS);
        assert_eq!([2, 3, 4].map(|word| memory.get(word)), [Some(2), Some(3), None]);
        assert_eq!(memory.get(0), None);
        memory.put(0, 0);
        assert_eq!(memory.get(0), Some(0));
    }

    #[test]
    fn as_many_things_are_kept_as_have_a_number() {
        let mut kept = Kept::default();
        let things = Memory::NUMBERS as u64 + 10;
        let word = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for thing in 0..things {
            kept.put(word(thing), &thing);
            let last = kept.get(word(thing)).copied();
            assert_eq!(last, Some(thing).filter(|_| thing < Memory::NUMBERS as u64));
        }
        kept.put(word(things), &3);
        assert_eq!(kept.get(word(things)), Some(&3));
    }

    #[test]
    fn what_is_put_back_is_taken_again() {
        let shelf: Shelf<Vec<u8>> = Shelf::default();
        let mut own = shelf.take();
        own.push(1);
        shelf.clone().put(own);
        assert_eq!((shelf.take(), shelf.take()), (vec![1], Vec::new()));
    }
}
