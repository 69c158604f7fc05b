//! `anonymity/boilerplate-reason`: “not authorized to speak”, “to speak candidly”.

use crate::{
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// What makes a stock reason a real one: a risk or a rule that is named.
const REAL: [&str; 18] = [
    "fear",
    "feared",
    "fearing",
    "retaliation",
    "reprisal",
    "reprisals",
    "retribution",
    "nondisclosure",
    "non-disclosure",
    "contract",
    "lawsuit",
    "arrest",
    "safety",
    "jeopardize",
    "jeopardise",
    "visa",
    "job",
    "jobs",
];

/// Flags the stock reasons where anonymity is announced in the same sentence, or which announce it themselves.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let stock = context.lexicon.class("anonymity.boilerplate");
    let announced = context.lexicon.class("anonymity.announced");
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        let tokens = sentence.tokens.clone();
        let Some(reason) = words.entries(tokens.clone(), stock).find(|r| !words.is_quoted(r.start)) else { continue };
        // permission to speak needs no formula: nobody else is “not authorized to comment”
        let permission = words.is(reason.start, &["not", "lacked"]);
        let anonymous = permission || words.entries(tokens.clone(), announced).next().is_some();
        if !anonymous || words.is_any(tokens, &REAL) {
            continue;
        }
        let place = words.span(reason);
        let message = format!("“{}” is a stock reason: it says nothing", context.article.slice(place));
        let help = "Say what the source risks, or which rule forbids it to speak.";
        found.push(context.finding(rule, place, message).with_help(help));
    }
    found
}
