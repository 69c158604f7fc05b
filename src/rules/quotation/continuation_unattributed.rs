//! `quotation/continuation-unattributed`: a paragraph is a bare quotation, and the one before has closed its own.

use crate::{
    article::{Article, BlockKind, Quotation, TokenKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::Context,
    span::Span,
};

/// A shorter paragraph is a retort, and the dialogue shows who makes it.
const FEWEST_WORDS: usize = 5;

/// Flags paragraphs that are all quotation, right after one that names the speaker and closes the marks.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut paragraphs = article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_story());
    let Some((mut before, _)) = paragraphs.next() else { return Vec::new() };
    let mut found = Vec::new();
    for (at, block) in paragraphs {
        let earlier = std::mem::replace(&mut before, at);
        if block.kind != BlockKind::Paragraph || article.blocks[earlier].kind != BlockKind::Paragraph {
            continue;
        }
        let Some(quotation) = bare(article, at) else { continue };
        let Some(speaker) = attributed(article, earlier) else { continue };
        let name = article.slice(speaker);
        found.push(
            context
                .finding(
                    rule,
                    quotation.outer,
                    format!("Who says this? The quotation before was closed; perhaps “{name}” goes on"),
                )
                .with_help("Name the speaker again, or leave the paragraph before without its closing mark.")
                .with_label(context.label(speaker, "the last speaker named")),
        );
    }
    found
}

/// The quotations of a block, in order.
fn quotations(article: &Article, block: usize) -> impl DoubleEndedIterator<Item = &Quotation> {
    let start = article.quotations.partition_point(|q| q.block < block);
    let end = article.quotations.partition_point(|q| q.block <= block);
    article.quotations[start..end].iter().filter(|q| !q.nested)
}

/// The first quotation of a paragraph that has no word of its own and does not go on from the paragraph before.
fn bare(article: &Article, block: usize) -> Option<&Quotation> {
    let first = quotations(article, block).next().filter(|q| q.continues.is_none())?;
    let tokens = &article.tokens[article.tokens_in(article.blocks[block].span)];
    let words = || tokens.iter().filter(|t| !matches!(t.kind, TokenKind::Mark | TokenKind::Punctuation));
    (words().count() >= FEWEST_WORDS && words().all(|t| t.quoted)).then_some(first)
}

/// The speaker whom a paragraph names for its quotation, if it closes it and does not lead over to the next paragraph.
fn attributed(article: &Article, block: usize) -> Option<Span> {
    let span = article.blocks[block].span;
    let last = quotations(article, block).next_back().filter(|q| q.closed)?;
    let leads_over = article.slice(span).trim_end().ends_with(':');
    let inside = last.cue.is_some_and(|cue| span.contains(cue));
    last.speaker.map(|s| s.span).filter(|s| inside && !leads_over && span.contains(*s))
}
