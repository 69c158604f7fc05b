//! `typo/stray-mark`: a comma or a full stop with a space before it, or a full stop twice.

use crate::{
    article::{Article, Case, TokenKind},
    diagnostic::{Diagnostic, Safety},
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
    span::Span,
};

/// Flags points and commas that stand wrong.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut found = Vec::new();
    for (at, token) in article.no_plain_words() {
        if token.kind != TokenKind::Punctuation {
            continue;
        }
        let mark = article.slice(token.span);
        let slip = match mark {
            ".." => twice(article, at),
            "," | "." | ";" => behind_a_space(article, at),
            _ => None,
        };
        let Some((at, replace, replacement, message)) = slip else { continue };
        let slipped = Slipped {
            at,
            replace,
            replacement,
            safety: Safety::Safe,
            quoted: format!("{message}; check the quotation"),
            message,
            help: "Delete what is too much.",
        };
        found.extend(report(context, rule, slipped).map(|one| one.with_slip(mark)));
    }
    found
}

type Slip = (Span, Span, &'static str, String);

/// “It was ignored..”
fn twice(article: &Article, at: usize) -> Option<Slip> {
    let before = article.tokens.get(at.checked_sub(1)?)?;
    let points = article.tokens.get(at)?;
    let ends = article.prose.get(points.span.end..)?.chars().next().is_none_or(char::is_whitespace);
    let word = matches!(before.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive);
    // “Uh.. your plan”: a pause
    let pause = article.tokens.get(at + 1).is_some_and(|t| t.block == points.block && t.case == Case::Lower);
    (word && !pause && ends && before.span.end == points.span.start).then(|| {
        let at = before.span.union(points.span);
        (at, points.span, ".", format!("“{}”: two full stops", article.slice(at)))
    })
}

/// “his manager , who”
fn behind_a_space(article: &Article, at: usize) -> Option<Slip> {
    let [before, mark] = article.tokens.get(at.checked_sub(1)?..=at)? else { return None };
    let gap = Span::new(before.span.end, mark.span.start);
    if gap.is_empty() {
        return None;
    }
    // more than two are a gap that a page's layout left
    let spaced = (1..=2).contains(&gap.len()) && article.slice(gap).chars().all(|c| c == ' ' || c == '\u{a0}');
    let after = article.prose.get(mark.span.end..)?.chars().next();
    let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '"' | ')'));
    let word = matches!(before.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive);
    // dots with spaces between them are an ellipsis
    let dots = article.tokens.get(at + 1).is_some_and(|t| article.slice(t.span).starts_with('.'));
    (spaced && ends && word && !dots && before.block == mark.block).then(|| {
        let at = before.span.union(mark.span);
        (at, gap, "", format!("“{}”: a space before “{}”", article.slice(at), article.slice(mark.span)))
    })
}
