//! The model of an article: what stands in it, and who says what. Types only.
//!
//! A parser fills the blocks, [`annotate`](crate::annotate) the layers: tokens, sentences, quotations, attributions and
//! sources. Of a checked article the tokens may be gone again, for they take more room than all the rest. Every [`Span`] in here points into
//! [`Article::prose`]; [`Article::raw`] turns it into a place of the file as stored.

mod attribution;
mod block;
mod map;
mod quotation;
mod source;
mod stet;
mod token;

use std::{ops::Range, sync::Arc};

pub use self::{
    attribution::{Attribution, Form},
    block::{Aside, Block, BlockKind},
    map::SourceMap,
    quotation::{Quotation, QuotationKind, Speaker},
    source::{Source, SourceId, SourceKind},
    stet::{Flaw, Stet},
    token::{Case, Sentence, Token, TokenKind},
};
use crate::{lexicon::Classes, record::Record, span::Span, text::Text};

/// How many tokens make a stretch.
pub const STRETCH: usize = 16;

/// An article as the desk reads it.
#[derive(Debug, Clone)]
pub struct Article {
    /// The file it was read from.
    pub text: Arc<Text>,
    /// Its words without markup, blocks apart.
    pub prose: String,
    /// Where each part of the prose stands in the file.
    pub map: SourceMap,
    /// Where a line of it is marked as code, in order: never read as words.
    pub code: Vec<Span>,
    /// Headline, paragraphs, captions, furniture …, in their order in the file.
    pub blocks: Vec<Block>,
    /// What the front matter or the page says of the article.
    pub meta: Meta,
    /// Words, numbers and marks of the copy, in order. They are there from annotating until [`Article::shed`].
    pub tokens: Vec<Token>,
    /// Of each token, the [hash](crate::gazetteer::table::hash) of its word as words are compared, if it is one of plain
    /// letters and figures; 0 of others. They may be gone before the tokens are.
    pub hashes: Vec<u64>,
    /// Of each [`STRETCH`] tokens, the groups of the lexicon that they belong to, or that entries belong to which may begin
    /// with them: whoever looks for the words of a group need not look where it has none.
    pub stretches: Vec<Classes>,
    /// Whether the tokens are there.
    pub annotated: bool,
    /// How many words and numbers the copy holds, once it has been annotated.
    pub words: usize,
    /// Sentences of the copy, in order.
    pub sentences: Vec<Sentence>,
    /// Everything that stands between quotation marks, in order of the opening mark.
    pub quotations: Vec<Quotation>,
    /// Direct, mixed and indirect speech, in order of the content.
    pub attributions: Vec<Attribution>,
    /// Everyone and everything that is quoted; [`SourceId`] is the place in this list.
    pub sources: Vec<Source>,
    /// What the desk wrote into the file to let findings stand, in its order in the file.
    pub stets: Vec<Stet>,
    /// What it is to the articles that are checked, if it is only compared with them.
    pub record: Option<Record>,
    /// What stood in its place at an earlier revision, where that is known and was something else.
    pub earlier: Option<Arc<Article>>,
}

/// What the file says of itself, apart from its copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline, where it is not a block of the prose (front matter).
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The outlet that prints it.
    pub outlet: Option<String>,
    /// Language tag, such as `en-GB`.
    pub language: Option<String>,
    /// Whether readers have seen it, where it says so.
    pub published: Option<bool>,
    /// How much to look for in it, as written.
    pub profile: Option<String>,
}

impl Article {
    /// An article of the given blocks, not yet annotated.
    pub fn new(text: Arc<Text>, prose: String, map: SourceMap, blocks: Vec<Block>, meta: Meta) -> Self {
        Self {
            text,
            prose,
            map,
            code: Vec::new(),
            blocks,
            meta,
            tokens: Vec::new(),
            hashes: Vec::new(),
            stretches: Vec::new(),
            annotated: false,
            words: 0,
            sentences: Vec::new(),
            quotations: Vec::new(),
            attributions: Vec::new(),
            sources: Vec::new(),
            stets: Vec::new(),
            record: None,
            earlier: None,
        }
    }

    /// The words at a place of the prose.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.prose)
    }

    /// Whether the words at a place are one of these, which are in lower case.
    #[inline]
    pub fn is_one_of(&self, span: Span, any: &[&str]) -> bool {
        let word = self.prose.as_bytes().get(span.start..span.end).unwrap_or_default();
        // most words differ in their length or their first letter
        let first = word.first().map(u8::to_ascii_lowercase);
        any.iter()
            .map(|w| w.as_bytes())
            .any(|w| w.len() == word.len() && w.first().copied() == first && w.eq_ignore_ascii_case(word))
    }

    /// The place in the file of a place in the prose.
    pub fn raw(&self, span: Span) -> Span {
        self.map.raw(span)
    }

    /// The headline as printed: its block, or else the title of the front matter.
    pub fn headline(&self) -> Option<&str> {
        let block = self.blocks.iter().find(|b| b.kind == BlockKind::Headline);
        block.map(|b| self.slice(b.span)).or(self.meta.title.as_deref())
    }

    /// Place in [`Article::blocks`] of the block that holds an offset of the prose.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let next = self.blocks.partition_point(|b| b.span.start <= offset);
        next.checked_sub(1).filter(|i| self.blocks[*i].span.holds(offset))
    }

    /// Whether one of the blocks just before a block is of its kind and has its words.
    pub fn repeats(&self, block: usize) -> bool {
        let Some((own, before)) = self.blocks.get(..=block).and_then(<[Block]>::split_last) else { return false };
        let mut near = before.iter().rev().take(8);
        near.any(|b| b.kind == own.kind && self.slice(b.span) == self.slice(own.span))
    }

    /// The sentence that holds an offset of the prose.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let next = self.sentences.partition_point(|s| s.span.start <= offset);
        self.sentences.get(next.checked_sub(1)?).filter(|s| s.span.holds(offset))
    }

    /// The tokens that are no words of plain letters, with their places in [`Article::tokens`]: marks and points are among them.
    pub fn no_plain_words(&self) -> impl Iterator<Item = (usize, &Token)> {
        let others = self.hashes.iter().enumerate().filter(|(_, hash)| **hash == 0);
        others.filter_map(|(at, _)| Some((at, self.tokens.get(at)?)))
    }

    /// The first token that starts at or after an offset, as a place in [`Article::tokens`].
    pub fn token_from(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.start < offset)
    }

    /// The tokens that lie within a span, as places in [`Article::tokens`].
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_from(span.start);
        let len = self.tokens[start..].partition_point(|t| t.span.end <= span.end);
        start..start + len
    }

    /// The first token from a place on in whose stretch an entry of some groups may begin; its place, or `end`.
    pub fn next_of(&self, from: usize, end: usize, of: Classes) -> usize {
        let mut at = from;
        while at < end {
            if self.stretches.get(at / STRETCH).is_none_or(|groups| groups.any(of)) {
                return at;
            }
            at = (at / STRETCH + 1) * STRETCH;
        }
        end
    }

    /// How many words and numbers stand within a span.
    pub fn count_words(&self, span: Span) -> usize {
        self.tokens[self.tokens_in(span)].iter().filter(|token| token.is_counted()).count()
    }

    /// Whether an offset of the prose stands between quotation marks.
    pub fn is_quoted(&self, offset: usize) -> bool {
        let next = self.quotations.partition_point(|q| q.span.start <= offset);
        // a nested quotation may end before its outer one does, so look at a few before
        self.quotations[..next].iter().rev().take(8).any(|q| q.span.holds(offset))
    }

    /// The story's first block of running prose, as a place in [`Article::blocks`].
    pub fn lead(&self) -> Option<usize> {
        self.blocks.iter().position(|b| b.kind == BlockKind::Paragraph)
    }

    /// Gives up the tokens, once nothing looks at single words any more, and room that the rest does not need.
    pub fn shed(&mut self) {
        self.tokens = Vec::new();
        self.hashes = Vec::new();
        self.stretches = Vec::new();
        self.annotated = false;
        self.prose.shrink_to_fit();
        self.map.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.quotations.shrink_to_fit();
        self.attributions.shrink_to_fit();
        self.sources.shrink_to_fit();
    }

    /// How many quotations hold somebody's speech.
    pub fn speech(&self) -> usize {
        self.quotations.iter().filter(|q| q.kind.is_speech()).count()
    }

    /// The source of an id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0)
    }
}
