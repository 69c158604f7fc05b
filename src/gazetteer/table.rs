//! Names and set phrases as a string of bytes that is read in place.
//!
//! The build script makes the table of the built-in lists, so that starting the program costs nothing; a newsroom's own
//! lists go through the same code at run time. This file stands alone for that reason: it uses nothing of the crate.
//!
//! Two indexes lie in a table. The first tells of a word at which places of a phrase it can stand; the second finds a
//! phrase by its words, or by all of its words but one (the *hole*), which is how a slip is found.

use std::{borrow::Cow, fmt, ops::Range};

/// The longest phrase that is looked up, in words; longer names are taken in pieces of this length.
pub const MAX_WORDS: usize = 5;

/// One bit for every place of a word in a phrase of two to five words: bits 0 and 1 for two words, 2 to 4 for three …
pub type Places = u16;
/// First words.
pub const FIRST: Places = 1 | 1 << 2 | 1 << 5 | 1 << 9;
/// Last words.
pub const LAST: Places = 1 << 1 | 1 << 4 | 1 << 8 | 1 << 13;

/// The bit of the word at `place` in a phrase of `words` words.
pub const fn place(words: usize, place: usize) -> Places {
    // 2 + 3 + … words come before
    1 << ((words * (words - 1)) / 2 - 1 + place)
}

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A sovereign state.
    Country,
    /// The people of a place, and its adjective.
    Demonym,
    /// A city, a region, a building, a river.
    Place,
    /// A body, party, company, team or outlet.
    Org,
    /// An office or a title.
    Office,
    /// An authority of a state.
    Agency,
    /// A holiday, a competition, an award or another event.
    Event,
    /// A law, a treaty or a work.
    Law,
    /// A person.
    Person,
    /// A set phrase.
    Set,
}

impl Class {
    const NAMES: [(&str, Class); 12] = [
        ("country", Class::Country),
        ("demonym", Class::Demonym),
        ("place", Class::Place),
        ("org", Class::Org),
        ("office", Class::Office),
        ("agency", Class::Agency),
        ("event", Class::Event),
        ("holiday", Class::Event),
        ("law", Class::Law),
        ("work", Class::Law),
        ("person", Class::Person),
        ("set", Class::Set),
    ];

    fn parse(name: &str) -> Option<Class> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }

    fn from_byte(byte: u8) -> Class {
        Self::NAMES.iter().find(|(_, class)| *class as u8 == byte).map_or(Class::Set, |(_, class)| *class)
    }
}

/// The inflected forms of the phrase are slips too (“United State”).
pub const FIXED: u8 = 1;
/// A person whom a reader knows without any title.
pub const FAMOUS: u8 = 1 << 1;
/// The plural of the last word is as right as the phrase itself.
pub const PLURAL_OK: u8 = 1 << 2;

fn parse_flag(name: &str) -> Option<u8> {
    [("fixed", FIXED), ("famous", FAMOUS), ("plural-ok", PLURAL_OK)].iter().find(|f| f.0 == name).map(|f| f.1)
}

/// Why a list could not be read.
#[derive(Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for TableError {}

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
    if !word.is_ascii() {
        return hash_letters(word.chars());
    }
    mix(word.bytes().fold(SEED, |hash, byte| step(hash, byte.to_ascii_lowercase())))
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

/// The key of a run of words, given by their hashes, with one of them left out or none.
pub fn key(hashes: impl Iterator<Item = u64>, hole: Option<usize>) -> u64 {
    let words = hashes.enumerate().map(|(i, hash)| if Some(i) == hole { HOLE } else { hash });
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
fn are_near(a: u16, b: u16) -> bool {
    ((a ^ b) & 0xfff).count_ones() <= 3 && (a >> 12).abs_diff(b >> 12) <= 2
}

/// The words of a phrase, as they are looked up.
pub fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split([' ', '-']).filter(|w| !w.is_empty())
}

/// A phrase of a table.
#[derive(Debug, Clone, Copy)]
pub struct Phrase<'a> {
    /// What it is a name of.
    pub class: Class,
    flags: u8,
    /// As it is spelt.
    pub text: &'a str,
    near: &'a str,
}

impl<'a> Phrase<'a> {
    /// Whether it has a flag: [`FIXED`], [`FAMOUS`], [`PLURAL_OK`].
    pub fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Words that may stand in place of one of its own without being a slip; capitals count.
    pub fn near_misses(&self) -> impl Iterator<Item = &'a str> {
        self.near.split(',').filter(|w| !w.is_empty())
    }
}

/// A table of phrases, ready to be looked up.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    words: Buckets,
    keys: Buckets,
    /// Where the offsets of the phrases lie, and the phrases themselves.
    offsets: Range<usize>,
    phrases: Range<usize>,
}

impl Table {
    /// A table as [`Builder::finish`] made it. Bytes that are none give an empty table.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Table {
        let bytes = bytes.into();
        let mut at = 0;
        let words = Buckets::read(&bytes, &mut at, 4);
        let keys = Buckets::read(&bytes, &mut at, 4);
        let count = u32_at(&bytes, at) as usize;
        let offsets = at + 4..(at + 4 + 4 * (count + 1)).min(bytes.len());
        let phrases = offsets.end..bytes.len();
        Table { bytes, words, keys, offsets, phrases }
    }

    /// Where a word of this hash can stand: at any case, and only with a capital.
    pub fn places(&self, hash: u64) -> (Places, Places) {
        let found = self.words.get(&self.bytes, hash);
        found.fold((0, 0), |(any, capital), value| (any | u16_at(value, 0), capital | u16_at(value, 2)))
    }

    /// The phrases of a key; their words are still to be compared, for two keys may look the same.
    pub fn get(&self, key: u64) -> impl Iterator<Item = Phrase<'_>> {
        self.keys.get(&self.bytes, key).filter_map(|value| self.phrase(value))
    }

    /// The phrases of a key with a hole in which a word may be one slip away from a word of these letters. A word that
    /// `fits` the place and has the very letters is taken for the word itself.
    pub fn near(&self, key: u64, letters: u16, fits: bool) -> impl Iterator<Item = Phrase<'_>> {
        let near = move |value: &&[u8]| {
            let other = u16_at(value, 2);
            are_near(other, letters) && !(fits && other == letters)
        };
        self.keys.get(&self.bytes, key).filter(near).filter_map(|value| self.phrase(value))
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        (self.offsets.len() / 4).saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn phrase(&self, value: &[u8]) -> Option<Phrase<'_>> {
        let id = usize::from(u16_at(value, 0));
        let offset = |id: usize| self.phrases.start + u32_at(&self.bytes, self.offsets.start + 4 * id) as usize;
        let record = self.bytes.get(offset(id)..offset(id + 1))?;
        let (head, text) = record.split_at_checked(2)?;
        let (text, near) = std::str::from_utf8(text).ok()?.split_once('\t')?;
        Some(Phrase { class: Class::from_byte(head[0]), flags: head[1], text, near })
    }
}

/// Makes a table of lists.
#[derive(Debug, Default)]
pub struct Builder {
    words: Vec<(u64, [u8; 4])>,
    keys: Vec<(u64, [u8; 4])>,
    offsets: Vec<u32>,
    phrases: Vec<u8>,
}

impl Builder {
    /// Adds the phrases of a list. A line holds a phrase, its class, its flags (with commas between them) and its
    /// known-good near misses, with tabs between them; the last two may be left out. Lines that begin with `#` say
    /// nothing.
    ///
    /// # Errors
    ///
    /// When a line has an unknown class or flag, or when there are more than 65,535 phrases.
    pub fn add_list(&mut self, list: &str) -> Result<(), TableError> {
        for (line, text) in list.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            self.add(text).map_err(|reason| TableError { line: line + 1, reason })?;
        }
        Ok(())
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let mut fields = line.split('\t').map(str::trim);
        let phrase = fields.next().unwrap_or_default();
        let class = fields.next().unwrap_or_default();
        let class = Class::parse(class).ok_or_else(|| format!("“{phrase}” has an unknown class, “{class}”"))?;
        let mut flags = 0;
        for flag in fields.next().unwrap_or_default().split(',').map(str::trim).filter(|f| !f.is_empty()) {
            flags |= parse_flag(flag).ok_or_else(|| format!("“{phrase}” has an unknown flag, “{flag}”"))?;
        }
        let near = fields.next().unwrap_or_default();
        if let Some(more) = fields.next() {
            return Err(format!("“{phrase}” has a field too many, “{more}”"));
        }
        // a long name is taken in overlapping pieces, so that every word of it is covered
        let starts: Vec<usize> = word_starts(phrase);
        for first in 0..=starts.len().saturating_sub(MAX_WORDS) {
            let from = starts.get(first).copied().unwrap_or(0);
            let to = starts.get(first + MAX_WORDS).map_or(phrase.len(), |next| next - 1);
            self.piece(&phrase[from..to], class, flags, near)?;
        }
        Ok(())
    }

    fn piece(&mut self, phrase: &str, class: Class, flags: u8, near: &str) -> Result<(), String> {
        let id = u16::try_from(self.offsets.len()).map_err(|_| "there are too many phrases".to_owned())?;
        let words: Vec<&str> = words_of(phrase).collect();
        let hashes: Vec<u64> = words.iter().map(|w| hash(w)).collect();
        self.offsets.push(u32::try_from(self.phrases.len()).map_err(|_| "the list is too long".to_owned())?);
        self.phrases.extend([class as u8, flags]);
        self.phrases.extend(format!("{phrase}\t{near}").bytes());
        let holes = if words.len() > 1 { words.len() } else { 0 };
        for hole in std::iter::once(None).chain((0..holes).map(Some)) {
            let letters = hole.map_or(0, |at| letters(words[at]));
            self.keys.push((key(hashes.iter().copied(), hole), value(id, letters)));
        }
        if holes == 0 {
            self.keys.extend(near_keys(phrase).map(|key| (key, value(id, letters(phrase)))));
        }
        for at in 0..holes {
            let (bit, none) = (place(words.len(), at).to_le_bytes(), [0; 2]);
            let capital = words[at].starts_with(char::is_uppercase);
            let [any, capital] = if capital { [none, bit] } else { [bit, none] };
            self.words.push((hashes[at], [any[0], any[1], capital[0], capital[1]]));
        }
        Ok(())
    }

    /// The table, for [`Table::new`].
    pub fn finish(mut self) -> Vec<u8> {
        self.words.sort_unstable();
        self.words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1.iter_mut().zip(next.1).for_each(|(kept, next)| *kept |= next);
            }
            same
        });
        let mut out = Vec::new();
        write_buckets(&mut out, self.words);
        write_buckets(&mut out, self.keys);
        out.extend((self.offsets.len() as u32).to_le_bytes());
        self.offsets.push(self.phrases.len() as u32);
        self.offsets.iter().for_each(|offset| out.extend(offset.to_le_bytes()));
        out.extend(self.phrases);
        out
    }
}

/// What stands under a key: the phrase, and the letters of the word that is left out.
fn value(id: u16, letters: u16) -> [u8; 4] {
    let ([a, b], [c, d]) = (id.to_le_bytes(), letters.to_le_bytes());
    [a, b, c, d]
}

/// Where the words of a phrase begin.
fn word_starts(phrase: &str) -> Vec<usize> {
    words_of(phrase).map(|word| word.as_ptr() as usize - phrase.as_ptr() as usize).collect()
}

/// An index from hashes to small values that lies in a string of bytes: the leading bits of a hash choose a bucket, its
/// last 16 bits are compared. Two hashes may therefore look the same, once in some ten thousand.
#[derive(Debug, Clone)]
pub struct Buckets {
    bits: u32,
    width: usize,
    offsets: usize,
    entries: usize,
}

impl Buckets {
    /// The index that lies at a place of `bytes`, with values of `width` bytes; moves the place past it.
    pub fn read(bytes: &[u8], at: &mut usize, width: usize) -> Buckets {
        let bits = u32_at(bytes, *at).min(24);
        let offsets = *at + 4;
        let entries = offsets + 4 * ((1 << bits) + 1);
        let count = u32_at(bytes, entries - 4) as usize;
        *at = entries + count * (2 + width);
        Buckets { bits, width: 2 + width, offsets, entries }
    }

    /// The values of a hash.
    pub fn get<'a>(&self, bytes: &'a [u8], hash: u64) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let bucket = if self.bits == 0 { 0 } else { (hash >> (64 - self.bits)) as usize };
        let from = u32_at(bytes, self.offsets + 4 * bucket) as usize;
        let to = u32_at(bytes, self.offsets + 4 * bucket + 4) as usize;
        let range = self.entries + from * self.width..self.entries + to * self.width;
        let [low, high] = (hash as u16).to_le_bytes();
        let entries = bytes.get(range).unwrap_or_default().chunks_exact(self.width);
        entries.filter_map(move |entry| match entry {
            [a, b, value @ ..] if *a == low && *b == high => Some(value),
            _ => None,
        })
    }
}

/// Further 16 bits of a hash, for an index that must not take one word for another.
pub fn mark(hash: u64) -> [u8; 2] {
    ((hash >> 16) as u16).to_le_bytes()
}

/// Writes an index that [`Buckets::read`] reads.
pub fn write_buckets<const N: usize>(out: &mut Vec<u8>, mut entries: Vec<(u64, [u8; N])>) {
    // about four entries a bucket
    let bits = (entries.len() / 4).checked_ilog2().unwrap_or(0);
    let bucket = |hash: u64| if bits == 0 { 0 } else { (hash >> (64 - bits)) as usize };
    entries.sort_unstable();
    out.extend(bits.to_le_bytes());
    let mut written = 0;
    for at in 0..(1_usize << bits) {
        out.extend((written as u32).to_le_bytes());
        written += entries[written..].iter().take_while(|e| bucket(e.0) == at).count();
    }
    out.extend((written as u32).to_le_bytes());
    for (hash, value) in entries {
        out.extend((hash as u16).to_le_bytes());
        out.extend(value);
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}
