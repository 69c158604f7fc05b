//! The words of an article by number: they are written down once, and compared and looked up as numbers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::lexicon::fold;

/// The number of a word, or of several in a row; equal numbers are equal letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(u32);

/// All words met so far.
pub(super) struct Words {
    /// The letters of all, one word after the other.
    text: String,
    /// Of each word, where it ends, and its hash.
    ends: Vec<(u32, u32)>,
    /// The number of a word and one, at a place that its hash tells; 0 where there is none. At least half are free.
    slots: Vec<u32>,
    /// The folded form of each token that has been asked for, as in the slots.
    tokens: Vec<u32>,
}

impl Words {
    /// No words yet, of an article with so many tokens.
    pub(super) fn new(tokens: usize) -> Words {
        Words {
            text: String::with_capacity(1 << 12),
            ends: Vec::with_capacity(1 << 8),
            slots: vec![0; 1 << 9],
            tokens: vec![0; tokens],
        }
    }

    /// The letters of a word.
    pub(super) fn text(&self, word: Word) -> &str {
        self.text.get(self.start(word.0)..self.end(word.0)).unwrap_or_default()
    }

    fn letters(&self, number: u32) -> &[u8] {
        self.text.as_bytes().get(self.start(number)..self.end(number)).unwrap_or_default()
    }

    fn start(&self, number: u32) -> usize {
        number.checked_sub(1).map_or(0, |before| self.end(before))
    }

    fn end(&self, number: u32) -> usize {
        self.ends.get(number as usize).map_or(0, |(end, _)| *end as usize)
    }

    /// The number of some words as they are printed.
    pub(super) fn printed(&mut self, words: &str) -> Word {
        match self.find(words.as_bytes()) {
            Found::Old(word) => word,
            Found::New(slot, hash) => {
                self.text.push_str(words);
                self.add(slot, hash)
            }
        }
    }

    /// The number of some words, folded.
    pub(super) fn folded(&mut self, words: &str) -> Word {
        let mut room = [0; ROOM];
        let Some(letters) = lower(words.as_bytes(), &mut room) else { return self.printed(&fold(words)) };
        match self.find(letters) {
            Found::Old(word) => word,
            Found::New(slot, hash) => {
                let start = self.text.len();
                self.text.push_str(words);
                if let Some(last) = self.text.get_mut(start..) {
                    last.make_ascii_lowercase();
                }
                self.add(slot, hash)
            }
        }
    }

    /// The number of a word less the first bytes of another.
    pub(super) fn without(&mut self, word: Word, first: usize) -> Word {
        let start = self.text.len();
        let (from, to) = (self.start(word.0) + first, self.end(word.0));
        if self.text.get(from..to).is_some() {
            self.text.extend_from_within(from..to);
        }
        self.last(start)
    }

    /// The number of a word that is spelt with these letters.
    pub(super) fn spelt(&mut self, letters: impl Iterator<Item = char>) -> Word {
        let start = self.text.len();
        self.text.extend(letters);
        self.last(start)
    }

    /// The number of the word of a token, folded.
    pub(super) fn token(&mut self, at: usize, word: &str) -> Word {
        if let Some(known) = self.tokens.get(at).and_then(|number| number.checked_sub(1)) {
            return Word(known);
        }
        let word = self.folded(word);
        if let Some(token) = self.tokens.get_mut(at) {
            *token = word.0 + 1;
        }
        word
    }

    /// The number of what stands in the text from a place on: an old one, or the next.
    fn last(&mut self, start: usize) -> Word {
        match self.find(self.text.as_bytes().get(start..).unwrap_or_default()) {
            Found::Old(word) => {
                self.text.truncate(start);
                word
            }
            Found::New(slot, hash) => self.add(slot, hash),
        }
    }

    /// The word of some letters, or where it is to stand.
    fn find(&self, letters: &[u8]) -> Found {
        let hash = hash(letters);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.ends[number as usize].1 == hash && self.letters(number) == letters {
                return Found::Old(Word(number));
            }
            slot = (slot + 1) & mask;
        }
        Found::New(slot, hash)
    }

    /// Gives what stands at the end of the text the next number, with its slot and its hash.
    fn add(&mut self, slot: usize, hash: u32) -> Word {
        let number = self.ends.len() as u32;
        self.ends.push((self.text.len() as u32, hash));
        self.slots[slot] = number + 1;
        if 2 * self.ends.len() > self.slots.len() {
            self.grow();
        }
        Word(number)
    }

    /// Makes twice as many slots.
    fn grow(&mut self) {
        let mask = 2 * self.slots.len() - 1;
        self.slots = vec![0; mask + 1];
        for ((_, hash), number) in self.ends.iter().zip(1..) {
            let mut slot = *hash as usize & mask;
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = number;
        }
    }
}

/// Where a word was looked for.
enum Found {
    /// It is this one.
    Old(Word),
    /// It is none so far; its slot and its hash.
    New(usize, u32),
}

/// As long as most words that are folded.
const ROOM: usize = 32;

/// Letters of ASCII as small ones; none where there are others, or too many.
fn lower<'a>(letters: &[u8], room: &'a mut [u8; ROOM]) -> Option<&'a [u8]> {
    room.get_mut(..letters.len())?.copy_from_slice(letters);
    // all of the room at once takes fewer steps than the letters one by one
    room.make_ascii_lowercase();
    let all = room.iter().fold(0, |all, letter| all | letter);
    room.get(..letters.len()).filter(|_| all.is_ascii())
}

fn hash(letters: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(letters);
    hasher.finish() as u32
}

/// The length of a list that is to have an item at a place, and more to come.
fn roomy(at: usize) -> usize {
    2 * at + 256
}

/// Something known of words.
pub(super) struct ByWord<T>(Vec<Option<T>>);

impl<T: Copy> ByWord<T> {
    pub(super) fn new() -> Self {
        ByWord(Vec::new())
    }

    pub(super) fn get(&self, word: Word) -> Option<T> {
        self.0.get(word.0 as usize).copied().flatten()
    }

    /// Notes something of a word, or nothing; returns what was known.
    pub(super) fn set(&mut self, word: Word, what: Option<T>) -> Option<T> {
        let at = word.0 as usize;
        if at >= self.0.len() {
            self.0.resize(roomy(at), None);
        }
        std::mem::replace(&mut self.0[at], what)
    }
}

/// Lists, by number: each tells its items from the latest to the first.
pub(super) struct Lists<T> {
    /// The place of the latest item of each list, and one.
    latest: Vec<u32>,
    /// Items, each with the place of the one before it in its list, and one.
    items: Vec<(T, u32)>,
}

impl<T: Copy> Lists<T> {
    pub(super) fn new() -> Self {
        Lists { latest: Vec::new(), items: Vec::with_capacity(64) }
    }

    /// Adds an item to the end of a list.
    pub(super) fn push(&mut self, list: usize, item: T) {
        if list >= self.latest.len() {
            self.latest.resize(roomy(list), 0);
        }
        self.items.push((item, self.latest[list]));
        self.latest[list] = self.items.len() as u32;
    }

    /// The items of a list, the latest first.
    pub(super) fn of(&self, list: usize) -> impl Iterator<Item = T> {
        let mut next = self.latest.get(list).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let (item, before) = *self.items.get(next.checked_sub(1)? as usize)?;
            next = before;
            Some(item)
        })
    }
}

impl Word {
    /// The number of the list of a word.
    pub(super) fn list(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_equal_numbers() {
        let mut words = Words::new(2);
        let quist = words.folded("QUIST");
        assert_eq!((words.printed("quist"), words.text(quist)), (quist, "quist"));
        assert_ne!(words.printed("Quist"), quist);
        assert_eq!(words.folded("Żór’s"), words.printed("żór's"));
        assert_eq!((words.token(1, "Quist"), words.token(1, "")), (quist, quist));
        assert_eq!(words.folded(""), words.printed(""));
        let long = "The Very Long Name of the Harbour Board of Corran";
        assert_eq!(words.folded(long), words.printed(&long.to_lowercase()));
    }

    #[test]
    fn keeps_its_words_as_it_grows() {
        let mut words = Words::new(0);
        let numbers: Vec<Word> = (0..2_000).map(|at| words.printed(&at.to_string())).collect();
        let wrong = (0..2_000).filter(|at| words.printed(&at.to_string()) != numbers[*at]);
        assert_eq!(wrong.count(), 0);
        assert_eq!(words.text(numbers[1_234]), "1234");
    }

    #[test]
    fn lists_tell_the_latest_first() {
        let mut lists = Lists::new();
        [(3, 'a'), (0, 'b'), (3, 'c')].into_iter().for_each(|(list, item)| lists.push(list, item));
        assert_eq!(lists.of(3).collect::<String>(), "ca");
        assert_eq!(lists.of(9).chain(lists.of(1)).count(), 0);
        let mut known = ByWord::new();
        assert_eq!((known.set(Word(4), Some(1)), known.set(Word(4), None)), (None, Some(1)));
        assert_eq!((known.get(Word(4)), known.get(Word(9))), (None, None));
    }
}
