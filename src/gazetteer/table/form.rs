//! The form in which words are compared, and the keys that runs of them have.

/// A letter without its accent, in lower case, and the straight apostrophe: words are compared in this form.
pub fn plain(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
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

/// The hash of a word as it is compared: without case, accents and a closing point.
pub fn hash(word: &str) -> u64 {
    let word = word.strip_suffix('.').unwrap_or(word);
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    let last = rest.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
    let mut seen = last;
    let mut hash = SEED;
    for chunk in chunks {
        let chunk = u64::from_le_bytes(*chunk);
        seen |= chunk;
        hash = step(hash, lower(chunk));
    }
    if seen & HIGH != 0 {
        return hash_letters(word.chars());
    }
    mix(if rest.is_empty() { hash } else { step(hash, lower(last)) })
}

/// The same of letters one by one.
fn hash_letters(letters: impl Iterator<Item = char>) -> u64 {
    let mut utf8 = [0; 4];
    let (mut hash, mut chunk, mut filled) = (SEED, 0, 0);
    for letter in letters {
        for byte in plain(letter).encode_utf8(&mut utf8).bytes() {
            chunk |= u64::from(byte) << filled;
            filled += 8;
            if filled == u64::BITS {
                hash = step(hash, chunk);
                (chunk, filled) = (0, 0);
            }
        }
    }
    mix(if filled == 0 { hash } else { step(hash, chunk) })
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight letters of ASCII at once, in small letters.
fn lower(letters: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = letters & !HIGH;
    // the highest bit of each byte tells whether it is “A” or further on, and whether it is past “Z”
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let past_z = low + EACH * (0x7f - b'Z' as u64);
    letters | ((from_a ^ past_z) & HIGH) >> 2
}

/// Takes eight more bytes of a word into its hash.
fn step(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(23) ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Sets the keys of words with a letter left out apart from all others.
const SHORTENED: u64 = 0x2545_f491_4f6c_dd1d;

/// The keys under which a name of one word is found by a word one slip away: itself, and each word that it is without
/// one letter. Two words that are one slip apart share a key.
pub fn near_keys(word: &str) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x0000_0100_0000_01b3;
    // the letters are the digits of a number: what stands before the hole is moved by the count of those behind it
    let mut keys = Vec::with_capacity(word.len() + 1);
    let mut number = 0_u64;
    for letter in word.chars() {
        keys.push(number);
        number = number.wrapping_mul(BASE).wrapping_add(u64::from(plain(letter)));
    }
    let (mut behind, mut power) = (0_u64, 1_u64);
    for (key, letter) in keys.iter_mut().rev().zip(word.chars().rev()) {
        *key = key.wrapping_mul(power).wrapping_add(behind);
        behind = behind.wrapping_add(u64::from(plain(letter)).wrapping_mul(power));
        power = power.wrapping_mul(BASE);
    }
    keys.push(number);
    keys.into_iter().map(|key| mix(key ^ SHORTENED))
}

/// Stands for the word that is left out.
const HOLE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The word of a run that is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Its place in the run.
    pub at: usize,
    /// Whether the name has a capital there: a word in small letters cannot be a slip for one with a capital, and is spared the
    /// sight of the many names of which all other words are “of the”.
    pub capital: bool,
}

/// The key of a run of words, given by their hashes, with one of them left out or none.
#[inline]
pub fn key(hashes: impl Iterator<Item = u64>, hole: Option<Hole>) -> u64 {
    let left_out = |i: usize| hole.filter(|hole| hole.at == i);
    let words =
        hashes.enumerate().map(|(i, hash)| left_out(i).map_or(hash, |hole| if hole.capital { !HOLE } else { HOLE }));
    mix(words.fold(0, |all: u64, hash| all.rotate_left(17).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ hash))
}

fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// Which letters a word has without a possessive ending, in twelve bits of which each stands for several letters, and how
/// many, in four.
pub fn letters(word: &str) -> u16 {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let letters = word.bytes().filter(u8::is_ascii_alphabetic);
    let (bits, count) = letters.fold((0, 0), |(bits, count), byte| (bits | 1 << ((byte & 31) % 12), count + 1_u16));
    bits | if word.is_ascii() { count.min(UNSURE) } else { UNSURE } << 12
}

/// The number of letters of a word that is too long, or has letters that are not counted.
const UNSURE: u16 = 15;

/// Whether a word may be one slip away from the right one or from its plural, by the [`letters`] of both.
pub fn are_near(right: u16, word: u16) -> bool {
    let differ = ((right ^ word) & 0xfff).count_ones();
    let (count, own) = (right >> 12, word >> 12);
    if count == UNSURE || own == UNSURE {
        return differ <= 3;
    }
    // a letter left out leaves one kind fewer, another one takes one and brings one; the plural brings its “s” besides
    let most = match i32::from(own) - i32::from(count) {
        -1 => 1,
        0 | 2 => 2,
        1 => 3,
        _ => return false,
    };
    differ <= most
}

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
        let near = |right: &str, word: &str| are_near(letters(right), letters(word));
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
        assert!(!near("Corran", "Tollan") && !near("State", "Slope") && !near("State", "Stated-by"));
    }
}
