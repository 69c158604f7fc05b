//! `quotation/ellipsis-join`: dots that join words which may come from different places.

use crate::{
    article::{Article, Quotation, Token, TokenKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, excerpt},
    span::Span,
};

/// How many words a message shows on either side of the dots.
const SHOWN: usize = 2;

/// Flags the dots inside a quotation, one finding a quotation; dots at its edges join nothing.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut found = Vec::new();
    for quotation in article.quotations.iter().filter(|q| !q.nested) {
        let joins = joins(article, quotation);
        let Some((first, rest)) = joins.split_first() else { continue };
        let message = match rest {
            [] => format!("Dots join “{}” to “{}”", first.before, first.after),
            _ => format!("Dots join words in {} places of one quotation", joins.len()),
        };
        let mut diagnostic = context.finding(rule, first.at, message).with_help(
            "Check the recording: the words on both sides must come from one answer, in this order, and mean the same without the rest.",
        );
        for join in rest {
            diagnostic = diagnostic.with_label(context.label(join.at, "joined here too"));
        }
        found.push(diagnostic);
    }
    found
}

/// Dots with words on both sides.
struct Join {
    at: Span,
    before: String,
    after: String,
}

fn joins(article: &Article, quotation: &Quotation) -> Vec<Join> {
    let range = article.tokens_in(quotation.span);
    let tokens = &article.tokens[range];
    let is_word = |t: &Token| matches!(t.kind, TokenKind::Word | TokenKind::Number);
    let (Some(first), Some(last)) = (tokens.iter().position(is_word), tokens.iter().rposition(is_word)) else {
        return Vec::new();
    };
    let mut joins = Vec::new();
    let mut at = first;
    while at < last {
        let end = at + tokens[at..last].iter().take_while(|t| !is_word(t)).count();
        let dots: Vec<&Token> =
            tokens[at..end].iter().filter(|t| article.slice(t.span).starts_with(['.', '…'])).collect();
        // “...”, “…” and “. . .”; a single full stop ends a sentence
        let text: String = dots.iter().map(|t| article.slice(t.span)).collect();
        if let (Some(from), Some(to)) = (dots.first(), dots.last())
            && (text.contains('…') || text.len() >= 3)
        {
            let before = Span::new(quotation.span.start, from.span.start).trim(&article.prose);
            let after = Span::new(to.span.end, quotation.span.end).trim(&article.prose);
            joins.push(Join {
                at: tokens[at - 1].span.union(tokens[end].span),
                before: excerpt::last_words(article, before, SHOWN).trim_start_matches("… ").to_owned(),
                after: excerpt::first_words(article, after, SHOWN).trim_end_matches(" …").to_owned(),
            });
        }
        at = end.max(at + 1);
    }
    joins
}
