//! Runs the rules that are data: patterns over the blocks of an article.

mod compiled;
mod place;
#[allow(unreachable_pub, reason = "the build script uses it too")]
mod prepare;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, cmp::Reverse};

use regex_automata::util::captures::Captures;

use super::{
    Context,
    gate::{Needs, Waking},
    template,
};
use crate::{
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    lexicon::Lexicon,
    rule::{Near, Pattern, Rule, RuleError},
    span::Span,
};
use compiled::Patterns;
use place::{BLOT, Reading, readings, region};
pub(super) use prepare::placeholder;

/// The patterns of a rule.
pub(super) struct Matcher {
    /// The patterns that find.
    finds: Patterns,
    /// The patterns near a find that silence it, or that it requires.
    near: Patterns,
    /// Of each pattern that finds, what every match needs.
    gate: Vec<Needs>,
}

impl Matcher {
    /// Prepares the patterns of a rule.
    pub(super) fn new(rule: &Rule, pattern: &Pattern, lexicon: &Lexicon) -> Result<Matcher, RuleError> {
        let (finds, near, words, case_sensitive) = match pattern {
            Pattern::Existence { any, unless, words, case_sensitive, .. } => {
                (any.clone(), unless.clone(), words.as_slice(), *case_sensitive)
            }
            Pattern::Substitution { swap, unless, case_sensitive, .. } => {
                (swap.iter().map(|s| s.from.clone()).collect(), unless.clone(), &[][..], *case_sensitive)
            }
            Pattern::Conditional { when, requires, words, case_sensitive, .. } => {
                (when.clone(), requires.clone(), words.as_slice(), *case_sensitive)
            }
            Pattern::Occurrence { any, case_sensitive, .. } => (any.clone(), Vec::new(), &[][..], *case_sensitive),
            Pattern::Consistency { either, case_sensitive, .. } => {
                let both = either.iter().flat_map(|(a, b)| [a.clone(), b.clone()]);
                (both.collect(), Vec::new(), &[][..], *case_sensitive)
            }
        };
        let finds = Patterns::new(finds, case_sensitive, rule, lexicon)?;
        let near = Patterns::new(near, case_sensitive, rule, lexicon)?;
        let mut gate = finds.needs().to_vec();
        if !words.is_empty() {
            let given: Vec<Cow<'static, str>> = words.iter().map(|word| word.clone().into()).collect();
            gate.iter_mut().for_each(|needs| needs.push(given.clone()));
        }
        if !case_sensitive {
            let capitals = |word: &&mut Cow<'static, str>| word.bytes().any(|byte| byte.is_ascii_uppercase());
            let words = gate.iter_mut().flatten().flatten().filter(capitals);
            words.for_each(|word| *word = word.to_ascii_lowercase().into());
        }
        Ok(Matcher { finds, near, gate })
    }

    /// Of each pattern, what every match needs.
    pub(super) fn gate(&self) -> &[Needs] {
        &self.gate
    }

    /// Compiles everything, to find what is no regular expression.
    pub(super) fn validate(&self, rule: &Rule) -> Result<(), RuleError> {
        self.finds.validate(rule)?;
        self.near.validate(rule)
    }

    /// What the patterns that are awake find in an article.
    pub(super) fn check(&self, context: &Context, rule: &Rule, waking: Waking) -> Vec<Diagnostic> {
        let Some(pattern) = &rule.spec.pattern else { return Vec::new() };
        match pattern {
            Pattern::Existence { unless_in, message, help, .. } => self.each(context, rule, waking, |hit| {
                (!self.is_near(context, hit.at, *unless_in)).then(|| hit.diagnostic(context, rule, message, help, &[]))
            }),
            Pattern::Conditional { within, message, help, .. } => self.each(context, rule, waking, |hit| {
                (!self.is_near(context, hit.at, *within)).then(|| hit.diagnostic(context, rule, message, help, &[]))
            }),
            Pattern::Substitution { swap, unless_in, safe, message, help, .. } => {
                self.each(context, rule, waking, |hit| {
                    if self.is_near(context, hit.at, *unless_in) {
                        return None;
                    }
                    let instead = hit.fill(context, &swap.get(hit.pattern)?.to, &[]);
                    let instead = as_capitalised(context.article.slice(hit.at), &instead);
                    let safety = if *safe { Safety::Safe } else { Safety::Offered };
                    let edit = Edit { span: context.article.raw(hit.at), replacement: instead.clone() };
                    let finding = hit.diagnostic(context, rule, message, help, &[("instead", &instead)]);
                    Some(finding.with_fix(Fix { safety, edits: vec![edit] }))
                })
            }
            Pattern::Occurrence { max, per, message, help, .. } => {
                let (mut last, mut count) = (Span::default(), 0);
                self.each(context, rule, waking, |hit| {
                    let region = region(context.article, hit.at, *per);
                    count = if region == last { count + 1 } else { 1 };
                    last = region;
                    let told = count.to_string();
                    (count == max + 1).then(|| hit.diagnostic(context, rule, message, help, &[("count", &told)]))
                })
            }
            Pattern::Consistency { message, help, .. } => self.consistency(context, rule, waking, message, help),
        }
    }

    /// Calls `judge` on every match within the scope of the rule, in order.
    fn each(
        &self,
        context: &Context,
        rule: &Rule,
        waking: Waking,
        mut judge: impl FnMut(&Hit) -> Option<Diagnostic>,
    ) -> Vec<Diagnostic> {
        if waking.is_nothing() && self.gate.iter().all(|words| !words.is_empty()) {
            return Vec::new();
        }
        // of each pattern, the blocks that wake it; one without words of its own reads them all
        let awake: Vec<Option<Vec<usize>>> = self
            .gate
            .iter()
            .enumerate()
            .map(|(pattern, words)| waking.blocks(pattern).filter(|_| !words.is_empty()).map(Iterator::collect))
            .collect();
        if awake.iter().all(|blocks| blocks.as_ref().is_some_and(Vec::is_empty)) {
            return Vec::new();
        }
        let mut hits = Vec::new();
        let wakes = |blocks: &Option<Vec<usize>>, block: usize| {
            blocks.as_ref().is_none_or(|awake| awake.binary_search(&block).is_ok())
        };
        let readings = readings(context.article, &rule.spec, |block| awake.iter().any(|blocks| wakes(blocks, block)));
        for (pattern, blocks) in awake.iter().enumerate() {
            for Reading { place, words, .. } in readings.iter().filter(|reading| wakes(blocks, reading.block)) {
                for groups in self.finds.find(pattern, words) {
                    let whole = groups.get_match().map(|found| found.span());
                    let Some(found) = groups.get_group_by_name("at").or(whole).map(|found| found.range()) else {
                        continue;
                    };
                    // a wildcard may have reached over words between marks, but a finding does not
                    if !words[found.clone()].contains(BLOT) {
                        let at = Span::new(place.start + found.start, place.start + found.end);
                        hits.push(Hit { at, pattern, groups, base: place.start });
                    }
                }
            }
        }
        hits.sort_by_key(|hit| (hit.at.start, Reverse(hit.at.end)));
        let mut last = 0;
        let mut found = Vec::new();
        for hit in &hits {
            // of overlapping matches the first and longest stands
            if hit.at.start < last {
                continue;
            }
            if let Some(diagnostic) = judge(hit) {
                last = hit.at.end;
                found.push(diagnostic);
            }
        }
        found
    }

    fn consistency(
        &self,
        context: &Context,
        rule: &Rule,
        waking: Waking,
        message: &str,
        help: &str,
    ) -> Vec<Diagnostic> {
        let mut counts = vec![0_usize; self.finds.len()];
        let mut sample = vec![String::new(); counts.len()];
        self.each(context, rule, waking, |hit| {
            counts[hit.pattern] += 1;
            context.article.slice(hit.at).clone_into(&mut sample[hit.pattern]);
            None
        });
        self.each(context, rule, waking, |hit| {
            let other = hit.pattern ^ 1;
            let rarer =
                counts[hit.pattern] < counts[other] || (counts[hit.pattern] == counts[other] && hit.pattern % 2 == 1);
            (counts[other] > 0 && rarer)
                .then(|| hit.diagnostic(context, rule, message, help, &[("other", &sample[other])]))
        })
    }

    fn is_near(&self, context: &Context, at: Span, near: Near) -> bool {
        self.near.len() > 0 && self.near.any_match(context.article.slice(region(context.article, at, near)))
    }
}

/// A match of one of the patterns.
struct Hit {
    at: Span,
    /// Which pattern.
    pattern: usize,
    groups: Captures,
    /// Where in the prose the searched words begin.
    base: usize,
}

impl Hit {
    fn diagnostic(
        &self,
        context: &Context,
        rule: &Rule,
        message: &str,
        help: &str,
        known: &[(&str, &str)],
    ) -> Diagnostic {
        context.finding(rule, self.at, self.fill(context, message, known)).with_help(self.fill(context, help, known))
    }

    /// A text with `{match}`, the named groups of the match and some further names filled in.
    fn fill(&self, context: &Context, text: &str, known: &[(&str, &str)]) -> String {
        template::message(text, |name| match known.iter().find(|(other, _)| *other == name) {
            Some((_, words)) => words,
            None if name == "match" => context.article.slice(self.at),
            None => self
                .groups
                .get_group_by_name(name)
                .map_or("", |at| context.article.slice(Span::new(self.base + at.start, self.base + at.end))),
        })
    }
}

/// A replacement with a capital where the words it replaces have one.
fn as_capitalised(words: &str, instead: &str) -> String {
    let mut rest = instead.chars();
    match rest.next() {
        Some(first) if words.starts_with(char::is_uppercase) => first.to_uppercase().chain(rest).collect(),
        _ => instead.to_owned(),
    }
}
