//! The layers that speakers and contents are chosen from.

use std::ops::Range;

use super::{
    count::{Ranks, Sums},
    cue::{self, Cue, NEVER},
    mention::{self, Mention},
    model::Model,
    reading::Reading,
    relay,
    speaker::Edges,
    subject::{self, Subject},
};
use crate::article::{Article, TokenKind};

/// Of each block, its tokens and its quotations.
fn blocks(article: &Article) -> Vec<(Range<usize>, Range<usize>)> {
    let mut blocks = vec![(0..0, 0..0); article.blocks.len()];
    let extend = |range: &mut Range<usize>, by: Range<usize>| {
        let start = if range.start < range.end { range.start } else { by.start };
        *range = start..by.end;
    };
    for sentence in &article.sentences {
        extend(&mut blocks[sentence.block].0, sentence.tokens.clone());
    }
    for (at, quotation) in article.quotations.iter().enumerate() {
        extend(&mut blocks[quotation.block].1, at..at + 1);
    }
    blocks
}

/// Noun phrases, cues and their subjects, of an article as read.
pub(super) struct Layers<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) mentions: Vec<Mention>,
    pub(super) cues: Vec<Cue>,
    /// One to one with the cues.
    pub(super) subjects: Vec<Subject>,
    /// Who relays the words that a cue introduces, by place of the cue.
    pub(super) relays: Vec<(usize, usize)>,
    /// How many verbs, commas and other tokens stand before each token.
    pub(super) sums: Sums,
    /// How many mentions begin before each token, and how many end before it.
    starts: Ranks,
    ends: Ranks,
    /// How many cues have their verb before each token.
    heads: Ranks,
    /// The quotations among the tokens, one to one.
    pub(super) edges: Vec<Edges>,
    /// Of each block, its tokens and its quotations.
    blocks: Vec<(Range<usize>, Range<usize>)>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(reading: Reading<'a>, model: &Model) -> Self {
        let tokens = &reading.article.tokens;
        let mentions = mention::find(&reading);
        let cues = cue::find(&reading);
        let blocks = blocks(reading.article);
        let quotations = reading.article.quotations.iter();
        let mut layers = Layers {
            edges: quotations.map(|q| Edges::new(&reading, q, blocks[q.block].0.clone())).collect(),
            sums: Sums::new(&reading.tags),
            starts: Ranks::new(tokens.len(), mentions.iter().map(|m| m.tokens.start)),
            ends: Ranks::new(tokens.len(), mentions.iter().map(|m| m.tokens.end)),
            heads: Ranks::new(tokens.len(), cues.iter().map(|c| c.head)),
            reading,
            mentions,
            cues,
            subjects: Vec::new(),
            relays: Vec::new(),
            blocks,
        };
        // whether a quotation stands in its block or in one of two on either side
        let quoted = |cue: &Cue| {
            let block = layers.reading.article.tokens[cue.head].block;
            let near = block.saturating_sub(2)..(block + 3).min(layers.blocks.len());
            layers.blocks[near].iter().any(|(_, quotations)| !quotations.is_empty())
        };
        let weighed = |cue: &Cue| cue.level != NEVER || quoted(cue);
        layers.subjects = subject::choose(&layers, model, weighed);
        layers.relays = relay::find(&layers.reading, &layers.mentions, &layers.cues, &mut layers.subjects);
        layers
    }

    /// How many mentions begin before a token; the next one is the first that does not.
    #[inline]
    pub(super) fn mentions_from(&self, token: usize) -> usize {
        self.starts.before(token)
    }

    /// How many mentions end before a token or with it as the next; the next one is the first that does not.
    #[inline]
    pub(super) fn mentions_past(&self, token: usize) -> usize {
        self.ends.before(token + 1)
    }

    /// How many cues have their verb before a token; the next one is the first that has not.
    #[inline]
    pub(super) fn cues_from(&self, token: usize) -> usize {
        self.heads.before(token)
    }

    /// The tokens of a block.
    pub(super) fn tokens_of(&self, block: usize) -> Range<usize> {
        self.blocks[block].0.clone()
    }

    /// The quotations of a block.
    pub(super) fn quotations_of(&self, block: usize) -> Range<usize> {
        self.blocks[block].1.clone()
    }

    /// The block of the story before one.
    pub(super) fn story_before(&self, block: usize) -> Option<usize> {
        (0..block).rev().find(|at| self.is_story(*at))
    }

    /// The block of the story after one.
    pub(super) fn story_after(&self, block: usize) -> Option<usize> {
        (block + 1..self.blocks.len()).find(|at| self.is_story(*at))
    }

    /// Whether a block belongs to the running story and has words.
    pub(super) fn is_story(&self, block: usize) -> bool {
        self.reading.article.blocks[block].kind.is_story() && !self.blocks[block].0.is_empty()
    }

    /// Whether a token is a word or a number.
    pub(super) fn is_word(&self, at: usize) -> bool {
        matches!(self.reading.article.tokens[at].kind, TokenKind::Word | TokenKind::Number)
    }

    /// Who relays the words that a cue introduces.
    pub(super) fn relay_of(&self, cue: usize) -> Option<&Mention> {
        let at = self.relays.binary_search_by_key(&cue, |(c, _)| *c).ok()?;
        self.mentions.get(self.relays[at].1)
    }

    /// The mention that begins at a token.
    pub(super) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(self.mentions_from(at)).filter(|m| m.tokens.start == at)
    }

    /// The mention that ends right before a token.
    pub(super) fn mention_before(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(self.mentions_past(at).checked_sub(1)?).filter(|m| m.tokens.end == at)
    }

    /// Whether a quotation that ends before a token ends with a comma.
    pub(super) fn ends_with_comma(&self, at: usize) -> bool {
        (1..=2).any(|back| at.checked_sub(back).is_some_and(|b| self.reading.word(b) == ","))
    }
}
