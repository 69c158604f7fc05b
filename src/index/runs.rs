//! The runs of words of an article, as numbers by which they are found in other articles.

use crate::{
    article::{Article, Token},
    gazetteer::table::hash,
};

/// Words in a row that two writers of one story do not choose alike by chance.
pub const RUN: usize = 12;

/// The runs of an article's own words: of each word the number of the [`RUN`] words that begin with it.
///
/// The same words have the same number, and hardly any others have it: who finds a number twice looks at the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<u32>);

/// A word of the outlet's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnWord {
    /// Equal for a word in any case; 0 between quotation marks.
    pub hash: u64,
    /// Its place among the tokens.
    pub token: usize,
    /// Its block.
    pub block: usize,
}

/// The words and numbers of an article, in order. A quotation between two runs parts them.
pub fn own_words(article: &Article) -> impl Iterator<Item = OwnWord> {
    let counted = article.tokens.iter().enumerate().filter(|(_, token)| token.is_counted());
    let word = |token: &Token| if token.quoted { 0 } else { hash(article.slice(token.span)).max(1) };
    counted.map(move |(at, token)| OwnWord { hash: word(token), token: at, block: token.block })
}

impl Runs {
    /// Of an annotated article.
    pub fn of(article: &Article) -> Runs {
        let mut reading = RunReader::new(article.words);
        own_words(article).for_each(|word| reading.read(word.hash, word.block));
        reading.done()
    }

    /// Of each word the number of the run that begins with it; 0 where a quotation or the end of a block is too near.
    pub fn numbers(&self) -> &[u32] {
        &self.0
    }
}

impl From<Vec<u32>> for Runs {
    fn from(numbers: Vec<u32>) -> Runs {
        Runs(numbers)
    }
}

/// Reads runs, word by word.
pub(super) struct RunReader {
    /// 0 between quotation marks.
    words: Vec<u64>,
    /// Where each block begins among the words.
    starts: Vec<usize>,
    block: Option<usize>,
}

impl RunReader {
    /// What a word counts for against the one behind it, as the hashes of words are the digits of a number …
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    /// … and one that falls away as the next comes.
    const FIRST: u64 = Self::BASE.wrapping_pow(RUN as u32);

    pub(super) fn new(words: usize) -> RunReader {
        RunReader { words: Vec::with_capacity(words), starts: Vec::new(), block: None }
    }

    /// Reads the next word, which is 0 between quotation marks.
    pub(super) fn read(&mut self, word: u64, block: usize) {
        if self.block != Some(block) {
            self.block = Some(block);
            self.starts.push(self.words.len());
        }
        self.words.push(word);
    }

    pub(super) fn done(self) -> Runs {
        let mut runs = vec![0; self.words.len()];
        let ends = self.starts.iter().skip(1).copied().chain([self.words.len()]);
        for (start, end) in self.starts.iter().copied().zip(ends) {
            let mut from = start;
            for words in self.words.get(start..end).unwrap_or_default().split(|word| *word == 0) {
                RunReader::number(words, runs.get_mut(from..from + words.len()).unwrap_or_default());
                from += words.len() + 1;
            }
        }
        Runs(runs)
    }

    /// Numbers the runs of words that nothing parts.
    fn number(words: &[u64], runs: &mut [u32]) {
        let Some((first, rest)) = words.split_at_checked(RUN) else { return };
        let next = |number: u64, word: &u64| number.wrapping_mul(Self::BASE).wrapping_add(*word);
        let short = |number: u64| ((number >> 32) as u32).max(1);
        let mut number = first.iter().fold(0, next);
        let Some((run, runs)) = runs.split_first_mut() else { return };
        *run = short(number);
        for ((word, first), run) in rest.iter().zip(words).zip(runs) {
            number = next(number, word).wrapping_sub(first.wrapping_mul(Self::FIRST));
            *run = short(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(words: &[(u64, usize)]) -> Vec<u32> {
        let mut reader = RunReader::new(words.len());
        words.iter().for_each(|(word, block)| reader.read(*word, *block));
        reader.done().0
    }

    #[test]
    fn the_same_words_in_a_row_have_one_number() {
        let words = |from: u64, len: u64| (from..from + len).map(|word| (word * word + 7, 0)).collect::<Vec<_>>();
        let all = numbers(&words(1, 40));
        assert_eq!(all.iter().filter(|run| **run != 0).count(), 40 - RUN + 1);
        for from in [1, 2, 13, 28] {
            assert_eq!(numbers(&words(1 + from, RUN as u64))[0], all[from as usize], "{from}");
        }
        assert!((1..28).all(|at| all[at] != all[0]), "{all:?}");
    }

    #[test]
    fn a_run_ends_at_a_quotation_and_with_its_block() {
        let mut words: Vec<(u64, usize)> = (1..60).map(|word| (word, usize::from(word > 20))).collect();
        words[35].0 = 0;
        let begins: Vec<usize> = (0..59).filter(|at| numbers(&words)[*at] != 0).collect();
        let expected: Vec<usize> = (0..=8).chain(20..=23).chain(36..=47).collect();
        assert_eq!(begins, expected);
    }
}
