//! Names and set phrases as a string of bytes that is read in place.
//!
//! The build script makes the table of the built-in lists, so that starting the program costs nothing; a newsroom's own
//! lists go through the same code at run time. This folder stands alone for that reason: it uses nothing of the crate but `hash`.
//!
//! Two indexes lie in a table. The first tells of a word at which places of a phrase it can stand; the second finds a
//! phrase by all of its words but one (the *hole*), which is how a slip is found. The phrases are sorted by their number
//! of words, so that each lies where it can be reckoned; they hold the numbers of their words, and each word lies in the
//! table once.

mod builder;
mod form;
mod store;

use std::{borrow::Cow, fmt};

pub use builder::Builder;
pub use form::{Near, hash, hole, key, letters, near_keys, plain, words_of};
pub use store::{Buckets, rank_of, ranked, write_buckets};

use store::{Steps, u16_at};

/// The longest phrase that is looked up, in words; longer names are taken in pieces of this length.
pub const MAX_WORDS: usize = 5;

/// One bit for every place of a word in a phrase of two to five words: bits 0 and 1 for two words, 2 to 4 for three …
pub type Places = u16;
/// First words.
pub const FIRST: Places = 1 | 1 << 2 | 1 << 5 | 1 << 9;
/// Last words.
pub const LAST: Places = 1 << 1 | 1 << 4 | 1 << 8 | 1 << 13;
/// Words behind which a word in small letters ends a phrase of two words.
pub const SMALL_BEHIND: Places = 1 << 14;
/// Words before which a word in small letters begins a phrase of two words.
pub const SMALL_BEFORE: Places = 1 << 15;

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

    /// How the classes are named in a list.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }

    /// As it is named in a list.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, class)| *class == self).map_or("", |(name, _)| name)
    }

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// The column in which the wrong field begins, in characters, from 1.
    pub column: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl std::error::Error for TableError {}

/// A phrase of a table, which is read where something is asked of it.
#[derive(Debug, Clone, Copy)]
pub struct Phrase<'a> {
    table: &'a Table,
    id: u16,
    /// Where it lies: its class and flags, and the numbers of its words.
    start: usize,
    /// How many words it has.
    count: usize,
}

impl<'a> Phrase<'a> {
    /// What it is a name of.
    pub fn class(&self) -> Class {
        Class::from_byte(self.head() & 15)
    }

    /// Whether it has a flag: [`FIXED`], [`FAMOUS`], [`PLURAL_OK`].
    pub fn is(&self, flag: u8) -> bool {
        self.head() >> 4 & flag != 0
    }

    /// Its class and flags.
    fn head(&self) -> u8 {
        self.table.bytes.get(self.start).copied().unwrap_or_default()
    }

    /// Its words, as they are spelt.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let phrase = *self;
        (0..self.count).map_while(move |at| phrase.word(at))
    }

    /// The word at a place; nothing behind its last.
    pub fn word(&self, at: usize) -> Option<&'a str> {
        self.bytes(at).map(|text| std::str::from_utf8(text).unwrap_or_default())
    }

    /// The bytes of the word at a place.
    #[inline]
    pub fn bytes(&self, at: usize) -> Option<&'a [u8]> {
        let id = (at < self.count).then(|| u16_at(&self.table.bytes, self.start + 1 + 2 * at))?;
        self.table.bytes_of(id)
    }

    /// Words that may stand in place of one of its own without being a slip; capitals count.
    pub fn near_misses(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let near = if !self.is(NEAR) { "" } else { self.table.near_misses(self.id) };
        near.split(',').filter(|w| !w.is_empty())
    }
}

/// The phrase has near misses.
const NEAR: u8 = 1 << 3;

/// A table of phrases, ready to be looked up.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    /// At which places each word can stand.
    places: Buckets<4>,
    /// Phrases by their keys.
    keys: Buckets<4>,
    /// Where each word begins behind `texts`.
    words: Steps,
    texts: usize,
    /// How many phrases have so many words, one to [`MAX_WORDS`], and where they begin.
    groups: [(u16, usize); MAX_WORDS],
    /// How many phrases have near misses, where their numbers lie and where their near misses begin.
    near: (usize, usize, Steps, usize),
}

impl Table {
    /// A table as [`Builder::finish`] made it. Bytes that are none give an empty table.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Table {
        let bytes = bytes.into();
        let mut at = 0;
        let places = Buckets::read(&bytes, &mut at);
        let keys = Buckets::read(&bytes, &mut at);
        let (words, count) = Steps::read(&bytes, &mut at);
        let texts = at;
        at += words.get(&bytes, count);
        let sizes: [u16; MAX_WORDS] = std::array::from_fn(|i| u16_at(&bytes, at + 2 * i));
        at += 2 * MAX_WORDS;
        let groups = std::array::from_fn(|i| {
            let start = at;
            at += usize::from(sizes[i]) * record(i + 1);
            (sizes[i], start)
        });
        let (steps, count) = Steps::read(&bytes, &mut at);
        let near = (count, at, steps, at + 2 * count);
        Table { bytes, places, keys, words, texts, groups, near }
    }

    /// Where a word of this hash can stand: at any case, and only with a capital.
    #[inline]
    pub fn places(&self, hash: u64) -> (Places, Places) {
        let mut places = (0, 0);
        self.places.find(&self.bytes, hash, |value| {
            places = (places.0 | first(value), places.1 | second(value));
            None::<()>
        });
        places
    }

    /// Whether a key may have phrases; tells most that have none, in little time where many are asked for.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        self.keys.may_have(&self.bytes, key)
    }

    /// The first of the phrases of a key of which something can be said; their words are still to be compared, for two keys
    /// may look the same.
    pub fn find<'a, T>(&'a self, key: u64, see: impl FnMut(Phrase<'a>) -> Option<T>) -> Option<T> {
        self.select(key, |_| true, see)
    }

    /// The same of the phrases of a key with a hole, of which the word that is left out may be the right one.
    #[inline]
    pub fn near<'a, T>(&'a self, key: u64, near: Near, see: impl FnMut(Phrase<'a>) -> Option<T>) -> Option<T> {
        self.select(key, |letters| near.has(letters), see)
    }

    #[inline]
    fn select<'a, T>(
        &'a self,
        key: u64,
        wanted: impl Fn(u16) -> bool,
        mut see: impl FnMut(Phrase<'a>) -> Option<T>,
    ) -> Option<T> {
        self.keys.find(
            &self.bytes,
            key,
            |value| if wanted(second(value)) { see(self.phrase(first(value))?) } else { None },
        )
    }

    /// Whether it holds a name, spelt just so.
    pub fn holds(&self, name: &str) -> bool {
        let first = hole(name.starts_with(char::is_uppercase));
        let key = match words_of(name).nth(1) {
            Some(_) => key(std::iter::once(first).chain(words_of(name).skip(1).map(hash))),
            None => near_keys(name).last().unwrap_or(0),
        };
        self.find(key, |phrase| phrase.words().eq(words_of(name)).then_some(())).is_some()
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| usize::from(group.0)).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn phrase(&self, id: u16) -> Option<Phrase<'_>> {
        let mut place = id;
        for (i, (count, start)) in self.groups.iter().enumerate() {
            if place < *count {
                let start = start + usize::from(place) * record(i + 1);
                return Some(Phrase { table: self, id, start, count: i + 1 });
            }
            place -= count;
        }
        None
    }

    fn bytes_of(&self, id: u16) -> Option<&[u8]> {
        let (start, end) = self.words.pair(&self.bytes, usize::from(id));
        self.bytes.get(self.texts + start..self.texts + end)
    }

    fn near_misses(&self, id: u16) -> &str {
        let (count, ids, steps, texts) = &self.near;
        let of = |at: usize| u16_at(&self.bytes, ids + 2 * at);
        let (mut from, mut to) = (0, *count);
        while from < to {
            let middle = from.midpoint(to);
            if of(middle) < id { from = middle + 1 } else { to = middle }
        }
        if from == *count || of(from) != id {
            return "";
        }
        let start = |at: usize| texts + steps.get(&self.bytes, at);
        let text = self.bytes.get(start(from)..start(from + 1));
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

/// The first of two numbers.
#[inline]
fn first([low, high, ..]: &[u8; 4]) -> u16 {
    u16::from_le_bytes([*low, *high])
}

/// The second of two numbers.
#[inline]
fn second([.., low, high]: &[u8; 4]) -> u16 {
    u16::from_le_bytes([*low, *high])
}

/// How many bytes a phrase of so many words takes: its class and flags, and the numbers of its words.
const fn record(words: usize) -> usize {
    1 + 2 * words
}
