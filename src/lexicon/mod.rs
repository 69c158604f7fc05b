//! What the desk knows of words: speech verbs, titles, heads of unnamed sources, hedges, page furniture …
//!
//! A lexicon is a file of `rules/lexicon/`; its groups are named `file.group`, as in `speech.neutral`. Each word of an
//! article is looked up once; what it belongs to is a set of bits, its [`Classes`].

pub mod table;

use std::{collections::BTreeMap, iter, sync::OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{embedded, hash::hash};
use table::{Fault, Set, Table, pack};
pub use table::{Folded, MOST_GROUPS, fold};

/// A set of lexicon groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(Set);

impl Classes {
    /// No group at all.
    pub const NONE: Classes = Classes([0; MOST_GROUPS / 64]);

    /// Whether the two sets share a group.
    #[inline]
    pub fn any(self, of: Classes) -> bool {
        self.0.iter().zip(of.0).any(|(a, b)| a & b != 0)
    }

    /// Both sets together.
    #[must_use]
    pub fn or(mut self, other: Classes) -> Classes {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
        self
    }

    /// Without the groups of the other set.
    #[must_use]
    pub fn without(mut self, other: Classes) -> Classes {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= !b);
        self
    }

    /// Whether it is empty.
    #[inline]
    pub fn is_none(self) -> bool {
        self == Classes::NONE
    }

    /// The places of its groups among all, in any order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, mut left)| {
            iter::from_fn(move || {
                let place = left.checked_ilog2()? as usize;
                left ^= 1 << place;
                Some(64 * at + place)
            })
        })
    }
}

/// The number of a set of groups that occurs: its place in [`Lexicon::sets`]. That of the empty set is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetNumber(u16);

impl SetNumber {
    /// Whether it is the empty set.
    #[inline]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The place of the set in [`Lexicon::sets`].
    #[inline]
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is not a lexicon.
    #[error("rules/{file}: {source}")]
    Syntax {
        /// The file, below `rules/`.
        file: String,
        /// What is wrong with it, with its place.
        source: toml::de::Error,
    },
    /// There are more groups than a set of classes can hold.
    #[error("more than {0} groups of words")]
    TooMany(usize),
    /// The words take more than 4 GiB.
    #[error("more words than a lexicon can hold")]
    TooLarge,
    /// A word is empty, longer than 255 bytes, or goes over the end of a line.
    #[error("“{0}” is no word")]
    NoWord(String),
    /// A word has the hash of another one.
    #[error("“{0}” cannot be told from another word")]
    Alike(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(rename = "about")]
    _about: String,
    words: Vec<String>,
}

/// What a single word is in the lexicons.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// What it belongs to, as the lexicon has numbered it.
    pub set: SetNumber,
    /// What entries of several words begin with it, if any does.
    pub first: Option<First>,
    /// Whether it is the second word of an entry.
    pub is_second: bool,
}

impl From<table::Entry> for Word {
    #[inline]
    fn from(entry: table::Entry) -> Word {
        let first = (entry.opens != 0).then_some(First(entry.hash));
        Word { set: SetNumber(entry.set), first, is_second: entry.is_second }
    }
}

/// The first word of entries of several words, as a [`Lexicon`] keeps it.
#[derive(Debug, Clone, Copy)]
pub struct First(u64);

/// All lexicons together.
#[derive(Debug)]
pub struct Lexicon {
    table: Table,
    /// What each name of a group or of a whole file means.
    names: FxHashMap<Box<str>, Classes>,
}

impl Default for Lexicon {
    /// A lexicon without any words.
    fn default() -> Self {
        Lexicon::new(Table::new(Vec::new()))
    }
}

impl Lexicon {
    /// The lexicons that are built into the program.
    ///
    /// # Errors
    ///
    /// When a built-in file is malformed, which the build rules out.
    pub fn built_in() -> Result<&'static Lexicon, &'static LexiconError> {
        static BUILT_IN: OnceLock<Result<Lexicon, LexiconError>> = OnceLock::new();
        BUILT_IN.get_or_init(|| Ok(Lexicon::new(Table::new(embedded::LEXICON)))).as_ref()
    }

    fn new(table: Table) -> Lexicon {
        let names = table.names().map(|(name, set)| (name.into(), Classes(set))).collect();
        Lexicon { table, names }
    }

    /// Reads lexicons from pairs of path below `rules/` and text.
    ///
    /// # Errors
    ///
    /// When a file is not a table of groups, when there are more than 256 groups, or a word is none.
    pub fn load(files: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let mut all = Vec::new();
        for (file, text) in files {
            let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
            let groups: BTreeMap<String, Group> =
                toml::from_str(text).map_err(|source| LexiconError::Syntax { file: (*file).to_owned(), source })?;
            all.extend(groups.into_iter().map(|(name, group)| (format!("{stem}.{name}"), group.words)));
        }
        let packed = pack(&all).map_err(|fault| match fault {
            Fault::TooMany => LexiconError::TooMany(MOST_GROUPS),
            Fault::TooLarge => LexiconError::TooLarge,
            Fault::NoWord(word) => LexiconError::NoWord(word),
            Fault::Alike(word) => LexiconError::Alike(word),
        })?;
        Ok(Lexicon::new(Table::new(packed)))
    }

    /// Whether a set has one of some groups.
    #[inline]
    pub fn has(&self, set: SetNumber, of: Classes) -> bool {
        !set.is_none() && self.of_set(set).any(of)
    }

    /// The groups of a set, by its number.
    #[inline]
    pub fn of_set(&self, set: SetNumber) -> Classes {
        Classes(self.table.set(set.0))
    }

    /// What the entries of several words belong to that begin with two words.
    #[inline]
    pub fn opening(&self, first: First, second: &Folded) -> SetNumber {
        self.opening_by_plain(first, hash(second.as_bytes()))
    }

    /// The same where the second is a word of plain letters, by its [hash](crate::gazetteer::table::hash).
    #[inline]
    pub fn opening_by_plain(&self, first: First, second: u64) -> SetNumber {
        SetNumber(self.table.opened(first.0, second))
    }

    /// The set of one group (`speech.neutral`), or of every group of a file (`speech`). Unknown names give the empty set.
    pub fn class(&self, name: &str) -> Classes {
        self.names.get(name).copied().unwrap_or_default()
    }

    /// The sets of groups that words and entries belong to, in order of their numbers.
    pub fn sets(&self) -> impl Iterator<Item = Classes> {
        self.table.sets().iter().copied().map(Classes)
    }

    /// The words of one group or of every group of a file, as they stand there.
    pub fn entries<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let of = move |group: &str| group == name || group.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        self.table.words_of(of)
    }

    /// What a single word belongs to, whatever its case and the style of its apostrophe.
    pub fn classes(&self, word: &str) -> Classes {
        self.of_set(self.word(&Folded::of(word)).set)
    }

    /// What a single word is.
    #[inline]
    pub fn word(&self, word: &Folded) -> Word {
        self.table.word(word).map(Word::from).unwrap_or_default()
    }

    /// What a single word of plain letters is, by its [hash](crate::gazetteer::table::hash).
    #[inline]
    pub fn plain(&self, hash: u64) -> Word {
        self.table.plain(hash).map(Word::from).unwrap_or_default()
    }

    /// The longest entry of several words that begins with `first` and goes on with `rest`:
    /// how many words it has, and what it belongs to.
    pub fn phrase<'a>(&self, first: &str, rest: impl FnMut(usize) -> Option<&'a str>) -> Option<(usize, Classes)> {
        let first = self.find(first).filter(|first| first.opens != 0)?;
        self.longest(first, rest, |_| true)
    }

    /// The longest entry of the given groups that begins with `first` and goes on with `rest`: how many words it has.
    pub fn entry<'a>(&self, of: Classes, first: &str, rest: impl FnMut(usize) -> Option<&'a str>) -> Option<usize> {
        let first = self.find(first)?;
        let opens = self.has(SetNumber(first.opens), of);
        let phrase = if opens { self.longest(first, rest, |classes| classes.any(of)) } else { None };
        phrase.map(|(words, _)| words).or_else(|| self.has(SetNumber(first.set), of).then_some(1))
    }

    /// The longest entry of several words that begins with a word and goes on with `rest`, of those that are `wanted`.
    fn longest<'a>(
        &self,
        first: table::Entry,
        mut rest: impl FnMut(usize) -> Option<&'a str>,
        wanted: impl Fn(Classes) -> bool,
    ) -> Option<(usize, Classes)> {
        let second = Folded::of(rest(1)?);
        let mut entries = self.table.phrases(first, &second).filter(|(_, set)| wanted(Classes(*set)));
        entries.find_map(|(words, set)| goes_on(words, &mut rest).then_some((words.count + 2, Classes(set))))
    }

    #[inline]
    fn find(&self, word: &str) -> Option<table::Entry> {
        self.table.word(&Folded::of(word))
    }
}

/// Whether the words after the first two are those of an entry.
fn goes_on<'a>(words: table::Rest, mut rest: impl FnMut(usize) -> Option<&'a str>) -> bool {
    words.words().enumerate().all(|(at, word)| rest(at + 2).is_some_and(|own| eq_folded(own, word)))
}

/// Whether a word, folded, is the given folded word.
fn eq_folded(word: &str, folded: &[u8]) -> bool {
    word.as_bytes().eq_ignore_ascii_case(folded) || (!word.is_ascii() && fold(word).as_bytes() == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[neutral]\nabout = 'x'\nwords = ['said', \"didn't say\"]\n[phrases]\nabout = 'y'\nwords = ['according to', 'according']\n";

    #[test]
    fn finds_words_phrases_and_groups() -> Result<(), LexiconError> {
        let lexicon = Lexicon::load(&[("lexicon/speech.toml", FILE)])?;
        assert!(lexicon.classes("Said").any(lexicon.class("speech.neutral")));
        assert!(!lexicon.classes("said").any(lexicon.class("speech.phrases")));
        assert!(lexicon.classes("according").any(lexicon.class("speech")));
        let words = ["Didn’t", "say", "so"];
        assert_eq!(lexicon.phrase(words[0], |i| words.get(i).copied()).map(|(n, _)| n), Some(2));
        let of = |group: &str| lexicon.entry(lexicon.class(group), "According", |i| ["", "to"].get(i).copied());
        assert_eq!((of("speech.phrases"), of("speech.neutral")), (Some(2), None));
        assert_eq!(lexicon.class("speak"), Classes::NONE);
        Ok(())
    }

    #[test]
    fn holds_as_many_groups_as_it_says() -> Result<(), LexiconError> {
        let groups = |count: usize| -> String {
            (0..count).map(|n| format!("[g{n:03}]\nabout = 'x'\nwords = ['w{n}']\n")).collect()
        };
        let lexicon = Lexicon::load(&[("lexicon/many.toml", &groups(MOST_GROUPS))])?;
        assert_eq!(lexicon.classes("w255"), lexicon.class("many.g255"));
        assert!(!lexicon.classes("w127").any(lexicon.class("many.g128").or(lexicon.class("many.g255"))));
        assert!(lexicon.class("many").without(lexicon.class("many.g200")).any(lexicon.class("many.g199")));
        assert!(matches!(
            Lexicon::load(&[("lexicon/many.toml", &groups(MOST_GROUPS + 1))]),
            Err(LexiconError::TooMany(_))
        ));
        Ok(())
    }

    #[test]
    fn the_built_in_lexicons_load() {
        assert!(Lexicon::built_in().is_ok(), "{:?}", Lexicon::built_in().err());
    }
}
