//! What a cue attributes: the words after it, before it or around it, or the quotations beside it; or nothing at all.

mod questions;

use std::ops::Range;

use super::{
    cue::{Form, USUAL},
    layers::Layers,
    mention::MentionKind,
    model::bucket,
    speaker::{Choice, ENDINGS, OPENINGS, ending, opening},
    tag::Tag,
};
use crate::span::Span;
pub(super) use questions::QUESTIONS;
use questions::{LENGTH_BOUNDS, NO_END, TO};

/// How many tokens of a sentence are read on either side of a cue.
const WINDOW: usize = 160;

/// How many cues of a sentence are looked back upon.
const NEAR: usize = 24;

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
    /// “The bridge is said to be safe”: the subject belongs to the content, and nobody is named.
    Predicated,
}

impl Shape {
    const NAMES: &[&str] = &["nothing", "after", "before", "around", "quotations", "predicated"];
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
    /// What the content after the cue begins at.
    start: usize,
    /// Whether the quotations that the cue introduces elsewhere belong to it as well.
    more: bool,
}

/// The quotations of its paragraph that each cue introduces.
pub(super) struct Introduced(Vec<(usize, usize)>);

impl Introduced {
    pub(super) fn new(layers: &Layers, choices: &[Option<Choice>]) -> Introduced {
        let article = layers.reading.article;
        let cue_of = |choice: &Option<Choice>| choice.and_then(|c| c.cue);
        let pairs = choices.iter().enumerate().filter_map(|(at, choice)| Some((cue_of(choice)?, at)));
        let block = |cue: usize| article.tokens[layers.cues[cue].head].block;
        let mut pairs: Vec<(usize, usize)> =
            pairs.filter(|(cue, at)| block(*cue) == article.quotations[*at].block).collect();
        pairs.sort_unstable();
        Introduced(pairs)
    }

    /// The quotations that a cue introduces, in order.
    pub(super) fn of(&self, cue: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.0.partition_point(|(c, _)| *c < cue);
        self.0[first..].iter().take_while(move |(c, _)| *c == cue).map(|(_, q)| *q)
    }
}

/// The ways to read what one cue attributes, and how each answers the questions.
pub(super) struct Candidates<'a> {
    layers: &'a Layers<'a>,
    /// Place of the cue among the cues.
    at: usize,
    pub(super) list: Vec<Candidate>,
    /// The quotations that it introduces, as places in the list.
    pub(super) quotations: Vec<usize>,
    /// The quotations of its sentence.
    nearby: Range<usize>,
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
    /// What stands before the first of its quotations, how many words lie between, and how it ends.
    opened: usize,
    between: usize,
    ended: usize,
}

impl<'a> Candidates<'a> {
    /// The candidates for a cue, given which quotations each cue introduces.
    pub(super) fn new(layers: &'a Layers<'a>, at: usize, introduced: &Introduced) -> Self {
        let cue = &layers.cues[at];
        let sentence = &layers.reading.article.sentences[cue.sentence].tokens;
        let sentence = sentence.start.max(cue.head.saturating_sub(WINDOW))
            ..sentence.end.min(cue.head + WINDOW).max(cue.tokens.end);
        let subject = layers.subjects[at].mention.map(|m| layers.mentions[m].tokens.clone());
        let core = match &subject {
            Some(s) if cue.form == Form::According => cue.tokens.start..s.end.max(cue.tokens.end),
            Some(s) if s.start >= cue.tokens.end => cue.tokens.start..s.end,
            Some(s) => s.start..cue.tokens.end,
            None => cue.tokens.clone(),
        };
        let quotations = introduced.of(at).collect();
        let words = layers.reading.span(sentence.clone());
        let all = &layers.reading.article.quotations;
        let first = all.partition_point(|q| q.outer.start < words.start);
        let nearby = first..first + all[first..].partition_point(|q| q.outer.start < words.end);
        let mut candidates = Candidates {
            layers,
            at,
            list: Vec::with_capacity(ENDS + 4),
            quotations,
            nearby,
            sentence,
            core,
            frame: 0,
            edges: (0, 0),
            beyond: 0,
            group: 0,
            tense: 0,
            outer: 0,
            opened: OPENINGS.len(),
            between: 0,
            ended: ENDINGS.len(),
        };
        let starts = candidates.starts();
        candidates.read(&starts);
        candidates.collect(&starts);
        candidates
    }

    /// What is the same for all candidates.
    fn read(&mut self, starts: &[(usize, usize)]) {
        let reading = &self.layers.reading;
        let cue = &self.layers.cues[self.at];
        let v = reading.vocabulary;
        self.edges = (self.edge(self.core.start.checked_sub(1)), self.edge(Some(self.core.end)));
        self.frame = self.read_frame(starts);
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
        let outer = self.layers.cues[..self.at].iter().rev().take(NEAR).take_while(|c| c.sentence == cue.sentence);
        self.outer = outer.map(|c| 1 + usize::from(c.level >= USUAL)).max().unwrap_or(0);
        if let Some(quotation) = self.quotations.first().map(|q| &reading.article.quotations[*q]) {
            let first = reading.article.token_from(quotation.outer.start);
            self.opened = opening(self.layers, quotation, first);
            self.between = bucket(first.saturating_sub(self.core.end), LENGTH_BOUNDS);
            self.ended = ending(self.layers, quotation, reading.article.token_from(quotation.outer.end));
        }
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
    fn read_frame(&self, starts: &[(usize, usize)]) -> usize {
        let reading = &self.layers.reading;
        let start = starts.first().map_or(self.sentence.end, |s| s.0);
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

    /// Where a content after the cue may begin: at once (past whom it is said to, and when), and at a “that” further on.
    fn starts(&self) -> Vec<(usize, usize)> {
        let reading = &self.layers.reading;
        let cue = &self.layers.cues[self.at];
        let end = self.sentence.end;
        let mut start = self.core.end.max(cue.tokens.end);
        if cue.form == Form::According {
            // past the apposition of the source, to the comma
            while start < end && reading.tags[start] != Tag::Comma {
                start += 1;
            }
            return vec![((start + 1).min(end), 4)];
        }
        let mut starts = Vec::with_capacity(3);
        let mut kind = 0;
        let plain = start;
        // “told reporters”, “told her”
        if reading.article.tokens[cue.head].classes.any(reading.vocabulary.cue_addressed) && start < end {
            let past = match self.layers.mention_at(start) {
                Some(m) => m.tokens.end,
                None => start + usize::from(reading.tags[start] == Tag::Object),
            };
            if past > start {
                (start, kind) = (past, 2);
            }
        }
        // “said Monday”
        if let Some(m) = self.layers.mention_at(start).filter(|m| m.kind == MentionKind::Time && m.tokens.end < end) {
            (start, kind) = (m.tokens.end, 3);
        }
        starts.push((start.min(end), kind));
        // “said in a statement on Monday that …”
        for at in start..end.min(start + 14) {
            if reading.is_quoted(at) || matches!(reading.tags[at], Tag::Verb | Tag::Auxiliary | Tag::Pronoun) {
                break;
            }
            if reading.article.tokens[at].classes.any(reading.vocabulary.that) && reading.tags[at] == Tag::Subordinator
            {
                if at > start {
                    starts.push((at, 1));
                }
                break;
            }
        }
        if kind == 2 {
            starts.push((plain, 0));
        }
        starts
    }

    fn collect(&mut self, starts: &[(usize, usize)]) {
        let nothing =
            Candidate { shape: Shape::Nothing, before: 0..0, after: 0..0, end: NO_END, rank: 0, start: 0, more: false };
        self.list.push(nothing.clone());
        let own = !self.quotations.is_empty();
        if own {
            self.list.push(Candidate { shape: Shape::Quotations, ..nothing.clone() });
        }
        let mut ends = Vec::new();
        for (start, kind) in starts {
            ends = self.ends(*start);
            for (rank, (at, end)) in ends.iter().enumerate().filter(|(_, (at, _))| at > start) {
                let after = Candidate {
                    shape: Shape::After,
                    after: *start..*at,
                    end: *end,
                    rank: rank.min(3),
                    start: *kind,
                    ..nothing.clone()
                };
                if own && rank + 1 == ends.len() && self.outside(&after) {
                    self.list.push(Candidate { more: true, ..after.clone() });
                }
                self.list.push(after);
            }
        }
        let Some((start, kind)) = starts.first().copied() else { return };
        let cue = &self.layers.cues[self.at];
        let predicated = cue.form == Form::Passive || self.frame == TO;
        if let Some(subject) = self.layers.mention_before(cue.tokens.start).filter(|_| predicated) {
            for (rank, (at, end)) in [ends.first(), ends.last()].into_iter().flatten().enumerate() {
                if *at > start {
                    let (before, after) = (subject.tokens.clone(), start..*at);
                    let shape = Shape::Predicated;
                    self.list.push(Candidate { shape, before, after, end: *end, rank, start: kind, ..nothing.clone() });
                }
            }
        }
        let before = self.before();
        if before.len() >= 2 {
            let candidate = Candidate { shape: Shape::Before, before: before.clone(), ..nothing.clone() };
            if own && self.outside(&candidate) {
                self.list.push(Candidate { more: true, ..candidate.clone() });
            }
            self.list.push(candidate);
            let start = if self.edges.1 == 1 { self.core.end + 1 } else { start };
            if let Some((at, end)) = ends.last().filter(|(at, _)| *at > start) {
                let shape = Shape::Around;
                self.list.push(Candidate {
                    shape,
                    before,
                    after: start..*at,
                    end: *end,
                    start: kind,
                    ..nothing.clone()
                });
            }
        }
    }

    /// Whether a quotation of the cue lies outside a candidate.
    fn outside(&self, candidate: &Candidate) -> bool {
        let article = self.layers.reading.article;
        let spans = self.spans(candidate);
        self.quotations.iter().any(|q| !spans.iter().any(|s| s.contains(article.quotations[*q].span)))
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

    /// Whose words a candidate takes them for, as a place in the list of mentions.
    pub(super) fn source(&self, candidate: &Candidate) -> Option<usize> {
        self.layers.subjects[self.at].mention.filter(|_| candidate.shape != Shape::Predicated)
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
        if candidate.more {
            let outside = |q: &&usize| !spans.iter().any(|s| s.contains(reading.article.quotations[**q].span));
            let more: Vec<Span> =
                self.quotations.iter().filter(outside).map(|q| reading.article.quotations[*q].outer).collect();
            spans.extend(more);
        }
        spans.sort_unstable();
        disjoint(spans)
    }
}

/// Spans in order of their start, with those that overlap made one: a mark that never closes may run over the next.
fn disjoint(spans: Vec<Span>) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match parts.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.union(span),
            None => parts.push(span),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::disjoint;
    use crate::{annotate::tests::annotated, span::Span};

    #[test]
    fn no_two_pieces_of_a_content_overlap() {
        let spans = [(0, 4), (2, 9), (9, 12), (20, 24), (21, 22)].map(|(start, end)| Span::new(start, end));
        let parts = [(0, 9), (9, 12), (20, 24)].map(|(start, end)| Span::new(start, end));
        assert_eq!(disjoint(spans.to_vec()), parts);
    }

    /// Source, cue and content of everything attributed in a text.
    fn attributed(text: &str) -> Vec<(String, String, String)> {
        let article = annotated(text);
        let slice = |span: Option<Span>| span.map_or("", |s| article.slice(s)).to_owned();
        let found = article.attributions.iter().map(|a| {
            let content: Vec<&str> = a.content.iter().map(|s| article.slice(*s)).collect();
            (slice(a.source), slice(a.cue), content.join(" | "))
        });
        found.collect()
    }

    #[test]
    fn a_content_stands_after_before_or_around_its_cue() {
        let cases = [
            ("Orla Quist said on Monday that the bridge was safe.", "Orla Quist", "that the bridge was safe"),
            ("The bridge was safe, Quist said.", "Quist", "The bridge was safe"),
            ("The engineers, Dole added, had found nothing.", "Dole", "The engineers | had found nothing"),
            ("The bridge is safe, according to Orla Quist.", "Orla Quist", "The bridge is safe"),
            ("According to Orla Quist, the bridge is safe.", "Orla Quist", "the bridge is safe"),
            ("“We built it,” said Sven Dole. “It will stand.”", "Sven Dole", "“We built it,” | “It will stand.”"),
        ];
        for (text, source, content) in cases {
            let found = attributed(text);
            let found: Vec<(&str, &str)> = found.iter().map(|(s, _, c)| (s.as_str(), c.as_str())).collect();
            assert_eq!(found, [(source, content)], "{text}");
        }
    }

    #[test]
    fn nobody_is_named_where_the_subject_belongs_to_the_content() {
        let found = attributed("The bridge was expected to open in June.");
        assert!(found.iter().all(|(source, _, _)| source.is_empty()), "{found:?}");
    }

    #[test]
    fn what_is_only_told_is_not_attributed() {
        assert_eq!(attributed("Orla Quist opened the bridge and walked home."), []);
    }
}
