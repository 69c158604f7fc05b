//! The form in which words are compared, and the keys that runs of them have.

use crate::hash::{HIGH, ROOM, SEED, few, hash_of, lower, mix, step};

/// A letter without its accent, in lower case, and the straight apostrophe: words are compared in this form.
#[inline]
pub fn plain(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { plain_other(c) }
}

/// The same of a letter that is not ASCII.
fn plain_other(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'Ș' | 'ș' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The hash of a word as it is compared: without case, accents and a closing point. Of a word of plain letters it is the one
/// of `hash`.
#[inline]
pub fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
    if bytes.len() <= ROOM {
        let letters = few(bytes);
        if letters.iter().all(|letters| letters & HIGH == 0) {
            return hash_of(lower(letters));
        }
    }
    hash_any(word)
}

#[inline(never)]
fn hash_any(word: &str) -> u64 {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.is_ascii() { crate::hash::hash(word.as_bytes()) } else { hash_letters(word.chars()) }
}

/// The same of letters one by one.
#[cold]
fn hash_letters(letters: impl Iterator<Item = char>) -> u64 {
    let mut utf8 = [0; 4];
    let (mut hash, mut chunk, mut filled, mut chunks) = (SEED, 0, 0, 0);
    for letter in letters {
        for byte in plain(letter).encode_utf8(&mut utf8).bytes() {
            chunk |= u64::from(byte) << filled;
            filled += 8;
            if filled == u64::BITS {
                hash = step(hash, chunk);
                (chunk, filled, chunks) = (0, 0, chunks + 1);
            }
        }
    }
    // the first two numbers always count, as of plain letters
    while filled > 0 || chunks < 2 {
        hash = step(hash, chunk);
        (chunk, filled, chunks) = (0, 0, chunks + 1);
    }
    mix(hash)
}

/// Sets the keys of words with a letter left out apart from all others.
const SHORTENED: u64 = 0x2545_f491_4f6c_dd1d;

/// The keys under which a name of one word is found by a word one slip away: each word that it is without one letter, from
/// the first on, then itself. Two words that are one slip apart share a key.
pub fn near_keys(word: &str) -> impl Iterator<Item = u64> {
    // the letters are the digits of a number
    let mut letters = word.chars().map(|c| u64::from(plain(c)));
    let first = letters.next();
    let (mut power, mut without) = (1_u64, 0_u64);
    for letter in letters.clone() {
        power = power.wrapping_mul(BASE);
        without = without.wrapping_mul(BASE).wrapping_add(letter);
    }
    let whole = first.unwrap_or(0).wrapping_mul(power).wrapping_add(without);
    // of two words without neighbouring letters, one has the first of the two where the other has the second
    let mut left_out = first;
    let shorter = std::iter::from_fn(move || {
        let (letter, key) = (left_out?, without);
        left_out = letters.next();
        power = power.wrapping_mul(INVERSE);
        without = key.wrapping_add(letter.wrapping_sub(left_out.unwrap_or(0)).wrapping_mul(power));
        Some(key)
    });
    shorter.chain([whole]).map(|key| mix(key ^ SHORTENED))
}

/// The base of the numbers that words with a letter left out are told apart by.
const BASE: u64 = 0x0000_0100_0000_01b3;

/// What takes a number back that was multiplied by the base.
const INVERSE: u64 = 0xce96_5057_aff6_957b;

/// What stands in a run of words for the one that is left out. It tells whether the name has a capital there: a word in small
/// letters cannot be a slip for one with a capital, and is spared the sight of the many names of which all other words are
/// “of the”.
pub const fn hole(capital: bool) -> u64 {
    const HOLE: u64 = 0x9e37_79b9_7f4a_7c15;
    if capital { !HOLE } else { HOLE }
}

/// The key of a run of words, given by their hashes, perhaps with a [hole] among them.
#[inline]
pub fn key(words: impl IntoIterator<Item = u64>) -> u64 {
    mix(words.into_iter().fold(0, |all: u64, word| all.rotate_left(17).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ word))
}

/// Which letters a word has without a possessive ending, in twelve bits of which each stands for several letters, and how
/// many, in four.
pub fn letters(word: &str) -> u16 {
    let bytes = word.as_bytes();
    let bytes = bytes.strip_suffix(b"'s").unwrap_or(bytes);
    let kinds = bytes.iter().map(|byte| KIND[usize::from(*byte)]);
    let (all, count) = kinds.fold((0, 0), |(all, count), kind| (all | kind, count + (kind >> 12 & 1)));
    let unsure = all & FOREIGN != 0 || count > UNSURE;
    all & 0xfff | if unsure { UNSURE } else { count } << 12
}

/// The bit of each letter of ASCII, with the bit above all of them, by which they are counted.
const KIND: [u16; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            letter if letter.is_ascii_alphabetic() => 1 << 12 | 1 << ((letter & 31) % 12),
            other if other.is_ascii() => 0,
            _ => FOREIGN,
        };
        byte += 1;
    }
    kinds
};

/// The bit of what is not ASCII.
const FOREIGN: u16 = 1 << 13;

/// The number of letters of a word that is too long, or has letters that are not counted.
const UNSURE: u16 = 15;

/// Tells of a word, by its [`letters`], which ones it may be one slip away from.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    letters: u16,
    /// How many kinds of letters may differ, by how many letters the right word has; less than none where it has too few or
    /// too many of them.
    most: &'static [i8; 16],
}

impl Near {
    /// For the letters of a word, which may be meant for the plural of the right one as well, or not.
    #[inline]
    pub fn new(letters: u16, plural: bool) -> Near {
        Near { letters, most: &MOST[usize::from(plural)][usize::from(letters >> 12)] }
    }

    /// Whether a word of other letters may be the right one.
    #[inline]
    pub fn has(self, right: u16) -> bool {
        let most = self.most[usize::from(right >> 12)];
        most >= 0 && ((right ^ self.letters) & 0xfff).count_ones() <= most.unsigned_abs().into()
    }
}

/// Of a word alone or of it and its plural: how many kinds of letters may differ, by the numbers of letters of the word and
/// of the right one.
const MOST: [[[i8; 16]; 16]; 2] = {
    let mut all = [[[-1; 16]; 16]; 2];
    let unsure = UNSURE as usize;
    let mut own = 0;
    while own < 16 {
        let mut right = 0;
        while right < 16 {
            // a letter left out leaves one kind fewer, another one takes one and brings one; the plural brings its “s” besides
            let [alone, plural] = if own == unsure || right == unsure {
                [3, 3]
            } else if own + 1 == right {
                [1, 1]
            } else if own == right {
                [2, 2]
            } else if own == right + 1 {
                [1, 3]
            } else if own == right + 2 {
                [-1, 2]
            } else {
                [-1, -1]
            };
            all[0][own][right] = alone;
            all[1][own][right] = plural;
            right += 1;
        }
        own += 1;
    }
    all
};

/// The words of a phrase, as they are looked up.
pub fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split([' ', '-']).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_hash_in_every_form() {
        for (a, b) in [
            ("Guantánamo", "GUANTANAMO"),
            ("“", "“"),
            ("women’s", "Women's"),
            ("Zhytomyr", "zhytomyr"),
            ("Inter-Parliamentary", "inter-parliamentary"),
            ("Österreich", "osterreich"),
            ("St.", "st"),
        ] {
            assert_eq!(hash(a), hash(b), "{a}");
        }
        let plain = "abcdefghijklmnopqrstuvwxyz";
        assert!((0..=26).all(|len| hash(&plain[..len]) == hash_letters(plain[..len].chars())));
        assert_eq!((hash("."), hash("..")), (hash_letters("".chars()), hash_letters(".".chars())));
        assert_eq!(hash("[@`{"), hash_letters("[@`{".chars()));
        let words = ["", "a", "b", "ab", "ba", "states", "sates", "parliament", "parliaments", "paarliament", "[", "{"];
        for (at, a) in words.iter().enumerate() {
            assert!(words[at + 1..].iter().all(|b| hash(a) != hash(b)), "{a}");
        }
    }

    #[test]
    fn words_one_slip_apart_share_a_key_and_others_none() {
        let shared = |a: &str, b: &str| near_keys(a).any(|key| near_keys(b).any(|other| other == key));
        for (a, b) in
            [("Corran", "Coran"), ("Corran", "Corren"), ("Corran", "Croran"), ("José", "Jose"), ("Corran", "corran")]
        {
            assert!(shared(a, b) && shared(b, a), "{a} {b}");
        }
        assert!(!shared("Corran", "Tollan") && !shared("Corran", "narroC") && !shared("abc", "cba"));
        assert_eq!(near_keys("Corran").last(), near_keys("CORRAN").last());
        assert_eq!(near_keys("Corran").count(), 7);
    }

    #[test]
    fn letters_tell_words_apart_and_never_a_slip() {
        let near = |right: &str, word: &str| Near::new(letters(word), true).has(letters(right));
        for (right, word) in [
            ("Corran", "Coran"),
            ("Corran", "Corrann"),
            ("Corran", "Corren"),
            ("Corran", "Corarn"),
            ("State", "Stats"),
            ("State", "Sttaes"),
            ("State", "Statxes"),
            ("Women's", "Woman"),
            ("José", "Jase"),
            ("Velm-on-the-Water-side", "Velm-on-the-Water-sixe"),
        ] {
            assert!(near(right, word), "{right} {word}");
        }
        let alone = |right: &str, word: &str| Near::new(letters(word), false).has(letters(right));
        assert!(alone("State", "Stats") && alone("State", "Staate") && !alone("State", "Statxes"));
        assert!(!near("Corran", "Tollan") && !near("State", "Slope") && !near("State", "Stated-by"));
    }
}
