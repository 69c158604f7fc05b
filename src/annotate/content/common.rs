//! What is the same for every way to read a cue.

use super::{
    ground::{Ground, Starts},
    questions::LENGTH_OF,
};
use crate::annotate::{
    cue::USUAL,
    layers::Layers,
    mention::MentionKind,
    speaker::{ENDINGS, OPENINGS},
    tag::Tag,
    vocabulary::Traits,
};

/// How many cues of a sentence are looked back upon.
const NEAR: usize = 24;

/// Answers that are the same for all candidates.
#[derive(Clone, Copy)]
pub(super) struct Common {
    pub(super) level: usize,
    pub(super) form: usize,
    /// What follows the cue.
    pub(super) frame: usize,
    /// What the subject looks like, and how sure it is.
    pub(super) kind: usize,
    pub(super) share: usize,
    /// What stands before and after cue and subject.
    pub(super) edges: (usize, usize),
    pub(super) subject_after: usize,
    /// How much of the sentence comes after cue and subject.
    pub(super) beyond: usize,
    pub(super) group: usize,
    pub(super) tense: usize,
    pub(super) outer: usize,
    /// Whether it stands apart from the running story.
    pub(super) apart: usize,
    /// What stands before the first of its quotations, how many words lie between, and how it ends.
    pub(super) opened: usize,
    pub(super) between: usize,
    pub(super) ended: usize,
}

impl Common {
    /// What is the same for the cue at a place in the list, behind which a content may begin at `starts`.
    pub(super) fn new(ground: &Ground, at: usize, starts: &Starts) -> Common {
        let Layers { reading, cues, mentions, .. } = ground.layers;
        let cue = ground.cue;
        let token = &reading.article.tokens[cue.head];
        let word = reading.word(cue.head).as_bytes();
        let past = word.ends_with(b"ed") || reading.is(cue.head, Traits::PAST);
        let outer = cues[..at].iter().rev().take(NEAR).take_while(|c| c.sentence == cue.sentence);
        let (opened, between, ended) = quotation(ground);
        Common {
            level: cue.level,
            form: cue.form as usize,
            frame: frame(ground, starts),
            kind: ground.subject.mention.map_or(MentionKind::NAMES.len(), |m| mentions[m].kind as usize),
            share: [0.5, 0.8, 0.95].iter().filter(|least| ground.subject.share >= **least).count(),
            edges: (edge(ground, ground.core.start.checked_sub(1)), edge(ground, Some(ground.core.end))),
            subject_after: usize::from(ground.core.end > cue.tokens.end),
            beyond: LENGTH_OF.of(ground.sentence.end.saturating_sub(ground.core.end)),
            group: group(ground),
            tense: if past { 0 } else { 2 - usize::from(word.ends_with(b"s")) },
            outer: outer.map(|c| 1 + usize::from(c.level >= USUAL)).max().unwrap_or(0),
            apart: usize::from(!ground.layers.is_story(token.block)),
            opened,
            between,
            ended,
        }
    }
}

/// What kind of verb it is.
fn group(ground: &Ground) -> usize {
    let reading = &ground.layers.reading;
    let groups = [Traits::NEUTRAL, Traits::MENTAL, Traits::DOCUMENT_VERB, Traits::SPEECH_VERB];
    groups.iter().position(|group| reading.is(ground.cue.head, *group)).unwrap_or(groups.len())
}

/// What stands before the first of the quotations, how many words lie between, and how it ends.
fn quotation(ground: &Ground) -> (usize, usize, usize) {
    let Some((_, quotation)) = ground.quotations.first() else { return (OPENINGS.len(), 0, ENDINGS.len()) };
    let edges = &ground.layers.edges[*quotation];
    (edges.opening, LENGTH_OF.of(edges.first.saturating_sub(ground.core.end)), edges.ending)
}

/// What stands at a place.
fn edge(ground: &Ground, at: Option<usize>) -> usize {
    let Some(at) = at.filter(|at| ground.sentence.contains(at)) else { return 0 };
    match ground.layers.reading.tags[at] {
        Tag::Comma => 1,
        Tag::Mark => 2,
        Tag::Break | Tag::Colon => 3,
        Tag::Other => 0,
        _ => 4,
    }
}

/// What follows the cue.
fn frame(ground: &Ground, starts: &Starts) -> usize {
    let reading = &ground.layers.reading;
    let start = starts.first().map_or(ground.sentence.end, |s| s.0);
    let Some(tag) = reading.tags.get(start).filter(|_| start < ground.sentence.end) else { return 11 };
    match tag {
        _ if reading.is(start, Traits::THAT) => 0,
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
            let next = ground.layers.mentions_past(start);
            let clause = ground.layers.mentions[next..].iter().take(2).any(|m| {
                m.tokens.start <= start + 12
                    && (m.tokens.end..(m.tokens.end + 2).min(ground.sentence.end))
                        .any(|at| matches!(reading.tags[at], Tag::Verb | Tag::Auxiliary))
            });
            if clause { 4 } else { 7 }
        }
        Tag::Other if start + 1 >= ground.sentence.end => 11,
        _ => 14,
    }
}
