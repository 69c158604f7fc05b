//! `attribution/wire-leftover`: “told The Associated Press” in copy that does not credit the agency.

use std::ops::Range;

use crate::{
    article::{Article, BlockKind},
    diagnostic::{Diagnostic, Severity},
    rule::Rule,
    rules::{Context, words::Words},
};

/// The words without which no agency listens.
const LISTENS: [&str; 7] = ["told", "tells", "contacted", "reached", "interviewed", "spoke", "speaking"];

/// Flags an agency that is told something, where the article does not credit it.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let agency = context.lexicon.class("media.agency");
    let signed = is_signed(context.article);
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        if words.starts(tokens.clone(), agency).next().is_none() || !words.is_any(tokens.clone(), &LISTENS) {
            continue;
        }
        for name in words.entries(tokens.clone(), agency) {
            let Some(first) = told(words, name.start, tokens.start).filter(|at| !words.is_quoted(*at)) else {
                continue;
            };
            let printed = context.article.slice(words.span(name.clone()));
            if !words.is_capital(name.end - 1) || is_own(context, printed) || is_credited(context, words, &name) {
                continue;
            }
            // “told Northwire in May”, “told the agency last year”: what it printed then is cited
            if is_dated(context, words, name.end) || is_part_of_name(words, name.end) {
                continue;
            }
            let place = words.span(first..name.end);
            let message = format!("“{}”, but the article does not credit {printed}", context.article.slice(place));
            let help = format!("If this is {printed}'s copy, credit it. If you rang yourselves, say so.");
            let severity = if signed { rule.spec.severity } else { Severity::Info };
            found.push(context.finding(rule, place, message).with_help(help).with_severity(severity));
        }
    }
    found
}

/// Whether a name goes on behind the agency's: a paper or a programme that is called after it.
fn is_part_of_name(words: Words, after: usize) -> bool {
    words.is_capital(after)
}

/// Whether the words after an agency's name put the talk into another month or year.
fn is_dated(context: &Context, words: Words, after: usize) -> bool {
    let month = context.lexicon.class("function.month");
    let early = if words.is(after + 1, &["early", "late", "mid"]) { after + 2 } else { after + 1 };
    let in_month = words.is(after, &["in"]) && words.has(early, month);
    in_month
        || (words.is(after, &["last"])
            && words.is(after + 1, &["month", "year", "spring", "summer", "autumn", "fall", "winter"]))
}

/// Where the words begin by which an agency is the listener: “told”, “when contacted by”.
fn told(words: Words, name: usize, start: usize) -> Option<usize> {
    let mut at = name;
    if words.after(at, &["the"]) {
        at -= 1;
    }
    let verb = at.checked_sub(1).filter(|v| *v >= start)?;
    if words.is(verb, &["told", "tells"]) {
        return Some(verb);
    }
    let before = verb.checked_sub(1).filter(|v| *v >= start)?;
    let contacted = words.is(verb, &["by"]) && words.is(before, &["contacted", "reached", "interviewed"]);
    let spoke = words.is(verb, &["to", "with"]) && words.is(before, &["spoke", "speaking"]);
    match contacted || spoke {
        true if words.after(before, &["when"]) => before.checked_sub(1),
        true => Some(before),
        false => None,
    }
}

/// Whether somebody signs the article, so that the words of an agency stand under another name.
fn is_signed(article: &Article) -> bool {
    article.meta.byline.is_some()
        || article.blocks.iter().any(|b| match b.kind {
            BlockKind::Byline => true,
            BlockKind::Credit => is_story_credit(article.slice(b.span)),
            _ => false,
        })
}

fn is_own(context: &Context, name: &str) -> bool {
    context.settings.is_own(name)
        || context.article.meta.outlet.as_deref().is_some_and(|o| o.eq_ignore_ascii_case(name))
}

/// Whether the byline, a credit of the story or the dateline names the agency.
fn is_credited(context: &Context, words: Words, name: &Range<usize>) -> bool {
    let article = context.article;
    let agency = words.word(name.end - 1);
    let initials: String = name
        .clone()
        .filter(|at| !words.is(*at, &["the"]))
        .filter_map(|at| words.word(at).chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    let names = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|w| w == agency || (initials.len() > 1 && w == initials))
    };
    let signed = article.meta.byline.iter().any(|b| names(b));
    let credit = article.blocks.iter().any(|b| match b.kind {
        BlockKind::Byline | BlockKind::Dateline => names(article.slice(b.span)),
        BlockKind::Credit => is_story_credit(article.slice(b.span)) && names(article.slice(b.span)),
        // “WASHINGTON (AP) —”
        BlockKind::Paragraph => {
            let opening = article.slice(b.span).split(['—', '–', '-']).next().unwrap_or_default();
            opening.len() < 60 && opening.contains('(') && names(opening)
        }
        _ => false,
    });
    signed || credit
}

/// Whether a credit is of the story rather than of a picture.
fn is_story_credit(credit: &str) -> bool {
    let credit = credit.to_lowercase();
    ["report", "contribut", "copy", "agenc", "writing"].iter().any(|word| credit.contains(word))
}
