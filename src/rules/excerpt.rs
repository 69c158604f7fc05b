//! A few words of the copy, for messages.

use crate::{
    article::{Article, Token, TokenKind},
    span::Span,
};

/// The first words of a place, at most `count`; dots show that it goes on.
pub(super) fn first_words(article: &Article, span: Span, count: usize) -> String {
    let mut words = article.tokens[article.tokens_in(span)].iter().filter(|t| is_word(t));
    let last = words.by_ref().take(count).last();
    match (last, words.next()) {
        (Some(last), Some(_)) => format!("{} …", tidy(article.slice(Span::new(span.start, last.span.end)))),
        _ => tidy(article.slice(span)),
    }
}

/// The last words of a place, at most `count`; dots show that it begins earlier.
pub(super) fn last_words(article: &Article, span: Span, count: usize) -> String {
    let mut words = article.tokens[article.tokens_in(span)].iter().rev().filter(|t| is_word(t));
    let first = words.by_ref().take(count).last();
    match (first, words.next()) {
        (Some(first), Some(_)) => format!("… {}", tidy(article.slice(Span::new(first.span.start, span.end)))),
        _ => tidy(article.slice(span)),
    }
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Without the marks and points at either end, which would stand beside those of the message.
fn tidy(words: &str) -> String {
    let edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | ',' | ';' | ':');
    words.trim_matches(edge).trim_start_matches(['\'', '’', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}
