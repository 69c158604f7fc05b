//! `quotation/wrong-way-mark`: a curly mark faces the wrong way.

use crate::{
    article::{Token, TokenKind},
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    rule::Rule,
    rules::{
        Context,
        marks::{self, Mark, Role},
    },
    span::Span,
};

/// Flags “ where only a closing mark can stand, and ” where only an opening one can.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let foreign = article.meta.language.as_deref().is_some_and(|tag| !tag.starts_with("en"));
    if foreign {
        return Vec::new();
    }
    let marks = marks::double(article);
    let wrong = marks.iter().filter_map(|mark| match article.slice(mark.span) {
        "“" if closes(mark) && !opened_low(context, mark) => {
            let word = article.tokens[..article.token_from(mark.span.start)].iter().rev().find(|t| is_word(t))?;
            let at = word.span.union(mark.span);
            let message =
                format!("The mark after “{}” closes a quotation, but faces the wrong way", article.slice(word.span));
            Some(finding(context, rule, mark, at, message, "”"))
        }
        "”" if opens(mark) => {
            let word = article.tokens[article.token_from(mark.span.end)..].iter().find(|t| is_word(t))?;
            let at = mark.span.union(word.span);
            let message =
                format!("The mark before “{}” opens a quotation, but faces the wrong way", article.slice(word.span));
            Some(finding(context, rule, mark, at, message, "“"))
        }
        _ => None,
    });
    wrong.collect()
}

fn finding(context: &Context, rule: &Rule, mark: &Mark, at: Span, message: String, right: &str) -> Diagnostic {
    let edit = Edit { span: context.article.raw(mark.span), replacement: right.to_owned() };
    let fix = Fix { safety: Safety::Safe, edits: vec![edit] };
    context.finding(rule, at, message).with_help(format!("Turn it round: {right}")).with_fix(fix)
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Whether only a closing mark can stand here.
fn closes(mark: &Mark) -> bool {
    let inches = mark.before.is_some_and(|c| c.is_ascii_digit()) && !matches!(mark.role, Role::Closes(_));
    let joined =
        mark.before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '…' | '’' | ']'));
    let ends =
        mark.after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?'));
    joined && ends && !inches
}

/// Whether only an opening mark can stand here.
fn opens(mark: &Mark) -> bool {
    let apart = mark.before.is_some_and(|c| c.is_whitespace() || matches!(c, '(' | '['));
    let joined =
        mark.after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '$' | '£' | '€' | '…' | '‘'));
    // nothing can have been opened before the first mark of a paragraph
    (mark.before.is_none() && mark.after.is_some()) || (apart && joined)
}

/// Whether the mark closes what „ opened, as German and its neighbours do.
fn opened_low(context: &Context, mark: &Mark) -> bool {
    let Role::Closes(quotation) = mark.role else { return false };
    let outer = context.article.quotations[quotation].outer;
    context.article.slice(outer).starts_with(['„', '‟'])
}
