//! `anonymity/plural-mismatch`: “sources” at the top, one source further down.

use super::mention::{Identity, Mention, Speech};
use crate::{
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// Words that show there is more than one after all.
const MORE: [&str; 13] = [
    "another",
    "second",
    "third",
    "other",
    "two",
    "three",
    "four",
    "several",
    "both",
    "multiple",
    "numerous",
    "different",
    "one",
];

/// How many paragraphs are the top of the story.
const TOP: usize = 3;

/// Flags “sources” that speak, where everywhere else a single source does.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let speech = Speech::new(context);
    let bare = context.lexicon.class("unnamed.bare");
    let (mut plural, mut single) = (Vec::new(), None);
    let mut paragraphs = 0;
    let mut last = None;
    for (sentence, kind) in words.sentences() {
        if kind.is_story() && last.replace(sentence.block) != Some(sentence.block) {
            paragraphs += 1;
        }
        let heads = words.places(sentence.tokens.clone(), bare);
        for head in heads.filter(|at| !words.is_quoted(*at) && words.is(*at, &["source", "sources"])) {
            let mention = Mention::of(context, head);
            if !speech.speaks_at_all(&mention, sentence) {
                continue;
            }
            if words.is_any(mention.tokens(), &MORE) {
                return Vec::new();
            }
            match words.is(head, &["sources"]) {
                // further down, or of a body, it may be others that speak
                true if paragraphs > TOP || mention.identity != Identity::None => return Vec::new(),
                true => plural.push(words.span(mention.tokens())),
                false => single = single.or(Some(words.span(mention.tokens()))),
            }
        }
    }
    let (Some(single), [plural]) = (single, plural.as_slice()) else { return Vec::new() };
    let printed = context.article.slice(*plural);
    let message = format!("“{printed}” here, one source elsewhere");
    let finding = context.finding(rule, *plural, message);
    let finding = finding.with_help("Say how many there are: never “sources” for one.");
    vec![finding.with_label(context.label(single, "one source"))]
}
