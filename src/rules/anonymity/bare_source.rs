//! `anonymity/bare-source`: “a source said”, and nothing else is known of it.

use super::mention::{Identity, Mention, Speech};
use crate::{
    article::BlockKind,
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// Flags “source” and “insider” that speak, where no mention up to there describes them.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let speech = Speech::new(context);
    let bare = context.lexicon.class("unnamed.bare");
    let mut found = Vec::new();
    let mut described = false;
    for (sentence, kind) in words.sentences() {
        // headlines have a rule of their own
        if matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Heading) {
            continue;
        }
        for head in words.places(sentence.tokens.clone(), bare).filter(|at| !words.is_quoted(*at)) {
            let mention = Mention::of(context, head);
            if mention.identity != Identity::None || speech.is_described(head) {
                described = true;
                continue;
            }
            if described || mention.definite || !speech.speaks(&mention, sentence) {
                continue;
            }
            let place = words.span(mention.tokens());
            let message = format!("“{}” says nothing about who speaks", context.article.slice(place));
            let help = "Say what kind of source, and how it knows: “a teacher who was in the room”.";
            found.push(context.finding(rule, place, message).with_help(help));
        }
    }
    found
}
