//! `anonymity/secondhand`: another outlet's unnamed source, borrowed.

use std::ops::Range;

use super::mention::{Mention, heads};
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
    let speaker = heads(context.lexicon);
    let says = class("speech.neutral");
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        let relays = || words.places(tokens.clone(), says).any(|at| words.is(at, &RELAY));
        if words.places(tokens.clone(), speaker).next().is_none() || !relays() {
            continue;
        }
        let listed = sourcing.outlets(tokens.clone());
        let mut outlets: Vec<Range<usize>> = listed.filter(|o| !words.is_quoted(o.start)).collect();
        let more: Vec<Range<usize>> = unlisted(context, words, tokens.clone())
            .into_iter()
            .filter(|o| outlets.iter().all(|known| known.end <= o.start || o.end <= known.start))
            .collect();
        outlets.extend(more);
        for outlet in outlets {
            let name = context.article.slice(words.span(outlet.clone()));
            if is_own(context, name) {
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
            let what = if words.word(head).ends_with('s') { "are unnamed sources" } else { "is an unnamed source" };
            let message = format!("“{}” {what} of {name}, not yours", context.article.slice(place));
            let help = format!("Say whose source it is, and what {name} says of how it knows; or find your own.");
            found.push(context.finding(rule, place, message).with_help(help));
        }
    }
    found
}

/// Whether an outlet is the one that prints the article.
fn is_own(context: &Context, name: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(name).to_lowercase();
    let own = context.article.meta.outlet.as_deref();
    // “the Ledger” in The Tollan Ledger
    let short =
        |own: &str| bare(own).strip_suffix(&bare(name)).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    context.settings.is_own(name) || own.is_some_and(short)
}

/// Outlets that no list has: by what they do (“Lakeside reported, citing …”), or by the name (“told the Tarn Courier”).
fn unlisted(context: &Context, words: Words, sentence: Range<usize>) -> Vec<Range<usize>> {
    let (start, end) = (sentence.start, sentence.end);
    let body = context.lexicon.class("organisations.head");
    let outlet = context.lexicon.class("media.name-word");
    let is_name = |at: usize| words.is_capital(at) && !words.is_quoted(at);
    let reporting = |verb: usize| {
        // people write too, outlets report
        let wrote = || words.is(verb, &["wrote", "writes"]) && verb > start && words.has(verb - 1, outlet);
        let reports = (words.is(verb, &["reported", "reports"]) || wrote()) && !words.is_quoted(verb);
        let cites = || (verb + 1..(verb + 6).min(end)).any(|at| words.is(at, &["citing", "quoting"]));
        if !reports || !cites() {
            return None;
        }
        let mut first = (start..verb).rev().take_while(|at| is_name(*at) && !words.has(*at, body)).last()?;
        // “But Lakeside Radio”
        while words.opens_sentence(first) && words.is_function(first) && !words.is(first, &["the"]) {
            first += 1;
        }
        let named = first < verb && !(first + 1 == verb && words.is_function(first));
        named.then_some(first..verb)
    };
    let told = |verb: usize| {
        if !words.is(verb, &["told", "tells"]) {
            return None;
        }
        let first = if words.is(verb + 1, &["the"]) { verb + 2 } else { verb + 1 };
        let name = first..(first..end).find(|at| !is_name(*at)).unwrap_or(end);
        let last = name.end.checked_sub(1).filter(|last| *last > first)?;
        words.has(last, outlet).then_some(name)
    };
    sentence.filter_map(|verb| reporting(verb).or_else(|| told(verb))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, LexiconError};

    #[test]
    fn every_word_is_in_the_groups_that_are_looked_for() -> Result<(), &'static LexiconError> {
        let lexicon = Lexicon::built_in()?;
        let of = lexicon.class("speech.neutral");
        let missing: Vec<&str> = RELAY.into_iter().filter(|word| !lexicon.classes(word).any(of)).collect();
        assert_eq!(missing, [""; 0]);
        Ok(())
    }
}
