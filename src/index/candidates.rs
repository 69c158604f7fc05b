//! Which quotations are worth comparing: those that share words few others have.
//!
//! Every quotation is entered under its content words (by stem) and under its pairs of neighbouring words. Where an
//! entry holds more quotations than a fixed number it tells nothing and is left out, so that the work grows with the
//! number of quotations, not with its square.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Passage, occasion::Day};
use crate::align::Vocabulary;

/// Quotations under one entry, at most; a run of few quotations is below this everywhere.
pub(super) const CROWD: usize = 96;
/// What two quotations must share, as a share of the lighter one …
const SHARE: f32 = 0.22;
/// … or in all: enough for a long sentence out of two long speeches.
const ENOUGH: f32 = 12.0;

/// Pairs of passages, the earlier first, by the later one and then in order. `again` are further quotations of the very same
/// words.
pub(super) fn find(passages: &[Passage], again: &[Vec<Passage>], vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let entries = Entries::new(passages, vocabulary);
    let postings = Postings::new(&entries);
    // what the other passages are asked for, close together
    let briefs: Vec<(f32, Day)> = passages.iter().map(|passage| (passage.mass, passage.day)).collect();
    let is_elsewhere = |at: usize, article: usize| {
        passages[at].article != article || again[at].iter().any(|passage| passage.article != article)
    };
    let shared = || Sums::new(passages.len());
    let of = |shared: &mut Sums, at: usize| {
        for (entry, weight) in entries.of(at) {
            let list = postings.of(*entry).iter();
            list.take_while(|other| (**other as usize) < at).for_each(|other| shared.add(*other, *weight));
        }
        let (own, article) = (&briefs[at], passages[at].article);
        let mut pairs = Vec::new();
        shared.take(|other, mass| {
            let other = other as usize;
            let brief = &briefs[other];
            let least = (SHARE * own.0.min(brief.0)).min(ENOUGH);
            if mass >= least && own.1.meets(brief.1) && [at, other].into_iter().any(|one| is_elsewhere(one, article)) {
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

/// What the passages are entered under, by numbers, with weights.
struct Entries {
    all: Vec<(u32, f32)>,
    /// Where those of each passage end.
    ends: Vec<usize>,
    /// How many entries there are.
    count: usize,
}

impl Entries {
    fn new(passages: &[Passage], vocabulary: &Vocabulary) -> Entries {
        let words = passages.iter().map(|passage| passage.wording.words.len()).sum::<usize>();
        let mut entries =
            Entries { all: Vec::with_capacity(2 * words), ends: Vec::with_capacity(passages.len()), count: 0 };
        // stems have numbers of their own; pairs get theirs as they come
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut next = u32::try_from(vocabulary.len()).unwrap_or(u32::MAX);
        let mut of_one = Vec::new();
        for passage in passages {
            read(passage, vocabulary, &mut of_one);
            entries.all.extend(of_one.iter().map(|(entry, weight)| {
                let number = match u32::try_from(*entry) {
                    Ok(stem) => stem,
                    Err(_) => *numbers.entry(*entry).or_insert_with(|| {
                        next = next.saturating_add(1);
                        next - 1
                    }),
                };
                (number, *weight)
            }));
            entries.ends.push(entries.all.len());
        }
        entries.count = next as usize;
        entries
    }

    /// Those of a passage, each once.
    fn of(&self, passage: usize) -> &[(u32, f32)] {
        let start = passage.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.all.get(start..self.ends[passage]).unwrap_or_default()
    }
}

/// What a passage is entered under, with its weight; each once.
fn read(passage: &Passage, vocabulary: &Vocabulary, entries: &mut Vec<(u64, f32)>) {
    entries.clear();
    let words = &passage.wording.words;
    for word in words.iter().filter(|word| vocabulary.is_content(word.key)) {
        entries.push((u64::from(vocabulary.stem(word.key)), vocabulary.weight(word.key)));
    }
    for pair in words.windows(2) {
        let [one, two] = pair else { continue };
        let entry = (1 << 63) | (one.key.index() as u64) << 32 | two.key.index() as u64;
        // content words have counted already
        let grammar = pair.iter().filter(|word| !vocabulary.is_content(word.key));
        entries.push((entry, 0.5 + grammar.map(|word| vocabulary.weight(word.key)).sum::<f32>()));
    }
    entries.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    entries.dedup_by_key(|(entry, _)| *entry);
}

/// The passages under each entry that tells something, in order, one list behind another.
struct Postings {
    passages: Vec<u32>,
    /// Where the list of each entry ends.
    ends: Vec<u32>,
}

impl Postings {
    fn new(entries: &Entries) -> Postings {
        let mut counts = vec![0_u32; entries.count];
        entries.all.iter().for_each(|(entry, _)| counts[*entry as usize] += 1);
        // what one passage has alone is shared with nobody
        let tells = |count: u32| (2..=CROWD).contains(&(count as usize));
        let mut ends = Vec::with_capacity(counts.len());
        let mut end = 0_u32;
        for count in &counts {
            ends.push(end);
            end += if tells(*count) { *count } else { 0 };
        }
        let mut passages = vec![0; end as usize];
        for (at, passage) in (0..entries.ends.len()).zip(0..) {
            for (entry, _) in entries.of(at).iter().filter(|(entry, _)| tells(counts[*entry as usize])) {
                let place = &mut ends[*entry as usize];
                passages[*place as usize] = passage;
                *place += 1;
            }
        }
        Postings { passages, ends }
    }

    fn of(&self, entry: u32) -> &[u32] {
        let entry = entry as usize;
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.passages.get(start as usize..self.ends[entry] as usize).unwrap_or_default()
    }
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
    fn an_entry_that_one_or_a_crowd_has_lists_nobody() {
        let lists = [vec![0, 1, 2], vec![1, 2]].into_iter().chain(vec![vec![2]; CROWD]);
        let (mut all, mut ends) = (Vec::new(), Vec::new());
        for list in lists {
            all.extend(list.into_iter().map(|entry| (entry, 1.0)));
            ends.push(all.len());
        }
        let postings = Postings::new(&Entries { all, ends, count: 3 });
        assert_eq!([0, 1, 2].map(|entry| postings.of(entry)), [&[][..], &[0, 1], &[]]);
    }
}
