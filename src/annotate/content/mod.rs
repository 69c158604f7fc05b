//! What a cue attributes: the words after it, before it or around it, or the quotations beside it; or nothing at all.

mod common;
mod ground;
mod questions;

use std::ops::Range;

use super::{cue::Form, layers::Layers, speaker::Choice};
use crate::span::Span;
use common::Common;
use ground::{Ends, Ground, Starts};
pub(super) use questions::QUESTIONS;
use questions::{NO_END, Rows, TO};

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

    /// Each of so many cues with every quotation that it introduces, cue by cue.
    pub(super) fn by_cue(&self, cues: usize) -> impl Iterator<Item = &[(usize, usize)]> {
        let mut rest = self.0.as_slice();
        (0..cues).map(move |cue| {
            let (own, later) = rest.split_at(rest.iter().take_while(|(c, _)| *c == cue).count());
            rest = later;
            own
        })
    }
}

/// The ways to read what one cue attributes, and how each answers the questions.
pub(super) struct Candidates<'a> {
    ground: Ground<'a>,
    common: Common,
    rows: Rows,
    pub(super) list: Vec<Candidate>,
    /// The quotations of the sentence.
    nearby: Range<usize>,
}

impl<'a> Candidates<'a> {
    /// The candidates for a cue, given the quotations that it introduces. They are put into `list`, whatever it held.
    pub(super) fn new(
        layers: &'a Layers<'a>,
        at: usize,
        introduced: &'a [(usize, usize)],
        mut list: Vec<Candidate>,
    ) -> Self {
        let ground = Ground::new(layers, at, introduced);
        let starts = ground.starts();
        let common = Common::new(&ground, at, &starts);
        let rows = Rows::new(&common);
        let words = layers.reading.span(ground.sentence.clone());
        let all = &layers.reading.article.quotations;
        let of_block = layers.quotations_of(layers.reading.article.tokens[ground.cue.head].block);
        let first = of_block.start + all[of_block.clone()].partition_point(|q| q.outer.start < words.start);
        let nearby = all[first..of_block.end].iter().take_while(|q| q.outer.start < words.end).count();
        list.clear();
        let mut candidates = Candidates { ground, common, rows, list, nearby: first..first + nearby };
        candidates.collect(&starts);
        candidates
    }

    fn collect(&mut self, starts: &Starts) {
        let nothing =
            Candidate { shape: Shape::Nothing, before: 0..0, after: 0..0, end: NO_END, rank: 0, start: 0, more: false };
        self.list.push(nothing.clone());
        let own = !self.ground.quotations.is_empty();
        if own {
            self.list.push(Candidate { shape: Shape::Quotations, ..nothing.clone() });
        }
        let mut ends = Ends::new();
        for (start, kind) in starts.iter() {
            ends = self.ground.ends(*start);
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
        let cue = self.ground.cue;
        let predicated = cue.form == Form::Passive || self.common.frame == TO;
        if let Some(subject) = self.ground.layers.mention_before(cue.tokens.start).filter(|_| predicated) {
            for (rank, (at, end)) in [ends.first(), ends.last()].into_iter().flatten().enumerate() {
                if *at > start {
                    let (before, after) = (subject.tokens.clone(), start..*at);
                    let shape = Shape::Predicated;
                    self.list.push(Candidate { shape, before, after, end: *end, rank, start: kind, more: false });
                }
            }
        }
        let before = self.ground.before();
        if before.len() >= 2 {
            let candidate = Candidate { shape: Shape::Before, before: before.clone(), ..nothing };
            if own && self.outside(&candidate) {
                self.list.push(Candidate { more: true, ..candidate.clone() });
            }
            self.list.push(candidate);
            let start = if self.common.edges.1 == 1 { self.ground.core.end + 1 } else { start };
            if let Some((at, end)) = ends.last().filter(|(at, _)| *at > start) {
                let (shape, after) = (Shape::Around, start..*at);
                self.list.push(Candidate { shape, before, after, end: *end, rank: 0, start: kind, more: false });
            }
        }
    }

    /// The words of a candidate before and after its cue.
    fn pieces(&self, candidate: &Candidate) -> impl Iterator<Item = Span> {
        let reading = &self.ground.layers.reading;
        [&candidate.before, &candidate.after].into_iter().filter(|r| !r.is_empty()).map(|r| reading.span(r.clone()))
    }

    /// Whether a quotation of the cue lies outside a candidate.
    fn outside(&self, candidate: &Candidate) -> bool {
        let quotations = &self.ground.layers.reading.article.quotations;
        let holds = |span: Span| self.pieces(candidate).any(|piece| piece.contains(span));
        self.ground.quotations.iter().any(|(_, q)| !holds(quotations[*q].span))
    }

    /// Whose words a candidate takes them for, as a place in the list of mentions.
    pub(super) fn source(&self, candidate: &Candidate) -> Option<usize> {
        self.ground.subject.mention.filter(|_| candidate.shape != Shape::Predicated)
    }

    /// The words of a candidate, in one or more pieces.
    pub(super) fn spans(&self, candidate: &Candidate) -> Vec<Span> {
        let reading = &self.ground.layers.reading;
        let outer = |(_, q): &(usize, usize)| reading.article.quotations[*q].outer;
        let mut spans: Vec<Span> = match candidate.shape {
            Shape::Quotations => self.ground.quotations.iter().map(outer).collect(),
            _ => self.pieces(candidate).collect(),
        };
        if candidate.more {
            let held = spans.len();
            for own in self.ground.quotations {
                let words = reading.article.quotations[own.1].span;
                if !spans[..held].iter().any(|s| s.contains(words)) {
                    spans.push(outer(own));
                }
            }
        }
        spans.sort_unstable();
        join(&mut spans);
        spans
    }
}

/// Makes those one that overlap, of spans in order of their start: a mark that never closes may run over the next.
fn join(spans: &mut Vec<Span>) {
    spans.dedup_by(|span, last| {
        let overlaps = last.overlaps(*span);
        if overlaps {
            *last = last.union(*span);
        }
        overlaps
    });
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::{annotate::tests::annotated, span::Span};

    #[test]
    fn no_two_pieces_of_a_content_overlap() {
        let mut spans =
            [(0, 4), (2, 9), (9, 12), (20, 24), (21, 22)].map(|(start, end)| Span::new(start, end)).to_vec();
        let parts = [(0, 9), (9, 12), (20, 24)].map(|(start, end)| Span::new(start, end));
        join(&mut spans);
        assert_eq!(spans, parts);
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
