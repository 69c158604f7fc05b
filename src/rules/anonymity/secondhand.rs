//! `anonymity/secondhand`: another outlet's unnamed source, borrowed.

use super::mention::Mention;
use crate::{
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// The verbs without which nothing is borrowed.
const RELAY: [&str; 8] = ["told", "tells", "citing", "quoting", "quoted", "cited", "quotes", "cites"];

/// Flags “the Post reported, citing an unnamed official” and “a source told CNN”.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let sourcing = Sourcing::new(context);
    let class = |name| context.lexicon.class(name);
    let speaker = class("unnamed.individual").or(class("unnamed.group"));
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        if !words.is_any(tokens.clone(), &RELAY) {
            continue;
        }
        for outlet in sourcing.outlets(tokens.clone()).filter(|o| !words.is_quoted(o.start)) {
            let name = context.article.slice(words.span(outlet.clone()));
            let own = context.settings.is_own(name)
                || context.article.meta.outlet.as_deref().is_some_and(|o| o.eq_ignore_ascii_case(name));
            if own {
                continue;
            }
            let told =
                outlet.start.checked_sub(1).map(|at| if words.is(at, &["the"]) { at.saturating_sub(1) } else { at });
            let told = told
                .filter(|at| words.is(*at, &RELAY[..2]))
                .and_then(|verb| (tokens.start..verb).rev().take(14).find(|at| words.has(*at, speaker)));
            // “the Post reported, citing an unnamed official”, “the Post quoted another unnamed aide”
            let cited = || {
                let verb = (outlet.end..(outlet.end + 6).min(tokens.end)).find(|at| words.is(*at, &RELAY[2..]))?;
                (verb..(verb + 8).min(tokens.end)).find(|at| words.has(*at, speaker))
            };
            let Some(head) = told.or_else(cited).filter(|head| is_unnamed(context, words, *head)) else { continue };
            let place = words.span(Mention::of(context, head).tokens());
            let message = format!("“{}” is {name}'s unnamed source, not yours", context.article.slice(place));
            let help =
                format!("Say that the source is {name}'s, and what {name} says of how it knows; or find your own.");
            found.push(context.finding(rule, place, message).with_help(help));
        }
    }
    found
}

/// Whether a head is a source without a name, and no spokesman.
fn is_unnamed(context: &Context, words: Words, head: usize) -> bool {
    const SECRET: [&str; 8] = ["source", "sources", "official", "officials", "aide", "person", "insider", "insiders"];
    let mention = Mention::of(context, head);
    let named = words.is_capital(head + 1) || (words.is(head + 1, &[","]) && words.is_capital(head + 2));
    // “Ilse Maar, a senior official, told …”
    let first = mention.tokens().start;
    let beside = words.after(first, &[","]) && first.checked_sub(2).is_some_and(|at| words.is_capital(at));
    words.is(head, &SECRET) && !mention.definite && !named && !beside
}
