//! Who says a quotation: one of the cues around it with its subject, a mention without a cue, the speaker before, or nobody.

use super::{
    cue::{Cue, LEVELS},
    layers::Layers,
    mention::{Mention, MentionKind},
    model::{Answers, Model, Question, best, bucket},
    tag::Tag,
};
use crate::article::{Quotation, TokenKind};

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

const RANKS: &[&str] = &["nearest", "second", "third", "further"];
const DISTANCES: &[&str] = &["0", "1", "2", "3", "4 to 5", "6 to 9", "10 to 19", "20 or more"];
const DISTANCE_BOUNDS: &[usize] = &[0, 1, 2, 3, 4, 6, 10, 20];
const FEW: &[&str] = &["0", "1", "2 or more"];
pub(super) const OPENINGS: &[&str] = &[
    "paragraph",
    "sentence",
    "comma",
    "colon",
    "that",
    "verb",
    "preposition",
    "determiner",
    "noun",
    "break",
    "mark",
    "other",
];
pub(super) const ENDINGS: &[&str] = &["comma", "stop", "question", "dash", "words", "open"];
pub(super) const FOLLOWING: &[&str] = &[
    "paragraph end",
    "comma",
    "stop",
    "name",
    "pronoun",
    "verb",
    "preposition",
    "coordinator",
    "noun",
    "mark",
    "break",
    "other",
];
const LENGTHS: &[&str] = &["1 to 2", "3 to 5", "6 to 9", "10 to 19", "20 or more"];
const LENGTH_BOUNDS: &[usize] = &[1, 3, 6, 10, 20];
const SHARES: &[&str] = &["below half", "half", "four in five", "nearly sure"];
const YES: &[&str] = &["no", "yes"];
const SIDES: &[&str] = &["no mention", "mention first", "cue first", "no cue"];
const RIVALS: &[&str] = &["none", "0 after comma", "0", "1 to 2", "3 to 5", "6 or more"];

/// The questions about a candidate.
pub(super) const QUESTIONS: &[Question] = &[
    Question { name: "place and form", answers: &[Place::NAMES, FORMS] },
    Question { name: "place and level", answers: &[Place::NAMES, LEVELS] },
    Question { name: "place and distance of the cue", answers: &[Place::NAMES, DISTANCES] },
    Question { name: "place and sentences between", answers: &[Place::NAMES, FEW] },
    Question { name: "place and rank", answers: &[Place::NAMES, RANKS] },
    Question { name: "place and opening", answers: &[Place::NAMES, OPENINGS] },
    Question { name: "place and ending", answers: &[Place::NAMES, ENDINGS] },
    Question { name: "place and following", answers: &[Place::NAMES, FOLLOWING] },
    Question { name: "place and capital", answers: &[Place::NAMES, YES] },
    Question { name: "place and length", answers: &[Place::NAMES, LENGTHS] },
    Question { name: "place and kind", answers: &[Place::NAMES, KINDS] },
    Question { name: "place and distance of the mention", answers: &[Place::NAMES, DISTANCES] },
    Question { name: "place and share of the subject", answers: &[Place::NAMES, SHARES] },
    Question { name: "place, order and form", answers: &[Place::NAMES, SIDES, FORMS] },
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
];

/// The forms of cues, and none.
const FORMS: &[&str] = &[
    "finite",
    "modal",
    "infinitive",
    "gerund",
    "passive",
    "participle",
    "according",
    "colon",
    "noun",
    "adjective",
    "none",
];
const NO_FORM: usize = 10;
/// The kinds of mentions, and none.
const KINDS: &[&str] =
    &["pronoun", "name", "organisation", "media", "document", "individual", "group", "time", "thing", "none"];
const NO_KIND: usize = 9;

/// The candidates for the speaker of one quotation, and how each answers the questions.
pub(super) struct Candidates<'a> {
    layers: &'a Layers<'a>,
    quotation: &'a Quotation,
    /// Its tokens, marks included.
    first: usize,
    last: usize,
    /// Tokens of its block.
    block: std::ops::Range<usize>,
    pub(super) list: Vec<Candidate>,
    opening: usize,
    ending: usize,
    following: usize,
    length: usize,
    capital: usize,
    /// Where the free words before it begin, and those after it end.
    gap_before: usize,
    gap_after: usize,
}

impl<'a> Candidates<'a> {
    /// The candidates for a quotation, given who says the one before it.
    pub(super) fn new(layers: &'a Layers<'a>, at: usize, earlier: &[Option<Choice>]) -> Self {
        let article = layers.reading.article;
        let quotation = &article.quotations[at];
        let first = article.token_from(quotation.outer.start);
        let last = article.token_from(quotation.outer.end);
        let block = layers.tokens_of(quotation.block);
        let inner = article.tokens_in(quotation.span);
        let mut candidates = Candidates {
            layers,
            quotation,
            first,
            last,
            block,
            list: Vec::with_capacity(16),
            opening: 0,
            ending: 0,
            following: 0,
            length: inner.len(),
            capital: usize::from(article.tokens.get(inner.start).is_some_and(|t| t.case.has_capital())),
            gap_before: 0,
            gap_after: 0,
        };
        candidates.opening = opening(layers, quotation, first);
        candidates.ending = ending(layers, quotation, last);
        candidates.following = following(layers, quotation, last);
        candidates.collect(at, earlier);
        candidates
    }

    fn collect(&mut self, at: usize, earlier: &[Option<Choice>]) {
        let quotations = &self.layers.reading.article.quotations;
        let tokens = &self.layers.reading.article.tokens;
        let same_block = |q: &&Quotation| q.block == self.quotation.block && !q.nested;
        let token_end = |q: &Quotation| tokens.partition_point(|t| t.span.start < q.outer.end);
        let token_start = |q: &Quotation| tokens.partition_point(|t| t.span.start < q.outer.start);
        let mut before = quotations[..at].iter().rev().filter(same_block);
        let mut after =
            quotations[at + 1..].iter().filter(same_block).filter(|q| q.outer.start >= self.quotation.outer.end);
        let (b1, b2) = (before.next(), before.next());
        let (a1, a2) = (after.next(), after.next());
        self.gap_before = b1.map_or(self.block.start, token_end);
        self.gap_after = a1.map_or(self.block.end, token_start);
        self.cues(Place::Before, self.gap_before, self.first, true);
        self.cues(Place::After, self.last, self.gap_after, false);
        if let Some(b1) = b1 {
            self.cues(Place::FarBefore, b2.map_or(self.block.start, token_end), token_start(b1), true);
        }
        if let Some(a1) = a1 {
            self.cues(Place::FarAfter, token_end(a1), a2.map_or(self.block.end, token_start), false);
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
        let cues = &self.layers.cues;
        let start = cues.partition_point(|c| c.head < from);
        let end = start + cues[start..].partition_point(|c| c.head < to);
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
        let end = mentions.partition_point(|m| m.tokens.end <= self.first);
        let start = mentions[..end].partition_point(|m| m.tokens.start < self.gap_before);
        for (rank, at) in (start..end).rev().filter(|m| mentions[*m].kind != MentionKind::Time).take(2).enumerate() {
            self.list.push(Candidate { place: Place::LoneBefore, mention: Some(at), cue: None, rank });
        }
        let start = mentions.partition_point(|m| m.tokens.start < self.last);
        let after = mentions.get(start).filter(|m| m.tokens.end <= self.gap_after || self.last == self.block.end);
        if let Some(mention) = after
            && mention.kind != MentionKind::Time
            && mention.tokens.start <= self.last + 4
        {
            self.list.push(Candidate { place: Place::LoneAfter, mention: Some(start), cue: None, rank: 0 });
        }
    }

    /// The name that begins the quotation as a turn.
    fn turn(&self) -> Option<usize> {
        let mentions = &self.layers.mentions;
        let next = mentions.partition_point(|m| m.tokens.start <= self.first);
        let start = self.layers.reading.article.token_from(self.quotation.span.start);
        mentions.get(next).filter(|m| m.tokens.start == start && m.tokens.end < self.last).map(|_| next)
    }

    /// Answers the questions for a candidate.
    pub(super) fn describe(&self, candidate: &Candidate, out: &mut impl Answers) {
        let place = candidate.place as usize;
        let cue = candidate.cue.map(|at| &self.layers.cues[at]);
        let mention = candidate.mention.map(|at| &self.layers.mentions[at]);
        let form = cue.map_or(NO_FORM, |c| c.form as usize);
        let level = cue.map_or(0, |c| c.level);
        let cue_distance = cue.map_or(0, |c| bucket(self.distance(c.tokens.start, c.tokens.end), DISTANCE_BOUNDS));
        let mention_distance =
            mention.map_or(0, |m| bucket(self.distance(m.tokens.start, m.tokens.end), DISTANCE_BOUNDS));
        out.put(0, &[place, form]);
        out.put(1, &[place, level]);
        out.put(2, &[place, cue_distance]);
        let sentences = self.sentences_between(cue, mention);
        out.put(3, &[place, sentences]);
        out.put(4, &[place, candidate.rank]);
        out.put(5, &[place, self.opening]);
        out.put(6, &[place, self.ending]);
        out.put(7, &[place, self.following]);
        out.put(8, &[place, self.capital]);
        out.put(9, &[place, bucket(self.length, LENGTH_BOUNDS)]);
        out.put(10, &[place, mention.map_or(NO_KIND, |m| m.kind as usize)]);
        out.put(11, &[place, mention_distance]);
        let share = candidate.cue.map_or(0.0, |at| self.layers.subjects[at].share);
        out.put(12, &[place, usize::from(share >= 0.5) + usize::from(share >= 0.8) + usize::from(share >= 0.95)]);
        let order = match (mention, cue) {
            (None, _) => 0,
            (Some(_), None) => 3,
            (Some(m), Some(c)) => 1 + usize::from(m.tokens.start > c.head),
        };
        out.put(13, &[place, order, form]);
        out.put(14, &[place, self.verbs_between(cue).min(2)]);
        out.put(15, &[place, self.rival(candidate.place, cue, mention)]);
        out.put(16, &[place, self.ending, self.following]);
        out.put(17, &[place, self.opening, sentences]);
        out.put(18, &[place, cue_distance, level]);
        out.put(19, &[place, usize::from(self.quotation.continues.is_some())]);
        out.put(20, &[place, mention_distance, cue_distance]);
    }

    /// How many tokens lie between the quotation and some tokens.
    fn distance(&self, start: usize, end: usize) -> usize {
        if start >= self.last { start - self.last } else { self.first.saturating_sub(end) }
    }

    fn sentences_between(&self, cue: Option<&Cue>, mention: Option<&Mention>) -> usize {
        let Some(at) = cue.map(|c| c.sentence).or(mention.map(|m| m.sentence)) else { return 0 };
        let sentences = &self.layers.reading.article.sentences;
        let own = sentences.partition_point(|s| s.tokens.end <= self.first);
        let own_end = sentences.partition_point(|s| s.tokens.end < self.last).max(own);
        let between = if at > own_end { at - own_end } else { own.saturating_sub(at) };
        between.min(2)
    }

    /// How many verbs stand between the cue and the quotation.
    fn verbs_between(&self, cue: Option<&Cue>) -> usize {
        let Some(cue) = cue else { return 0 };
        let between = if cue.head >= self.last { self.last..cue.tokens.start } else { cue.tokens.end..self.first };
        if between.len() > 30 {
            return 2;
        }
        between.filter(|at| matches!(self.layers.reading.tags[*at], Tag::Verb | Tag::Participle | Tag::Gerund)).count()
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

/// What stands right before a quotation that begins at a token.
pub(super) fn opening(layers: &Layers, quotation: &Quotation, first: usize) -> usize {
    let reading = &layers.reading;
    if first <= layers.tokens_of(quotation.block).start {
        return 0;
    }
    let before = first - 1;
    let sentence = reading.article.sentence_at(quotation.outer.start);
    if sentence.is_some_and(|s| s.tokens.start == first) {
        return 1;
    }
    match reading.tags[before] {
        Tag::Comma => 2,
        Tag::Colon => 3,
        _ if reading.article.tokens[before].classes.any(reading.vocabulary.that) => 4,
        tag if tag.is_verb() => 5,
        Tag::Preposition => 6,
        Tag::Determiner => 7,
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Genitive => 8,
        Tag::Break => 9,
        Tag::Mark => 10,
        _ => 11,
    }
}

/// What a quotation ends with whose marks end before a token.
pub(super) fn ending(layers: &Layers, quotation: &Quotation, last: usize) -> usize {
    if !quotation.closed {
        return 5;
    }
    let article = layers.reading.article;
    let words = article.slice(quotation.span).trim_end();
    let after = article.tokens.get(last).map(|t| article.slice(t.span));
    match words.chars().next_back() {
        Some(',') => 0,
        Some('.') => 1,
        Some('?' | '!') => 2,
        Some('-' | '–' | '—' | '…') => 3,
        // British copy puts the comma outside
        _ if after == Some(",") => 0,
        _ if after == Some(".") => 1,
        _ => 4,
    }
}

/// What follows a quotation whose marks end before a token.
pub(super) fn following(layers: &Layers, quotation: &Quotation, last: usize) -> usize {
    let reading = &layers.reading;
    if last >= layers.tokens_of(quotation.block).end {
        return 0;
    }
    match reading.tags[last] {
        Tag::Comma => 1,
        Tag::Name => 3,
        Tag::Pronoun => 4,
        tag if tag.is_verb() || tag == Tag::Auxiliary => 5,
        Tag::Preposition | Tag::To => 6,
        Tag::Coordinator => 7,
        Tag::Noun | Tag::Determiner | Tag::Adjective => 8,
        Tag::Mark => 9,
        Tag::Break | Tag::Colon => 10,
        _ if reading.article.tokens[last].kind == TokenKind::Punctuation => 2,
        _ => 11,
    }
}

/// Who says each quotation; none for those within another.
pub(super) fn choose(layers: &Layers, model: &Model) -> Vec<Option<Choice>> {
    let quotations = &layers.reading.article.quotations;
    let mut choices: Vec<Option<Choice>> = Vec::with_capacity(quotations.len());
    let mut scores = Vec::new();
    for (at, quotation) in quotations.iter().enumerate() {
        if quotation.nested {
            choices.push(None);
            continue;
        }
        let candidates = Candidates::new(layers, at, &choices);
        // a name and a colon within the marks leave no doubt
        if let Some(turn) = candidates.turn() {
            choices.push(Some(Choice { place: Place::Turn, mention: Some(turn), cue: None, share: TURN_SHARE }));
            continue;
        }
        scores.clear();
        scores.extend(candidates.list.iter().map(|c| model.score(|out| candidates.describe(c, out))));
        let choice = best(&scores).map(|(best, _)| {
            let chosen = candidates.list[best];
            Choice {
                place: chosen.place,
                mention: chosen.mention,
                cue: chosen.cue,
                share: share(&scores, &candidates.list, chosen.mention),
            }
        });
        choices.push(choice);
    }
    choices
}

/// The share of all candidates that name the same mention.
fn share(scores: &[f32], list: &[Candidate], mention: Option<usize>) -> f32 {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
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
