//! Runs the rules that are data: patterns over the blocks of an article.

use std::{collections::BTreeSet, sync::OnceLock};

use regex::{Captures, Regex, RegexBuilder};

use super::{Context, template};
use crate::{
    article::{Article, Block, BlockKind},
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    lexicon::Lexicon,
    rule::{Near, Pattern, Rule, RuleError, Scope},
    span::Span,
};

/// Memory that one compiled pattern may take.
const SIZE_LIMIT: usize = 4 << 20;

/// The patterns of a rule. They are compiled when an article first needs them: compiling costs far more than looking.
pub(super) struct Matcher {
    /// The patterns that find, word lists filled in.
    finds: Patterns,
    /// The patterns near a find that silence it, or that it requires.
    near: Patterns,
    /// Words of which one must be in an article; empty if any article may match.
    gate: Vec<String>,
}

struct Patterns {
    sources: Vec<String>,
    case_sensitive: bool,
    compiled: OnceLock<Vec<Regex>>,
}

impl Matcher {
    /// Prepares the patterns of a rule.
    pub(super) fn new(rule: &Rule, pattern: &Pattern, lexicon: &Lexicon) -> Result<Matcher, RuleError> {
        let none: &[String] = &[];
        let owned: Vec<String>;
        let (finds, near, words, case_sensitive) = match pattern {
            Pattern::Existence { any, unless, words, case_sensitive, .. } => {
                (&any[..], &unless[..], &words[..], *case_sensitive)
            }
            Pattern::Substitution { swap, unless, case_sensitive, .. } => {
                owned = swap.iter().map(|s| s.from.clone()).collect();
                (&owned[..], &unless[..], none, *case_sensitive)
            }
            Pattern::Conditional { when, requires, words, case_sensitive, .. } => {
                (&when[..], &requires[..], &words[..], *case_sensitive)
            }
            Pattern::Occurrence { any, case_sensitive, .. } => (&any[..], none, none, *case_sensitive),
            Pattern::Consistency { either, case_sensitive, .. } => {
                owned = either.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
                (&owned[..], none, none, *case_sensitive)
            }
        };
        let fill = |list: &[String]| list.iter().map(|p| template::fill(p, rule, lexicon)).collect::<Result<_, _>>();
        let sources: Vec<String> = fill(finds)?;
        let gate = match words {
            [] => gate_of(&sources),
            given => given.iter().map(|w| w.to_lowercase()).collect(),
        };
        Ok(Matcher {
            finds: Patterns { sources, case_sensitive, compiled: OnceLock::new() },
            near: Patterns { sources: fill(near)?, case_sensitive, compiled: OnceLock::new() },
            gate,
        })
    }

    /// Words of which one must be in an article, in lower case; empty if any article may match.
    pub(super) fn gate(&self) -> &[String] {
        &self.gate
    }

    /// Compiles everything, to find what is no regular expression.
    pub(super) fn validate(&self, rule: &Rule) -> Result<(), RuleError> {
        for source in self.finds.sources.iter().chain(&self.near.sources) {
            build(source, false).map_err(|error| RuleError::Regex {
                file: rule.file.clone(),
                pattern: source.clone(),
                reason: error.to_string(),
            })?;
        }
        Ok(())
    }

    /// What the patterns find in an article.
    pub(super) fn check(&self, context: &Context, rule: &Rule) -> Vec<Diagnostic> {
        let Some(pattern) = &rule.spec.pattern else { return Vec::new() };
        match pattern {
            Pattern::Existence { unless_in, message, help, .. } => self.each(context, rule, |hit| {
                (!self.is_near(context.article, hit.at, *unless_in))
                    .then(|| hit.diagnostic(context, rule, message, help))
            }),
            Pattern::Conditional { within, message, help, .. } => self.each(context, rule, |hit| {
                (!self.is_near(context.article, hit.at, *within)).then(|| hit.diagnostic(context, rule, message, help))
            }),
            Pattern::Substitution { swap, unless_in, safe, message, help, .. } => self.each(context, rule, |hit| {
                if self.is_near(context.article, hit.at, *unless_in) {
                    return None;
                }
                let instead = &swap.get(hit.pattern)?.to;
                let message = message.replace("{instead}", instead);
                let help = help.replace("{instead}", instead);
                let safety = if *safe { Safety::Safe } else { Safety::Offered };
                let edit = Edit { span: context.article.raw(hit.at), replacement: instead.clone() };
                Some(hit.diagnostic(context, rule, &message, &help).with_fix(Fix { safety, edits: vec![edit] }))
            }),
            Pattern::Occurrence { max, per, message, help, .. } => {
                let mut seen: Vec<(Span, usize)> = Vec::new();
                self.each(context, rule, |hit| {
                    let region = region(context.article, hit.at, *per);
                    let count = match seen.iter_mut().find(|(r, _)| *r == region) {
                        Some((_, count)) => {
                            *count += 1;
                            *count
                        }
                        None => {
                            seen.push((region, 1));
                            1
                        }
                    };
                    let message = message.replace("{count}", &count.to_string());
                    (count == max + 1).then(|| hit.diagnostic(context, rule, &message, help))
                })
            }
            Pattern::Consistency { message, help, .. } => self.consistency(context, rule, message, help),
        }
    }

    /// Calls `judge` on every match within the scope of the rule, in order.
    fn each(
        &self,
        context: &Context,
        rule: &Rule,
        mut judge: impl FnMut(&Hit) -> Option<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let article = context.article;
        let mut hits = Vec::new();
        for block in blocks(article, &rule.spec.scope) {
            let words = article.slice(block.span);
            for (pattern, regex) in self.finds.compiled().iter().enumerate() {
                for groups in regex.captures_iter(words) {
                    let Some(found) = groups.name("at").or_else(|| groups.get(0)) else { continue };
                    let at = Span::new(block.span.start + found.start(), block.span.start + found.end());
                    hits.push(Hit { at, pattern, groups });
                }
            }
        }
        hits.sort_by_key(|hit| (hit.at.start, std::cmp::Reverse(hit.at.end)));
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

    fn consistency(&self, context: &Context, rule: &Rule, message: &str, help: &str) -> Vec<Diagnostic> {
        let mut counts = vec![0_usize; self.finds.sources.len()];
        let mut sample = vec![String::new(); counts.len()];
        self.each(context, rule, |hit| {
            counts[hit.pattern] += 1;
            context.article.slice(hit.at).clone_into(&mut sample[hit.pattern]);
            None
        });
        self.each(context, rule, |hit| {
            let other = hit.pattern ^ 1;
            let rarer =
                counts[hit.pattern] < counts[other] || (counts[hit.pattern] == counts[other] && hit.pattern % 2 == 1);
            (counts[other] > 0 && rarer).then(|| {
                let fill = |text: &str| text.replace("{other}", &sample[other]);
                hit.diagnostic(context, rule, &fill(message), &fill(help))
            })
        })
    }

    fn is_near(&self, article: &Article, at: Span, near: Near) -> bool {
        if self.near.sources.is_empty() {
            return false;
        }
        let words = article.slice(region(article, at, near));
        self.near.compiled().iter().any(|regex| regex.is_match(words))
    }
}

impl Patterns {
    fn compiled(&self) -> &[Regex] {
        // what does not compile was refused when the rule was validated, and finds nothing here
        let compile = || self.sources.iter().filter_map(|s| build(s, self.case_sensitive).ok()).collect();
        self.compiled.get_or_init(compile)
    }
}

fn build(source: &str, case_sensitive: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).case_insensitive(!case_sensitive).size_limit(SIZE_LIMIT).build()
}

/// A match of one of the patterns.
struct Hit<'a> {
    at: Span,
    /// Which pattern.
    pattern: usize,
    groups: Captures<'a>,
}

impl Hit<'_> {
    fn diagnostic(&self, context: &Context, rule: &Rule, message: &str, help: &str) -> Diagnostic {
        let found = context.article.slice(self.at);
        let fill = |text: &str| template::message(text, found, &self.groups);
        context.finding(rule, self.at, fill(message)).with_help(fill(help))
    }
}

/// The blocks that a scope names; all copy if it names none.
fn blocks<'a>(article: &'a Article, scope: &'a [Scope]) -> impl Iterator<Item = &'a Block> {
    let lead = article.lead();
    article.blocks.iter().enumerate().filter_map(move |(i, block)| {
        let within = match scope {
            [] => block.kind.is_copy(),
            named => named.iter().any(|scope| match scope {
                Scope::Headline => matches!(block.kind, BlockKind::Headline | BlockKind::Deck),
                Scope::Lead => lead == Some(i),
                Scope::Body => block.kind.is_story(),
                Scope::Caption => block.kind == BlockKind::Caption,
                Scope::Furniture => matches!(block.kind, BlockKind::Furniture | BlockKind::Label),
            }),
        };
        within.then_some(block)
    })
}

/// The part of the prose that counts as near a place.
fn region(article: &Article, at: Span, near: Near) -> Span {
    let block = article.block_at(at.start).map_or(at, |b| article.blocks[b].span);
    match near {
        Near::Sentence => article.sentence_at(at.start).map_or(block, |s| s.span),
        Near::Neighbours => {
            let next = article.sentences.partition_point(|s| s.span.start <= at.start);
            let Some(own) = next.checked_sub(1) else { return block };
            let before = article.sentences.get(own.saturating_sub(1)).map_or(block, |s| s.span);
            let after = article.sentences.get(next).or(article.sentences.last()).map_or(block, |s| s.span);
            before.union(after)
        }
        Near::Paragraph => block,
        Near::Article => Span::new(0, article.prose.len()),
    }
}

/// Words of which one stands in every text that one of the patterns matches; empty if there are none.
fn gate_of(sources: &[String]) -> Vec<String> {
    let mut gate = BTreeSet::new();
    for source in sources {
        let Some(words) = regex_syntax::parse(source).ok().and_then(|hir| required(&hir)) else { return Vec::new() };
        gate.extend(words);
    }
    gate.into_iter().collect()
}

/// Literal words of which one is part of every match.
fn required(hir: &regex_syntax::hir::Hir) -> Option<Vec<String>> {
    use regex_syntax::hir::HirKind;
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?.to_lowercase();
            let word = text.split_whitespace().max_by_key(|w| w.len())?;
            (word.len() > 2 && word.is_ascii()).then(|| vec![word.to_owned()])
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Concat(parts) => {
            // the rarer the better, and longer words are rarer
            parts.iter().filter_map(required).max_by_key(|words| words.iter().map(String::len).min())
        }
        HirKind::Alternation(branches) => {
            let all: Option<Vec<_>> = branches.iter().map(required).collect();
            all.map(|lists| lists.concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_holds_the_words_that_every_match_needs() {
        let gate = |p: &str| gate_of(&[p.to_owned()]);
        assert_eq!(gate(r"\b(?:is|was) widely (?:seen|believed)\b"), ["widely"]);
        assert_eq!(gate(r"critics say|experts? (?:say|agree)"), ["critics", "expert"]);
        assert!(gate(r"\d+ ?[a-z]+").is_empty());
        assert!(gate(r"foo|\w+").is_empty());
    }
}
