//! What is asked about each candidate for a speaker.

use super::{Candidate, Candidates, ENDINGS, Edges, FOLLOWING, OPENINGS, Place};
use crate::annotate::{
    cue::{Cue, Form, LEVELS},
    mention::{Mention, MentionKind},
    model::{Answers, Buckets, Question, Questions},
};
use crate::article::Quotation;

const RANKS: &[&str] = &["nearest", "second", "third", "further"];
const DISTANCES: &[&str] = &["0", "1", "2", "3", "4 to 5", "6 to 9", "10 to 19", "20 or more"];
const DISTANCE_OF: Buckets = Buckets::new(&[0, 1, 2, 3, 4, 6, 10, 20]);
const FEW: &[&str] = &["0", "1", "2 or more"];
const LENGTHS: &[&str] = &["1 to 2", "3 to 5", "6 to 9", "10 to 19", "20 or more"];
const LENGTH_OF: Buckets = Buckets::new(&[1, 3, 6, 10, 20]);
const SHARES: &[&str] = &["below half", "half", "four in five", "nearly sure"];
const YES: &[&str] = &["no", "yes"];
const SIDES: &[&str] = &["no mention", "mention first", "cue first", "no cue"];
const RIVALS: &[&str] = &["none", "0 after comma", "0", "1 to 2", "3 to 5", "6 or more"];

/// The questions about a candidate.
pub(in crate::annotate) const QUESTIONS: Questions = Questions::new(&[
    Question { name: "place and form", answers: &[Place::NAMES, Form::OR_NONE] },
    Question { name: "place and level", answers: &[Place::NAMES, LEVELS] },
    Question { name: "place and distance of the cue", answers: &[Place::NAMES, DISTANCES] },
    Question { name: "place and sentences between", answers: &[Place::NAMES, FEW] },
    Question { name: "place and rank", answers: &[Place::NAMES, RANKS] },
    Question { name: "place and opening", answers: &[Place::NAMES, OPENINGS] },
    Question { name: "place and ending", answers: &[Place::NAMES, ENDINGS] },
    Question { name: "place and following", answers: &[Place::NAMES, FOLLOWING] },
    Question { name: "place and capital", answers: &[Place::NAMES, YES] },
    Question { name: "place and length", answers: &[Place::NAMES, LENGTHS] },
    Question { name: "place and kind", answers: &[Place::NAMES, MentionKind::OR_NONE] },
    Question { name: "place and distance of the mention", answers: &[Place::NAMES, DISTANCES] },
    Question { name: "place and share of the subject", answers: &[Place::NAMES, SHARES] },
    Question { name: "place, order and form", answers: &[Place::NAMES, SIDES, Form::OR_NONE] },
    Question { name: "place and verbs between", answers: &[Place::NAMES, FEW] },
    Question { name: "place and rival quotation", answers: &[Place::NAMES, RIVALS] },
    Question { name: "place, ending and following", answers: &[Place::NAMES, ENDINGS, FOLLOWING] },
    Question { name: "place, opening and sentences between", answers: &[Place::NAMES, OPENINGS, FEW] },
    Question { name: "place, distance and level", answers: &[Place::NAMES, DISTANCES, LEVELS] },
    Question { name: "place and running", answers: &[Place::NAMES, YES] },
    Question {
        name: "place, distance of the mention and distance of the cue",
        answers: &[Place::NAMES, DISTANCES, DISTANCES],
    },
]);

/// The place of none behind the forms of cues.
const NO_FORM: usize = Form::NAMES.len();
/// The place of none behind the kinds of mentions.
const NO_KIND: usize = MentionKind::NAMES.len();

/// The first answers to questions of which all but the place is the same for all candidates: the place is added.
pub(super) struct Rows {
    /// What stands before the quotation, how it ends, what follows, how it begins and how long it is.
    quotation: [usize; 5],
    ends: usize,
    running: usize,
}

impl Rows {
    pub(super) fn new(quotation: &Quotation, edges: &Edges, capital: bool) -> Rows {
        Rows {
            quotation: [
                QUESTIONS.at(5, [0, edges.opening]),
                QUESTIONS.at(6, [0, edges.ending]),
                QUESTIONS.at(7, [0, edges.following]),
                QUESTIONS.at(8, [0, usize::from(capital)]),
                QUESTIONS.at(9, [0, LENGTH_OF.of(edges.inner.len())]),
            ],
            ends: QUESTIONS.at(16, [0, edges.ending, edges.following]),
            running: QUESTIONS.at(19, [0, usize::from(quotation.continues.is_some())]),
        }
    }
}

impl Candidates<'_> {
    /// Answers the questions for a candidate.
    pub(in crate::annotate) fn describe(&self, candidate: &Candidate, out: &mut impl Answers) {
        let place = candidate.place as usize;
        let cue = candidate.cue.map(|at| &self.layers.cues[at]);
        let mention = candidate.mention.map(|at| &self.layers.mentions[at]);
        let form = cue.map_or(NO_FORM, |c| c.form as usize);
        let level = cue.map_or(0, |c| c.level);
        let cue_distance = cue.map_or(0, |c| DISTANCE_OF.of(self.distance(c.tokens.start, c.tokens.end)));
        let mention_distance = mention.map_or(0, |m| DISTANCE_OF.of(self.distance(m.tokens.start, m.tokens.end)));
        out.put(QUESTIONS.at(0, [place, form]));
        out.put(QUESTIONS.at(1, [place, level]));
        out.put(QUESTIONS.at(2, [place, cue_distance]));
        let sentences = self.sentences_between(cue, mention);
        out.put(QUESTIONS.at(3, [place, sentences]));
        out.put(QUESTIONS.at(4, [place, candidate.rank]));
        self.rows.quotation.iter().for_each(|row| out.put(row + place));
        out.put(QUESTIONS.at(10, [place, mention.map_or(NO_KIND, |m| m.kind as usize)]));
        out.put(QUESTIONS.at(11, [place, mention_distance]));
        let share = candidate.cue.map_or(0.0, |at| self.layers.subjects[at].share);
        out.put(
            QUESTIONS
                .at(12, [place, usize::from(share >= 0.5) + usize::from(share >= 0.8) + usize::from(share >= 0.95)]),
        );
        let order = match (mention, cue) {
            (None, _) => 0,
            (Some(_), None) => 3,
            (Some(m), Some(c)) => 1 + usize::from(m.tokens.start > c.head),
        };
        out.put(QUESTIONS.at(13, [place, order, form]));
        out.put(QUESTIONS.at(14, [place, self.verbs_between(cue).min(2)]));
        out.put(QUESTIONS.at(15, [place, self.rival(candidate.place, cue, mention)]));
        out.put(self.rows.ends + place);
        out.put(QUESTIONS.at(17, [place, self.edges.opening, sentences]));
        out.put(QUESTIONS.at(18, [place, cue_distance, level]));
        out.put(self.rows.running + place);
        out.put(QUESTIONS.at(20, [place, mention_distance, cue_distance]));
    }

    /// How many tokens lie between the quotation and some tokens.
    fn distance(&self, start: usize, end: usize) -> usize {
        if start >= self.edges.last { start - self.edges.last } else { self.edges.first.saturating_sub(end) }
    }

    fn sentences_between(&self, cue: Option<&Cue>, mention: Option<&Mention>) -> usize {
        let Some(at) = cue.map(|c| c.sentence).or(mention.map(|m| m.sentence)) else { return 0 };
        let (own, own_end) = self.sentences;
        let between = if at > own_end { at - own_end } else { own.saturating_sub(at) };
        between.min(2)
    }

    /// How many verbs stand between the cue and the quotation.
    fn verbs_between(&self, cue: Option<&Cue>) -> usize {
        let Some(cue) = cue else { return 0 };
        let between = if cue.head >= self.edges.last {
            self.edges.last..cue.tokens.start
        } else {
            cue.tokens.end..self.edges.first
        };
        if between.len() > 30 {
            return 2;
        }
        self.layers.sums.of(between).verbs as usize
    }

    /// How near the cue is to the quotation on its other side, which may want it.
    fn rival(&self, place: Place, cue: Option<&Cue>, mention: Option<&Mention>) -> usize {
        let (start, end) = match (cue, mention) {
            (Some(c), Some(m)) => (c.tokens.start.min(m.tokens.start), c.tokens.end.max(m.tokens.end)),
            (Some(c), None) => (c.tokens.start, c.tokens.end),
            (None, Some(m)) => (m.tokens.start, m.tokens.end),
            (None, None) => return 0,
        };
        let distance = match place {
            Place::Before if self.gap_before > self.block.start => start.saturating_sub(self.gap_before),
            Place::After if self.gap_after < self.block.end => self.gap_after.saturating_sub(end),
            _ => return 0,
        };
        let comma = place == Place::Before && self.layers.ends_with_comma(self.gap_before);
        match distance {
            0 if comma => 1,
            0 => 2,
            1..=2 => 3,
            3..=5 => 4,
            _ => 5,
        }
    }
}
