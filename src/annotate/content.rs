//! What a cue attributes: the words after it, before it or around it, or the quotations beside it; or nothing at all.

use std::ops::Range;

use super::{
    cue::{Form, LEVELS},
    layers::Layers,
    mention::MentionKind,
    model::{Answers, Question, bucket},
    speaker::Choice,
    tag::Tag,
};
use crate::span::Span;

/// How many ends of a content are weighed.
const ENDS: usize = 8;

/// Where a content stands beside its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// The cue attributes nothing.
    Nothing,
    /// “said the bridge was safe”
    After,
    /// “The bridge was safe, she said.”
    Before,
    /// “The bridge, she said, was safe.”
    Around,
    /// Quotations, and nothing else.
    Quotations,
}

impl Shape {
    const NAMES: &[&str] = &["nothing", "after", "before", "around", "quotations"];
}

/// One way to read what a cue attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) shape: Shape,
    /// Tokens before the cue.
    before: Range<usize>,
    /// Tokens after the cue.
    after: Range<usize>,
    /// What the content after the cue ends at.
    end: usize,
    /// How many other ends come before.
    rank: usize,
}

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
const NO_END: usize = 11;
const FRAMES: &[&str] = &[
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
const KINDS: &[&str] =
    &["pronoun", "name", "organisation", "media", "document", "individual", "group", "time", "thing", "none"];
const SHARES: &[&str] = &["below half", "half", "four in five", "nearly sure"];
const EDGES: &[&str] = &["start", "comma", "mark", "break", "word"];
const QUOTES: &[&str] = &["none", "direct beside", "inside", "others"];
const RANKS: &[&str] = &["first", "second", "third", "further"];
const LENGTHS: &[&str] = &["none", "1", "2 to 3", "4 to 6", "7 to 12", "13 to 24", "25 or more"];
const LENGTH_BOUNDS: &[usize] = &[0, 1, 2, 4, 7, 13, 25];
const GROUPS: &[&str] = &["neutral", "mental", "document", "other speech", "none"];
const TENSES: &[&str] = &["past", "third", "other"];
const YES: &[&str] = &["no", "yes"];
const OUTER: &[&str] = &["free", "after a cue", "after a strong cue"];

/// The questions about a candidate.
pub(super) const QUESTIONS: &[Question] = &[
    Question { name: "shape and level", answers: &[Shape::NAMES, LEVELS] },
    Question { name: "shape and form", answers: &[Shape::NAMES, Form::NAMES] },
    Question { name: "shape and frame", answers: &[Shape::NAMES, FRAMES] },
    Question { name: "shape, level and frame", answers: &[Shape::NAMES, LEVELS, FRAMES] },
    Question { name: "shape and kind", answers: &[Shape::NAMES, KINDS] },
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
    Question { name: "shape, kind and form", answers: &[Shape::NAMES, KINDS, Form::NAMES] },
    Question { name: "shape and headline", answers: &[Shape::NAMES, YES, LEVELS] },
];

/// The ways to read what one cue attributes, and how each answers the questions.
pub(super) struct Candidates<'a> {
    layers: &'a Layers<'a>,
    /// Place of the cue among the cues.
    at: usize,
    pub(super) list: Vec<Candidate>,
    /// The quotations that it introduces, as places in the list.
    pub(super) quotations: Vec<usize>,
    sentence: Range<usize>,
    /// Tokens of cue and subject together.
    core: Range<usize>,
    frame: usize,
    /// What stands before and after cue and subject.
    edges: (usize, usize),
    beyond: usize,
    group: usize,
    tense: usize,
    outer: usize,
}

impl<'a> Candidates<'a> {
    /// The candidates for a cue, given who says each quotation.
    pub(super) fn new(layers: &'a Layers<'a>, at: usize, choices: &[Option<Choice>]) -> Self {
        let cue = &layers.cues[at];
        let sentence = layers.reading.article.sentences[cue.sentence].tokens.clone();
        let subject = layers.subjects[at].mention.map(|m| layers.mentions[m].tokens.clone());
        let core = match &subject {
            Some(s) if cue.form == Form::According => cue.tokens.start..s.end.max(cue.tokens.end),
            Some(s) if s.start >= cue.tokens.end => cue.tokens.start..s.end,
            Some(s) => s.start..cue.tokens.end,
            None => cue.tokens.clone(),
        };
        let quotations = layers.quotations_of(at, choices);
        let mut candidates = Candidates {
            layers,
            at,
            list: Vec::with_capacity(ENDS + 4),
            quotations,
            sentence,
            core,
            frame: 0,
            edges: (0, 0),
            beyond: 0,
            group: 0,
            tense: 0,
            outer: 0,
        };
        candidates.read();
        candidates.collect();
        candidates
    }

    /// What is the same for all candidates.
    fn read(&mut self) {
        let reading = &self.layers.reading;
        let cue = &self.layers.cues[self.at];
        let v = reading.vocabulary;
        self.edges = (self.edge(self.core.start.checked_sub(1)), self.edge(Some(self.core.end)));
        self.frame = self.read_frame();
        self.beyond = self.sentence.end.saturating_sub(self.core.end);
        let c = reading.article.tokens[cue.head].classes;
        self.group = if c.any(v.neutral) {
            0
        } else if c.any(v.mental) {
            1
        } else if c.any(v.document_verb) {
            2
        } else if c.any(v.speech_verb) {
            3
        } else {
            4
        };
        let word = reading.word(cue.head);
        self.tense = if word.ends_with("ed") || c.any(v.past) { 0 } else { 2 - usize::from(word.ends_with('s')) };
        let outer = self.layers.cues[..self.at].iter().rev().take_while(|c| c.sentence == cue.sentence);
        self.outer = outer.map(|c| 1 + usize::from(c.level >= 4)).max().unwrap_or(0);
    }

    fn edge(&self, at: Option<usize>) -> usize {
        let Some(at) = at.filter(|at| self.sentence.contains(at)) else { return 0 };
        match self.layers.reading.tags[at] {
            Tag::Comma => 1,
            Tag::Mark => 2,
            Tag::Break | Tag::Colon => 3,
            Tag::Other => 0,
            _ => 4,
        }
    }

    /// What follows the cue.
    fn read_frame(&self) -> usize {
        let reading = &self.layers.reading;
        let start = self.start();
        let Some(tag) = reading.tags.get(start).filter(|_| start < self.sentence.end) else { return 11 };
        let token = &reading.article.tokens[start];
        match tag {
            _ if token.classes.any(reading.vocabulary.that) => 0,
            Tag::To => 1,
            Tag::Mark => 2,
            Tag::Subordinator | Tag::Relative => 3,
            Tag::Pronoun => 5,
            Tag::Object => 6,
            Tag::Preposition => 8,
            Tag::Comma => 9,
            Tag::Adverb => 10,
            Tag::Colon => 13,
            Tag::Verb | Tag::Infinitive | Tag::Participle | Tag::Gerund | Tag::Auxiliary => 12,
            tag if tag.is_nominal() || *tag == Tag::Determiner => {
                let next = self.layers.mentions.partition_point(|m| m.tokens.end <= start);
                let clause = self.layers.mentions[next..].iter().take(2).any(|m| {
                    m.tokens.start <= start + 12
                        && (m.tokens.end..(m.tokens.end + 2).min(self.sentence.end))
                            .any(|at| matches!(reading.tags[at], Tag::Verb | Tag::Auxiliary))
                });
                if clause { 4 } else { 7 }
            }
            Tag::Other if start + 1 >= self.sentence.end => 11,
            _ => 14,
        }
    }

    /// Where a content after the cue begins.
    fn start(&self) -> usize {
        let reading = &self.layers.reading;
        let cue = &self.layers.cues[self.at];
        let tokens = &reading.article.tokens;
        let end = self.sentence.end;
        let mut start = if cue.form == Form::According { self.core.end } else { self.core.end.max(cue.tokens.end) };
        let subject_after = self.core.end > cue.tokens.end;
        if cue.form == Form::According {
            // past the apposition of the source, to the comma
            while start < end && !matches!(reading.tags[start], Tag::Comma) {
                start += 1;
            }
            return (start + 1).min(end);
        }
        if subject_after {
            start = self.core.end;
        }
        // “said in a statement on Monday that …”
        let mut verbs = 0;
        for at in start..end.min(start + 14) {
            if reading.is_quoted(at) || verbs > 0 {
                break;
            }
            if reading.article.tokens[at].classes.any(reading.vocabulary.that) && reading.tags[at] == Tag::Subordinator
            {
                return at;
            }
            verbs += usize::from(matches!(reading.tags[at], Tag::Verb | Tag::Auxiliary | Tag::Pronoun));
        }
        // “told reporters”, “told her”
        if tokens[cue.head].classes.any(reading.vocabulary.cue_addressed) && start < end {
            if reading.tags[start] == Tag::Object {
                start += 1;
            } else if let Some(m) = self.layers.mention_at(start) {
                start = m.tokens.end;
            }
        }
        // “said Monday”, “said, however,”
        if let Some(m) = self.layers.mention_at(start).filter(|m| m.kind == MentionKind::Time && m.tokens.end < end) {
            start = m.tokens.end;
        }
        start.min(end)
    }

    fn collect(&mut self) {
        let nothing = Candidate { shape: Shape::Nothing, before: 0..0, after: 0..0, end: NO_END, rank: 0 };
        self.list.push(nothing.clone());
        if !self.quotations.is_empty() {
            self.list.push(Candidate { shape: Shape::Quotations, ..nothing.clone() });
        }
        let start = self.start();
        let ends = self.ends(start);
        for (rank, (at, end)) in ends.iter().enumerate() {
            if *at > start {
                self.list.push(Candidate {
                    shape: Shape::After,
                    before: 0..0,
                    after: start..*at,
                    end: *end,
                    rank: rank.min(3),
                });
            }
        }
        let before = self.before();
        if before.len() >= 2 {
            self.list.push(Candidate {
                shape: Shape::Before,
                before: before.clone(),
                after: 0..0,
                end: NO_END,
                rank: 0,
            });
            let start = if self.edges.1 == 1 { self.core.end + 1 } else { start };
            if let Some((at, end)) = ends.last().filter(|(at, _)| *at > start) {
                self.list.push(Candidate { shape: Shape::Around, before, after: start..*at, end: *end, rank: 0 });
            }
        }
    }

    /// The words of the sentence before cue and subject, without the comma between.
    fn before(&self) -> Range<usize> {
        let reading = &self.layers.reading;
        let mut start = self.sentence.start;
        while start < self.core.start && matches!(reading.tags[start], Tag::Coordinator | Tag::Comma) {
            start += 1;
        }
        let mut end = self.core.start;
        while end > start && matches!(reading.tags[end - 1], Tag::Comma | Tag::Break | Tag::Subordinator) {
            end -= 1;
        }
        start..end
    }

    /// The places where a content that begins at a token may end, the end of the sentence last.
    fn ends(&self, start: usize) -> Vec<(usize, usize)> {
        let reading = &self.layers.reading;
        let tags = &reading.tags;
        let mut end = self.sentence.end;
        while end > start && tags[end - 1] == Tag::Other {
            end -= 1;
        }
        let mut ends = Vec::with_capacity(ENDS + 1);
        for at in start + 1..end {
            if ends.len() == ENDS {
                break;
            }
            if reading.is_quoted(at) {
                continue;
            }
            let kind = match tags[at] {
                Tag::Comma => Some(self.comma(at, end)),
                Tag::Coordinator if tags[at - 1] != Tag::Comma => {
                    let verb = (at + 1..end.min(at + 3)).any(|t| tags[t].is_verb() || tags[t] == Tag::Auxiliary);
                    Some(if verb { 6 } else { 7 })
                }
                Tag::Break => Some(8),
                Tag::Subordinator
                    if tags[at - 1] != Tag::Comma
                        && !reading.article.tokens[at].classes.any(reading.vocabulary.that) =>
                {
                    Some(9)
                }
                _ if tags[at - 1] == Tag::Mark && at - 1 > start && reading.is_quoted(at - 2) => Some(10),
                _ => None,
            };
            if let Some(kind) = kind {
                ends.push((at, kind));
            }
        }
        ends.push((end, 0));
        ends
    }

    /// What follows a comma.
    fn comma(&self, at: usize, end: usize) -> usize {
        let tags = &self.layers.reading.tags;
        let Some(tag) = tags.get(at + 1).filter(|_| at + 1 < end) else { return 5 };
        match tag {
            Tag::Coordinator => 1,
            Tag::Relative => 2,
            Tag::Gerund | Tag::Participle | Tag::Verb => 3,
            Tag::Pronoun | Tag::Name => 4,
            _ => 5,
        }
    }

    /// The words of a candidate, in one or more pieces.
    pub(super) fn spans(&self, candidate: &Candidate) -> Vec<Span> {
        let reading = &self.layers.reading;
        let mut spans: Vec<Span> = match candidate.shape {
            Shape::Quotations => self.quotations.iter().map(|q| reading.article.quotations[*q].outer).collect(),
            _ => [&candidate.before, &candidate.after]
                .into_iter()
                .filter(|r| !r.is_empty())
                .map(|r| reading.span(r.clone()))
                .collect(),
        };
        spans.sort_unstable();
        spans
    }

    /// Answers the questions for a candidate.
    pub(super) fn describe(&self, candidate: &Candidate, out: &mut impl Answers) {
        let layers = self.layers;
        let cue = &layers.cues[self.at];
        let subject = layers.subjects[self.at];
        let shape = candidate.shape as usize;
        let (level, form) = (cue.level, cue.form as usize);
        let kind = subject.mention.map_or(KINDS.len() - 1, |m| layers.mentions[m].kind as usize);
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
        if candidate.shape == Shape::After || candidate.shape == Shape::Around {
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
        let article = self.layers.reading.article;
        let spans = self.spans(candidate);
        let inside = |span: Span| spans.iter().any(|s| s.contains(span));
        if self.quotations.iter().any(|q| inside(article.quotations[*q].span)) {
            return 2;
        }
        let first = article.quotations.partition_point(|q| q.outer.end <= spans.first().map_or(0, |s| s.start));
        let others = article.quotations[first..].iter().take(4).any(|q| inside(q.span));
        if others || !self.quotations.is_empty() { 3 } else { 0 }
    }
}
