//! Which words of two wordings are the same, in order and out of order.
//!
//! In order: the best local alignment, in which words count by what they tell (their weight, the negative logarithm of
//! their frequency). A match scores the weight; two different words cost a quarter, a word without a partner 0.15 of at
//! most 3; what stands before or after the common part costs nothing, and neither does a gap at a mark of omission.
//! Out of order: content words of the shorter one that occur in the longer one, for independent translations of one
//! utterance, which share words but not their order.

use std::ops::Range;

use super::wording::{Key, Role, Vocabulary, Wording};

/// Cost of two different words beside one another, as a share of their weight.
const MISMATCH: f32 = 0.25;
/// Cost of a word without a partner, as a share of its weight.
const GAP: f32 = 0.15;
/// The most that a word counts for in a cost.
const COST_CAP: f32 = 3.0;
/// What a word of the same stem is worth against the same word.
const KIN: f32 = 0.8;
/// The most that a word counts for out of order: one rare name is no common utterance.
const LOOSE_CAP: f32 = 6.0;
/// Cells of the alignment table; longer texts are compared as far as it reaches.
const CELLS: usize = 16 << 20;

/// The words that two wordings share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Words that match in order, as places in the two lists of words.
    pub pairs: Vec<(usize, usize)>,
    /// Weight of these words.
    pub mass: f32,
    /// Weight of the heaviest unbroken run of them.
    pub run: f32,
    /// Words of that run.
    pub run_words: usize,
    /// Content words that match in any order.
    pub loose: Vec<(usize, usize)>,
    /// Weight of these words, none counted above a cap.
    pub loose_mass: f32,
    /// Their share of the content words of the shorter one, by weight.
    pub loose_share: f32,
    /// Their share of the content words of both, by weight: 1 if either has only what the other has.
    pub mutual: f32,
    /// Weight of all words of the lighter one.
    pub lighter: f32,
    /// Content words of the one that has fewer.
    pub content: usize,
}

impl Matching {
    /// Finds what two wordings share.
    pub fn new(a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> Matching {
        let mut matching = Matching::default();
        let mass = |wording: &Wording| wording.words.iter().map(|word| vocabulary.weight(word.key)).sum::<f32>();
        let content = |wording: &Wording| wording.words.iter().filter(|w| vocabulary.is_content(w.key)).count();
        matching.lighter = mass(a).min(mass(b));
        matching.content = content(a).min(content(b));
        matching.pairs = in_order(a, b, vocabulary);
        let worth = |(i, j): (usize, usize)| {
            let (x, y) = (a.words[i].key, b.words[j].key);
            if x == y { vocabulary.weight(x) } else { KIN * vocabulary.weight(x).min(vocabulary.weight(y)) }
        };
        let (mut run, mut words, mut last) = (0.0, 0, None);
        for &(i, j) in &matching.pairs {
            let goes_on = last.is_some_and(|(x, y)| x + 1 == i && y + 1 == j);
            (run, words) = if goes_on { (run, words) } else { (0.0, 0) };
            run += worth((i, j));
            words += 1;
            matching.mass += worth((i, j));
            if run > matching.run {
                (matching.run, matching.run_words) = (run, words);
            }
            last = Some((i, j));
        }
        matching.match_loosely(a, b, vocabulary);
        matching
    }

    /// How much a word of some weight counts for at most where the order is of no matter.
    pub fn loosely(weight: f32) -> f32 {
        weight.min(LOOSE_CAP)
    }

    /// Share of the lighter one that matches in order, by weight.
    pub fn share(&self) -> f32 {
        if self.lighter > 0.0 { (self.mass / self.lighter).min(1.0) } else { 0.0 }
    }

    /// The pairs that stand for the common part: those in order, or the loose ones where these say more.
    pub fn common(&self) -> &[(usize, usize)] {
        if self.loose_mass > 1.5 * self.mass { &self.loose } else { &self.pairs }
    }

    fn match_loosely(&mut self, a: &Wording, b: &Wording, vocabulary: &Vocabulary) {
        let content = |wording: &Wording| -> Vec<(Key, usize)> {
            let words = wording.words.iter().enumerate().map(|(at, word)| (word.key, at));
            words.filter(|(key, _)| vocabulary.is_content(*key)).collect()
        };
        let (in_a, mut in_b) = (content(a), content(b));
        let capped = |key: Key| Matching::loosely(vocabulary.weight(key));
        let mass = |words: &[(Key, usize)]| words.iter().map(|(key, _)| capped(*key)).sum::<f32>();
        let (mass_a, mass_b) = (mass(&in_a), mass(&in_b));
        let lighter = mass_a.min(mass_b);
        let mut left = Vec::new();
        // the same word before its kin
        for &(key, at) in &in_a {
            match in_b.iter().position(|(other, _)| *other == key) {
                Some(found) => {
                    self.loose.push((at, in_b.swap_remove(found).1));
                    self.loose_mass += capped(key);
                }
                None => left.push((key, at)),
            }
        }
        let mut stems: Vec<u32> = in_b.iter().map(|(key, _)| vocabulary.stem(*key)).collect();
        for (key, at) in left {
            let stem = vocabulary.stem(key);
            if let Some(found) = stems.iter().position(|other| *other == stem) {
                stems.swap_remove(found);
                let (other, other_at) = in_b.swap_remove(found);
                self.loose.push((at, other_at));
                self.loose_mass += KIN * capped(key).min(capped(other));
            }
        }
        self.loose.sort_unstable();
        self.mutual = if lighter > 0.0 { (2.0 * self.loose_mass / (mass_a + mass_b)).min(1.0) } else { 0.0 };
        self.loose_share = if lighter > 0.0 { (self.loose_mass / lighter).min(1.0) } else { 0.0 };
    }
}

/// Where the best way into a cell comes from.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Start,
    Both,
    OnlyA,
    OnlyB,
}

/// A word as the alignment weighs it.
struct Weighed {
    key: Key,
    stem: u32,
    weight: f32,
    /// The same, as far as it counts in a cost.
    capped: f32,
}

impl Weighed {
    fn all(wording: &Wording, vocabulary: &Vocabulary) -> Vec<Weighed> {
        wording.words.iter().map(|word| Weighed::new(word.key, vocabulary)).collect()
    }

    fn new(key: Key, vocabulary: &Vocabulary) -> Weighed {
        let weight = vocabulary.weight(key);
        Weighed { key, stem: vocabulary.stem(key), weight, capped: weight.min(COST_CAP) }
    }

    /// What the two are worth beside one another.
    fn beside(&self, other: &Weighed) -> f32 {
        match self.stem == other.stem {
            true if self.key == other.key => self.weight,
            true => KIN * self.weight.min(other.weight),
            false => -MISMATCH * self.capped.max(other.capped),
        }
    }
}

/// The best local alignment: the pairs of words that match.
///
/// Of each row of the table only the cells are filled that can be above zero: those below and behind such cells of the
/// row above, and those of words that match. Most words of two quotations differ, so that these are few.
fn in_order(a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let width = b.words.len() + 1;
    let rows = a.words.len().min(CELLS / width);
    let words_b = Weighed::all(b, vocabulary);
    let (omits_a, omits_b) = (omissions(a), omissions(b));
    let mut columns: Vec<(u32, usize)> = words_b.iter().zip(1..).map(|(word, column)| (word.stem, column)).collect();
    columns.sort_unstable();
    let mut ways = Ways::default();
    let (mut above, mut row) = (vec![0.0_f32; width], vec![0.0_f32; width]);
    // the stretches of columns that are above zero, in the row above and in this one
    let (mut live, mut grown): (Vec<Range<usize>>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut best = (0.0, 0, 0);
    for (i, word) in (1..=rows).zip(&a.words) {
        let word = Weighed::new(word.key, vocabulary);
        let from = columns.partition_point(|(stem, _)| *stem < word.stem);
        let mut matches =
            columns[from..].iter().take_while(|(stem, _)| *stem == word.stem).map(|(_, at)| *at).peekable();
        let mut stretches = live.iter().peekable();
        let gap_a = -GAP * word.capped;
        ways.next_row();
        let (mut j, mut before) = (1, 0.0_f32);
        loop {
            if before <= 0.0 {
                while matches.next_if(|at| *at < j).is_some() {}
                // the cell behind the last one of a stretch may come from it, too
                while stretches.next_if(|stretch| stretch.end < j).is_some() {}
                let near = stretches.peek().map_or(width, |stretch| stretch.start.max(j));
                j = matches.peek().map_or(near, |at| near.min(*at));
            }
            if j >= width {
                break;
            }
            let other = &words_b[j - 1];
            let only_a = if omits_b[j] { 0.0 } else { gap_a };
            let only_b = if omits_a[i] { 0.0 } else { -GAP * other.capped };
            let mut cell = (0.0, Way::Start);
            for (score, way) in [
                (above[j - 1] + word.beside(other), Way::Both),
                (above[j] + only_a, Way::OnlyA),
                (before + only_b, Way::OnlyB),
            ] {
                if score > cell.0 {
                    cell = (score, way);
                }
            }
            before = cell.0;
            if cell.0 > 0.0 {
                row[j] = cell.0;
                ways.put(j, cell.1);
                match grown.last_mut().filter(|stretch| stretch.end == j) {
                    Some(stretch) => stretch.end = j + 1,
                    None => grown.push(j..j + 1),
                }
                if cell.0 > best.0 {
                    best = (cell.0, i, j);
                }
            }
            j += 1;
        }
        live.drain(..).for_each(|stretch| above[stretch].fill(0.0));
        std::mem::swap(&mut above, &mut row);
        std::mem::swap(&mut live, &mut grown);
    }
    let (_, mut i, mut j) = best;
    let mut pairs = Vec::new();
    loop {
        match ways.get(i, j) {
            Way::Start => break,
            Way::Both => {
                (i, j) = (i - 1, j - 1);
                if vocabulary.are_kin(a.words[i].key, b.words[j].key) {
                    pairs.push((i, j));
                }
            }
            Way::OnlyA => i -= 1,
            Way::OnlyB => j -= 1,
        }
    }
    pairs.reverse();
    pairs
}

/// Where the best way into each cell comes from that is above zero, row by row.
#[derive(Default)]
struct Ways {
    /// The columns of these cells.
    cells: Vec<(u32, Way)>,
    /// Where each row begins among the cells, from the first one on.
    rows: Vec<usize>,
}

impl Ways {
    fn next_row(&mut self) {
        self.rows.push(self.cells.len());
    }

    fn put(&mut self, column: usize, way: Way) {
        self.cells.push((u32::try_from(column).unwrap_or(u32::MAX), way));
    }

    fn get(&self, row: usize, column: usize) -> Way {
        let Some(start) = row.checked_sub(1).and_then(|row| self.rows.get(row)) else { return Way::Start };
        let end = self.rows.get(row).copied().unwrap_or(self.cells.len());
        let cells = self.cells.get(*start..end).unwrap_or_default();
        let found = cells.binary_search_by_key(&column, |(column, _)| *column as usize);
        found.ok().and_then(|at| cells.get(at)).map_or(Way::Start, |(_, way)| *way)
    }
}

/// Of each place between words, the first before all of them, whether a mark of omission stands there.
fn omissions(wording: &Wording) -> Vec<bool> {
    let mut omits = vec![false; wording.words.len() + 1];
    for unit in wording.units.iter().filter(|unit| unit.role == Role::Ellipsis) {
        omits[unit.words.start.min(wording.words.len())] = true;
    }
    omits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{align::tests::read, lexicon::Lexicon};

    /// Words and marks of omission in the order of a seed.
    fn said(seed: usize) -> String {
        const WORDS: [&str; 8] = ["the", "herring", "pilots", "pilot", "left", "…", "of", "mackerel"];
        let words = (0..4 + seed % 6).map(|at| WORDS[(seed * seed + at * (seed / 8 + 3) + at * at) % WORDS.len()]);
        words.collect::<Vec<_>>().join(" ")
    }

    /// The score of the best local alignment, of all cells of the table.
    fn best_of_all(a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> f32 {
        let (words_a, words_b) = (Weighed::all(a, vocabulary), Weighed::all(b, vocabulary));
        let (omits_a, omits_b) = (omissions(a), omissions(b));
        let gap = |word: &Weighed, omitted: bool| if omitted { 0.0 } else { GAP * word.capped };
        let mut above = vec![0.0_f32; words_b.len() + 1];
        let mut best = 0.0_f32;
        for (i, word) in words_a.iter().enumerate() {
            let mut row = vec![0.0_f32; words_b.len() + 1];
            for (j, other) in words_b.iter().enumerate() {
                let both = above[j] + word.beside(other);
                let only_a = above[j + 1] - gap(word, omits_b[j + 1]);
                let only_b = row[j] - gap(other, omits_a[i + 1]);
                row[j + 1] = both.max(only_a).max(only_b).max(0.0);
                best = best.max(row[j + 1]);
            }
            above = row;
        }
        best
    }

    /// The score of pairs, with the cheapest way from each to the next.
    fn score(pairs: &[(usize, usize)], a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> f32 {
        let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return 0.0 };
        let part = |wording: &Wording, from: usize, to: usize| {
            let words = wording.words.get(from..=to).unwrap_or_default().to_vec();
            let units = wording.units.iter().cloned().map(|mut unit| {
                let within = |at: usize| at.clamp(from, to + 1) - from;
                unit.words = within(unit.words.start)..within(unit.words.end);
                unit
            });
            Wording { words, units: units.collect() }
        };
        best_of_all(&part(a, first.0, last.0), &part(b, first.1, last.1), vocabulary)
    }

    #[test]
    fn no_alignment_is_better_than_the_one_that_is_found() {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        for seed in 0..60 {
            let (a, b) = (said(seed), said(seed * 3 + 1));
            let mut vocabulary = Vocabulary::new(lexicon);
            let [x, y] = [&a, &b].map(|said| read(said, lexicon, &mut vocabulary).1);
            let pairs = in_order(&x, &y, &vocabulary);
            let best = best_of_all(&x, &y, &vocabulary);
            assert!((score(&pairs, &x, &y, &vocabulary) - best).abs() < 1e-3, "{a} / {b}: {pairs:?}, {best}");
            assert!(pairs.iter().all(|(i, j)| vocabulary.are_kin(x.words[*i].key, y.words[*j].key)), "{a} / {b}");
        }
    }
}
