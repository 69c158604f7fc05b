//! `attribution/nonspeech-verb`: people say sentences; they do not smile or sigh them.

use crate::{
    article::{QuotationKind, TokenKind},
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

/// Flags a quotation whose only verb of saying is a face or a gesture.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let article = context.article;
    let expression = context.lexicon.class("claims.expression");
    let speech = context.lexicon.class("speech");
    let mut found: Vec<Diagnostic> = Vec::new();
    for quotation in article.quotations.iter().filter(|q| q.kind == QuotationKind::Direct && !q.nested) {
        let (from, to) = (article.token_from(quotation.outer.start), article.token_from(quotation.outer.end));
        let place = verb_after(words, to, expression).or_else(|| verb_before(words, from, expression));
        let Some(at) = place else { continue };
        let sentence = article.sentence_at(article.tokens[at].span.start);
        let said = sentence.is_some_and(|s| {
            let around = s.tokens.clone().filter(|i| *i != at && !words.is_quoted(*i) && words.is_lower(*i));
            around.clone().any(|i| words.has(i, speech.without(expression)) && !words.has(i, expression))
        });
        if said || found.last().is_some_and(|f| f.span == article.raw(words.span(at..at + 1))) {
            continue;
        }
        let word = words.word(at);
        let message = format!("Nobody can say a sentence by “{word}”: it is no verb of speech");
        let help = format!("“Said”, and the rest apart: “… she said. She {word}.”");
        found.push(context.finding(rule, words.span(at..at + 1), message).with_help(help));
    }
    found
}

/// The verb in “…!” beamed Ann Lee, or “…,” Ann Lee sighed.
fn verb_after(words: Words, to: usize, expression: Classes) -> Option<usize> {
    // a quotation that ends its sentence has nothing to do with the next one
    let ends = words.after(to.checked_sub(1)?, &["."]);
    if words.has(to, expression) && words.is_lower(to) {
        return (words.is_capital(to + 1) || words.is(to + 1, &["the", "a", "one"])).then_some(to);
    }
    let subject = |at: usize| words.is_capital(at) || words.is(at, &["he", "she", "they", "the", "a", "one"]);
    if ends || !subject(to) {
        return None;
    }
    (to + 1..to + 5).find(|at| words.has(*at, expression) && words.is_lower(*at)).filter(|verb| {
        (to..*verb).all(|at| words.kind(at) == Some(TokenKind::Word) && (subject(at) || words.is_lower(at)))
    })
}

/// The verb in: She sighed: “…”
fn verb_before(words: Words, from: usize, expression: Classes) -> Option<usize> {
    let mark = from.checked_sub(1).filter(|at| words.is(*at, &[",", ":"]))?;
    let verb = mark.checked_sub(1).filter(|at| words.has(*at, expression) && words.is_lower(*at))?;
    let subject = words.is_capital(verb.checked_sub(1)?) || words.after(verb, &["he", "she", "they"]);
    subject.then_some(verb)
}
