//! Two wordings as printed, side by side: what is the same, and what stands in one only.

use std::ops::Range;

use super::{
    change::{Change, Op},
    matching::Matching,
    wording::{Role, Unit, Vocabulary, Wording},
};
use crate::{article::Article, lexicon::fold};

/// Cells of the table of one gap; longer gaps are taken as wholly different.
const CELLS: usize = 4 << 20;

/// A run of units that are the same in both, or differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// What happens to it.
    pub(super) op: Op,
    /// Units of the first wording.
    pub(super) a: Range<usize>,
    /// Units of the second wording.
    pub(super) b: Range<usize>,
}

/// One of the two sides of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The article that prints it.
    pub article: &'a Article,
    /// Its words.
    pub wording: &'a Wording,
}

impl Side<'_> {
    /// The words of some units as printed.
    pub(super) fn text(&self, units: &Range<usize>) -> String {
        let units = self.wording.units.get(units.clone()).unwrap_or_default();
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => self.article.slice(first.span.union(last.span)).to_owned(),
            _ => String::new(),
        }
    }

    fn unit(&self, at: usize) -> &Unit {
        &self.wording.units[at]
    }
}

/// The steps from one wording to the other. Case alone is no difference.
pub(super) fn blocks(a: Side, b: Side, matching: &Matching, vocabulary: &Vocabulary) -> Vec<Block> {
    let differ = Differ { a, b, vocabulary };
    let mut pairs = Vec::new();
    let mut at = (0, 0);
    // what matches in order holds the two together; between, units are matched one by one
    let anchors = matching.pairs.iter().map(|&(i, j)| (a.wording.words[i].unit, b.wording.words[j].unit));
    for (i, j) in anchors {
        if i < at.0 || j < at.1 {
            continue;
        }
        differ.fill(at.0..i, at.1..j, &mut pairs);
        pairs.push((i, j));
        at = (i + 1, j + 1);
    }
    differ.fill(at.0..a.wording.units.len(), at.1..b.wording.units.len(), &mut pairs);
    differ.join(&pairs)
}

/// The blocks with their words.
pub(super) fn changes(a: Side, b: Side, blocks: &[Block]) -> Vec<Change> {
    blocks.iter().map(|block| Change { op: block.op, a: a.text(&block.a), b: b.text(&block.b) }).collect()
}

struct Differ<'a> {
    a: Side<'a>,
    b: Side<'a>,
    vocabulary: &'a Vocabulary,
}

impl Differ<'_> {
    /// How well two units go together; nothing for units that do not.
    fn affinity(&self, i: usize, j: usize) -> f32 {
        let (x, y) = (self.a.unit(i), self.b.unit(j));
        if x.role != y.role {
            return 0.0;
        }
        let (in_x, in_y) = (self.a.wording.words_of(i..i + 1), self.b.wording.words_of(j..j + 1));
        match (in_x, in_y) {
            ([], []) if self.same_print(i, j) => 0.5,
            ([one], [other]) if one.key == other.key => 1.0 + self.vocabulary.weight(one.key),
            ([one], [other]) if self.vocabulary.are_kin(one.key, other.key) => 1.0,
            _ if self.same_words(i, j) => 3.0,
            _ => 0.0,
        }
    }

    /// Whether two units are the same words, however they are written.
    fn same_words(&self, i: usize, j: usize) -> bool {
        let (x, y) = (self.a.wording.words_of(i..i + 1), self.b.wording.words_of(j..j + 1));
        !x.is_empty() && x.iter().map(|w| w.key).eq(y.iter().map(|w| w.key))
    }

    /// Whether two units are printed alike, but for case and the form of marks.
    fn same_print(&self, i: usize, j: usize) -> bool {
        let print = |side: &Side, at: usize| fold(side.article.slice(side.unit(at).span));
        let (x, y) = (print(&self.a, i), print(&self.b, j));
        x == y || (is_quote(&x) && is_quote(&y)) || (is_dash(&x) && is_dash(&y))
    }

    /// Matches the units of a gap, as many and as telling as can be.
    fn fill(&self, a: Range<usize>, b: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let width = b.len() + 1;
        if a.is_empty() || b.is_empty() || a.len() * width > CELLS {
            return;
        }
        let mut best = vec![0.0_f32; (a.len() + 1) * width];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                let affinity = self.affinity(a.start + i, b.start + j);
                let both = if affinity > 0.0 { affinity + best[(i + 1) * width + j + 1] } else { 0.0 };
                best[i * width + j] = both.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            let here = best[i * width + j];
            let affinity = self.affinity(a.start + i, b.start + j);
            if affinity > 0.0 && here <= affinity + best[(i + 1) * width + j + 1] {
                pairs.push((a.start + i, b.start + j));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }

    /// Makes runs of the matched units and of what lies between them.
    fn join(&self, pairs: &[(usize, usize)]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let (mut i, mut j) = (0, 0);
        // how many blocks there are up to the last one that nothing joins
        let mut alone = 0;
        let end = (self.a.wording.units.len(), self.b.wording.units.len());
        for &(x, y) in pairs.iter().chain([&end]) {
            push(&mut blocks, alone, i..x, j..y, false);
            if (x, y) != end {
                if self.same_print(x, y) {
                    push(&mut blocks, alone, x..x + 1, y..y + 1, true);
                } else if self.same_words(x, y) {
                    // one word in two spellings stands alone, whatever differs beside it
                    blocks.push(Block { op: Op::Replace, a: x..x + 1, b: y..y + 1 });
                    alone = blocks.len();
                } else {
                    push(&mut blocks, alone, x..x + 1, y..y + 1, false);
                }
            }
            (i, j) = (x + 1, y + 1);
        }
        blocks
    }
}

/// Adds a run to the last block, if it is of the same sort and not among the first `alone`, or as a new one.
fn push(blocks: &mut Vec<Block>, alone: usize, a: Range<usize>, b: Range<usize>, equal: bool) {
    if a.is_empty() && b.is_empty() {
        return;
    }
    let op = |a: &Range<usize>, b: &Range<usize>| match (a.is_empty(), b.is_empty()) {
        _ if equal => Op::Equal,
        (true, _) => Op::Insert,
        (_, true) => Op::Delete,
        _ => Op::Replace,
    };
    match blocks.get_mut(alone..).and_then(|open| open.last_mut()) {
        Some(last) if (last.op == Op::Equal) == equal => {
            last.a.end = a.end;
            last.b.end = b.end;
            last.op = op(&last.a, &last.b);
        }
        _ => blocks.push(Block { op: op(&a, &b), a, b }),
    }
}

fn is_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "“" | "”" | "‘" | "’" | "''" | "``")
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "--" | "–" | "—" | "―")
}

/// Whether none of some units is a word.
pub(super) fn only_marks(wording: &Wording, units: &Range<usize>) -> bool {
    let units = wording.units.get(units.clone()).unwrap_or_default();
    units.iter().all(|unit| !matches!(unit.role, Role::Word | Role::Inserted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        align::{Side, Vocabulary, tests::read},
        article::Article,
        lexicon::Lexicon,
    };

    /// Words, numbers and marks in the order of a seed.
    fn said(seed: usize) -> String {
        const UNITS: [&str; 9] = ["the", "herring", "pilots", "pilot", "can't", ",", "–", "cannot", "1"];
        let units = (0..3 + seed % 3).map(|at| UNITS[(seed * seed + at * (seed / 9 + 4)) % UNITS.len()]);
        units.collect::<Vec<_>>().join(" ")
    }

    /// The most that the units of two gaps can be worth to one another, of all ways to match them in order.
    fn most(differ: &Differ, a: Range<usize>, b: Range<usize>) -> f32 {
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        let (next_a, next_b) = (a.start + 1..a.end, b.start + 1..b.end);
        let both = differ.affinity(a.start, b.start) + most(differ, next_a.clone(), next_b.clone());
        both.max(most(differ, next_a, b.clone())).max(most(differ, a, next_b))
    }

    /// Does something with two sides.
    fn with_sides<T>(a: &str, b: &str, make: impl FnOnce(&Differ) -> T) -> T {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let mut vocabulary = Vocabulary::new(lexicon);
        let [a, b]: [(Article, Wording); 2] = [a, b].map(|said| read(said, lexicon, &mut vocabulary));
        vocabulary.weigh();
        let side = |(article, wording)| Side { article, wording };
        let (a, b) = (side((&a.0, &a.1)), side((&b.0, &b.1)));
        make(&Differ { a, b, vocabulary: &vocabulary })
    }

    #[test]
    fn units_are_matched_as_tellingly_as_can_be() {
        for seed in 0..40 {
            let (a, b) = (said(seed), said(seed * 5 + 2));
            with_sides(&a, &b, |differ| {
                let (len_a, len_b) = (differ.a.wording.units.len(), differ.b.wording.units.len());
                // the first unit is left to others
                let mut pairs = Vec::new();
                differ.fill(1..len_a, 1..len_b, &mut pairs);
                let worth: f32 = pairs.iter().map(|&(i, j)| differ.affinity(i, j)).sum();
                assert!((worth - most(differ, 1..len_a, 1..len_b)).abs() < 1e-3, "{a} / {b}: {pairs:?}");
                assert!(pairs.iter().all(|&(i, j)| i > 0 && j > 0 && differ.affinity(i, j) > 0.0), "{a} / {b}");
                assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1), "{pairs:?}");
            });
        }
    }

    #[test]
    fn what_is_alike_goes_together_the_more_it_tells() {
        let worth = |a: &str, b: &str| with_sides(a, b, |differ| differ.affinity(0, 0));
        assert!(worth("herring", "Herring") > worth("the", "The"));
        assert!(worth("the", "The") > worth("pilots", "pilot"));
        assert!(worth("can't", "cannot") > worth("pilots", "pilot"));
        assert!(worth("pilots", "pilot") > worth("– so", "- so") && worth("– so", "- so") > 0.0);
        for (a, b) in [("herring", "pilots"), (", so", "– so"), (", so", "so"), ("1", "2"), ("can't", "won't")] {
            assert_eq!(worth(a, b), 0.0, "{a} / {b}");
        }
    }
}
