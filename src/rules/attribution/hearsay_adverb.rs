//! `attribution/reportedly`: “reportedly” or “allegedly” instead of a source.

use std::ops::Range;

use crate::{
    article::BlockKind,
    diagnostic::{Diagnostic, Severity},
    lexicon::Classes,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// What may follow “police” without making it the one who alleges.
const OF_POLICE: [&str; 13] = [
    "officer",
    "officers",
    "shooting",
    "shootings",
    "station",
    "car",
    "cars",
    "brutality",
    "violence",
    "force",
    "killing",
    "custody",
    "presence",
];

/// Flags the adverbs where the sentence names nobody; not in court copy, where the charge has somebody behind it.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let sourcing = Sourcing::new(context);
    let class = |name| context.lexicon.class(name);
    let (adverb, justice) = (class("claims.hearsay"), class("claims.justice"));
    let mut found = Vec::new();
    for (sentence, kind) in words.sentences() {
        for at in words.places(sentence.tokens.clone(), adverb).filter(|at| !words.is_quoted(*at)) {
            let reported = words.is(at, &["reportedly"]);
            let paragraph = words.block(sentence.block);
            let covered = sourcing.within(sentence.tokens.clone())
                || sourcing.is_content(words.span(at..at + 1))
                || (!reported && is_court(words, paragraph.clone(), justice));
            if covered {
                continue;
            }
            let word = words.word(at);
            let outlet = sourcing.outlets(paragraph.start..words.block(sentence.block + 1).end).next();
            let headline = matches!(kind, BlockKind::Headline | BlockKind::Deck);
            // a doubt of the writer's as often as an attribution
            let doubt = words.is(at, &["supposedly"]);
            let (severity, help) = match (headline, &outlet) {
                _ if doubt => (Severity::Info, "Say who says it; if you mean that it is not so, say that."),
                (true, _) => {
                    (Severity::Info, "Name the source, if only by its kind: “union says”, “court papers show”.")
                }
                (_, Some(_)) => {
                    (Severity::Info, "An outlet is named close by: if it has this, name it in the sentence.")
                }
                _ => (
                    rule.spec.severity,
                    "Say who reports or alleges it. The word is no source; taking it out makes it worse.",
                ),
            };
            let message = format!("“{word}”: who {} it?", if reported { "reports" } else { "says" });
            let finding = context.finding(rule, words.span(at..at + 1), message).with_help(help);
            found.push(finding.with_severity(severity.min(rule.spec.severity)));
        }
    }
    found
}

/// Whether a charge, a court or the police stand behind what a paragraph alleges.
fn is_court(words: Words, mut paragraph: Range<usize>, justice: Classes) -> bool {
    paragraph.any(|at| {
        !words.is_quoted(at)
            && (words.has(at, justice)
                || (words.is(at, &["police", "authorities"])
                    && !words.is(at + 1, &OF_POLICE)
                    && !words.after(at, &["by"])))
    })
}
