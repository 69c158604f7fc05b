//! `attribution/late-attribution`: three quoted sentences before the reader learns who speaks.

use crate::{
    article::{BlockKind, Quotation, QuotationKind},
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

/// From how many sentences and words on a quotation keeps the reader waiting.
const SENTENCES: usize = 3;
const WORDS: usize = 40;

/// Flags a quotation that opens its paragraph and has its speaker only after its end.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let pronoun = context.lexicon.class("function.pronoun-person");
    let article = context.article;
    let mut found = Vec::new();
    for quotation in article.quotations.iter().filter(|q| q.kind == QuotationKind::Direct && !q.nested) {
        let Some(block) = article.blocks.get(quotation.block).filter(|b| b.kind == BlockKind::Paragraph) else {
            continue;
        };
        let Some(speaker) = quotation.speaker.filter(|s| s.span.start >= quotation.outer.end) else { continue };
        let opens = block.span.start == quotation.outer.start && quotation.continues.is_none();
        if !opens || !block.span.contains(speaker.span) {
            continue;
        }
        let (sentences, length) = extent(words, article.tokens_in(quotation.span));
        if sentences < SENTENCES || length < WORDS || is_introduced(context, quotation, words, pronoun) {
            continue;
        }
        let who = article.slice(speaker.span);
        let message = format!("{sentences} quoted sentences, then “{who}”: the reader learns late who speaks");
        let finding = context.finding(rule, quotation.outer, message);
        let finding = finding.with_help("Name the speaker after the first sentence.");
        found.push(finding.with_label(context.label(speaker.span, "the speaker")));
    }
    found
}

/// How many sentences and words stand among the tokens of a quotation.
fn extent(words: Words, tokens: std::ops::Range<usize>) -> (usize, usize) {
    let length = tokens.clone().filter(|at| words.is_word(*at)).count();
    let ends = tokens.clone().filter(|at| !words.is_word(*at) && words.is(*at, &[".", "!", "?"])).count();
    // the last one may end with the comma before the speaker
    let open = tokens.end.checked_sub(1).is_some_and(|last| words.is(last, &[","]));
    (ends + usize::from(open), length)
}

/// Whether the reader knows the speaker already: a pronoun stands for somebody, or the paragraph before names the source.
fn is_introduced(context: &Context, quotation: &Quotation, words: Words, pronoun: Classes) -> bool {
    let article = context.article;
    let Some(speaker) = quotation.speaker else { return false };
    if article.tokens_in(speaker.span).any(|at| words.has(at, pronoun)) {
        return true;
    }
    let before = quotation.block.checked_sub(1).and_then(|b| article.blocks.get(b)).map(|b| b.span);
    let source = speaker.source.and_then(|id| article.sources.get(id.0));
    let mentioned = |span| source.is_some_and(|s| s.mentions.iter().any(|m| crate::span::Span::contains(span, *m)));
    let last = article.slice(speaker.span).split_whitespace().last().unwrap_or_default();
    before.is_some_and(|span| mentioned(span) || (last.len() > 3 && article.slice(span).contains(last)))
}
