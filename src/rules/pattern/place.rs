//! Where in an article a pattern looks.

use std::borrow::Cow;

use crate::{
    article::{Article, Block, BlockKind},
    rule::{Near, QuoteScope, Scope, Spec},
    span::Span,
};

/// What stands in place of each byte of a quotation.
pub(super) const BLOT: char = '\u{1}';

/// A part of the prose that a rule reads.
pub(super) struct Reading<'a> {
    /// Place of its block among the blocks.
    pub(super) block: usize,
    /// Its place in the prose.
    pub(super) place: Span,
    /// Its words, byte for byte as long as the place.
    pub(super) words: Cow<'a, str>,
}

/// The parts of the prose that a rule reads, in order, of those blocks that are wanted.
///
/// For a rule of the outlet's own words, what stands between marks is blotted out, so that no match reaches from one
/// side of a mark to the other.
pub(super) fn readings<'a>(article: &'a Article, spec: &'a Spec, wanted: impl Fn(usize) -> bool) -> Vec<Reading<'a>> {
    let whole = |(block, b): (usize, &'a Block)| {
        let words = match spec.quotes {
            QuoteScope::OutsideQuotes => without_quotations(article, b.span),
            _ => Cow::Borrowed(article.slice(b.span)),
        };
        Reading { block, place: b.span, words }
    };
    let quoted = |(block, _): (usize, &'a Block)| {
        let from = article.quotations.partition_point(|q| q.block < block);
        let own = article.quotations[from..].iter().take_while(move |q| q.block == block).filter(|q| !q.nested);
        own.map(move |q| Reading { block, place: q.span, words: Cow::Borrowed(article.slice(q.span)) })
    };
    let blocks = blocks(article, &spec.scope).filter(|(block, _)| wanted(*block));
    match spec.quotes {
        QuoteScope::InsideQuotes => blocks.flat_map(quoted).collect(),
        _ => blocks.map(whole).collect(),
    }
}

/// The words of a block, those between marks blotted out byte for byte.
fn without_quotations(article: &Article, block: Span) -> Cow<'_, str> {
    let words = article.slice(block);
    let from = article.quotations.partition_point(|q| q.span.end <= block.start);
    let mut quoted = article.quotations[from..].iter().take_while(|q| q.span.start < block.end).peekable();
    if quoted.peek().is_none() {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for quotation in quoted.filter(|q| !q.nested) {
        let start = quotation.span.start.saturating_sub(block.start).max(out.len());
        let end = quotation.span.end.saturating_sub(block.start).clamp(start, words.len());
        out += words.get(out.len()..start).unwrap_or_default();
        blot(&mut out, end);
    }
    out += words.get(out.len()..).unwrap_or_default();
    Cow::Owned(out)
}

/// Adds blots up to a length.
fn blot(out: &mut String, len: usize) {
    const BLOTS: &str = "\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}";
    while out.len() < len {
        *out += &BLOTS[..(len - out.len()).min(BLOTS.len())];
    }
}

/// The blocks that a scope names, with their places; all copy if it names none.
fn blocks<'a>(article: &'a Article, scope: &'a [Scope]) -> impl Iterator<Item = (usize, &'a Block)> {
    let lead = article.lead();
    article.blocks.iter().enumerate().filter(move |(i, block)| match scope {
        [] => block.kind.is_copy(),
        named => named.iter().any(|scope| match scope {
            Scope::Headline => matches!(block.kind, BlockKind::Headline | BlockKind::Deck),
            Scope::Lead => lead == Some(*i),
            Scope::Body => block.kind.is_story(),
            // a caption that is printed twice says what it says once
            Scope::Caption => block.kind == BlockKind::Caption && !article.repeats(*i),
            Scope::Furniture => matches!(block.kind, BlockKind::Furniture | BlockKind::Label | BlockKind::Credit),
        }),
    })
}

/// The part of the prose that counts as near a place.
pub(super) fn region(article: &Article, at: Span, near: Near) -> Span {
    let block = article.block_at(at.start).map_or(at, |b| article.blocks[b].span);
    match near {
        Near::Sentence => article.sentence_at(at.start).map_or(block, |s| s.span),
        Near::Neighbours => {
            let next = article.sentences.partition_point(|s| s.span.start <= at.start);
            let Some(own) = next.checked_sub(1) else { return block };
            let before = article.sentences.get(own.saturating_sub(1)).map_or(block, |s| s.span);
            let after = article.sentences.get(next).or(article.sentences.last()).map_or(block, |s| s.span);
            before.union(after)
        }
        Near::Paragraph => block,
        Near::Article => Span::new(0, article.prose.len()),
    }
}
