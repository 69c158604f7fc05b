//! `anonymity/single-source`: a fact that only one unnamed person supports.

use super::mention::{Mention, Speech, heads};
use crate::{
    article::BlockKind,
    diagnostic::{Diagnostic, Severity},
    rule::{Profile, Rule},
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// Those who speak from inside, where a second one should say the same.
const INSIDERS: [&str; 11] = [
    "official",
    "source",
    "aide",
    "adviser",
    "advisor",
    "insider",
    "diplomat",
    "person",
    "executive",
    "investigator",
    "operative",
];
/// The same in the plural: then there is more than one.
const SEVERAL: [&str; 11] = [
    "officials",
    "sources",
    "aides",
    "advisers",
    "advisors",
    "insiders",
    "diplomats",
    "people",
    "executives",
    "investigators",
    "operatives",
];
/// Signs that another one confirms it.
const CONFIRMED: [&str; 8] =
    ["confirmed", "corroborated", "independently", "verified", "second", "another", "documents", "records"];

/// Flags the first thing that one unnamed insider says, where the article has no second unnamed source and nobody confirms.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let speech = Speech::new(context);
    let unnamed = heads(context.lexicon);
    let mut first: Option<(Mention, crate::span::Span)> = None;
    for (sentence, kind) in words.sentences() {
        if matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Heading) {
            continue;
        }
        for head in words.places(sentence.tokens.clone(), unnamed).filter(|at| !words.is_quoted(*at)) {
            let (one, many) = (words.is(head, &INSIDERS), words.is(head, &SEVERAL));
            if !one && !many {
                continue;
            }
            let mention = Mention::of(context, head);
            // “Ann Lee, an official of the union,” has a name
            let start = mention.tokens().start;
            let named = words.is_capital(head + 1)
                || (words.after(start, &[","]) && start.checked_sub(2).is_some_and(|at| words.is_capital(at)));
            // “he had a source who told him”
            let owned = words.after(start, &["had", "has", "have", "having"]);
            if mention.definite
                || named
                || owned
                || words.is(head + 1, &["tweeted", "tweets", "posted"])
                || !(mention.begins || many)
                || !speech.speaks_at_all(&mention, sentence)
            {
                continue;
            }
            // a second voice: somebody else may say the same
            if many || first.is_some() {
                return Vec::new();
            }
            if words.is_any(sentence.tokens.clone(), &CONFIRMED) {
                return Vec::new();
            }
            first = Some((mention, sentence.span));
        }
    }
    let Some((mention, sentence)) = first else { return Vec::new() };
    let who = words.span(mention.tokens());
    let message = format!("Only “{}” says this", within_sentence(context.article.slice(who), mention.begins));
    let help = "Find a second source, or a document; or say that there is only the one.";
    // an official whose office is named may simply not have been named
    let announced = context.lexicon.class("anonymity.announced");
    let secret_words = words.entries(context.article.tokens_in(sentence), announced).next().is_some();
    let secret = !mention.is_identified() || secret_words;
    // an office that speaks is no secret: only a careful desk wants to hear of it
    if !secret && context.profile == Profile::Default {
        return Vec::new();
    }
    // “A top adviser explained why. Ann Lee, who leads the council, said …”: the next sentence names the person
    let next = context.article.sentences.partition_point(|s| s.span.start < sentence.end);
    let named = context.article.sentences.get(next).is_some_and(|s| {
        let first = s.tokens.start;
        words.is_capital(first)
            && words.is_capital(first + 1)
            && !words.has(first, context.lexicon.class("function.word"))
            && Sourcing::new(context).is_named(s.tokens.clone())
    });
    if named && !secret_words {
        return Vec::new();
    }
    let severity = if secret { rule.spec.severity } else { Severity::Info };
    let finding = context.finding(rule, who.union(sentence), message).with_help(help);
    vec![finding.with_severity(severity.min(rule.spec.severity))]
}

/// A description as it reads within a sentence: “a harbour official”, whatever sentence its “A” opened.
fn within_sentence(printed: &str, begins: bool) -> String {
    let mut letters = printed.chars();
    match letters.next() {
        Some(first) if begins => first.to_lowercase().chain(letters).collect(),
        _ => printed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, LexiconError};

    #[test]
    fn every_word_is_in_the_groups_that_are_looked_for() -> Result<(), &'static LexiconError> {
        let lexicon = Lexicon::built_in()?;
        let of = heads(lexicon);
        let missing: Vec<&str> =
            INSIDERS.into_iter().chain(SEVERAL).filter(|word| !lexicon.classes(word).any(of)).collect();
        assert_eq!(missing, [""; 0]);
        Ok(())
    }
}
