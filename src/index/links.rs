//! Which pairs of quotations are one utterance.
//!
//! Words alone make many candidates, of which hardly any is one. What speaks for a pair at most is found out step by step,
//! the cheapest first; only what is left is aligned.

use rayon::prelude::*;

use super::{
    Passage, Reading, candidates,
    evidence::{self, Evidence},
    group::{self, Link},
    outline::{Board, Near, Outline, Shared, StemPlaces},
    story::{Sheet, Stories},
};
use crate::align::Matching;

/// How likely two quotations must be one utterance, to be shown as one.
const SURE: f32 = 0.5;

/// The pairs that are one utterance.
pub(super) fn find(reading: &Reading, stories: &Stories) -> Vec<Link> {
    let candidates = candidates::find(&reading.passages, &reading.again, &reading.vocabulary);
    let vocabulary = &reading.vocabulary;
    let outline = |places: &mut StemPlaces, passage| Outline::new(passage, vocabulary, places);
    let outlines = reading.passages.par_iter().map_init(|| StemPlaces::new(vocabulary), outline).collect();
    let finder = Finder { reading, stories, outlines };
    let of_one: Vec<&[(usize, usize)]> = candidates.chunk_by(|one, next| one.1 == next.1).collect();
    let laid_out = || (Board::new(vocabulary), Sheet::default());
    let found = of_one.par_iter().map_init(laid_out, |(board, sheet), pairs| finder.of_one(board, sheet, pairs));
    let mut links: Vec<Link> = found.collect::<Vec<Vec<Link>>>().into_iter().flatten().collect();
    // the very same words need no weighing
    for (at, again) in reading.again.iter().enumerate().filter(|(_, again)| !again.is_empty()) {
        let own = &reading.passages[at];
        if again.iter().any(|passage| passage.article != own.article) {
            let common = (0..own.wording.words.len()).map(|i| (i, i)).collect();
            links.push(Link { a: at, b: at, common, likelihood: 1.0, share: 1.0, heavier: 1.0 });
        }
    }
    group::best(links, reading.passages.len(), reading)
}

/// Two passages that may be one utterance, for all that is known.
struct Open {
    a: usize,
    b: usize,
    /// What speaks against it in any case.
    against: f32,
    shared: Shared,
    /// The most that speaks for it.
    most: Evidence,
}

struct Finder<'a> {
    reading: &'a Reading,
    stories: &'a Stories,
    /// Of each passage.
    outlines: Vec<Outline>,
}

impl Finder<'_> {
    /// The links among pairs of which all have the same second passage.
    fn of_one(&self, board: &mut Board, sheet: &mut Sheet, pairs: &[(usize, usize)]) -> Vec<Link> {
        let Some(b) = pairs.first().map(|(_, b)| *b) else { return Vec::new() };
        board.with(&self.outlines[b], |board| {
            let open: Vec<Open> = pairs.iter().filter_map(|(a, _)| self.open(board, sheet, *a, b)).collect();
            if open.is_empty() {
                return Vec::new();
            }
            board.around(self.near(b), |board| open.iter().filter_map(|pair| self.link(board, pair)).collect())
        })
    }

    /// Two passages of which the second is laid out, if what they share at most may do.
    fn open(&self, board: &Board, sheet: &mut Sheet, a: usize, b: usize) -> Option<Open> {
        let (outline, laid_out) = (&self.outlines[a], &self.outlines[b]);
        // the story of the two articles is known before a word of the two passages is looked at
        let against = self.stories.against(sheet, outline.article, laid_out.article);
        let shared = board.shared(outline);
        let most = Evidence::at_most(outline, laid_out, &shared);
        (!most.is_hopeless(against)).then_some(Open { a, b, against, shared, most })
    }

    fn near(&self, passage: usize) -> &[Near] {
        self.outlines[passage].near(&self.reading.passages[passage], &self.reading.vocabulary)
    }

    /// The link between two passages of which the second is laid out, if they are one utterance.
    fn link(&self, board: &Board, pair: &Open) -> Option<Link> {
        let Open { a, b, against, shared, most } = *pair;
        let vocabulary = &self.reading.vocabulary;
        let (outline, laid_out) = (&self.outlines[a], &self.outlines[b]);
        let context = evidence::context(board.shared_context(self.near(a)), outline.lighter_context(laid_out));
        let most = most.with_context(context);
        if most.is_hopeless(against) {
            return None;
        }
        let closer = most.with_words(outline, laid_out, &shared);
        if closer.is_hopeless(against) {
            return None;
        }
        let (one, other) = (&self.reading.passages[a], &self.reading.passages[b]);
        let relation = one.voice.relation(&other.voice);
        let [most, closer] = [most, closer].map(|most| most.with_speakers(one, other, relation));
        if most.is_hopeless(against) || closer.is_hopeless(against) {
            return None;
        }
        let best = |passage: &Passage, has: &dyn Fn(u32) -> bool| {
            let stem = |at: usize| passage.wording.words.get(at).map(|word| vocabulary.stem(word.key));
            evidence::best_of(passage, vocabulary, |at| stem(at).is_some_and(has))
        };
        let sentence = best(one, &|stem| board.has(stem)).max(best(other, &|stem| outline.has(stem)));
        if closer.with_sentences(sentence).is_hopeless(against) {
            return None;
        }
        let matching = Matching::new(&one.wording, &other.wording, vocabulary);
        let evidence = Evidence::new((one, other), &matching, relation, context, vocabulary);
        let likelihood = evidence.likelihood(against);
        (likelihood >= SURE).then(|| Link {
            a,
            b,
            common: matching.common().to_vec(),
            likelihood,
            share: matching.share(),
            heavier: matching.mass / one.mass.max(other.mass),
        })
    }
}
