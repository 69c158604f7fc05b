//! What is asked about each way to read a cue.

use super::{Candidate, Candidates, Common, Shape};
use crate::annotate::{
    cue::{Form, LEVELS},
    mention::MentionKind,
    model::{Answers, Buckets, Question, Questions},
    speaker::{ENDINGS_OR_NONE, OPENINGS_OR_NONE},
};
use crate::span::Span;

const ENDINGS: &[&str] = &[
    "sentence",
    "comma and",
    "comma which",
    "comma verb",
    "comma subject",
    "comma other",
    "coordinator and verb",
    "coordinator",
    "break",
    "subordinator",
    "quotation",
    "none",
];
/// The place of none, the last of the ends.
pub(super) const NO_END: usize = ENDINGS.len() - 1;
const STARTS: &[&str] = &["at once", "that", "past the addressee", "past the time", "past a comma"];
pub(super) const FRAMES: &[&str] = &[
    "that",
    "to",
    "mark",
    "whether",
    "clause",
    "pronoun",
    "object",
    "noun phrase",
    "preposition",
    "comma",
    "adverb",
    "end",
    "verb",
    "colon",
    "other",
];
/// The frame of an infinitive.
pub(super) const TO: usize = 1;
const SHARES: &[&str] = &["below half", "half", "four in five", "nearly sure"];
const EDGES: &[&str] = &["start", "comma", "mark", "break", "word"];
const QUOTES: &[&str] = &["none", "direct beside", "inside", "others"];
const RANKS: &[&str] = &["first", "second", "third", "further"];
const LENGTHS: &[&str] = &["none", "1", "2 to 3", "4 to 6", "7 to 12", "13 to 24", "25 or more"];
pub(super) const LENGTH_OF: Buckets = Buckets::new(&[0, 1, 2, 4, 7, 13, 25]);
const GROUPS: &[&str] = &["neutral", "mental", "document", "other speech", "none"];
const TENSES: &[&str] = &["past", "third", "other"];
const YES: &[&str] = &["no", "yes"];
const OUTER: &[&str] = &["free", "after a cue", "after a strong cue"];

/// The questions about a candidate.
pub(in crate::annotate) const QUESTIONS: Questions = Questions::new(&[
    Question { name: "shape and level", answers: &[Shape::NAMES, LEVELS] },
    Question { name: "shape and form", answers: &[Shape::NAMES, Form::NAMES] },
    Question { name: "shape and frame", answers: &[Shape::NAMES, FRAMES] },
    Question { name: "shape, level and frame", answers: &[Shape::NAMES, LEVELS, FRAMES] },
    Question { name: "shape and kind", answers: &[Shape::NAMES, MentionKind::OR_NONE] },
    Question { name: "shape and share of the subject", answers: &[Shape::NAMES, SHARES] },
    Question { name: "shape and edges", answers: &[Shape::NAMES, EDGES, EDGES] },
    Question { name: "shape, edges and level", answers: &[Shape::NAMES, EDGES, LEVELS] },
    Question { name: "shape and quotations", answers: &[Shape::NAMES, QUOTES] },
    Question { name: "shape, quotations and end", answers: &[Shape::NAMES, QUOTES, ENDINGS] },
    Question { name: "end and frame", answers: &[ENDINGS, FRAMES] },
    Question { name: "end and verb inside", answers: &[ENDINGS, YES] },
    Question { name: "end and cue beyond", answers: &[ENDINGS, LEVELS] },
    Question { name: "end and rank", answers: &[ENDINGS, RANKS] },
    Question { name: "length and frame", answers: &[LENGTHS, FRAMES] },
    Question { name: "end and length beyond", answers: &[ENDINGS, LENGTHS] },
    Question { name: "shape and group", answers: &[Shape::NAMES, GROUPS, LEVELS] },
    Question { name: "shape and tense", answers: &[Shape::NAMES, TENSES, LEVELS] },
    Question { name: "shape and cues outside", answers: &[Shape::NAMES, OUTER, LEVELS] },
    Question { name: "shape, form and level", answers: &[Shape::NAMES, Form::NAMES, LEVELS] },
    Question { name: "length before and length beyond", answers: &[LENGTHS, LENGTHS] },
    Question { name: "shape and subject after", answers: &[Shape::NAMES, YES, YES] },
    Question { name: "end, form and level", answers: &[ENDINGS, Form::NAMES, LEVELS] },
    Question { name: "length and end", answers: &[LENGTHS, ENDINGS] },
    Question { name: "shape, kind and form", answers: &[Shape::NAMES, MentionKind::OR_NONE, Form::NAMES] },
    Question { name: "shape and headline", answers: &[Shape::NAMES, YES, LEVELS] },
    Question { name: "start and frame", answers: &[STARTS, FRAMES] },
    Question { name: "start, level and form", answers: &[STARTS, LEVELS, Form::NAMES] },
    Question { name: "shape, opening of the quotation and more", answers: &[Shape::NAMES, OPENINGS_OR_NONE, YES] },
    Question { name: "shape, words before the quotation and more", answers: &[Shape::NAMES, LENGTHS, YES] },
    Question {
        name: "shape, opening and ending of the quotation",
        answers: &[Shape::NAMES, OPENINGS_OR_NONE, ENDINGS_OR_NONE],
    },
]);

/// The first answers to questions of which all but the first part is the same for all candidates: what comes first in an
/// answer is added.
pub(super) struct Rows {
    /// By shape, asked before the quotations.
    before: [usize; 8],
    /// By shape, asked after them.
    after: [usize; 7],
    /// By the way the content begins.
    start: [usize; 2],
    /// By the way it ends.
    end: [usize; 2],
    /// By its length.
    length: usize,
}

impl Rows {
    pub(super) fn new(common: &Common) -> Rows {
        let Common { level, form, frame, kind, share, edges, group, tense, outer, .. } = *common;
        Rows {
            before: [
                QUESTIONS.at(0, [0, level]),
                QUESTIONS.at(1, [0, form]),
                QUESTIONS.at(2, [0, frame]),
                QUESTIONS.at(3, [0, level, frame]),
                QUESTIONS.at(4, [0, kind]),
                QUESTIONS.at(5, [0, share]),
                QUESTIONS.at(6, [0, edges.0, edges.1]),
                QUESTIONS.at(7, [0, edges.0, level]),
            ],
            after: [
                QUESTIONS.at(16, [0, group, level]),
                QUESTIONS.at(17, [0, tense, level]),
                QUESTIONS.at(18, [0, outer, level]),
                QUESTIONS.at(19, [0, form, level]),
                QUESTIONS.at(21, [0, common.subject_after, usize::from(edges.1 == 0)]),
                QUESTIONS.at(24, [0, kind, form]),
                QUESTIONS.at(25, [0, common.apart, level]),
            ],
            start: [QUESTIONS.at(26, [0, frame]), QUESTIONS.at(27, [0, level, form])],
            end: [QUESTIONS.at(10, [0, frame]), QUESTIONS.at(22, [0, form, level])],
            length: QUESTIONS.at(14, [0, frame]),
        }
    }
}

impl Candidates<'_> {
    /// Answers the questions for a candidate.
    pub(in crate::annotate) fn describe(&self, candidate: &Candidate, out: &mut impl Answers) {
        let (shape, rows) = (candidate.shape as usize, &self.rows);
        rows.before.iter().for_each(|row| out.put(row + shape));
        let quotes = self.quotes(candidate);
        out.put(QUESTIONS.at(8, [shape, quotes]));
        out.put(QUESTIONS.at(9, [shape, quotes, candidate.end]));
        rows.after.iter().for_each(|row| out.put(row + shape));
        let more = usize::from(candidate.more);
        out.put(QUESTIONS.at(28, [shape, self.common.opened, more]));
        out.put(QUESTIONS.at(29, [shape, self.common.between, more]));
        out.put(QUESTIONS.at(30, [shape, self.common.opened, self.common.ended]));
        if matches!(candidate.shape, Shape::After | Shape::Around | Shape::Predicated) {
            let (start, end, range) = (candidate.start, candidate.end, candidate.after.clone());
            let verb = usize::from(self.ground.layers.sums.of(range.clone()).predicates > 0);
            let length = LENGTH_OF.of(range.len());
            rows.start.iter().for_each(|row| out.put(row + start));
            out.put(rows.end[0] + end);
            out.put(QUESTIONS.at(11, [end, verb]));
            out.put(QUESTIONS.at(12, [end, self.level_past(range.end)]));
            out.put(QUESTIONS.at(13, [end, candidate.rank]));
            out.put(rows.length + length);
            out.put(QUESTIONS.at(15, [end, LENGTH_OF.of(self.ground.sentence.end.saturating_sub(range.end))]));
            out.put(rows.end[1] + end);
            out.put(QUESTIONS.at(23, [length, end]));
        }
        if candidate.shape == Shape::Before || candidate.shape == Shape::Around {
            out.put(QUESTIONS.at(20, [LENGTH_OF.of(candidate.before.len()), self.common.beyond]));
        }
    }

    /// The highest level of the next cues of the sentence from a token on.
    fn level_past(&self, token: usize) -> usize {
        let cues = self.ground.layers.cues.get(self.ground.layers.cues_from(token)..).unwrap_or_default();
        let next = cues.iter().take(3).take_while(|c| c.sentence == self.ground.cue.sentence);
        next.map(|c| c.level).max().unwrap_or(0)
    }

    /// Which quotations a candidate holds: its own cue's, or another's.
    fn quotes(&self, candidate: &Candidate) -> usize {
        if candidate.shape == Shape::Quotations {
            return 1;
        }
        if self.ground.quotations.is_empty() && self.nearby.is_empty() {
            return 0;
        }
        let reading = &self.ground.layers.reading;
        let quotations = &reading.article.quotations;
        let pieces = [reading.span(candidate.before.clone()), reading.span(candidate.after.clone())];
        let inside = |span: Span| pieces.iter().any(|p| p.contains(span) && !p.is_empty());
        if self.ground.quotations.iter().any(|(_, q)| inside(quotations[*q].span)) {
            return 2;
        }
        let others = quotations[self.nearby.clone()].iter().any(|q| inside(q.span));
        if others || !self.ground.quotations.is_empty() { 3 } else { 0 }
    }
}
