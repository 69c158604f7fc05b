//! Whether two quotations are one utterance: a few figures about what they share, weighed together.

use super::{
    Passage, Relation,
    outline::{Outline, Shared},
};
use crate::align::{Matching, Vocabulary};

/// What speaks for two quotations being one utterance; every figure lies between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    figures: Figures,
    fragment: bool,
    /// Whether two people may have used one phrase.
    chance: bool,
    /// How much of the two is the same words in one run, 0 to 1.
    same: f32,
}

type Figures = [f32; Evidence::NAMES.len()];

/// Content words under which a quotation is a fragment …
const FRAGMENT: usize = 3;
/// … and words.
const FRAGMENT_WORDS: usize = 7;

/// What must be shared around two fragments whose speakers are not known to be one: pairs of the very same words are not among
/// those that the weights were fitted on, so that these do not know how often two people use one phrase.
const STRANGERS: f32 = 0.3;

/// What words in a row that a cut explains must tell, for one of the two to be an excerpt of the other.
const EXCERPT: f32 = 0.6;

/// How far the same words in one run speak for themselves, whatever else the two articles tell.
const SAME: f32 = 1.5;
/// What a set phrase tells at most; the same words speak for themselves as they tell more, up to twice as much.
const PHRASE: f32 = 14.0;

/// Log odds below which two passages cannot be one utterance: a little less than one to one.
const HOPELESS: f32 = -0.004;

/// The weight of each figure, as `docs/same-words/fit.py` prints it; `docs/same-words.md` says what it was fitted on.
const WEIGHTS: Figures = [-4.44, 1.72, 0.0, 1.8, 1.13, 0.92, 1.79, 2.07, 0.0, 0.0, -1.63, 1.68];
/// The weight of each figure where one of the two is a fragment, from the same script.
const FRAGMENT_WEIGHTS: Figures = [-5.81, 0.0, 0.0, 8.67, 0.0, 6.27, 0.0, 0.0, 0.5, 0.0, -1.63, 0.0];

impl Evidence {
    /// The names of the figures, in order.
    pub const NAMES: [&'static str; 12] = [
        "one",
        "share",
        "mass",
        "ordered",
        "dense",
        "mutual",
        "sentence",
        "context",
        "around",
        "unknown",
        "different",
        "excerpt",
    ];

    /// Weighs what two passages share; `around` is what stands around both, as [`context`] has it.
    pub(super) fn new(
        (a, b): (&Passage, &Passage),
        matching: &Matching,
        relation: Relation,
        (context, around): (f32, f32),
        vocabulary: &Vocabulary,
    ) -> Evidence {
        let share = matching.share();
        let mass = grown(matching.mass, 12.0);
        let dense = density(&matching.pairs);
        let fragment = is_fragment(a.wording.words.len().min(b.wording.words.len()), matching.content);
        let figures = [
            1.0,
            share,
            mass,
            share * mass,
            dense,
            matching.mutual * grown(matching.loose_mass, 12.0),
            best_sentence(a, b, &matching.pairs, vocabulary),
            context,
            around,
            flag(relation == Relation::Unknown),
            difference(a, b, relation),
            flag(dense * mass * cut(a, b, &matching.pairs, vocabulary) >= EXCERPT),
        ];
        Evidence {
            figures,
            fragment,
            chance: is_chance(a, b, fragment, relation, around),
            same: share * dense * sameness(matching.mass),
        }
    }

    /// The most that can speak for two passages of one speaker being one utterance, whatever an alignment finds: no figure is
    /// above these, and all that can be of either size speak for it.
    pub(super) fn at_most(a: &Outline, b: &Outline, shared: &Shared) -> Evidence {
        let shared = shared.words[0].min(shared.words[1]);
        let share = share_of(a, b, shared);
        let mass = grown(shared, 12.0);
        let same = share * sameness(shared);
        let excerpt = flag(mass >= EXCERPT);
        let figures = [1.0, share, mass, share * mass, 1.0, mass, mass, 1.0, 1.0, 0.0, 0.0, excerpt];
        let fragment = is_fragment(a.words.min(b.words), a.content.min(b.content));
        Evidence { figures, fragment, chance: false, same }
    }

    /// The same, with what stands around the two, as [`context`] has it.
    pub(super) fn with_context(mut self, (context, around): (f32, f32)) -> Evidence {
        (self.figures[7], self.figures[8]) = (context, around);
        self
    }

    /// The same, once it is known how the speakers go together.
    pub(super) fn with_speakers(mut self, a: &Passage, b: &Passage, relation: Relation) -> Evidence {
        self.figures[9] = flag(relation == Relation::Unknown);
        self.figures[10] = difference(a, b, relation);
        self.chance = is_chance(a, b, self.fragment, relation, self.figures[8]);
        self
    }

    /// The same, with a closer look at the words: no alignment matches more of a stem than either passage has.
    pub(super) fn with_words(mut self, a: &Outline, b: &Outline, shared: &Shared) -> Evidence {
        let share = share_of(a, b, shared.aligned);
        let mass = grown(shared.aligned, 12.0);
        let all = grown(shared.words[0].max(shared.words[1]), 12.0);
        self.figures[1..7].copy_from_slice(&[
            share,
            mass,
            share * mass,
            1.0,
            shared.mutual * grown(shared.loose, 12.0),
            all,
        ]);
        self.figures[11] = flag(mass >= EXCERPT);
        self.same = share * sameness(shared.aligned);
        self
    }

    /// The same, with the sentences told apart: those words may match of which the other passage has the stem.
    pub(super) fn with_sentences(mut self, best: f32) -> Evidence {
        self.figures[6] = best;
        self
    }

    /// How likely the two are one utterance, 0 to 1, if so much speaks against it besides, as log odds.
    pub(super) fn likelihood(&self, against: f32) -> f32 {
        if self.chance { 0.0 } else { 1.0 / (1.0 + (-self.odds(against)).exp()) }
    }

    /// Whether the two cannot be one utterance, if this is the most that speaks for it: less likely than one to one, by what sums
    /// of the same figures may be off.
    pub(super) fn is_hopeless(&self, against: f32) -> bool {
        self.chance || self.odds(against) < HOPELESS
    }

    /// The log odds of the two being one utterance.
    fn odds(&self, against: f32) -> f32 {
        let weights = if self.fragment { &FRAGMENT_WEIGHTS } else { &WEIGHTS };
        let sum: f32 = self.figures.iter().zip(weights).map(|(figure, weight)| figure * weight).sum();
        sum - against * (1.0 - SAME * self.same).max(0.0)
    }

    /// Whether one of the two is so short that it is judged by weights of its own.
    pub fn is_fragment(&self) -> bool {
        self.fragment
    }

    /// The figures, in the order of [`Evidence::NAMES`].
    pub fn values(&self) -> &[f32] {
        &self.figures
    }
}

/// How much of what stands around two passages is the same, as a share and in all, by what it tells and what there is around
/// the one that has less.
pub(super) fn context(shared: f32, mass: f32) -> (f32, f32) {
    (if mass > 0.0 { (shared / mass).min(1.0) } else { 0.0 }, grown(shared, 12.0))
}

/// Share of the lighter of two passages.
fn share_of(a: &Outline, b: &Outline, shared: f32) -> f32 {
    let lighter = a.mass.min(b.mass);
    if lighter > 0.0 { (shared / lighter).min(1.0) } else { 0.0 }
}

/// Whether one of two passages is a fragment, by the words and the words of content of the one that has fewer.
fn is_fragment(words: usize, content: usize) -> bool {
    content < FRAGMENT && words < FRAGMENT_WORDS
}

/// Whether two people may have used one phrase.
fn is_chance(a: &Passage, b: &Passage, fragment: bool, relation: Relation, around: f32) -> bool {
    let strangers = matches!(relation, Relation::Unknown | Relation::Different);
    fragment && a.wording.words.len().max(b.wording.words.len()) < FRAGMENT_WORDS && strangers && around < STRANGERS
}

/// How far the same words in one run are more than a set phrase, by what they tell.
fn sameness(mass: f32) -> f32 {
    ((mass - PHRASE) / PHRASE).clamp(0.0, 1.0)
}

/// How far two speakers are two, 0 to 1.
fn difference(a: &Passage, b: &Passage, relation: Relation) -> f32 {
    match relation {
        Relation::Different => 1.0,
        Relation::Related => 0.25,
        // a person, and a body for which he or she does not speak
        Relation::Unknown if a.voice.is_named() && b.voice.is_named() => 1.0,
        Relation::Same | Relation::Unknown => 0.0,
    }
}

/// From 0 towards 1 as something grows; 0.63 at the scale.
fn grown(mass: f32, scale: f32) -> f32 {
    1.0 - (-mass / scale).exp()
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// How closely matched words stand together on the side where they are farther apart.
fn density(pairs: &[(usize, usize)]) -> f32 {
    let reach = |side: fn(&(usize, usize)) -> usize| {
        let places = pairs.iter().map(side);
        let (from, last) = places.fold((usize::MAX, 0), |(from, last), at| (from.min(at), last.max(at)));
        last.saturating_sub(from) + 1
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let share = |matched: usize, all: usize| matched as f32 / all as f32;
    if pairs.is_empty() { 0.0 } else { share(pairs.len(), reach(|pair| pair.0).max(reach(|pair| pair.1))) }
}

/// Weight of words beyond the common part under which it still begins or ends about where a sentence does.
const EDGE: f32 = 6.0;

/// Whether cutting explains what the two do not share: where the common part begins, one of them begins, or a sentence
/// or a mark of omission of it; where it ends, one of them ends. 1 if so on both sides, towards 0 as words are left over.
fn cut(a: &Passage, b: &Passage, pairs: &[(usize, usize)], vocabulary: &Vocabulary) -> f32 {
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return 0.0 };
    let left_over = |passage: &Passage, at: usize, before: bool| {
        let edges = passage.wording.edges();
        let words = &passage.wording.words;
        let over = if before {
            edges.iter().rev().find(|edge| **edge <= at).map(|edge| *edge..at)
        } else {
            edges.iter().find(|edge| **edge > at).map(|edge| at + 1..*edge)
        };
        let over = over.and_then(|over| words.get(over)).unwrap_or_default();
        over.iter().map(|word| vocabulary.weight(word.key)).sum::<f32>()
    };
    let start = left_over(a, first.0, true).min(left_over(b, first.1, true));
    let end = left_over(a, last.0, false).min(left_over(b, last.1, false));
    (-(start + end) / EDGE).exp()
}

/// How much of a sentence is matched, for the sentence of either passage that is matched best; short ones count less.
fn best_sentence(a: &Passage, b: &Passage, pairs: &[(usize, usize)], vocabulary: &Vocabulary) -> f32 {
    let best = |passage: &Passage, side: fn(&(usize, usize)) -> usize| {
        let mut matched = pairs.iter().map(side).peekable();
        best_of(passage, vocabulary, move |at| {
            while matched.next_if(|matched| *matched < at).is_some() {}
            matched.peek() == Some(&at)
        })
    };
    best(a, |pair| pair.0).max(best(b, |pair| pair.1))
}

/// The same of one passage, by whether each of its words is matched; asked in order.
pub(super) fn best_of(passage: &Passage, vocabulary: &Vocabulary, mut is_matched: impl FnMut(usize) -> bool) -> f32 {
    let words = &passage.wording.words;
    let sentences = passage.wording.sentences().into_iter().map(|sentence| {
        let (mut all, mut matched) = (0.0, 0.0);
        for (at, word) in sentence.clone().zip(words.get(sentence).unwrap_or_default()) {
            let weight = vocabulary.weight(word.key);
            all += weight;
            matched += if is_matched(at) { weight } else { 0.0 };
        }
        if all > 0.0 { matched / all * grown(matched, 12.0) } else { 0.0 }
    });
    sentences.fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::{super::notes::Quoted, *};
    use crate::{annotate::Annotator, article::Article, lexicon::Lexicon, parse::parse, text::Text};
    use std::sync::Arc;

    fn passage(text: &str, vocabulary: &mut Vocabulary) -> Option<Passage> {
        let lexicon = Lexicon::built_in().ok()?;
        let mut article: Article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
        Annotator::new(lexicon).ok()?.annotate(&mut article);
        let quoted = Quoted::of(&article, 0, article.quotations.first()?);
        Passage::read((0, &article), &quoted, vocabulary, &[])
    }

    /// How far cutting explains the difference between two quotations.
    fn explained(a: &str, b: &str) -> Option<f32> {
        let mut vocabulary = Vocabulary::new(Lexicon::built_in().ok()?);
        let a = passage(&format!("Lock shut\n\n“{a}” said Jonas Vik.\n"), &mut vocabulary)?;
        let b = passage(&format!("Lock shut\n\n“{b}” said Jonas Vik.\n"), &mut vocabulary)?;
        let matching = Matching::new(&a.wording, &b.wording, &vocabulary);
        Some(cut(&a, &b, &matching.pairs, &vocabulary))
    }

    #[test]
    fn a_cut_explains_what_is_missing_at_an_end() {
        let long = "The gates were never weighed, and the sluice jammed in the first frost of November,";
        assert_eq!(explained(long, "the sluice jammed in the first frost of November,"), Some(1.0));
        assert_eq!(explained(long, "The gates were never weighed … in the first frost of November,"), Some(1.0));
    }

    #[test]
    fn other_words_on_both_sides_are_no_cut() {
        let one = explained(
            "Fishermen complained that the sluice jammed in winter before anybody painted it,",
            "Nobody imagined last spring the sluice jammed because of cormorants nesting there,",
        );
        assert!(one.is_some_and(|explained| explained < 0.2), "{one:?}");
    }
}
