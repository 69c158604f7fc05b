//! `typo/missing-terminal`: a paragraph stops without punctuation.

use crate::{
    article::{Article, Block, BlockKind, Case, TokenKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, slips::sic_follows},
    span::Span,
};

/// A shorter paragraph may be a heading, a credit or a line of a list.
const SHORTEST: usize = 18;

/// A summary under the headline has hardly more words.
const SUMMARY: usize = 24;

/// Flags a paragraph of the story that ends without a full stop, a question mark or their like.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut found = Vec::new();
    for (at, block) in article.blocks.iter().enumerate().filter(|(at, _)| is_paragraph(article, *at)) {
        let next = article.blocks.get(at + 1);
        // a list or a set-apart quotation goes on with the sentence
        let goes_on = next.is_some_and(|b| matches!(b.kind, BlockKind::ListItem | BlockKind::Blockquote));
        if goes_on || is_ended(article, block) || next.is_some_and(|b| opens_small(article, b)) {
            continue;
        }
        let Some(last) = last_words(article, block) else { continue };
        if sic_follows(article, last.end) {
            continue;
        }
        let words = article.slice(last);
        found.push(
            context
                .finding(rule, last, format!("The paragraph stops at “{words}” without a full stop"))
                .with_help("Is the sentence complete? A line or the end of a quotation may be lost. Then close it."),
        );
    }
    found
}

/// Whether a block is a paragraph, or looks like a summary only because its full stop is missing: below a paragraph, or
/// longer than summaries are.
fn is_paragraph(article: &Article, at: usize) -> bool {
    let Some(block) = article.blocks.get(at) else { return false };
    let below = || article.blocks[..at].iter().any(|b| b.kind == BlockKind::Paragraph);
    let long =
        || article.tokens[article.tokens_in(block.span)].iter().filter(|t| t.kind == TokenKind::Word).count() > SUMMARY;
    block.kind == BlockKind::Paragraph || (block.kind == BlockKind::Deck && (below() || long()))
}

/// Whether a block begins in small letters: the sentence goes on there, after a line break that means nothing.
fn opens_small(article: &Article, block: &Block) -> bool {
    let first = article.tokens_in(block.span).next().and_then(|t| article.tokens.get(t));
    block.kind == BlockKind::Paragraph && first.is_some_and(|t| t.case == Case::Lower)
}

fn is_ended(article: &Article, block: &Block) -> bool {
    let text = article.slice(block.span).trim_end();
    if ends(text) {
        return true;
    }
    // what is credited after the full stop: “… for the ban. [Reuters]”, “… on the left.” ― Nell Grey
    let bracket = text.strip_suffix(']').and_then(|t| t.rsplit_once('['));
    let dash = text.rsplit_once(['―', '—', '–']).filter(|(_, name)| name.split_whitespace().count() < 6);
    bracket.or(dash).is_some_and(|(before, _)| ends(before))
}

fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '“', '"', '’', '‘', '\'', ')', ']', '»', '*', '_', ' ', '\u{a0}']);
    // a dash is an interruption, a colon or a semicolon goes on in the next block
    bare.is_empty() || bare.ends_with(['.', '!', '?', '…', ':', ';', '—', '–', '-', ',', '|', '>', '→', '■', '□'])
}

/// The last words of a paragraph that is long enough; none if it ends in an address or a date line of figures.
fn last_words(article: &Article, block: &Block) -> Option<Span> {
    let tokens = article.tokens_in(block.span);
    let tokens = article.tokens.get(tokens)?;
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let capitals = words().filter(|t| t.case.has_capital()).count();
    // a headline of another story has a capital at most words
    let title = capitals * 2 > words().count();
    if title || words().count() < SHORTEST || tokens.last().is_none_or(|t| t.kind == TokenKind::Address) {
        return None;
    }
    let last = tokens.last()?;
    let from = tokens.get(tokens.len().saturating_sub(4)..)?.first()?;
    Some(from.span.union(last.span))
}
