//! The form in which words are compared and found.

use crate::hash::{mix, step};

/// Lower case, with a straight apostrophe: the form in which words are compared.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// A word as [`fold`] would make it, for as long as it takes to look it up: a string is made only where it must be.
pub enum Folded<'a> {
    /// It is so already.
    Same(&'a str),
    /// A short word of ASCII, and its length.
    Short([u8; SHORT], usize),
    /// Any other.
    Long(String),
}

/// As long as nearly all words are.
const SHORT: usize = 24;

impl<'a> Folded<'a> {
    /// A word in this form.
    #[inline]
    pub fn of(word: &'a str) -> Folded<'a> {
        if is_folded(word) {
            return Folded::Same(word);
        }
        if word.len() > SHORT || !word.is_ascii() {
            return Folded::Long(fold(word));
        }
        let mut short = [0; SHORT];
        short.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        Folded::Short(short, word.len())
    }

    /// Its letters, in UTF-8.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Folded::Same(word) => word.as_bytes(),
            Folded::Short(word, len) => word.get(..*len).unwrap_or_default(),
            Folded::Long(word) => word.as_bytes(),
        }
    }
}

/// Whether a word is surely as [`fold`] would make it.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The hash of two words, by theirs.
#[inline]
pub(super) fn join(first: u64, second: u64) -> u64 {
    mix(step(first, second))
}
