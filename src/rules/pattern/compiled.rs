//! The regular expressions of a rule: word lists filled in, compiled when first needed.

use std::sync::OnceLock;

use regex::{Captures, Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

use crate::{
    lexicon::Lexicon,
    rule::{Problem, Rule, RuleError},
    rules::template::{self, stands_alone},
};

/// Memory that one compiled pattern may take.
const SIZE_LIMIT: usize = 4 << 20;

/// Some patterns. They are compiled when an article first needs them: compiling costs far more than looking.
pub(super) struct Patterns {
    /// As they stand in the rule file.
    written: Vec<String>,
    /// With word lists filled in.
    filled: Vec<String>,
    case_sensitive: bool,
    compiled: Vec<OnceLock<Option<Regex>>>,
}

impl Patterns {
    /// The patterns of a rule file.
    pub(super) fn new(
        written: Vec<String>,
        case_sensitive: bool,
        rule: &Rule,
        lexicon: &Lexicon,
    ) -> Result<Patterns, RuleError> {
        let filled: Vec<String> = written.iter().map(|p| template::fill(p, rule, lexicon)).collect::<Result<_, _>>()?;
        let compiled = filled.iter().map(|_| OnceLock::new()).collect();
        Ok(Patterns { written, filled, case_sensitive, compiled })
    }

    pub(super) fn len(&self) -> usize {
        self.filled.len()
    }

    /// Every match of the pattern at a place of the list, with its groups.
    pub(super) fn find<'a>(&'a self, at: usize, text: &'a str) -> impl Iterator<Item = Captures<'a>> + 'a {
        let matches = self.get(at).into_iter().flat_map(move |regex| regex.captures_iter(text));
        matches.filter(move |groups| stands_alone(text, groups.get_match().range()))
    }

    /// Whether one of the patterns matches.
    pub(super) fn any_match(&self, text: &str) -> bool {
        let matches = |regex: &Regex| regex.find_iter(text).any(|found| stands_alone(text, found.range()));
        (0..self.len()).filter_map(|at| self.get(at)).any(matches)
    }

    fn get(&self, at: usize) -> Option<&Regex> {
        // what does not compile was refused when the rule was validated, and finds nothing here
        self.compiled.get(at)?.get_or_init(|| build(&self.filled[at], self.case_sensitive).ok()).as_ref()
    }

    /// Compiles everything, to find what is no regular expression.
    pub(super) fn validate(&self, rule: &Rule) -> Result<(), RuleError> {
        for (written, filled) in self.written.iter().zip(&self.filled) {
            let reason = match regex_syntax::parse(filled) {
                Err(regex_syntax::Error::Parse(error)) => error.kind().to_string(),
                Err(regex_syntax::Error::Translate(error)) => error.kind().to_string(),
                Err(error) => error.to_string(),
                Ok(_) => match build(filled, self.case_sensitive) {
                    Err(regex::Error::CompiledTooBig(_)) => "it grows too large".to_owned(),
                    Err(error) => error.to_string(),
                    Ok(_) => continue,
                },
            };
            let problem = Problem::Regex { pattern: written.clone(), reason };
            return Err(rule.wrong_pattern(written, problem));
        }
        Ok(())
    }

    /// Of each pattern, words of which one stands, in some case, in every text that it matches; empty if there are none.
    pub(super) fn gate(&self) -> Vec<Vec<String>> {
        let words = |filled: &String| regex_syntax::parse(filled).ok().and_then(|hir| required(&hir));
        self.filled.iter().map(|filled| words(filled).unwrap_or_default()).collect()
    }
}

/// Compiles a pattern. The parts of the library that serve long texts and plain literals are left out of the build: the
/// words that wake a pattern stand in the block already, and looking for them once more would cost more than it saves.
fn build(pattern: &str, case_sensitive: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(!case_sensitive).size_limit(SIZE_LIMIT).build()
}

/// Literal words of which one is part of every match.
fn required(hir: &Hir) -> Option<Vec<String>> {
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

    fn patterns(list: &[&str]) -> Result<(Rule, Patterns), RuleError> {
        let text = format!("summary = 's'\nseverity = 'info'\nmanual = '''\n{}\n'''\n", list.join("\n"));
        let rule = Rule::parse("typo/x.toml", &text)?;
        let written = list.iter().map(|p| (*p).to_owned()).collect();
        let patterns = Patterns::new(written, false, &rule, &Lexicon::default())?;
        Ok((rule, patterns))
    }

    #[test]
    fn a_gate_holds_the_words_that_every_match_needs() -> Result<(), RuleError> {
        let gate = |p: &str| patterns(&[p]).map(|(_, patterns)| patterns.gate().concat());
        assert_eq!(gate(r"\b(?:is|was) widely (?:seen|believed)\b")?, ["widely"]);
        assert_eq!(gate(r"critics say|experts? (?:say|agree)")?, ["critics", "expert"]);
        assert!(gate(r"\d+ ?[a-z]+")?.is_empty());
        assert!(gate(r"foo|\w+")?.is_empty());
        Ok(())
    }

    #[test]
    fn what_is_no_regular_expression_is_told_as_written() -> Result<(), RuleError> {
        let (rule, wrong) = patterns(&["said", "critics (say"])?;
        let problem = wrong.validate(&rule).map_err(|error| error.problem);
        let expected = Problem::Regex { pattern: "critics (say".to_owned(), reason: "unclosed group".to_owned() };
        assert_eq!(problem, Err(expected));
        // and the others still find what they find
        assert!(wrong.any_match("She said so.") && !wrong.any_match("critics say"));
        Ok(())
    }
}
