//! `anonymity/no-reason`: anonymity is announced, but not explained.

use std::ops::Range;

use super::mention;
use crate::{
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

/// How the content of what was said begins after the formula: a reason does not lie beyond.
const SAYING: [&str; 6] = ["said", "says", "say", "told", "tells", "added"];

/// Other outlets as a listener: “spoke to the newspaper on condition of anonymity”.
const OUTLETS: [&str; 6] = ["newspaper", "paper", "magazine", "website", "broadcaster", "network"];

/// Flags the formula of anonymity where neither its own sentence nor those beside it give a reason.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let reasons = Reasons {
        words,
        reason: context.lexicon.class("anonymity.reason"),
        ground: context.lexicon.class("anonymity.ground"),
    };
    let announced = context.lexicon.class("anonymity.announced");
    let sentences = &context.article.sentences;
    let mut found = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        for formula in words.entries(sentence.tokens.clone(), announced) {
            let beside = |at: Option<usize>| {
                let other = at.and_then(|at| sentences.get(at)).filter(|s| s.block == sentence.block);
                other.is_some_and(|s| reasons.ground(s.tokens.clone()))
            };
            let explained = reasons.after(formula.end..sentence.tokens.end)
                || reasons.ground(sentence.tokens.start..formula.start)
                || reasons.opens(sentence.tokens.start)
                || beside(i.checked_sub(1))
                || beside(Some(i + 1));
            // another outlet's source: anonymity/secondhand
            let borrowed = words.is_any(sentence.tokens.start..formula.start, &OUTLETS);
            if !explained && !borrowed {
                found.push(finding(context, rule, words, formula));
            }
        }
    }
    found
}

/// What gives a reason for anonymity.
struct Reasons<'a> {
    words: Words<'a>,
    reason: Classes,
    ground: Classes,
}

impl Reasons<'_> {
    /// Whether a reason follows the formula, before the sentence turns to what was said.
    fn after(&self, tokens: Range<usize>) -> bool {
        let turns = tokens.clone().find(|at| self.words.after(*at, &[","]) && self.words.is(*at, &SAYING));
        let clause = tokens.start..turns.unwrap_or(tokens.end);
        // “to speak freely”, but not “to the newspaper”
        let purpose = self.words.is(tokens.start, &["to"])
            && self.words.is_lower(tokens.start + 1)
            && !self.words.is(tokens.start + 1, &["the", "a", "an", "his", "her", "their", "us", "reporters"]);
        purpose
            || self.words.entries(clause, self.reason).any(|r| !self.words.is_quoted(r.start))
            || self.ground(tokens)
    }

    /// Whether a sentence opens with its reason: “Fearing for her job, she asked not to be named”.
    fn opens(&self, start: usize) -> bool {
        self.words.is(start, &["because", "fearing", "citing", "since"])
    }

    /// Whether words that only speak of such reasons stand among the tokens, outside quotation marks.
    fn ground(&self, tokens: Range<usize>) -> bool {
        self.words.entries(tokens, self.ground).any(|g| !self.words.is_quoted(g.start))
    }
}

/// What follows a source that is told by its place: “an official at the ministry”.
const PLACED: [&str; 9] = ["at", "in", "of", "from", "with", "for", "inside", "close", "familiar"];

fn finding(context: &Context, rule: &Rule, words: Words, formula: Range<usize>) -> Diagnostic {
    // “on the” belongs to what the desk reads as the formula
    let mut start = formula.start;
    while words.after(start, &["on", "the", "under"]) {
        start -= 1;
    }
    let place = words.span(start..formula.end);
    let finding = context
        .finding(rule, place, "Anonymity is announced, but no reason is given")
        .with_note("no reason here or in the next sentence")
        .with_help(
            "Say why, and how the source knows. If an editor has approved it: stet anonymity/no-reason: REASON, \
             APPROVER. Never write the source's name in the file.",
        );
    match mention::before(context, formula.start) {
        Some(source) if !source.is_identified() && !words.is(source.tokens().end, &PLACED) => {
            finding.with_label(context.label(words.span(source.tokens()), "no department"))
        }
        Some(source) => finding.with_label(context.label(words.span(source.tokens()), "this source")),
        None => finding,
    }
}
