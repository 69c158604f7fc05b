//! Words that sound or look like another one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::hash;

/// Runs of words with the wrong one in brackets, the right word, and how both fared on published copy.
const LIST: &str = include_str!("../../rules/words/confusable.tsv");

/// The words that may stand at a place, by their hashes.
type Words = Vec<u64>;

/// Where a word is the wrong one.
#[derive(Debug)]
pub struct Confusable {
    /// What stands before it.
    pub before: Vec<Words>,
    /// What stands after it.
    pub after: Vec<Words>,
    /// The word that belongs there.
    pub right: &'static str,
    /// Whether the word may have a capital.
    pub capital: bool,
    /// The words that may stand just before it and just after it, each as one of 64 bits; all bits where any word may.
    beside: [u64; 2],
}

impl Confusable {
    /// What a line says, with the hash of the word that is wrong there.
    fn read(line: &'static str) -> Option<(u64, Confusable)> {
        let mut fields = line.split('\t');
        let (run, right) = (fields.next()?, fields.next()?);
        let (before, rest) = run.split_once('[')?;
        let (wrong, after) = rest.split_once(']')?;
        let words = |word: &str| word.split('|').map(hash).collect::<Words>();
        let side = |run: &str| run.split_whitespace().map(words).collect();
        let capital = wrong.starts_with(char::is_uppercase);
        let (before, after): (Vec<Words>, Vec<Words>) = (side(before), side(after));
        let bits = |words: &Words| words.iter().fold(0, |all, word| all | bit(*word));
        let beside = [before.last(), after.first()].map(|words| words.map_or(u64::MAX, bits));
        Some((hash(wrong), Confusable { before, after, right, capital, beside }))
    }

    /// Whether it may be the wrong one between two words, by their hashes: tells most that may not.
    #[inline]
    pub fn may_stand(&self, before: u64, after: u64) -> bool {
        self.beside[0] & bit(before) != 0 && self.beside[1] & bit(after) != 0
    }
}

/// The bit that stands for a word, by its hash.
#[inline]
fn bit(word: u64) -> u64 {
    1 << (word >> 58)
}

/// Where each word is the wrong one, by its [hash].
static WORDS: LazyLock<FxHashMap<u64, Vec<Confusable>>> = LazyLock::new(|| {
    let mut words: FxHashMap<u64, Vec<Confusable>> = FxHashMap::default();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        if let Some((wrong, place)) = Confusable::read(line) {
            words.entry(wrong).or_default().push(place);
        }
    }
    words
});

/// Where a word, by its [hash], is the wrong one.
pub fn confusables(word: u64) -> &'static [Confusable] {
    WORDS.get(&word).map_or(&[], Vec::as_slice)
}

/// Every word that can be the wrong one, by its [hash].
pub(super) fn all() -> impl Iterator<Item = u64> {
    WORDS.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_run_a_right_word_and_counts_that_speak_for_it() {
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let sound = |(wrong, place): (u64, Confusable)| {
                wrong != hash(place.right) && place.before.len() + place.after.len() > 0
            };
            assert!(Confusable::read(line).is_some_and(sound), "{line}");
            let tells = |(_, place): (u64, Confusable)| {
                let words = |side: Option<&Words>| side.cloned().unwrap_or_else(|| vec![0, u64::MAX]);
                let (before, after) = (words(place.before.last()), words(place.after.first()));
                before.iter().all(|before| after.iter().all(|after| place.may_stand(*before, *after)))
                    && (0..64).any(|other: u64| !place.may_stand(other << 58, other << 58))
            };
            assert!(Confusable::read(line).is_some_and(tells), "{line}");
            let counts: Vec<u32> = line.split('\t').skip(2).filter_map(|count| count.parse().ok()).collect();
            assert!(counts.len() == 3 && counts[1] == counts[2], "a line that flags what is right: {line}");
        }
    }
}
