//! What is known of a word, looked up once and kept for the next time.
//!
//! All that the lists say of a word hangs on its [hash], so what was found out for one is kept, and the rules of spelling
//! read bits instead of searching every list for every word of an article.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    Gazetteer, confusable,
    table::{Places, hash},
    variant,
};
use crate::memory::Kept;

/// Words that are never slips and never slipped at: they stand beside any name.
pub const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "could", "de", "del", "did", "do", "does", "for", "from", "get", "got", "had", "has", "have", "he", "her",
    "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "la", "le", "like", "may", "me", "might",
    "must", "my", "new", "no", "nor", "not", "now", "of", "off", "on", "one", "or", "our", "out", "over", "said",
    "says", "she", "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "us", "was", "we", "were", "what", "when", "where", "who", "why", "will", "with",
    "would", "you", "your",
];

/// What is known of a word, and of all others of its hash: that is, whatever its case and its accents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Known(u64);

impl Known {
    /// What nobody has asked for.
    pub const NOTHING: Known = Known(0);
    /// How far the places are moved at which it can stand only with a capital.
    const CAPITAL: u32 = 16;
    const WORD: u64 = 1 << 32;
    const NAME: u64 = 1 << 33;
    const FUNCTION: u64 = 1 << 34;
    const VARIANT: u64 = 1 << 35;
    const CONFUSABLE: u64 = 1 << 36;

    fn new(gazetteer: &Gazetteer, word: u64) -> Known {
        static LISTED: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(Known::listed);
        let places =
            |all: u64, (any, capital): (Places, Places)| all | u64::from(any) | u64::from(capital) << Self::CAPITAL;
        let places = gazetteer.tables.iter().map(|table| table.places(word)).fold(0, places);
        let is_word = if gazetteer.dictionary.is_word(word) { Self::WORD } else { 0 };
        let is_name = if gazetteer.dictionary.is_name(word) { Self::NAME } else { 0 };
        Known(places | is_word | is_name | LISTED.get(&word).copied().unwrap_or_default())
    }

    /// What is known of the words of short lists.
    fn listed() -> FxHashMap<u64, u64> {
        let mut words = FxHashMap::default();
        let mut add = |word: u64, of: u64| *words.entry(word).or_default() |= of;
        FUNCTION_WORDS.iter().for_each(|word| add(hash(word), Self::FUNCTION));
        variant::all().for_each(|word| add(word, Self::VARIANT));
        confusable::all().for_each(|word| add(word, Self::CONFUSABLE));
        words
    }

    /// The places of known names at which it can stand, with a capital or without.
    #[inline]
    pub fn places(self, capital: bool) -> Places {
        let with_capital = if capital { self.0 >> Self::CAPITAL } else { 0 };
        (self.0 | with_capital) as Places
    }

    /// Whether it is an English word.
    #[inline]
    pub fn is_word(self) -> bool {
        self.0 & Self::WORD != 0
    }

    /// Whether the dictionary has it as a name, or another word that is written with a capital.
    #[inline]
    pub fn is_name(self) -> bool {
        self.0 & Self::NAME != 0
    }

    /// Whether it is one of [`FUNCTION_WORDS`].
    #[inline]
    pub fn is_function(self) -> bool {
        self.0 & Self::FUNCTION != 0
    }

    /// Whether it is one of several forms of a name: whether it has a [variant](fn@super::variant).
    #[inline]
    pub fn is_variant(self) -> bool {
        self.0 & Self::VARIANT != 0
    }

    /// Whether it has [confusables](super::confusables).
    #[inline]
    pub fn is_confusable(self) -> bool {
        self.0 & Self::CONFUSABLE != 0
    }
}

/// A look-up of words one after the other.
#[derive(Debug)]
pub struct Words<'a> {
    gazetteer: &'a Gazetteer,
    kept: Kept<Known>,
}

impl<'a> Words<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        Words { gazetteer, kept: gazetteer.kept.take() }
    }

    /// What is known of a word, by its [hash].
    #[inline]
    pub fn get(&mut self, word: u64) -> Known {
        self.kept.get(word).copied().unwrap_or_else(|| self.look_up(word))
    }

    #[inline(never)]
    fn look_up(&mut self, word: u64) -> Known {
        let known = Known::new(self.gazetteer, word);
        self.kept.put(word, &known);
        known
    }
}

impl Drop for Words<'_> {
    fn drop(&mut self) {
        self.gazetteer.kept.put(std::mem::take(&mut self.kept));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_the_same_at_every_look() {
        let gazetteer = Gazetteer::built_in();
        let words: Vec<u64> =
            (0..40_000).map(|at| hash(&format!("w{}", at % 30_000))).chain([0, hash("the")]).collect();
        let mut found = gazetteer.words();
        assert!(words.iter().all(|word| found.get(*word) == Known::new(&gazetteer, *word)));
        assert!(words.iter().all(|word| found.get(*word) == Known::new(&gazetteer, *word)));
    }

    #[test]
    fn what_is_known_tells_words_apart() {
        let gazetteer = Gazetteer::built_in();
        let mut words = gazetteer.words();
        let mut known = |word: &str| words.get(hash(word));
        assert!(known("The").is_function() && known("the").is_word() && !known("ferry").is_function());
        assert!(known("Kiev").is_variant() && !known("ferry").is_variant());
        assert!(known("Nations").places(true) != 0 && known("qzxv").places(true) == 0 && !known("qzxv").is_word());
    }

    #[test]
    fn a_list_that_is_added_is_known() -> Result<(), super::super::table::TableError> {
        let mut gazetteer = Gazetteer::built_in();
        let of = |gazetteer: &Gazetteer| gazetteer.words().get(hash("Qzxvel")).places(true);
        let before = gazetteer.clone();
        assert_eq!((of(&gazetteer), of(&before)), (0, 0));
        gazetteer.add_list("Port Qzxvel\tplace")?;
        assert!(of(&gazetteer) != 0 && of(&before) == 0);
        Ok(())
    }
}
