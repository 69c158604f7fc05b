//! Makes a table of lists.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Class, MAX_WORDS, NEAR, SMALL_BEFORE, SMALL_BEHIND, TableError, hash, hole, key, letters, near_keys, parse_flag,
    place,
    store::{Steps, write_buckets},
    words_of,
};

/// A phrase of a list, ready to be written.
#[derive(Debug)]
struct Entry {
    words: Vec<String>,
    class: Class,
    flags: u8,
    near: String,
}

/// Makes a table of lists.
#[derive(Debug, Default)]
pub struct Builder {
    entries: Vec<Entry>,
}

impl Builder {
    /// How many phrases a table can hold.
    const MOST: usize = 65_535;

    /// Adds the phrases of a list. A line holds a phrase, its class, its flags (with commas between them) and its
    /// known-good near misses, with tabs between them; the last two may be left out. Lines that begin with `#` say
    /// nothing.
    ///
    /// # Errors
    ///
    /// When a line has an unknown class or flag, or when there are more than 65,535 phrases.
    pub fn add_list(&mut self, list: &str) -> Result<(), TableError> {
        self.add_lines(list, &mut |error| Err(error))
    }

    /// All that is wrong with a list, in order.
    pub fn errors(list: &str) -> Vec<TableError> {
        let mut errors = Vec::new();
        // no error ends the reading
        let _ = Builder::default().add_lines(list, &mut |error| {
            errors.push(error);
            Ok(())
        });
        errors
    }

    fn add_lines(
        &mut self,
        list: &str,
        fail: &mut dyn FnMut(TableError) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let list = list.strip_prefix('\u{feff}').unwrap_or(list);
        for (line, text) in list.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            if let Err((at, reason)) = self.add(text) {
                let column = text.get(..at).map_or(0, |before| before.chars().count()) + 1;
                fail(TableError { line: line + 1, column, reason })?;
            }
        }
        Ok(())
    }

    /// Adds a line; where it is wrong, says at which byte, and why.
    fn add(&mut self, line: &str) -> Result<(), (usize, String)> {
        let fields: Vec<Range<usize>> = fields(line);
        let field = |at: usize| fields.get(at).map_or("", |range| line[range.clone()].trim());
        let start = |at: usize| fields.get(at).map_or(line.len(), |range| range.start);
        let (phrase, class) = (field(0), field(1));
        if words_of(phrase).next().is_none() {
            return Err((0, "the line has no name before its first tab".to_owned()));
        }
        if class.is_empty() {
            let wanted = Class::names().collect::<Vec<_>>().join(", ");
            return Err((
                start(1),
                format!("“{phrase}” has no class; put one of these behind it, after a tab: {wanted}"),
            ));
        }
        let Some(class) = Class::parse(class) else {
            let wanted = Class::names().collect::<Vec<_>>().join(", ");
            return Err((start(1), format!("“{phrase}” has an unknown class, “{class}”; the classes are: {wanted}")));
        };
        let mut flags = 0;
        for flag in field(2).split(',').map(str::trim).filter(|f| !f.is_empty()) {
            let unknown = || {
                (start(2), format!("“{phrase}” has an unknown flag, “{flag}”; the flags are: fixed, famous, plural-ok"))
            };
            flags |= parse_flag(flag).ok_or_else(unknown)?;
        }
        if fields.len() > 4 {
            return Err((start(4), format!("“{phrase}” has a field too many, “{}”", field(4))));
        }
        // a long name is taken in overlapping pieces, so that every word of it is covered
        let words: Vec<String> = words_of(phrase).map(str::to_owned).collect();
        for first in 0..=words.len().saturating_sub(MAX_WORDS) {
            if self.entries.len() == Self::MOST {
                return Err((0, format!("a list can hold {} names; “{phrase}” is one too many", Self::MOST)));
            }
            let words = words[first..(first + MAX_WORDS).min(words.len())].to_vec();
            self.entries.push(Entry { words, class, flags, near: field(3).to_owned() });
        }
        Ok(())
    }

    /// The table, for [`Table::new`](super::Table::new).
    pub fn finish(mut self) -> Vec<u8> {
        self.entries.sort_by_key(|entry| entry.words.len());
        let words: BTreeMap<&str, u16> = self.entries.iter().flat_map(|e| &e.words).map(|w| (w.as_str(), 0)).collect();
        let words: BTreeMap<&str, u16> = words.into_keys().zip(0..).collect();
        let mut out = Vec::new();
        write_buckets(&mut out, self.places());
        write_buckets(&mut out, self.keys());
        write_texts(&mut out, words.keys().copied(), &[]);
        for count in 1..=MAX_WORDS {
            let size = self.entries.iter().filter(|e| e.words.len() == count).count();
            out.extend((size as u16).to_le_bytes());
        }
        for entry in &self.entries {
            let near = if entry.near.is_empty() { 0 } else { NEAR };
            out.push(entry.class as u8 | (entry.flags | near) << 4);
            entry.words.iter().for_each(|word| out.extend(words[word.as_str()].to_le_bytes()));
        }
        let near = || (0_u16..).zip(&self.entries).filter(|(_, entry)| !entry.near.is_empty());
        let ids: Vec<u16> = near().map(|(id, _)| id).collect();
        write_texts(&mut out, near().map(|(_, entry)| entry.near.as_str()), &ids);
        out
    }

    /// At which places each word can stand, and beside which words in small letters; at any case and only with a capital.
    fn places(&self) -> Vec<(u64, [u8; 4])> {
        let mut places: BTreeMap<u64, [u8; 4]> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.words.len() > 1) {
            let is_capital = |word: &String| word.starts_with(char::is_uppercase);
            for (at, word) in entry.words.iter().enumerate() {
                let beside = match entry.words.as_slice() {
                    [_, other] if at == 0 && !is_capital(other) => SMALL_BEHIND,
                    [other, _] if at == 1 && !is_capital(other) => SMALL_BEFORE,
                    _ => 0,
                };
                let [low, high] = (place(entry.words.len(), at) | beside).to_le_bytes();
                let capital = 2 * usize::from(is_capital(word));
                let of = places.entry(hash(word)).or_default();
                of[capital] |= low;
                of[capital + 1] |= high;
            }
        }
        places.into_iter().collect()
    }

    /// The keys of each phrase, with its number and the letters of the word that is left out.
    fn keys(&self) -> Vec<(u64, [u8; 4])> {
        let mut keys = Vec::new();
        for (id, entry) in (0_u16..).zip(&self.entries) {
            let value = |word: &str| {
                let ([a, b], [c, d]) = (id.to_le_bytes(), letters(word).to_le_bytes());
                [a, b, c, d]
            };
            match entry.words.as_slice() {
                [word] => keys.extend(near_keys(word).map(|key| (key, value(word)))),
                words => {
                    let hashes: Vec<u64> = words.iter().map(|w| hash(w)).collect();
                    for (at, word) in words.iter().enumerate() {
                        let mut hashes = hashes.clone();
                        hashes[at] = hole(word.starts_with(char::is_uppercase));
                        keys.push((key(hashes), value(word)));
                    }
                }
            }
        }
        keys
    }
}

/// The fields of a line, which tabs part.
fn fields(line: &str) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut fields = Vec::new();
    for field in line.split('\t') {
        fields.push(from..from + field.len());
        from += field.len() + 1;
    }
    fields
}

/// Writes where each text begins, what belongs to the texts, and the texts.
fn write_texts<'a>(out: &mut Vec<u8>, texts: impl Iterator<Item = &'a str>, ids: &[u16]) {
    let (mut starts, mut all) = (vec![0], String::new());
    for text in texts {
        all.push_str(text);
        starts.push(all.len() as u32);
    }
    Steps::write(out, &starts);
    ids.iter().for_each(|id| out.extend(id.to_le_bytes()));
    out.extend(all.bytes());
}
