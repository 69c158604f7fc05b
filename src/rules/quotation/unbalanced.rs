//! `quotation/unbalanced`: a mark opens and none closes, or the other way round.

use crate::{
    article::{Article, Quotation, TokenKind},
    diagnostic::{Diagnostic, Severity},
    rule::Rule,
    rules::{
        Context,
        excerpt::{first_words, last_words},
        marks::{self, Mark, Role},
    },
    span::Span,
};

/// How many words of a quotation a message shows.
const SHOWN: usize = 5;

/// How many paragraphs without a mark a quotation may run through, and still be known for one.
const RUN: usize = 8;

/// Flags the marks that have no partner.
///
/// Paragraph by paragraph; the running-quote convention, in which a paragraph leaves its closing mark out and the next
/// one opens again, is no fault.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let marks = marks::double(article);
    let mut found = Vec::new();
    // the quotation that the paragraph before left open
    let mut open: Option<Opening> = None;
    for group in marks.chunk_by(|a, b| a.block == b.block) {
        let Some(block) = group.first().map(|mark| mark.block) else { continue };
        let mut lonely = unpaired(article, group);
        if let Some(earlier) = open.take() {
            let between = article.blocks[earlier.block + 1..block].iter().filter(|b| b.kind.is_story()).count();
            let closes_here = between < RUN && matches!(lonely.first(), Some(Lonely::Closing(0, _)));
            if closes_here {
                lonely.remove(0);
                found.push(runs_on(context, rule, earlier));
            } else if !(between == 0 && reopens(article, group)) {
                found.push(never_closes(context, rule, earlier));
            }
        }
        let last = lonely.pop();
        for one in lonely {
            found.push(one.finding(context, rule));
        }
        match last {
            Some(Lonely::Opening(opening)) if article.blocks[block].kind.is_story() => open = Some(opening),
            Some(one) => found.push(one.finding(context, rule)),
            None => {}
        }
    }
    found.extend(open.map(|opening| never_closes(context, rule, opening)));
    found
}

/// A quotation without a closing mark.
#[derive(Debug, Clone, Copy)]
struct Opening {
    /// Place in the list of quotations.
    quotation: usize,
    block: usize,
}

/// A mark without a partner in its paragraph.
#[derive(Debug, Clone, Copy)]
enum Lonely {
    Opening(Opening),
    /// Which mark of its paragraph, and where.
    Closing(usize, Span),
}

impl Lonely {
    fn finding(self, context: &Context, rule: &Rule) -> Diagnostic {
        match self {
            Lonely::Opening(opening) => never_closes(context, rule, opening),
            Lonely::Closing(_, mark) => never_opens(context, rule, mark),
        }
    }
}

/// The marks of one paragraph that have no partner in it.
fn unpaired(article: &Article, marks: &[Mark]) -> Vec<Lonely> {
    let mut lonely: Vec<Lonely> = Vec::new();
    // marks that face neither way for want of a blank: the next closing mark is their partner
    let mut glued = 0_usize;
    for (at, mark) in marks.iter().enumerate() {
        match mark.role {
            // two marks at one place, or the end of a tag
            Role::Opens(_) if mark.after.is_some_and(|c| matches!(c, '"' | '“' | '<' | '>')) => {}
            Role::Opens(quotation) if !article.quotations[quotation].closed => {
                if !ends_paragraph(article, quotation) {
                    lonely.push(Lonely::Opening(Opening { quotation, block: mark.block }));
                }
            }
            Role::Stray if mark.stands_as_closing() => match lonely.last() {
                _ if glued > 0 => glued -= 1,
                Some(Lonely::Opening(_)) => {
                    lonely.pop();
                }
                // “He says,” we are late.”: the first of the two was meant to open
                Some(Lonely::Closing(first, _)) if marks[*first].before.is_some_and(|c| matches!(c, ',' | ':')) => {}
                _ => lonely.push(Lonely::Closing(at, mark.span)),
            },
            Role::Stray => glued += 1,
            Role::Opens(_) | Role::Closes(_) => {}
        }
    }
    lonely
}

/// Whether a quotation ends with its sentence where the next one of the same paragraph opens: two paragraphs of one
/// quotation that were run together.
fn ends_paragraph(article: &Article, quotation: usize) -> bool {
    let own = &article.quotations[quotation];
    let ends = article.slice(own.span).ends_with(['.', '!', '?', '…', '’', '\'', ']']);
    let next = article.quotations[quotation + 1..].iter().find(|q| !q.nested && q.outer.start >= own.span.end);
    let reopens = |next: &Quotation| {
        next.block == own.block && article.slice(Span::new(own.span.end, next.outer.start)).trim().is_empty()
    };
    ends && next.is_some_and(reopens)
}

/// Whether a paragraph begins with a mark that opens a quotation.
fn reopens(article: &Article, marks: &[Mark]) -> bool {
    let first = marks.first().filter(|mark| matches!(mark.role, Role::Opens(_)));
    first.is_some_and(|mark| {
        let block = article.blocks[mark.block].span;
        !article.slice(Span::new(block.start, mark.span.start)).contains(char::is_alphanumeric)
    })
}

fn never_closes(context: &Context, rule: &Rule, opening: Opening) -> Diagnostic {
    let (at, words) = beginning(context.article, opening);
    context
        .finding(rule, at, format!("The quotation that begins “{words}” never closes"))
        .with_help("Check where the speaker's words end, and put the closing mark there.")
}

fn runs_on(context: &Context, rule: &Rule, opening: Opening) -> Diagnostic {
    let (at, words) = beginning(context.article, opening);
    let message = format!("The quotation that begins “{words}” goes on in the next paragraph, which opens no mark");
    context
        .finding(rule, at, message)
        .with_severity(Severity::Warning.min(rule.spec.severity))
        .with_help("Open the next paragraph with a mark, or close this one where the speaker's words end.")
}

fn never_opens(context: &Context, rule: &Rule, mark: Span) -> Diagnostic {
    let article = context.article;
    let block = article.block_at(mark.start).map_or(mark, |b| article.blocks[b].span);
    let before = Span::new(block.start, mark.start);
    let mut tokens = article.tokens[article.tokens_in(before)].iter().rev();
    let last = tokens.find(|t| t.kind != TokenKind::Punctuation).map_or(mark.start, |token| token.span.start);
    let words = last_words(article, before, SHOWN);
    context
        .finding(
            rule,
            Span::new(last, mark.end),
            format!("A mark closes a quotation after “{words}”, but none opened it"),
        )
        .with_help("Check where the speaker's words begin, and put the opening mark there.")
}

/// The opening mark with the word after it, and the first words of the quotation.
fn beginning(article: &Article, opening: Opening) -> (Span, String) {
    let quotation = &article.quotations[opening.quotation];
    let first = article.tokens.get(article.token_from(quotation.span.start));
    let end = first.filter(|t| t.span.end <= quotation.span.end).map_or(quotation.span.start, |t| t.span.end);
    (Span::new(quotation.outer.start, end), first_words(article, quotation.span, SHOWN))
}
