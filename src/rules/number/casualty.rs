//! `number/casualty-unattributed`: the dead, the injured and the displaced are counted, and nobody is named who counted.

use std::ops::Range;

use super::figure::Figures;
use crate::{
    article::{BlockKind, TokenKind},
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// Words of events that are settled: history has counted.
const SETTLED: [&str; 16] = [
    "massacre",
    "holocaust",
    "genocide",
    "ago",
    "9/11",
    "memory",
    "century",
    "decade",
    "decades",
    "survivors",
    "memorial",
    "victims",
    "convicted",
    "last",
    "later",
    "since",
];

/// Flags figures with no source in the sentence and none in the paragraph; settled history is left alone, and so is a
/// paragraph that has begun in a year that it names.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let (figures, sourcing) = (Figures::new(context), Sourcing::new(context));
    let month = context.lexicon.class("function.month");
    let mut found = Vec::new();
    for (sentence, kind) in words.sentences() {
        let tokens = sentence.tokens.clone();
        if kind == BlockKind::Caption && context.article.repeats(sentence.block) {
            continue;
        }
        // “killed 40 people and displaced thousands” is one finding
        let mut places: Vec<Range<usize>> = Vec::new();
        for figure in figures.within(tokens.clone()) {
            match places.last_mut().filter(|last| figure.tokens.start <= last.end + 2) {
                Some(last) => last.end = figure.tokens.end,
                None => places.push(figure.tokens),
            }
        }
        for place in places {
            let paragraph = words.block(sentence.block);
            let elsewhere =
                sourcing.within(paragraph.start..tokens.start) || sourcing.within(tokens.end..paragraph.end);
            if elsewhere
                || sourcing.covers(tokens.clone(), place.clone())
                || is_settled(words, tokens.clone(), &place, month)
                || (paragraph.start..tokens.start).any(|at| is_year(words, at))
            {
                continue;
            }
            let printed = context.article.slice(words.span(place.clone()));
            let finding = context.finding(rule, words.span(place), format!("“{printed}”: who counted?"));
            found.push(
                finding
                    .with_help("Say whose figure it is and of what day; a second count helps where the sides differ."),
            );
        }
    }
    found
}

/// Whether a sentence tells of something long past, or names the event as known: a year, a month, “the Tarn shooting”.
fn is_settled(words: Words, sentence: Range<usize>, place: &Range<usize>, month: Classes) -> bool {
    sentence.clone().filter(|at| !place.contains(at)).any(|at| {
        let dated = words.has(at, month) && words.is_capital(at) && !words.opens_sentence(at);
        let event = words
            .is(at, &["shooting", "shootings", "attack", "attacks", "bombing", "bombings", "war", "killings", "crash"])
            && words.is_capital(at.wrapping_sub(1))
            && !words.is_function(at.wrapping_sub(1));
        is_year(words, at) || dated || event || words.is(at, &SETTLED)
    })
}

/// Whether a word is a year of the last century or of this one.
fn is_year(words: Words, at: usize) -> bool {
    let word = words.word(at);
    words.kind(at) == Some(TokenKind::Number)
        && word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}
