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
    let mut hash = SEED;
    for byte in word.bytes() {
        if !byte.is_ascii() {
            return hash_letters(word.chars());
        }
        hash = step(hash, byte.to_ascii_lowercase());
    }
    mix(hash)
}

fn hash_letters(letters: impl Iterator<Item = char>) -> u64 {
    let mut utf8 = [0; 4];
    mix(letters.fold(SEED, |hash, c| plain(c).encode_utf8(&mut utf8).bytes().fold(hash, step)))
}

/// FNV-1a.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Sets the keys of words with a letter left out apart from all others.
const SHORTENED: u64 = 0x2545_f491_4f6c_dd1d;

/// The keys under which a name of one word is found by a word one slip away: itself, and each word that it is without
/// one letter. Two words that are one slip apart share a key.
pub fn near_keys(word: &str) -> impl Iterator<Item = u64> {
    let count = word.chars().count();
    (0..=count).map(move |out| {
        let rest = word.chars().enumerate().filter(move |(i, _)| *i != out).map(|(_, c)| c);
        mix(hash_letters(rest) ^ SHORTENED)
    })
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

/// Which letters a word has, in twelve bits of which each stands for several letters, and how many, in four.
pub fn letters(word: &str) -> u16 {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic);
    let (bits, count) = letters.fold((0, 0), |(bits, count), byte| (bits | 1 << ((byte & 31) % 12), count + 1_u16));
    bits | count.min(15) << 12
}

/// Whether two words may be one slip apart, a plural ending not counted, by their [`letters`].
pub fn are_near(a: u16, b: u16) -> bool {
    ((a ^ b) & 0xfff).count_ones() <= 3 && (a >> 12).abs_diff(b >> 12) <= 2
}

/// The words of a phrase, as they are looked up.
pub fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split([' ', '-']).filter(|w| !w.is_empty())
}
