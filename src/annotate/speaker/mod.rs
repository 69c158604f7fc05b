//! Who says a quotation: one of the cues around it with its subject, a mention without a cue, the speaker before, or nobody.

mod edges;
mod questions;

use std::ops::Range;

use super::{
    layers::Layers,
    mention::MentionKind,
    model::{Model, best},
};
use crate::article::Quotation;
pub(super) use edges::{ENDINGS, ENDINGS_OR_NONE, Edges, FOLLOWING, OPENINGS, OPENINGS_OR_NONE};
pub(super) use questions::QUESTIONS;
use questions::Rows;

/// How many cues on each side are looked at.
const REACH: usize = 6;

/// How sure a turn of a transcript is.
const TURN_SHARE: f32 = 0.95;

/// Who says a quotation, and what shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    /// Where the speaker was found.
    pub(super) place: Place,
    /// The mention, as a place in the list of mentions.
    pub(super) mention: Option<usize>,
    /// The cue, as a place in the list of cues.
    pub(super) cue: Option<usize>,
    /// Its share among the candidates, 0 to 1.
    pub(super) share: f32,
}

/// Where a candidate for the speaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A cue between the quotation before and this one.
    Before,
    /// A cue between this quotation and the next.
    After,
    /// A cue before the quotation before.
    FarBefore,
    /// A cue after the next quotation.
    FarAfter,
    /// The speaker of the quotation before.
    Carried,
    /// A cue of the paragraph before.
    LeadIn,
    /// A cue of the next paragraph.
    NextParagraph,
    /// A mention before, without a cue.
    LoneBefore,
    /// A mention after, without a cue.
    LoneAfter,
    /// The name that begins a turn of a transcript, within the marks.
    Turn,
    /// Nobody is named.
    Nobody,
}

impl Place {
    pub(super) const NAMES: &[&str] = &[
        "before",
        "after",
        "far before",
        "far after",
        "carried",
        "lead-in",
        "next paragraph",
        "mention before",
        "mention after",
        "turn",
        "nobody",
    ];
}

/// A candidate for the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) place: Place,
    pub(super) mention: Option<usize>,
    pub(super) cue: Option<usize>,
    /// How many other cues of its place stand nearer.
    rank: usize,
}

/// The candidates for the speaker of one quotation, and how each answers the questions.
pub(super) struct Candidates<'a> {
    layers: &'a Layers<'a>,
    quotation: &'a Quotation,
    edges: &'a Edges,
    /// Tokens of its block.
    block: Range<usize>,
    pub(super) list: Vec<Candidate>,
    rows: Rows,
    /// The sentences that its first and last tokens stand in.
    sentences: (usize, usize),
    /// Where the free words before it begin, and those after it end.
    gap_before: usize,
    gap_after: usize,
}

impl<'a> Candidates<'a> {
    /// The candidates for a quotation, given who says those before it. They are put into `list`, whatever it held.
    pub(super) fn new(layers: &'a Layers<'a>, at: usize, earlier: &[Option<Choice>], mut list: Vec<Candidate>) -> Self {
        let article = layers.reading.article;
        let quotation = &article.quotations[at];
        let edges = &layers.edges[at];
        let first = article.sentences.partition_point(|s| s.tokens.end <= edges.first);
        let after = article.sentences[first..].iter().take_while(|s| s.tokens.end < edges.last).count();
        let capital = article.tokens.get(edges.inner.start).is_some_and(|token| token.case.has_capital());
        list.clear();
        let mut candidates = Candidates {
            layers,
            quotation,
            edges,
            block: layers.tokens_of(quotation.block),
            list,
            rows: Rows::new(quotation, edges, capital),
            sentences: (first, first + after),
            gap_before: 0,
            gap_after: 0,
        };
        candidates.collect(at, earlier);
        candidates
    }

    fn collect(&mut self, at: usize, earlier: &[Option<Choice>]) {
        let quotations = &self.layers.reading.article.quotations;
        let edges = &self.layers.edges;
        // quotations stand in the order of their blocks
        let same_block = |at: &usize| quotations[*at].block == self.quotation.block;
        let whole = |at: &usize| !quotations[*at].nested;
        let end_of = |at: usize| edges[at].last;
        let start_of = |at: usize| edges[at].first;
        let mut before = (0..at).rev().take_while(same_block).filter(whole);
        let after = (at + 1..quotations.len()).take_while(same_block).filter(whole);
        let mut after = after.filter(|at| quotations[*at].outer.start >= self.quotation.outer.end);
        let (b1, b2) = (before.next(), before.next());
        let (a1, a2) = (after.next(), after.next());
        self.gap_before = b1.map_or(self.block.start, end_of);
        self.gap_after = a1.map_or(self.block.end, start_of);
        self.cues(Place::Before, self.gap_before, self.edges.first, true);
        self.cues(Place::After, self.edges.last, self.gap_after, false);
        if let Some(b1) = b1 {
            self.cues(Place::FarBefore, b2.map_or(self.block.start, end_of), start_of(b1), true);
        }
        if let Some(a1) = a1 {
            self.cues(Place::FarAfter, end_of(a1), a2.map_or(self.block.end, start_of), false);
        }
        if b1.is_none()
            && let Some(block) = self.layers.story_before(self.quotation.block)
        {
            let range = self.layers.tokens_of(block);
            self.cues(Place::LeadIn, range.start, range.end, true);
        }
        if a1.is_none()
            && let Some(block) = self.layers.story_after(self.quotation.block)
        {
            let range = self.layers.tokens_of(block);
            self.cues(Place::NextParagraph, range.start, range.end, false);
        }
        let near = quotations[..at].iter().zip(earlier).rev().find(|(q, _)| !q.nested).filter(|(q, _)| {
            q.block == self.quotation.block || self.layers.story_before(self.quotation.block) == Some(q.block)
        });
        if let Some((_, Some(choice))) = near
            && (choice.mention.is_some() || choice.cue.is_some())
        {
            self.list.push(Candidate { place: Place::Carried, mention: choice.mention, cue: choice.cue, rank: 0 });
        }
        self.lone();
        self.list.push(Candidate { place: Place::Nobody, mention: None, cue: None, rank: 0 });
    }

    /// Adds the cues between two tokens, the nearest first.
    fn cues(&mut self, place: Place, from: usize, to: usize, backward: bool) {
        if from >= to {
            return;
        }
        let (start, end) = (self.layers.cues_from(from), self.layers.cues_from(to));
        let reach = match place {
            Place::LeadIn | Place::NextParagraph => 3,
            _ => REACH,
        };
        let mut add = |rank: usize, at: usize| {
            let mention = self.layers.subjects[at].mention;
            self.list.push(Candidate { place, mention, cue: Some(at), rank: rank.min(3) });
        };
        if backward {
            (start..end).rev().take(reach).enumerate().for_each(|(rank, at)| add(rank, at));
        } else {
            (start..end).take(reach).enumerate().for_each(|(rank, at)| add(rank, at));
        }
    }

    /// Adds the nearest mentions on either side, whatever stands between.
    fn lone(&mut self) {
        let mentions = &self.layers.mentions;
        let end = self.layers.mentions_past(self.edges.first);
        let start = self.layers.mentions_from(self.gap_before).min(end);
        for (rank, at) in (start..end).rev().filter(|m| mentions[*m].kind != MentionKind::Time).take(2).enumerate() {
            self.list.push(Candidate { place: Place::LoneBefore, mention: Some(at), cue: None, rank });
        }
        let start = self.layers.mentions_from(self.edges.last);
        let after = mentions.get(start).filter(|m| m.tokens.end <= self.gap_after || self.edges.last == self.block.end);
        if let Some(mention) = after
            && mention.kind != MentionKind::Time
            && mention.tokens.start <= self.edges.last + 4
        {
            self.list.push(Candidate { place: Place::LoneAfter, mention: Some(start), cue: None, rank: 0 });
        }
    }

    /// The name that begins the quotation as a turn.
    fn turn(&self) -> Option<usize> {
        let mentions = &self.layers.mentions;
        let next = self.layers.mentions_from(self.edges.first + 1);
        let start = self.edges.inner.start;
        mentions.get(next).filter(|m| m.tokens.start == start && m.tokens.end < self.edges.last).map(|_| next)
    }
}

/// Who says each quotation; none for those within another.
pub(super) fn choose(layers: &Layers, model: &Model) -> Vec<Option<Choice>> {
    let quotations = &layers.reading.article.quotations;
    let mut choices: Vec<Option<Choice>> = Vec::with_capacity(quotations.len());
    let (mut scores, mut room) = (Vec::new(), Vec::with_capacity(16));
    for (at, quotation) in quotations.iter().enumerate() {
        if quotation.nested {
            choices.push(None);
            continue;
        }
        let candidates = Candidates::new(layers, at, &choices, room);
        // a name and a colon within the marks leave no doubt
        if let Some(turn) = candidates.turn() {
            choices.push(Some(Choice { place: Place::Turn, mention: Some(turn), cue: None, share: TURN_SHARE }));
            room = candidates.list;
            continue;
        }
        scores.clear();
        scores.extend(candidates.list.iter().map(|c| model.score(|out| candidates.describe(c, out))));
        let choice = best(&scores).map(|(best, top)| {
            let chosen = candidates.list[best];
            Choice {
                place: chosen.place,
                mention: chosen.mention,
                cue: chosen.cue,
                share: share(&scores, top, &candidates.list, chosen.mention),
            }
        });
        choices.push(choice);
        room = candidates.list;
    }
    choices
}

/// The share of all candidates that name the same mention, given the best score.
fn share(scores: &[f32], top: f32, list: &[Candidate], mention: Option<usize>) -> f32 {
    let weights = scores.iter().map(|s| (s - top).exp());
    let (mut same, mut all) = (0.0, 0.0);
    for (weight, candidate) in weights.zip(list) {
        all += weight;
        if candidate.mention == mention {
            same += weight;
        }
    }
    if all > 0.0 { same / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;

    /// The speaker of each quotation that is not inside another.
    fn speakers(text: &str) -> Vec<String> {
        let article = annotated(text);
        let outer = article.quotations.iter().filter(|q| !q.nested);
        outer.map(|q| q.speaker.map_or("", |s| article.slice(s.span)).to_owned()).collect()
    }

    #[test]
    fn finds_the_speaker_after_before_and_between() {
        let cases: [(&str, &[&str]); 5] = [
            ("“The bridge is safe,” said Orla Quist, the mayor.", &["Orla Quist"]),
            ("Orla Quist said: “The bridge is safe.”", &["Orla Quist"]),
            ("“The bridge is safe,” Quist said. “It will stand.”", &["Quist", "Quist"]),
            ("‘The bridge is safe,’ said Mr Dole. ‘It’s the lorries’ weight we check.’", &["Mr Dole", "Mr Dole"]),
            ("Orla Quist, whose firm built the bridge, called the claim “a bad joke.”", &["Orla Quist"]),
        ];
        for (text, expected) in cases {
            assert_eq!(speakers(text), expected, "{text}");
        }
    }

    #[test]
    fn a_speaker_carries_over_to_the_next_paragraph() {
        let text =
            "Head\n\n“The bridge is safe,” Orla Quist said.\n\n“It was built well. It will stand for a hundred years.”";
        assert_eq!(speakers(text), ["Orla Quist", "Orla Quist"]);
    }

    #[test]
    fn a_turn_of_a_transcript_names_its_speaker() {
        assert_eq!(speakers("“QUIST: The bridge is safe.”"), ["QUIST"]);
    }
}
