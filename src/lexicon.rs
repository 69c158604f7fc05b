//! What the desk knows of words: speech verbs, titles, heads of unnamed sources, hedges, page furniture …
//!
//! A lexicon is a file of `rules/lexicon/`; its groups are named `file.group`, as in `speech.neutral`. Each word of an
//! article is looked up once; what it belongs to is a set of bits, its [`Classes`].

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::embedded;

/// How many groups a set of classes can hold.
const MOST_GROUPS: usize = 256;

/// A set of lexicon groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes([u64; MOST_GROUPS / 64]);

impl Classes {
    /// No group at all.
    pub const NONE: Classes = Classes([0; MOST_GROUPS / 64]);

    /// The set of a single group; empty if there can be no such group.
    fn one(group: usize) -> Classes {
        let mut classes = Classes::NONE;
        if let Some(word) = classes.0.get_mut(group / 64) {
            *word = 1 << (group % 64);
        }
        classes
    }

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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(rename = "about")]
    _about: String,
    words: Vec<String>,
}

/// A word, or several; those that are built in are never copied.
type Entry = Cow<'static, str>;

/// What a single word is in the lexicons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// What it belongs to.
    pub classes: Classes,
    /// Whether an entry of several words begins with it.
    pub opens: bool,
}

/// All lexicons together.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// `file.group` and its words, in order of name; the bit of a group is its place here.
    groups: Vec<(Entry, Vec<Entry>)>,
    /// The set of each name: of a group (`speech.neutral`) and of a whole file (`speech`).
    names: FxHashMap<Entry, Classes>,
    words: FxHashMap<Entry, Word>,
    /// First word of each entry of several words, with the rest of it.
    phrases: FxHashMap<Entry, Vec<(Vec<Entry>, Classes)>>,
    /// By the first two letters of a word: the groups with an entry of several words that may begin with it. Most words
    /// begin none, and this says so without a look at `phrases`.
    openings: Vec<Classes>,
}

impl Lexicon {
    /// The lexicons that are built into the program.
    ///
    /// # Errors
    ///
    /// When a built-in file is malformed, which the tests rule out.
    pub fn built_in() -> Result<&'static Lexicon, &'static LexiconError> {
        static BUILT_IN: OnceLock<Result<Lexicon, LexiconError>> = OnceLock::new();
        BUILT_IN.get_or_init(|| Lexicon::unpack(embedded::LEXICON)).as_ref()
    }

    /// Reads what the build made of the lexicons: a line `=file.group`, then a line for each of its words.
    fn unpack(packed: &'static str) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::default();
        lexicon.words.reserve(packed.lines().count());
        for group in packed.split('=').skip(1) {
            let mut lines = group.lines();
            let name = lines.next().unwrap_or_default();
            lexicon.add(Cow::Borrowed(name), lines.map(Cow::Borrowed).collect())?;
        }
        lexicon.finish();
        Ok(lexicon)
    }

    /// Reads lexicons from pairs of path below `rules/` and text.
    ///
    /// # Errors
    ///
    /// When a file is not a table of groups, or when there are more than 256 groups.
    pub fn load(files: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::default();
        for (file, text) in files {
            let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
            let groups: BTreeMap<String, Group> =
                toml::from_str(text).map_err(|source| LexiconError::Syntax { file: (*file).to_owned(), source })?;
            for (name, group) in groups {
                let words = group.words.into_iter().map(Cow::Owned).collect();
                lexicon.add(Cow::Owned(format!("{stem}.{name}")), words)?;
            }
        }
        lexicon.finish();
        Ok(lexicon)
    }

    /// Sorts the entries of several words, the longest first, and notes how they begin.
    fn finish(&mut self) {
        self.openings = vec![Classes::NONE; OPENINGS];
        for (first, entries) in &mut self.phrases {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            self.words.entry(first.clone()).or_default().opens = true;
            if let Some(groups) = opening(first).and_then(|key| self.openings.get_mut(key)) {
                *groups = entries.iter().fold(*groups, |all, (_, of)| all.or(*of));
            }
        }
    }

    /// Whether an entry of several words of the given groups may begin with a word; it may not, where this says no.
    pub fn may_open(&self, of: Classes, first: &str) -> bool {
        opening(first).and_then(|key| self.openings.get(key)).is_none_or(|groups| groups.any(of))
    }

    fn add(&mut self, name: Entry, words: Vec<Entry>) -> Result<(), LexiconError> {
        let bit = self.groups.len();
        if bit == MOST_GROUPS {
            return Err(LexiconError::TooMany(bit));
        }
        let class = Classes::one(bit);
        for word in &words {
            let folded = if is_folded(word) { word.clone() } else { Cow::Owned(fold(word)) };
            let Some((first, rest)) = split(&folded, ' ') else {
                let entry = self.words.entry(folded).or_default();
                entry.classes = entry.classes.or(class);
                continue;
            };
            let mut words = Vec::new();
            let mut rest = rest;
            while let Some((word, behind)) = split(&rest, ' ') {
                words.push(word);
                rest = behind;
            }
            words.push(rest);
            let entries = self.phrases.entry(first).or_default();
            match entries.iter_mut().find(|(known, _)| *known == words) {
                Some((_, classes)) => *classes = classes.or(class),
                None => entries.push((words, class)),
            }
        }
        let file = split(&name, '.').map_or_else(|| name.clone(), |(file, _)| file);
        for known in [file, name.clone()] {
            let entry = self.names.entry(known).or_default();
            *entry = entry.or(class);
        }
        self.groups.push((name, words));
        Ok(())
    }

    /// The set of one group (`speech.neutral`), or of every group of a file (`speech`). Unknown names give the empty set.
    pub fn class(&self, name: &str) -> Classes {
        self.names.get(name).copied().unwrap_or_default()
    }

    /// The words of one group or of every group of a file, as they stand there.
    pub fn entries<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of = move |group: &str| group == name || group.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        self.groups.iter().filter(move |(group, _)| of(group)).flat_map(|(_, words)| words.iter().map(AsRef::as_ref))
    }

    /// What a single word belongs to, whatever its case and the style of its apostrophe.
    pub fn classes(&self, word: &str) -> Classes {
        self.word(word).classes
    }

    /// What a single word is, whatever its case and the style of its apostrophe.
    pub fn word(&self, word: &str) -> Word {
        let found = if is_folded(word) { self.words.get(word) } else { self.words.get(fold(word).as_str()) };
        found.copied().unwrap_or_default()
    }

    /// The longest entry of several words that begins with `first` and goes on with `rest`:
    /// how many words it has, and what it belongs to.
    pub fn phrase<'a>(&self, first: &str, mut rest: impl FnMut(usize) -> Option<&'a str>) -> Option<(usize, Classes)> {
        let entries = match is_folded(first) {
            true => self.phrases.get(first)?,
            false => self.phrases.get(fold(first).as_str())?,
        };
        entries.iter().find_map(|(words, classes)| {
            let same = words.iter().enumerate().all(|(i, word)| rest(i + 1).is_some_and(|w| eq_folded(w, word)));
            same.then_some((words.len() + 1, *classes))
        })
    }

    /// The longest entry of the given groups that begins with `first` and goes on with `rest`: how many words it has.
    pub fn entry<'a>(&self, of: Classes, first: &str, mut rest: impl FnMut(usize) -> Option<&'a str>) -> Option<usize> {
        let entries = match is_folded(first) {
            _ if !self.may_open(of, first) => None,
            true => self.phrases.get(first),
            false => self.phrases.get(fold(first).as_str()),
        };
        let phrase = entries.into_iter().flatten().filter(|(_, classes)| classes.any(of)).find(|(words, _)| {
            words.iter().enumerate().all(|(i, word)| rest(i + 1).is_some_and(|w| eq_folded(w, word)))
        });
        phrase.map(|(words, _)| words.len() + 1).or_else(|| self.classes(first).any(of).then_some(1))
    }
}

/// How many openings of two letters are told apart.
const OPENINGS: usize = 32 * 32;

/// The first two letters of a word as a number, whatever their case; none where they are not ASCII.
fn opening(word: &str) -> Option<usize> {
    let letter = |at: usize| word.as_bytes().get(at).map_or(0, |b| usize::from(b | 0x20));
    let (first, second) = (letter(0), letter(1));
    (first | second < 128).then_some((first % 32) * 32 + second % 32)
}

/// Lower case, with a straight apostrophe: the form in which words are compared.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// Whether a word is surely as [`fold`] would make it.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// What stands before and behind the first mark of a kind, without copying what is built in.
fn split(entry: &Entry, mark: char) -> Option<(Entry, Entry)> {
    match entry {
        Cow::Borrowed(text) => text.split_once(mark).map(|(a, b)| (Cow::Borrowed(a), Cow::Borrowed(b))),
        Cow::Owned(text) => text.split_once(mark).map(|(a, b)| (Cow::Owned(a.to_owned()), Cow::Owned(b.to_owned()))),
    }
}

/// Whether a word, folded, is the given folded word.
fn eq_folded(word: &str, folded: &str) -> bool {
    word.eq_ignore_ascii_case(folded) || (!word.is_ascii() && fold(word) == folded)
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
