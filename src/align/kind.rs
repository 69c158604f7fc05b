//! The kinds of difference between two versions of an utterance, decided on the words as printed.

use std::ops::Range;

use serde::Serialize;

use super::{
    change::{Change, Op},
    diff::{self, Block, Side},
    hedge::{Hedged, Hedges, Place},
    matching::Matching,
    wording::{Key, Role, Vocabulary, Word, Wording},
};

/// Words that the shorter version must have, for its full stop to claim that the speaker stopped there. Shorter ones
/// are fragments, whose full stop belongs to the outlet's own sentence.
const CLAIM: usize = 5;

/// Weight of the words that must stand in another place for the order to be another one: a rare word, or two common ones.
const MOVED: f32 = 7.5;

/// How many more words one version has at an end that both word differently, for the other to be cut there as well.
const CUT: usize = 4;

/// A kind of difference. Those that change what was said come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One denies what the other does not.
    Negation,
    /// Another figure.
    Number,
    /// One leaves out the words that limit the claim.
    HedgeDropped,
    /// A full stop where the speaker went on.
    ClosedEarly,
    /// The same words, another speaker.
    Speaker,
    /// Other words.
    Reworded,
    /// Words left out in the middle, without a mark.
    Omission,
    /// The same words in another order.
    Reordered,
    /// Told in the outlet's own words here, quoted there.
    Paraphrase,
    /// It begins later.
    TruncatedStart,
    /// It ends earlier.
    TruncatedEnd,
    /// Words left out, with a mark.
    Ellipsis,
    /// Words that the outlet put in brackets.
    Bracket,
    /// “don't” and “do not”.
    Contraction,
    /// House spelling.
    Spelling,
    /// Other marks.
    Punctuation,
    /// No difference.
    Identical,
}

impl Kind {
    /// As in the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Negation => "negation",
            Kind::Number => "number",
            Kind::HedgeDropped => "hedge-dropped",
            Kind::ClosedEarly => "closed-early",
            Kind::Speaker => "speaker",
            Kind::Reworded => "reworded",
            Kind::Omission => "omission",
            Kind::Reordered => "reordered",
            Kind::Paraphrase => "paraphrase",
            Kind::TruncatedStart => "truncated-start",
            Kind::TruncatedEnd => "truncated-end",
            Kind::Ellipsis => "ellipsis",
            Kind::Bracket => "bracket",
            Kind::Contraction => "contraction",
            Kind::Spelling => "spelling",
            Kind::Punctuation => "punctuation",
            Kind::Identical => "identical",
        }
    }

    /// In plain words.
    pub fn describe(self) -> &'static str {
        match self {
            Kind::Negation => "one denies what the other does not",
            Kind::Number => "another figure",
            Kind::HedgeDropped => "a hedge is left out",
            Kind::ClosedEarly => "full stop where the speaker went on",
            Kind::Speaker => "another speaker",
            Kind::Reworded => "other words",
            Kind::Omission => "words left out, not marked",
            Kind::Reordered => "another order",
            Kind::Paraphrase => "in the outlet's own words",
            Kind::TruncatedStart => "begins later",
            Kind::TruncatedEnd => "ends earlier",
            Kind::Ellipsis => "cut, and marked so",
            Kind::Bracket => "insertion, marked with brackets",
            Kind::Contraction => "shortened forms",
            Kind::Spelling => "house spelling",
            Kind::Punctuation => "punctuation only",
            Kind::Identical => "the same words",
        }
    }

    /// Whether a careful reader would call it another wording: not an honest mark, a cut at an end or house style.
    pub fn is_variance(self) -> bool {
        use Kind::{HedgeDropped, Negation, Number, Omission, Reordered, Reworded};
        matches!(self, Negation | Number | HedgeDropped | Reworded | Omission | Reordered)
    }

    /// Whether it can change what was said.
    pub fn changes_meaning(self) -> bool {
        use Kind::{ClosedEarly, HedgeDropped, Negation, Number, Speaker};
        matches!(self, Negation | Number | HedgeDropped | ClosedEarly | Speaker)
    }
}

/// How two versions differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The kinds of difference, those that change what was said first; never empty.
    pub kinds: Vec<Kind>,
    /// How much of the two is the same, by weight: twice the common words over all words, 0 to 1.
    pub similarity: f32,
    /// The difference word by word.
    pub diff: Vec<Change>,
    /// What either side lacks: cuts at an end, omissions and hedges that the other side has.
    pub lacks: [Vec<Kind>; 2],
    /// How many words the two have in common.
    pub common: usize,
}

/// Says how two versions differ.
pub fn compare(a: Side, b: Side, matching: &Matching, vocabulary: &Vocabulary, hedges: &Hedges) -> Comparison {
    let blocks = diff::blocks(a, b, matching, vocabulary);
    let mass = |words: &[Word]| words.iter().map(|word| vocabulary.weight(word.key)).sum::<f32>();
    let mut judge = Judge {
        a,
        b,
        vocabulary,
        hedges,
        blocks: &blocks,
        kinds: Vec::new(),
        lacks: Default::default(),
        hedged: Default::default(),
    };
    judge.run();
    let (mut kinds, lacks) = (judge.kinds, judge.lacks);
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        kinds.push(Kind::Identical);
    }
    let common: f32 = blocks
        .iter()
        .filter(|block| block.op == Op::Equal)
        .map(|block| mass(a.wording.words_of(block.a.clone())))
        .fold(0.0, |all, mass| all + mass);
    let all = mass(&a.wording.words) + mass(&b.wording.words);
    let similarity = if all > 0.0 { (2.0 * common / all).min(1.0) } else { 0.0 };
    Comparison { kinds, similarity, diff: diff::changes(a, b, &blocks), lacks, common: matching.pairs.len() }
}

struct Judge<'a> {
    a: Side<'a>,
    b: Side<'a>,
    vocabulary: &'a Vocabulary,
    hedges: &'a Hedges<'a>,
    blocks: &'a [Block],
    kinds: Vec<Kind>,
    lacks: [Vec<Kind>; 2],
    /// Hedges of either side where the two differ.
    hedged: [Hedged; 2],
}

impl Judge<'_> {
    fn run(&mut self) {
        let moved = self.moved();
        if !moved.is_empty() {
            self.kinds.push(Kind::Reordered);
        }
        let common = |block: &Block| block.op == Op::Equal && !diff::only_marks(self.a.wording, &block.a);
        let first = self.blocks.iter().position(common).unwrap_or(0);
        let last = self.blocks.iter().rposition(common).unwrap_or(self.blocks.len());
        for (at, block) in self.blocks.iter().enumerate() {
            if block.op == Op::Equal {
                continue;
            }
            let place = if at < first {
                Place::Start
            } else if at > last {
                Place::End
            } else {
                Place::Middle
            };
            self.block(block, place, &moved);
            for (hedged, (side, units)) in self.hedged.iter_mut().zip([(self.a, &block.a), (self.b, &block.b)]) {
                let found = self.hedges.of(side, units, place);
                hedged.opening |= found.opening;
                hedged.limit |= found.limit;
            }
        }
        if !moved.is_empty() && self.left_over(&moved) {
            self.kinds.push(Kind::Reworded);
        }
        if self.kinds.contains(&Kind::Reworded) {
            self.kinds.retain(|kind| *kind != Kind::Punctuation);
        }
        let [a, b] = self.hedged;
        let more = |x: Hedged, y: Hedged| (x.opening && !y.opening) || (x.limit && !y.limit);
        for (side, dropped) in [(0, more(b, a)), (1, more(a, b))] {
            if dropped {
                self.kinds.push(Kind::HedgeDropped);
                self.lacks[side].push(Kind::HedgeDropped);
            }
        }
    }

    fn block(&mut self, block: &Block, place: Place, moved: &[Key]) {
        let words_a = self.a.wording.words_of(block.a.clone());
        let words_b = self.b.wording.words_of(block.b.clone());
        let (inserted, omits) = (self.has(block, Role::Inserted), self.has(block, Role::Ellipsis));
        if inserted {
            self.kinds.push(Kind::Bracket);
        }
        if omits {
            self.kinds.push(Kind::Ellipsis);
        }
        match (words_a.is_empty(), words_b.is_empty()) {
            (true, true) if inserted || omits => {}
            (true, true) => self.marks(block, place),
            (false, true) => self.one_sided([self.a, self.b], [&block.a, &block.b], 1, place, moved),
            (true, false) => self.one_sided([self.b, self.a], [&block.b, &block.a], 0, place, moved),
            (false, false) => self.replaced(block, place, moved),
        }
    }

    /// Only marks differ. At the very end a comma or a full stop belongs to the outlet's own sentence, as it goes on or ends.
    fn marks(&mut self, block: &Block, place: Place) {
        let ends = (self.a.text(&block.a), self.b.text(&block.b));
        let own = matches!((ends.0.as_str(), ends.1.as_str()), ("," | ".", "," | ".") | ("", ",") | (",", ""));
        if place != Place::End || !own {
            self.kinds.push(Kind::Punctuation);
        }
    }

    /// Words that one version has and the other, whose place among the two is `lacking`, has not.
    fn one_sided(
        &mut self,
        [longer, shorter]: [Side; 2],
        [more, less]: [&Range<usize>; 2],
        lacking: usize,
        place: Place,
        moved: &[Key],
    ) {
        let words = longer.wording.words_of(more.clone());
        if self.is_moved(words, moved) {
            return;
        }
        let rest = shorter.wording.units.get(less.clone()).unwrap_or_default();
        let has = |role: Role| rest.iter().any(|unit| unit.role == role);
        if has(Role::Ellipsis) {
            return;
        }
        let kind = match place {
            Place::Start => Kind::TruncatedStart,
            Place::End => {
                let stops = rest.first().is_some_and(|unit| unit.role == Role::Stop);
                let goes_on = longer.wording.units.get(more.start).is_some_and(|unit| unit.role != Role::Stop);
                let claims = shorter.wording.words.len() >= CLAIM;
                if stops && goes_on && claims { Kind::ClosedEarly } else { Kind::TruncatedEnd }
            }
            // what stands in brackets stands for what was left out
            Place::Middle if has(Role::Inserted) => return,
            Place::Middle => {
                if words.iter().any(|word| self.vocabulary.is_negation(word.key)) {
                    self.kinds.push(Kind::Negation);
                }
                let telling = words.len() > 2 || words.iter().any(|word| self.vocabulary.is_content(word.key));
                if telling { Kind::Omission } else { Kind::Reworded }
            }
        };
        self.kinds.push(kind);
        if kind != Kind::Reworded {
            self.lacks[lacking].push(kind);
        }
    }

    /// Other words on each side.
    fn replaced(&mut self, block: &Block, place: Place, moved: &[Key]) {
        let words_a = self.a.wording.words_of(block.a.clone());
        let words_b = self.b.wording.words_of(block.b.clone());
        if letters(&self.a.text(&block.a)) == letters(&self.b.text(&block.b)) {
            self.kinds.push(Kind::Spelling);
            return;
        }
        if self.same_words(block) {
            let units = |wording: &Wording, units: &Range<usize>| {
                wording.units[units.clone()].iter().filter(|unit| !unit.words.is_empty()).count()
            };
            let shortened = units(self.a.wording, &block.a) != units(self.b.wording, &block.b);
            self.kinds.push(if shortened { Kind::Contraction } else { Kind::Spelling });
            return;
        }
        if self.is_moved(words_a, moved) && self.is_moved(words_b, moved) {
            return;
        }
        // an end that one version only begins to tell in other words
        let (long, short) =
            if words_a.len() > words_b.len() { (words_a.len(), words_b.len()) } else { (words_b.len(), words_a.len()) };
        if place != Place::Middle && long >= short + CUT {
            self.kinds.push(if place == Place::Start { Kind::TruncatedStart } else { Kind::TruncatedEnd });
        }
        let numbers = |words: &[Word]| -> Vec<Key> {
            let mut found: Vec<Key> =
                words.iter().map(|w| w.key).filter(|key| self.vocabulary.is_number(*key)).collect();
            found.sort_unstable();
            found
        };
        let (in_a, in_b) = (numbers(words_a), numbers(words_b));
        if in_a != in_b && !in_a.is_empty() && !in_b.is_empty() {
            self.kinds.push(Kind::Number);
        }
        let denials = |words: &[Word]| words.iter().filter(|w| self.vocabulary.is_negation(w.key)).count();
        if denials(words_a) % 2 != denials(words_b) % 2 {
            self.kinds.push(Kind::Negation);
        }
        if !self.has(block, Role::Inserted) {
            self.kinds.push(Kind::Reworded);
        }
    }

    fn has(&self, block: &Block, role: Role) -> bool {
        let any =
            |side: &Side, units: &Range<usize>| side.wording.units[units.clone()].iter().any(|unit| unit.role == role);
        any(&self.a, &block.a) || any(&self.b, &block.b)
    }

    /// Whether the two sides of a block are the same words, written in another way.
    fn same_words(&self, block: &Block) -> bool {
        let keys = |side: &Side, units: &Range<usize>| -> Vec<Key> {
            side.wording.words_of(units.clone()).iter().map(|word| word.key).collect()
        };
        keys(&self.a, &block.a) == keys(&self.b, &block.b)
    }

    /// Content words that both versions have, but in another place.
    fn moved(&self) -> Vec<Key> {
        let loose = |side: &Side, of: fn(&Block) -> Range<usize>| -> Vec<Key> {
            let blocks = self.blocks.iter().filter(|block| block.op != Op::Equal && !self.same_words(block));
            let words = blocks.flat_map(|block| side.wording.words_of(of(block)));
            words.map(|word| word.key).filter(|key| self.vocabulary.is_content(*key)).collect()
        };
        let (in_a, in_b) = (loose(&self.a, |block| block.a.clone()), loose(&self.b, |block| block.b.clone()));
        let moved: Vec<Key> = in_a.into_iter().filter(|key| in_b.contains(key)).collect();
        let weight: f32 = moved.iter().map(|key| self.vocabulary.weight(*key)).sum();
        if weight < MOVED { Vec::new() } else { moved }
    }

    /// Whether what moved was worded differently as well.
    fn left_over(&self, moved: &[Key]) -> bool {
        let other = |side: &Side, of: fn(&Block) -> Range<usize>| {
            let blocks =
                self.blocks.iter().filter(|block| block.op != Op::Equal).map(|block| side.wording.words_of(of(block)));
            let mut words = blocks.filter(|words| self.is_moved(words, moved)).flatten();
            words.any(|word| self.vocabulary.is_content(word.key) && !moved.contains(&word.key))
        };
        other(&self.a, |block| block.a.clone()) && other(&self.b, |block| block.b.clone())
    }

    /// Whether most of some words are only in another place.
    fn is_moved(&self, words: &[Word], moved: &[Key]) -> bool {
        let content = words.iter().filter(|word| self.vocabulary.is_content(word.key));
        let (found, all) =
            content.fold((0, 0), |(found, all), word| (found + usize::from(moved.contains(&word.key)), all + 1));
        all > 0 && 3 * found >= 2 * all
    }
}

/// Only the letters and digits of some words: “cease-fire” as “ceasefire”.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
