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
