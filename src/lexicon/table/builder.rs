//! Packs lexicons.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::form::{fold, join as join_words};
use super::{GROUP, MOST_GROUPS, SECOND, SLOTS, Set, place};
use crate::hash::hash;

/// Why groups cannot be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There are more than [`MOST_GROUPS`].
    TooMany,
    /// They take more bytes than a slot can count.
    TooLarge,
    /// A word is empty, has more than 255 bytes, or holds a line break.
    NoWord(String),
    /// A word, or the first two of an entry, cannot be told from others.
    Alike(String),
}

/// The entries of several words with one first word: the words after it, with their set.
type Phrases = Vec<(Vec<String>, Set)>;

/// The words of an entry after its first two, with its set.
type Further<'a> = (&'a [String], Set);

/// Packs groups, each with its name (`file.group`) and its words, in order of name.
///
/// # Errors
///
/// When there are too many groups, or a word is none.
pub fn pack(groups: &[(String, Vec<String>)]) -> Result<Vec<u8>, Fault> {
    if groups.len() > MOST_GROUPS {
        return Err(Fault::TooMany);
    }
    let mut names: BTreeMap<String, Set> = BTreeMap::new();
    let mut words: BTreeMap<String, Set> = BTreeMap::new();
    let mut phrases: BTreeMap<String, Phrases> = BTreeMap::new();
    for (bit, (name, list)) in groups.iter().enumerate() {
        let mut one = Set::default();
        one[bit / 64] = 1 << (bit % 64);
        let file = name.split_once('.').map_or(name.as_str(), |(file, _)| file);
        for known in [file, name] {
            join(names.entry(checked(known)?.to_owned()).or_default(), one);
        }
        for word in list {
            let folded = fold(checked(word)?);
            let Some((first, rest)) = folded.split_once(' ') else {
                join(words.entry(folded).or_default(), one);
                continue;
            };
            let rest: Vec<String> = rest.split(' ').map(str::to_owned).collect();
            words.entry(first.to_owned()).or_default();
            words.entry(rest[0].clone()).or_default();
            let entries = phrases.entry(first.to_owned()).or_default();
            match entries.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, set)) => join(set, one),
                None => entries.push((rest, one)),
            }
        }
    }
    for entries in phrases.values_mut() {
        entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    let packed = write(groups, &names, &words, &phrases)?;
    if u32::try_from(packed.len()).is_err() { Err(Fault::TooLarge) } else { Ok(packed) }
}

fn checked(word: &str) -> Result<&str, Fault> {
    let is_word = !word.is_empty() && word.len() < 256 && !word.contains(['\n', '\r']);
    if is_word { Ok(word) } else { Err(Fault::NoWord(word.to_owned())) }
}

fn join(set: &mut Set, other: Set) {
    set.iter_mut().zip(other).for_each(|(a, b)| *a |= b);
}

/// The sets that occur, each with its number; the first is empty.
struct Sets {
    numbers: HashMap<Set, u16>,
    all: Vec<Set>,
}

impl Sets {
    fn number(&mut self, set: Set) -> [u8; 2] {
        let next = self.all.len() as u16;
        let number = *self.numbers.entry(set).or_insert(next);
        if number == next {
            self.all.push(set);
        }
        number.to_le_bytes()
    }
}

fn write(
    groups: &[(String, Vec<String>)],
    names: &BTreeMap<String, Set>,
    words: &BTreeMap<String, Set>,
    phrases: &BTreeMap<String, Phrases>,
) -> Result<Vec<u8>, Fault> {
    let mut sets = Sets { numbers: HashMap::from([(Set::default(), 0)]), all: vec![Set::default()] };
    let mut openings: HashMap<&str, [u8; 2]> = HashMap::new();
    for (first, entries) in phrases {
        let mut all = Set::default();
        entries.iter().for_each(|(_, of)| join(&mut all, *of));
        openings.insert(first, sets.number(all));
    }
    let every = phrases.values().flatten().map(|(_, set)| set).chain(names.values()).chain(words.values());
    for set in every {
        sets.number(*set);
    }

    // the entries of several words by their first two, those of a pair still the longest first
    let mut pairs: BTreeMap<(&str, &str), Vec<Further>> = BTreeMap::new();
    for (first, entries) in phrases {
        for (rest, set) in entries {
            if let Some((second, rest)) = rest.split_first() {
                pairs.entry((first, second)).or_default().push((rest, *set));
            }
        }
    }
    let together = |entries: &[Further]| {
        let mut all = Set::default();
        entries.iter().for_each(|(_, set)| join(&mut all, *set));
        all
    };
    for entries in pairs.values() {
        sets.number(together(entries));
    }

    if sets.all.len() > usize::from(SECOND) {
        return Err(Fault::TooLarge);
    }
    // a quarter of the slots at least stays empty, so that few groups are full
    let groups_of = |count: usize| ((count + count / 3) / SLOTS + 1).next_power_of_two();
    let (of_words, of_pairs) = (groups_of(words.len()), groups_of(pairs.len()));
    let mut out = Vec::new();
    for number in [sets.all.len(), of_words, of_pairs, 0, 0] {
        out.extend((number as u32).to_le_bytes());
    }
    out.extend(sets.all.iter().flatten().flat_map(|word| word.to_le_bytes()));
    let word_index = out.len().next_multiple_of(GROUP);
    let pair_index = word_index + GROUP * of_words;
    out.resize(pair_index + GROUP * of_pairs, 0);

    let seconds: HashSet<&str> = pairs.keys().map(|(_, second)| *second).collect();
    for (word, set) in words {
        let second = if seconds.contains(word.as_str()) { SECOND } else { 0 };
        let [a, b] = (u16::from_le_bytes(sets.number(*set)) | second).to_le_bytes();
        let [c, d] = *openings.get(word.as_str()).unwrap_or(&[0; 2]);
        enter(&mut out[word_index..pair_index], hash(word.as_bytes()), [a, b, c, d])
            .ok_or_else(|| Fault::Alike(word.clone()))?;
    }
    for ((first, second), entries) in pairs {
        let at = (out.len() as u32).to_le_bytes();
        let pair = join_words(hash(first.as_bytes()), hash(second.as_bytes()));
        enter(&mut out[pair_index..pair_index + GROUP * of_pairs], pair, at)
            .ok_or_else(|| Fault::Alike(format!("{first} {second}")))?;
        out.extend(sets.number(together(&entries)));
        out.extend((entries.len() as u16).to_le_bytes());
        for (rest, set) in entries {
            let size: usize = rest.iter().map(|word| word.len() + 1).sum();
            out.extend(sets.number(set));
            out.push(rest.len() as u8);
            out.extend((size as u16).to_le_bytes());
            rest.iter().for_each(|word| put(&mut out, word));
        }
    }
    let text = |out: &mut Vec<u8>, text: &str| {
        out.extend((text.len() as u32).to_le_bytes());
        out.extend(text.as_bytes());
    };
    let start = out.len() as u32;
    for (name, set) in names {
        out.extend(sets.number(*set));
        text(&mut out, name);
    }
    let end = out.len() as u32;
    out[12..16].copy_from_slice(&start.to_le_bytes());
    out[16..20].copy_from_slice(&end.to_le_bytes());
    for (name, words) in groups {
        text(&mut out, name);
        text(&mut out, &words.join("\n"));
    }
    Ok(out)
}

/// Puts what a hash stands for into the first free slot of an index; nothing if the same is kept of another hash there.
fn enter(index: &mut [u8], hash: u64, number: [u8; 4]) -> Option<()> {
    let (mut group, own) = place(hash);
    let groups = index.len() / GROUP;
    loop {
        let slots = &mut index[GROUP * (group & (groups - 1))..][..GROUP];
        for slot in 0..SLOTS {
            let (kept, stands) = slots.split_at_mut(4 * SLOTS);
            let (kept, stands) = (&mut kept[4 * slot..4 * slot + 4], &mut stands[4 * slot..4 * slot + 4]);
            if *kept == [0; 4] {
                kept.copy_from_slice(&own.to_le_bytes());
                stands.copy_from_slice(&number);
                return Some(());
            }
            if *kept == own.to_le_bytes() {
                return None;
            }
        }
        group += 1;
    }
}

/// A word after its length.
fn put(out: &mut Vec<u8>, word: &str) {
    out.push(word.len() as u8);
    out.extend(word.as_bytes());
}
