//! `attribution/secondhand-media`: “media reported”, “state TV said”: which?

use std::ops::Range;

use crate::{
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
    settings::Settings,
};

/// What media do with what they heard.
const REPORTED: [&str; 22] = [
    "reported",
    "reports",
    "report",
    "said",
    "say",
    "says",
    "quoted",
    "quote",
    "quotes",
    "cited",
    "cite",
    "cites",
    "claimed",
    "claim",
    "showed",
    "broadcast",
    "aired",
    "suggested",
    "suggest",
    "described",
    "carried",
    "identified",
];
/// What may stand between the two.
const BETWEEN: [&str; 12] =
    ["also", "later", "earlier", "widely", "first", "have", "has", "had", "on", "then", "initially", "repeatedly"];
/// Before “reports that”: somebody answers reports that nobody is named for.
const BEFORE: [&str; 22] = [
    "amid",
    "citing",
    "cited",
    "cites",
    "cite",
    "denied",
    "denies",
    "deny",
    "confirmed",
    "confirm",
    "of",
    "after",
    "despite",
    "following",
    "on",
    "about",
    "rejected",
    "dismissed",
    "with",
    "from",
    "by",
    "to",
];
/// Words that go before “reports” without saying whose.
const KIND: [&str; 13] = [
    "published",
    "news",
    "media",
    "unconfirmed",
    "recent",
    "press",
    "new",
    "local",
    "multiple",
    "several",
    "various",
    "early",
    "the",
];

/// Flags media that report without a name, where the sentence names no outlet, be it the one that prints the article.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let sourcing = Sourcing::new(context);
    let generic = context.lexicon.class("media.generic");
    // “reports that”
    let first = generic.or(context.lexicon.class("media.relay-verb"));
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        let places = words.starts(tokens.clone(), first);
        let mut places = places.filter_map(|at| place(words, at, tokens.end, generic)).peekable();
        let words_of = || context.article.slice(sentence.span);
        let own =
            || context.settings.is_named_in(words_of()) || is_named(context.article.meta.outlet.as_deref(), words_of());
        if places.peek().is_none() || sourcing.outlets(tokens.clone()).next().is_some() || own() {
            continue;
        }
        let mut last = 0;
        for place in places.filter(|p| !words.is_quoted(p.start)) {
            if place.start < last {
                continue;
            }
            last = place.end;
            let message = format!("“{}”: which?", context.article.slice(words.span(place.clone())));
            let help = "Name the outlet that had it first, or the best one; link it if you can.";
            found.push(context.finding(rule, words.span(place), message).with_help(help));
        }
    }
    found
}

/// Whether some words name an outlet that no list need have.
fn is_named(outlet: Option<&str>, words: &str) -> bool {
    outlet.is_some_and(|outlet| Settings { outlets: vec![outlet.to_owned()], ..Settings::default() }.is_named_in(words))
}

/// The nameless media that begin at a token, with their verb.
fn place(words: Words, at: usize, end: usize, generic: Classes) -> Option<Range<usize>> {
    if words.is(at, &["reports"]) && words.is(at + 1, &["that"]) {
        let first = (0..2).fold(at, |first, _| match first.checked_sub(1) {
            Some(before) if words.is(before, &KIND) => before,
            _ => first,
        });
        return words.after(first, &BEFORE).then_some(first..at + 2);
    }
    let len = words.entry(at, end, generic)?;
    // “social media” is a place, not an outlet; “the media” as a subject of debate
    if words.is(at, &["social", "the"]) || words.after(at, &["social"]) {
        return None;
    }
    // “Lakeside Radio” is a name
    let opens = words.opens_sentence(at);
    if len == 1 && !opens && words.is_capital(at) && at.checked_sub(1).is_some_and(|before| words.is_capital(before)) {
        return None;
    }
    let verb = (at + len..(at + len + 3).min(end)).find(|i| !words.is(*i, &BETWEEN))?;
    let named = at.checked_sub(1).is_some_and(|before| {
        // “Corran media reports”, but “Turkish state media” and “Yemen's state TV”
        words.is(before, &["a", "an", "his", "her", "their", "our"])
    });
    (!named && words.is(verb, &REPORTED) && words.is_lower(verb)).then_some(at..verb + 1)
}
