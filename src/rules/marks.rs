//! The double quotation marks of an article, and what each one does.

use crate::{
    article::{Article, TokenKind},
    span::Span,
};

/// How far before a mark the tag may begin that it belongs to, in bytes.
const TAG_REACH: usize = 300;

/// A double quotation mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its place in the prose.
    pub(super) span: Span,
    /// Place of its block in the list of blocks.
    pub(super) block: usize,
    /// What it does.
    pub(super) role: Role,
    /// The character before it in its block.
    pub(super) before: Option<char>,
    /// The character after it in its block.
    pub(super) after: Option<char>,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens this quotation.
    Opens(usize),
    /// It closes this quotation.
    Closes(usize),
    /// It belongs to none.
    Stray,
}

impl Mark {
    /// Whether it stands where a closing mark stands: something before it, nothing or a point after it.
    pub(super) fn stands_as_closing(&self) -> bool {
        let ends = self.after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '-' | '’')
        });
        ends && self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether it is the sign of inches, or belongs to a tag of a web page.
    fn is_no_quotation_mark(&self, words: &str, at: usize) -> bool {
        let digit = self.before.is_some_and(|c| c.is_ascii_digit());
        let in_tag = || {
            let near = &words[words.floor_char_boundary(at.saturating_sub(TAG_REACH))..at];
            near.rfind('<').is_some_and(|tag| !near[tag..].contains('>'))
        };
        self.role == Role::Stray && (digit || self.before == Some('=') || in_tag())
    }
}

/// Every double mark of the copy, in order.
pub(super) fn double(article: &Article) -> Vec<Mark> {
    let mut roles = Vec::with_capacity(article.quotations.len() * 2);
    for (at, quotation) in article.quotations.iter().enumerate() {
        roles.push((quotation.outer.start, Role::Opens(at)));
        if quotation.closed {
            roles.push((quotation.span.end, Role::Closes(at)));
        }
    }
    roles.sort_by_key(|(start, _)| *start);
    let mut marks = Vec::with_capacity(roles.len());
    for (_, token) in article.no_plain_words().filter(|(_, token)| token.kind == TokenKind::Mark) {
        if !is_double(article.slice(token.span)) {
            continue;
        }
        let block = article.blocks[token.block].span;
        let words = article.slice(block);
        let at = token.span.start - block.start;
        let role =
            roles.binary_search_by_key(&token.span.start, |(start, _)| *start).map_or(Role::Stray, |i| roles[i].1);
        let mark = Mark {
            span: token.span,
            block: token.block,
            role,
            before: words[..at].chars().next_back(),
            after: words[at + token.span.len()..].chars().next(),
        };
        if !mark.is_no_quotation_mark(words, at) {
            marks.push(mark);
        }
    }
    marks
}

fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``")
}
