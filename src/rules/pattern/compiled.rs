//! The regular expressions of a rule: word lists filled in, compiled when first needed.

use std::{
    borrow::Cow,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use regex::RegexBuilder;
use regex_automata::{
    meta::{BuildError, Config, Regex},
    util::{captures::Captures, syntax},
};

use super::prepare::{fill, needs};
use crate::{
    embedded,
    lexicon::Lexicon,
    rule::{Problem, Rule, RuleError},
    rules::{gate::Needs, template::stands_alone},
};

/// Memory that one compiled pattern may take.
const SIZE_LIMIT: usize = 4 << 20;

/// How often a pattern is needed before it is worth the time to compile it for searching fast: in an archive, not in one
/// article.
const OFTEN: usize = 256;

/// Some patterns. They are compiled when an article first needs them: compiling costs far more than looking.
pub(super) struct Patterns {
    /// As they stand in the rule file.
    written: Vec<String>,
    /// With word lists filled in.
    filled: Vec<Cow<'static, str>>,
    needs: Vec<Needs>,
    case_sensitive: bool,
    compiled: Vec<Compiled>,
}

/// A pattern, compiled when it is first needed.
#[derive(Default)]
struct Compiled {
    exact: OnceLock<Option<Regex>>,
    /// The same, compiled to search fast, once it has been needed [`OFTEN`].
    fast: OnceLock<Option<Regex>>,
    needed: AtomicUsize,
    /// The same with a reach without bounds, where the pattern has a long one: it compiles a hundred times faster, and
    /// what it does not match, the pattern itself does not.
    loose: OnceLock<Option<Regex>>,
}

impl Patterns {
    /// The patterns of a rule file.
    pub(super) fn new(
        written: Vec<String>,
        case_sensitive: bool,
        rule: &Rule,
        lexicon: &Lexicon,
    ) -> Result<Patterns, RuleError> {
        let (mut filled, mut all_needs) = (Vec::new(), Vec::new());
        for pattern in &written {
            let (text, needs) = match embedded::pattern(pattern).filter(|_| rule.built_in) {
                Some((text, needs)) => {
                    let words = |list: &&'static [&'static str]| list.iter().map(|word| Cow::Borrowed(*word)).collect();
                    (Cow::Borrowed(text), needs.iter().map(words).collect())
                }
                None => prepare(pattern, rule, lexicon)?,
            };
            filled.push(text);
            all_needs.push(needs);
        }
        let compiled = filled.iter().map(|_| Compiled::default()).collect();
        Ok(Patterns { written, filled, needs: all_needs, case_sensitive, compiled })
    }

    pub(super) fn len(&self) -> usize {
        self.filled.len()
    }

    /// Every match of the pattern at a place of the list, with its groups.
    pub(super) fn find<'a>(&'a self, at: usize, text: &'a str) -> impl Iterator<Item = Captures> + 'a {
        let matches = self.get(at, text).into_iter().flat_map(move |regex| regex.captures_iter(text));
        matches.filter(move |groups| groups.get_match().is_some_and(|found| stands_alone(text, found.range())))
    }

    /// Whether one of the patterns matches.
    pub(super) fn any_match(&self, text: &str) -> bool {
        let matches = |regex: &Regex| regex.find_iter(text).any(|found| stands_alone(text, found.range()));
        (0..self.len()).filter_map(|at| self.get(at, text)).any(matches)
    }

    /// The pattern at a place of the list, if it can match a text at all.
    fn get(&self, at: usize, text: &str) -> Option<&Regex> {
        let Compiled { exact, fast, needed, loose } = self.compiled.get(at)?;
        let pattern = self.filled.get(at)?;
        // what does not compile was refused when the rule was validated, and finds nothing here
        let compile = |pattern: &str, fast: bool| build(pattern, self.case_sensitive, fast).ok();
        let may_match = match loose.get_or_init(|| loosened(pattern).and_then(|pattern| compile(&pattern, false))) {
            Some(loose) => loose.is_match(text),
            None => true,
        };
        if !may_match {
            return None;
        }
        match needed.fetch_add(1, Ordering::Relaxed) < OFTEN {
            true => exact.get_or_init(|| compile(pattern, false)).as_ref(),
            false => fast.get_or_init(|| compile(pattern, true)).as_ref(),
        }
    }

    /// Compiles everything, to find what is no regular expression.
    pub(super) fn validate(&self, rule: &Rule) -> Result<(), RuleError> {
        for (written, filled) in self.written.iter().zip(&self.filled) {
            let reason = match regex_syntax::parse(filled) {
                Err(regex_syntax::Error::Parse(error)) => error.kind().to_string(),
                Err(regex_syntax::Error::Translate(error)) => error.kind().to_string(),
                Err(error) => error.to_string(),
                Ok(_) => match checked(filled, self.case_sensitive) {
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

    /// Of each pattern, the lists of words of each of which one stands, in some case, in every text that it matches.
    pub(super) fn needs(&self) -> &[Needs] {
        &self.needs
    }
}

/// A pattern with its word lists filled in, and what every match of it needs.
fn prepare(pattern: &str, rule: &Rule, lexicon: &Lexicon) -> Result<(Cow<'static, str>, Needs), RuleError> {
    let filled = fill(pattern, |group| lexicon.entries(group).collect())
        .map_err(|group| rule.wrong_pattern(pattern, Problem::Lexicon { pattern: pattern.to_owned(), group }))?;
    let needs = needs(&filled).into_iter().map(|words| words.into_iter().map(Cow::Owned).collect()).collect();
    Ok((Cow::Owned(filled), needs))
}

/// A pattern in which a class may be repeated up to so many times has a long reach.
const LONG: usize = 20;

/// A pattern that matches at least wherever the given one does, with every long reach over a class, as in
/// `[^.]{0,60}`, made boundless; none if it has no long reach.
fn loosened(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("]{0,") {
        let most = after.split_once('}').and_then(|(most, behind)| Some((most.parse::<usize>().ok()?, behind)));
        out += before;
        match most.filter(|(most, _)| *most >= LONG) {
            Some((_, behind)) => {
                out += "]*";
                rest = behind;
            }
            None => {
                out += "]{0,";
                rest = after;
            }
        }
    }
    Some(out + rest).filter(|loose| loose != pattern)
}

/// What is wrong with a pattern, in the words of the library whose dialect it is written in.
fn checked(pattern: &str, case_sensitive: bool) -> Result<regex::Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(!case_sensitive).size_limit(SIZE_LIMIT).build()
}

/// Compiles a pattern, by the engine of that library. Built by hand, it can be told not to look for literals first unless
/// it is to be fast: the words that wake a pattern stand in the block already, and preparing to look for them takes three
/// quarters of the time.
fn build(pattern: &str, case_sensitive: bool, fast: bool) -> Result<Regex, Box<BuildError>> {
    let config = Config::new().auto_prefilter(fast).nfa_size_limit(Some(SIZE_LIMIT));
    let syntax = syntax::Config::new().case_insensitive(!case_sensitive);
    Regex::builder().configure(config).syntax(syntax).build(pattern).map_err(Box::new)
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
    fn what_the_build_made_ready_is_what_would_be_made_now() -> Result<(), Box<dyn std::error::Error>> {
        let lexicon = Lexicon::built_in().map_err(ToString::to_string)?;
        let (rule, _) = patterns(&[])?;
        let mut seen = 0;
        for (written, filled, needs) in embedded::PATTERNS {
            let now = prepare(written, &rule, lexicon)?;
            assert_eq!((now.0.as_ref(), now.1.len()), (*filled, needs.len()), "{written}");
            assert!(now.1.iter().zip(*needs).all(|(a, b)| a.iter().eq(b.iter())), "{written}");
            assert_eq!(embedded::pattern(written).map(|(text, _)| text), Some(*filled));
            seen += 1;
        }
        assert!(seen > 100, "{seen}");
        Ok(())
    }

    #[test]
    fn a_long_reach_is_loosened_and_still_bounded() -> Result<(), RuleError> {
        assert_eq!(loosened(r"a[^.]{0,60}?b[x]{0,3}").as_deref(), Some(r"a[^.]*?b[x]{0,3}"));
        assert_eq!(loosened(r"[a-z]{0,3}b"), None);
        assert_eq!(loosened("plain"), None);
        let (_, patterns) = patterns(&[r"said[^.]{0,20}online"])?;
        let far = format!("said {} online", "x".repeat(30));
        assert!(patterns.any_match("said it all online"));
        assert!(!patterns.any_match(&far) && !patterns.any_match("said. And online"));
        assert_eq!(patterns.find(0, &far).count(), 0);
        Ok(())
    }

    #[test]
    fn it_finds_the_same_however_often_it_is_needed() -> Result<(), RuleError> {
        let (_, patterns) = patterns(&[r"\b(?:said|says) on \w+"])?;
        let text = "She said on Monday, he Says on.";
        let found = || patterns.find(0, text).filter_map(|groups| Some(&text[groups.get_match()?.range()]));
        assert!((0..2 * OFTEN).all(|_| found().eq(["said on Monday"])));
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
