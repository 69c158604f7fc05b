//! A cue in its sentence: where what it attributes may begin and end.

use std::ops::Range;

use crate::annotate::{
    cue::{Cue, Form},
    few::Few,
    layers::Layers,
    mention::MentionKind,
    subject::Subject,
    tag::Tag,
    vocabulary::Traits,
};

/// How many tokens of a sentence are read on either side of a cue.
const WINDOW: usize = 160;

/// How many ends of a content are weighed.
const ENDS: usize = 8;

/// Where a content may begin, and in what way.
pub(super) type Starts = Few<(usize, usize), 3>;

/// Where a content may end, and in what way.
pub(super) type Ends = Few<(usize, usize), { ENDS + 1 }>;

/// A cue with its subject and its sentence.
pub(super) struct Ground<'a> {
    pub(super) layers: &'a Layers<'a>,
    pub(super) cue: &'a Cue,
    pub(super) subject: Subject,
    /// The cue with each of the quotations that it introduces, as places in the list.
    pub(super) quotations: &'a [(usize, usize)],
    pub(super) sentence: Range<usize>,
    /// Tokens of cue and subject together.
    pub(super) core: Range<usize>,
}

impl<'a> Ground<'a> {
    /// The cue at a place in the list, which introduces some quotations.
    pub(super) fn new(layers: &'a Layers<'a>, at: usize, quotations: &'a [(usize, usize)]) -> Self {
        let cue = &layers.cues[at];
        let sentence = &layers.reading.article.sentences[cue.sentence].tokens;
        let sentence = sentence.start.max(cue.head.saturating_sub(WINDOW))
            ..sentence.end.min(cue.head + WINDOW).max(cue.tokens.end);
        let subject = layers.subjects[at];
        let core = match subject.mention.map(|m| &layers.mentions[m].tokens) {
            Some(s) if cue.form == Form::According => cue.tokens.start..s.end.max(cue.tokens.end),
            Some(s) if s.start >= cue.tokens.end => cue.tokens.start..s.end,
            Some(s) => s.start..cue.tokens.end,
            None => cue.tokens.clone(),
        };
        Ground { layers, cue, subject, quotations, sentence, core }
    }

    /// Where a content after the cue may begin: at once (past whom it is said to, and when), and at a “that” further on.
    pub(super) fn starts(&self) -> Starts {
        let reading = &self.layers.reading;
        let cue = self.cue;
        let end = self.sentence.end;
        let mut start = self.core.end.max(cue.tokens.end);
        let mut starts = Starts::new();
        if cue.form == Form::According {
            // past the apposition of the source, to the comma
            while start < end && reading.tags[start] != Tag::Comma {
                start += 1;
            }
            starts.push(((start + 1).min(end), 4));
            return starts;
        }
        let mut kind = 0;
        let plain = start;
        // “told reporters”, “told her”
        if reading.is(cue.head, Traits::CUE_ADDRESSED) && start < end {
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
            let tag = reading.tags[at];
            if matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Pronoun) || reading.is_quoted(at) {
                break;
            }
            if tag == Tag::Subordinator && reading.is(at, Traits::THAT) {
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

    /// The words of the sentence before cue and subject, without the comma between.
    pub(super) fn before(&self) -> Range<usize> {
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
    pub(super) fn ends(&self, start: usize) -> Ends {
        let reading = &self.layers.reading;
        let tags = &reading.tags;
        let mut end = self.sentence.end;
        while end > start && tags[end - 1] == Tag::Other {
            end -= 1;
        }
        let mut ends = Ends::new();
        let pairs = tags.get(start..end).unwrap_or_default().windows(2);
        for (at, pair) in (start + 1..).zip(pairs) {
            let (before, tag) = (pair[0], pair[1]);
            let kind = match tag {
                Tag::Comma => self.comma(at, end),
                Tag::Coordinator if before != Tag::Comma => {
                    let verb = (at + 1..end.min(at + 3)).any(|t| tags[t].is_verb() || tags[t] == Tag::Auxiliary);
                    if verb { 6 } else { 7 }
                }
                Tag::Break => 8,
                Tag::Subordinator if before != Tag::Comma && !reading.is(at, Traits::THAT) => 9,
                _ if before == Tag::Mark && at - 1 > start && reading.is_quoted(at - 2) => 10,
                _ => continue,
            };
            if !reading.is_quoted(at) {
                ends.push((at, kind));
                if ends.len() == ENDS {
                    break;
                }
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
}
