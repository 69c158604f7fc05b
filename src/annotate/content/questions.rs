//! What is asked about each way to read a cue.

use super::{Candidate, Candidates, Shape};
use crate::annotate::{
    cue::{Form, LEVELS},
    mention::MentionKind,
    model::{Answers, Question, bucket},
    speaker::{ENDINGS_OR_NONE, OPENINGS_OR_NONE},
    tag::Tag,
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
pub(super) const LENGTH_BOUNDS: &[usize] = &[0, 1, 2, 4, 7, 13, 25];
const GROUPS: &[&str] = &["neutral", "mental", "document", "other speech", "none"];
const TENSES: &[&str] = &["past", "third", "other"];
const YES: &[&str] = &["no", "yes"];
const OUTER: &[&str] = &["free", "after a cue", "after a strong cue"];

/// The questions about a candidate.
pub(in crate::annotate) const QUESTIONS: &[Question] = &[
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
];

impl Candidates<'_> {
    /// Answers the questions for a candidate.
    pub(in crate::annotate) fn describe(&self, candidate: &Candidate, out: &mut impl Answers) {
        let layers = self.layers;
        let cue = &layers.cues[self.at];
        let subject = layers.subjects[self.at];
        let shape = candidate.shape as usize;
        let (level, form) = (cue.level, cue.form as usize);
        let kind = subject.mention.map_or(MentionKind::NAMES.len(), |m| layers.mentions[m].kind as usize);
        out.put(0, &[shape, level]);
        out.put(1, &[shape, form]);
        out.put(2, &[shape, self.frame]);
        out.put(3, &[shape, level, self.frame]);
        out.put(4, &[shape, kind]);
        let share = subject.share;
        out.put(5, &[shape, usize::from(share >= 0.5) + usize::from(share >= 0.8) + usize::from(share >= 0.95)]);
        out.put(6, &[shape, self.edges.0, self.edges.1]);
        out.put(7, &[shape, self.edges.0, level]);
        let quotes = self.quotes(candidate);
        out.put(8, &[shape, quotes]);
        out.put(9, &[shape, quotes, candidate.end]);
        out.put(16, &[shape, self.group, level]);
        out.put(17, &[shape, self.tense, level]);
        out.put(18, &[shape, self.outer, level]);
        out.put(19, &[shape, form, level]);
        let subject_after = usize::from(self.core.end > cue.tokens.end);
        out.put(21, &[shape, subject_after, usize::from(self.edges.1 == 0)]);
        out.put(24, &[shape, kind, form]);
        let block = layers.reading.article.tokens[cue.head].block;
        out.put(25, &[shape, usize::from(!layers.is_story(block)), level]);
        let more = usize::from(candidate.more);
        out.put(28, &[shape, self.opened, more]);
        out.put(29, &[shape, self.between, more]);
        out.put(30, &[shape, self.opened, self.ended]);
        if matches!(candidate.shape, Shape::After | Shape::Around | Shape::Predicated) {
            out.put(26, &[candidate.start, self.frame]);
            out.put(27, &[candidate.start, level, form]);
            let end = candidate.end;
            let range = candidate.after.clone();
            let verb = range.clone().any(|t| matches!(layers.reading.tags[t], Tag::Verb | Tag::Auxiliary));
            let from = layers.cues.partition_point(|c| c.head < range.end);
            let beyond =
                layers.cues[from..].iter().take(3).take_while(|c| c.sentence == cue.sentence).map(|c| c.level).max();
            let length = bucket(range.len(), LENGTH_BOUNDS);
            out.put(10, &[end, self.frame]);
            out.put(11, &[end, usize::from(verb)]);
            out.put(12, &[end, beyond.unwrap_or(0)]);
            out.put(13, &[end, candidate.rank]);
            out.put(14, &[length, self.frame]);
            out.put(15, &[end, bucket(self.sentence.end.saturating_sub(range.end), LENGTH_BOUNDS)]);
            out.put(22, &[end, form, level]);
            out.put(23, &[length, end]);
        }
        if candidate.shape == Shape::Before || candidate.shape == Shape::Around {
            out.put(20, &[bucket(candidate.before.len(), LENGTH_BOUNDS), bucket(self.beyond, LENGTH_BOUNDS)]);
        }
    }

    /// Which quotations a candidate holds: its own cue's, or another's.
    fn quotes(&self, candidate: &Candidate) -> usize {
        if candidate.shape == Shape::Quotations {
            return 1;
        }
        let reading = &self.layers.reading;
        let quotations = &reading.article.quotations;
        let pieces = [reading.span(candidate.before.clone()), reading.span(candidate.after.clone())];
        let inside = |span: Span| pieces.iter().any(|p| p.contains(span) && !p.is_empty());
        if self.quotations.iter().any(|q| inside(quotations[*q].span)) {
            return 2;
        }
        let others = quotations[self.nearby.clone()].iter().any(|q| inside(q.span));
        if others || !self.quotations.is_empty() { 3 } else { 0 }
    }
}
