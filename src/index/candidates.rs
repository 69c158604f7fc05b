//! Which quotations are worth comparing: those that share words few others have.
//!
//! Every quotation is entered under its content words (by stem) and under its pairs of neighbouring words. Where an
//! entry holds more quotations than a fixed number it tells nothing and is left out, so that the work grows with the
//! number of quotations, not with its square.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Passage, again::Again, lists::Lists, occasion::Day};
use crate::align::{Key, Vocabulary};

/// Quotations under one entry, at most; a run of few quotations is below this everywhere.
pub(super) const CROWD: u32 = 96;
/// What two quotations must share, as a share of the lighter one …
const SHARE: f32 = 0.22;
/// … or in all: enough for a long sentence out of two long speeches.
const ENOUGH: f32 = 12.0;

/// Pairs of passages, the earlier first, by the later one and then in order. `again` are further quotations of the very same
/// words.
pub(super) fn find(passages: &[Passage], again: &[Vec<Passage>], vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let entries = Entries::new(passages, vocabulary);
    let lists = Lists::new(entries.counts.len(), entries.iter(), 2..=CROWD);
    // what the other passages are asked for, close together: nearly all share too little
    let least: Vec<f32> = passages.iter().map(|passage| (SHARE * passage.mass).min(ENOUGH)).collect();
    let days: Vec<Day> = passages.iter().map(|passage| passage.day).collect();
    let is_elsewhere = |at: usize, article: usize| {
        passages[at].article != article || again[at].iter().any(|passage| passage.article != article)
    };
    let shared = || Sums::new(passages.len());
    let of = |shared: &mut Sums, at: usize| {
        for (entry, weight) in entries.of(at) {
            let list = lists.of(*entry).iter();
            list.take_while(|other| (**other as usize) < at).for_each(|other| shared.add(*other, *weight));
        }
        let article = passages[at].article;
        let mut pairs = Vec::new();
        shared.take(|other, mass| {
            let other = other as usize;
            let is_much = mass >= least[at].min(least[other]);
            if is_much && days[at].meets(days[other]) && [at, other].into_iter().any(|one| is_elsewhere(one, article)) {
                pairs.push((other, at));
            }
        });
        pairs.sort_unstable();
        pairs
    };
    let found: Vec<Vec<(usize, usize)>> = (0..passages.len()).into_par_iter().map_init(shared, of).collect();
    found.concat()
}

/// Sums for numbered things, most of which have none.
pub(super) struct Sums {
    /// Below zero where nothing has been added.
    sums: Vec<f32>,
    added: Vec<u32>,
}

impl Sums {
    pub(super) fn new(len: usize) -> Sums {
        Sums { sums: vec![-1.0; len], added: Vec::new() }
    }

    /// Adds what is not below zero.
    pub(super) fn add(&mut self, at: u32, weight: f32) {
        let Some(sum) = self.sums.get_mut(at as usize) else { return };
        if *sum < 0.0 {
            self.added.push(at);
            *sum = 0.0;
        }
        *sum += weight;
    }

    /// Gives out the sums, and is empty again.
    pub(super) fn take(&mut self, mut with: impl FnMut(u32, f32)) {
        for at in self.added.drain(..) {
            let sum = std::mem::replace(&mut self.sums[at as usize], -1.0);
            with(at, sum);
        }
    }
}

/// What the passages are entered under, by numbers, with weights; only what tells something.
struct Entries {
    all: Vec<(u32, f32)>,
    /// Where those of each passage end.
    ends: Vec<usize>,
    /// Of each entry how many passages have it …
    counts: Vec<u32>,
    /// … and its last place among all.
    places: Vec<usize>,
}

impl Entries {
    fn new(passages: &[Passage], vocabulary: &Vocabulary) -> Entries {
        let words = passages.iter().map(|passage| passage.wording.words.len()).sum::<usize>();
        let again = Again::new(passages.iter().flat_map(pairs).map(|[one, two]| number(one, two)), words);
        let mut entries = Entries {
            all: Vec::with_capacity(words),
            ends: Vec::with_capacity(passages.len()),
            counts: vec![0; vocabulary.len()],
            places: vec![usize::MAX; vocabulary.len()],
        };
        // stems have numbers of their own; pairs get theirs as they come
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        for passage in passages {
            for word in passage.wording.words.iter().filter(|word| vocabulary.is_content(word.key)) {
                entries.enter(vocabulary.stem(word.key), vocabulary.weight(word.key));
            }
            for [one, two] in pairs(passage) {
                let pair = number(one, two);
                // what stands nowhere else is left out
                if again.has(pair) {
                    let number = *numbers.entry(pair).or_insert_with(|| entries.next());
                    // content words have counted already
                    let grammar = |key: Key| if vocabulary.is_content(key) { 0.0 } else { vocabulary.weight(key) };
                    entries.enter(number, 0.5 + (grammar(one) + grammar(two)));
                }
            }
            entries.ends.push(entries.all.len());
        }
        entries.keep_telling();
        entries
    }

    /// The number of an entry that is new.
    fn next(&mut self) -> u32 {
        self.counts.push(0);
        self.places.push(usize::MAX);
        u32::try_from(self.counts.len() - 1).unwrap_or(u32::MAX)
    }

    /// Enters a passage, the last one so far, under an entry: once, with the most that it weighs there.
    fn enter(&mut self, entry: u32, weight: f32) {
        let at = entry as usize;
        let (Some(place), Some(count)) = (self.places.get_mut(at), self.counts.get_mut(at)) else { return };
        let start = self.ends.last().copied().unwrap_or(0);
        match self.all.get_mut(*place).filter(|_| *place >= start) {
            Some((_, known)) => *known = known.max(weight),
            None => {
                *place = self.all.len();
                *count += 1;
                self.all.push((entry, weight));
            }
        }
    }

    /// Drops what one passage has alone, and what a crowd has.
    fn keep_telling(&mut self) {
        let tells = |entry: u32| self.counts.get(entry as usize).is_some_and(|count| tells(*count));
        let (mut from, mut kept) = (0, 0);
        for end in &mut self.ends {
            for at in from..*end {
                if tells(self.all[at].0) {
                    self.all[kept] = self.all[at];
                    kept += 1;
                }
            }
            from = std::mem::replace(end, kept);
        }
        self.all.truncate(kept);
    }

    /// All of them, each with its passage.
    fn iter(&self) -> impl Iterator<Item = (u32, u32)> + Clone {
        let passages = (0..).zip(0..self.ends.len());
        passages.flat_map(|(passage, at)| self.of(at).iter().map(move |(entry, _)| (passage, *entry)))
    }

    /// Those of a passage, each once.
    fn of(&self, passage: usize) -> &[(u32, f32)] {
        let start = passage.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.all.get(start..self.ends[passage]).unwrap_or_default()
    }
}

/// Whether an entry tells something that so many passages have: it is shared, and not by a crowd.
fn tells(count: u32) -> bool {
    (2..=CROWD).contains(&count)
}

/// The pairs of neighbouring words of a passage.
fn pairs(passage: &Passage) -> impl Iterator<Item = [Key; 2]> {
    passage.wording.words.windows(2).filter_map(|pair| match pair {
        [one, two] => Some([one.key, two.key]),
        _ => None,
    })
}

/// The number of a pair, which is above those of all stems.
fn number(one: Key, two: Key) -> u64 {
    (1 << 63) | (one.index() as u64) << 32 | two.index() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_start_anew_once_they_are_taken() {
        let mut sums = Sums::new(3);
        for expected in [[(2, 1.5), (0, 0.0)], [(2, 1.5), (0, 0.0)]] {
            [(2, 0.5), (0, 0.0), (2, 1.0), (7, 1.0)].into_iter().for_each(|(at, weight)| sums.add(at, weight));
            let mut taken = Vec::new();
            sums.take(|at, sum| taken.push((at, sum)));
            assert_eq!(taken, expected);
        }
    }

    #[test]
    fn an_entry_that_one_or_a_crowd_has_tells_nothing() {
        let lists = [vec![0, 1, 2], vec![1, 2]].into_iter().chain(vec![vec![2]; CROWD as usize]);
        let mut entries = Entries { all: Vec::new(), ends: Vec::new(), counts: Vec::new(), places: Vec::new() };
        (0..3).for_each(|entry| assert_eq!(entries.next(), entry));
        for list in lists {
            // twice in a passage is once
            [0.5, 1.0, 0.25].into_iter().for_each(|weight| list.iter().for_each(|entry| entries.enter(*entry, weight)));
            entries.ends.push(entries.all.len());
        }
        entries.keep_telling();
        assert_eq!(entries.iter().collect::<Vec<_>>(), [(0, 1), (1, 1)]);
        assert_eq!([0, 1, 2].map(|passage| entries.of(passage)), [&[(1, 1.0)][..], &[(1, 1.0)], &[]]);
    }
}
