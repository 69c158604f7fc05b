//! `anonymity/unspecific-official`: “officials said”: of what?

use std::ops::Range;

use super::mention::{Identity, Mention, Speech, heads};
use crate::{
    article::{BlockKind, SourceKind},
    diagnostic::{Diagnostic, Severity},
    rule::Rule,
    rules::{Context, words::Words},
};

/// The heads that say only that somebody has an office, or helps somebody who has.
const HEADS: [&str; 8] = ["official", "officials", "aide", "aides", "adviser", "advisers", "advisor", "advisors"];

/// Those of them that are one person.
const SINGLE: [&str; 4] = ["official", "aide", "adviser", "advisor"];

/// Flags officials, aides and advisers that speak, where nothing tells whose they are. With the name of a state alone,
/// it is an info.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let speech = Speech::new(context);
    let unnamed = heads(context.lexicon);
    let mut found = Vec::new();
    let mut states: Vec<String> = Vec::new();
    for (sentence, kind) in words.sentences() {
        if matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Heading) {
            continue;
        }
        let heads = words.places(sentence.tokens.clone(), unnamed);
        for head in heads.filter(|at| words.is(*at, &HEADS) && !words.is_quoted(*at)) {
            let mention = match speech.is_tail(head, sentence) {
                true => Mention::bare(head),
                false => Mention::of(context, head),
            };
            // “Roe, a friend and adviser, said” has a name
            if !mention.begins && words.is(head, &SINGLE) {
                continue;
            }
            if mention.definite
                || mention.is_identified()
                || speech.is_described(head)
                || is_owned(words, head)
                || serves_subject(context, words, head, sentence.tokens.end)
                || !speech.speaks(&mention, sentence)
            {
                continue;
            }
            let before = words.block_of(head).start..mention.tokens().start;
            let place = words.span(mention.tokens());
            let printed = context.article.slice(place);
            if mention.identity == Identity::State {
                let known = printed.to_lowercase();
                if is_introduced(context, words, sentence.block, head, Identity::Body) || states.contains(&known) {
                    continue;
                }
                let finding = context.finding(rule, place, format!("“{printed}”: no department is named"));
                let help = "Name the department, or credit the outlet that reported it.";
                found.push(finding.with_help(help).with_severity(Severity::Info.min(rule.spec.severity)));
                states.push(known);
                continue;
            }
            if works_for_somebody_named(context, words, head, sentence.tokens.start) {
                continue;
            }
            if names_body(context, words, before)
                || is_introduced(context, words, sentence.block, head, Identity::State)
            {
                continue;
            }
            let finding = context.finding(rule, place, format!("“{printed}”: whose?"));
            // whose aides they are, the story around them mostly tells
            let severity = if words.is(head, &["officials", "official"]) { rule.spec.severity } else { Severity::Info };
            let finding = finding.with_severity(severity.min(rule.spec.severity));
            found.push(
                finding.with_help(
                    "Name the department or the person they work for, or credit the outlet that reported it.",
                ),
            );
        }
    }
    found
}

/// Whether aides speak of the one whom they serve: “aides say Mr. Dell has a cold”.
fn serves_subject(context: &Context, words: Words, head: usize, end: usize) -> bool {
    let title = context.lexicon.class("titles.honorific").or(context.lexicon.class("titles.prefix"));
    let cue = context.lexicon.class("claims.cue");
    let aides = words.is(head, &HEADS) && !words.is(head, &["official", "officials"]);
    if !aides || !words.has(head + 1, cue) {
        return false;
    }
    let from = if words.is(head + 2, &["that"]) { head + 3 } else { head + 2 };
    let titled = words.entry(from, end, title).is_some_and(|title| words.is_capital(from + title));
    titled || words.is_capital(from)
}

/// Whether a plural possessive stands before a head: “Sanders’ aides”.
fn is_owned(words: Words, head: usize) -> bool {
    let mark = head.checked_sub(1).filter(|at| words.is(*at, &["’", "'"]));
    mark.and_then(|at| at.checked_sub(1)).is_some_and(|at| words.is_capital(at))
}

/// Whether aides and advisers stand in a sentence that is about a person with a title, or about one whom the article quotes:
/// “The thing that Mr. Dell most needs, aides said, is …”.
fn works_for_somebody_named(context: &Context, words: Words, head: usize, start: usize) -> bool {
    if words.is(head, &["official", "officials"]) {
        return false;
    }
    let title = context.lexicon.class("titles.honorific").or(context.lexicon.class("titles.prefix"));
    let people = context.article.sources.iter().filter(|s| s.kind == SourceKind::NamedPerson);
    let known: Vec<&str> = people.filter_map(|s| s.name.as_deref()?.rsplit(' ').next()).collect();
    (start..head).filter(|at| words.is_capital(*at)).any(|at| {
        known.contains(&words.word(at)) || words.entry(at, head, title).is_some_and(|n| words.is_capital(at + n))
    })
}

/// Whether a body is named among some tokens, which the officials can be taken to belong to.
fn names_body(context: &Context, words: Words, mut tokens: Range<usize>) -> bool {
    let marks =
        context.lexicon.class("organisations.name-word").or(context.lexicon.class("organisations.place-speaker"));
    let nation = context.lexicon.class("states.nationality");
    let head = context.lexicon.class("organisations.head");
    tokens.any(|at| {
        // “the administration”, “the agency”
        let body = words.is_lower(at) && words.has(at, head) && words.after(at, &["the", "its", "their"]);
        let acronym = words.is_acronym(at) && !words.has(at, nation);
        (body || acronym || (words.is_capital(at) && words.has(at, marks) && !words.opens_sentence(at)))
            && !words.is_quoted(at)
    })
}

/// Whether the same head stood, with its body, in this paragraph or the one before. For bare officials a state is enough:
/// “Israeli officials …”, then “officials said”.
fn is_introduced(context: &Context, words: Words, block: usize, head: usize, known: Identity) -> bool {
    let start = words.block(block.saturating_sub(1)).start;
    let stem = |at: usize| words.word(at).trim_end_matches('s').to_lowercase();
    let own = stem(head);
    (start..head)
        .filter(|at| words.is(*at, &HEADS) && stem(*at) == own)
        .any(|at| Mention::of(context, at).identity >= known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, LexiconError};

    #[test]
    fn every_word_is_in_the_groups_that_are_looked_for() -> Result<(), &'static LexiconError> {
        let lexicon = Lexicon::built_in()?;
        let of = heads(lexicon);
        let missing: Vec<&str> = HEADS.into_iter().filter(|word| !lexicon.classes(word).any(of)).collect();
        assert_eq!(missing, [""; 0]);
        Ok(())
    }
}
