//! The driver: texts in, findings out.

use std::sync::Arc;

use rayon::prelude::*;

use crate::{
    annotate::Annotator,
    article::Article,
    diagnostic::{Diagnostic, TextId},
    gazetteer::Gazetteer,
    index::QuoteIndex,
    lexicon::{Lexicon, LexiconError},
    parse::parse,
    rule::{FAMILIES, Profile, QuoteScope, Rule, RuleError},
    rules::{Context, Desk, ReadyRule, RuleBook},
    settings::Settings,
    span::Span,
    text::Text,
};

/// Which rules run.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The profile.
    pub profile: Profile,
    /// Ids, families or globs; empty: all that the profile has on. A whole id turns its rule on whatever the profile.
    pub select: Vec<String>,
    /// Ids, families or globs that are off, whatever else is said.
    pub ignore: Vec<String>,
}

/// Why checking could not begin.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A built-in lexicon is malformed.
    #[error(transparent)]
    Lexicon(#[from] &'static LexiconError),
    /// A rule is malformed.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A selector names no rule.
    #[error("no rule is called “{selector}”{}", suggestion.as_ref().map(|s| format!("; did you mean “{s}”?")).unwrap_or_default())]
    UnknownRule {
        /// The selector as given.
        selector: String,
        /// The rule or family with the most similar name.
        suggestion: Option<String>,
    },
}

/// Everything that checking needs, loaded once.
pub struct Checker {
    lexicon: &'static Lexicon,
    annotator: Annotator<'static>,
    gazetteer: Gazetteer,
    settings: Settings,
    book: RuleBook,
}

/// What a check found.
#[derive(Debug)]
pub struct Outcome {
    /// The articles, sorted by path.
    pub articles: Vec<Article>,
    /// The quotations of all of them.
    pub index: QuoteIndex,
    /// What was found, by path, then position, then rule.
    pub findings: Vec<Diagnostic>,
}

impl Checker {
    /// The built-in rules with a newsroom's settings.
    ///
    /// # Errors
    ///
    /// When built-in data are malformed, which the tests rule out.
    pub fn new(settings: Settings) -> Result<Checker, CheckError> {
        let lexicon = Lexicon::built_in()?;
        Ok(Checker {
            lexicon,
            annotator: Annotator::new(lexicon),
            gazetteer: Gazetteer,
            settings,
            book: RuleBook::built_in(lexicon)?,
        })
    }

    /// The rules.
    pub fn book(&self) -> &RuleBook {
        &self.book
    }

    /// The word lists.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// Adds a rule to the book.
    ///
    /// # Errors
    ///
    /// When it has nothing to find with, or a pattern of it is malformed.
    pub fn add_rule(&mut self, rule: crate::rule::Rule) -> Result<(), RuleError> {
        self.book.add(rule, self.lexicon)
    }

    /// Reads one text as an annotated article.
    pub fn article(&self, text: Arc<Text>) -> Article {
        let mut article = parse(text, self.lexicon);
        self.annotator.annotate(&mut article);
        article
    }

    /// Reads texts as annotated articles, in parallel, in the order given.
    pub fn articles(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        texts.into_par_iter().map(|text| self.article(text)).collect()
    }

    /// Checks articles one by one and against one another.
    ///
    /// # Errors
    ///
    /// When a selector names no rule.
    pub fn check(&self, articles: Vec<Article>, selection: &Selection) -> Result<Outcome, CheckError> {
        let on = self.enabled(selection)?;
        let index = QuoteIndex::new(&articles);
        let desk = Desk {
            articles: &articles,
            index: &index,
            lexicon: self.lexicon,
            gazetteer: &self.gazetteer,
            settings: &self.settings,
        };
        let mut findings: Vec<Diagnostic> = (0..articles.len())
            .into_par_iter()
            .flat_map_iter(|at| self.check_article(&desk.article(TextId(at)), &on))
            .collect();
        if articles.len() > 1 {
            let across = self.book.iter().zip(&on).filter(|(_, on)| **on);
            findings.extend(across.flat_map(|(ready, _)| in_scope(ready, ready.check_desk(&desk))));
        }
        if selection.profile != Profile::Audit {
            self.supersede(&mut findings);
        }
        findings.sort_by(|a, b| (a.text, a.span, &a.rule, &a.message).cmp(&(b.text, b.span, &b.rule, &b.message)));
        Ok(Outcome { articles, index, findings })
    }

    fn check_article(&self, context: &Context, on: &[bool]) -> Vec<Diagnostic> {
        let awake = self.book.awake(context.article);
        let rules = self.book.iter().zip(on.iter().zip(&awake)).filter(|(_, (on, awake))| **on && **awake);
        rules.flat_map(|(ready, _)| in_scope(ready, ready.check_article(context))).collect()
    }

    /// Drops the findings of rules that another finding on overlapping words supersedes.
    fn supersede(&self, findings: &mut Vec<Diagnostic>) {
        let replaces = |f: &Diagnostic| self.book.get(&f.rule).map_or(&[][..], |ready| &ready.rule.spec.supersedes);
        let mut above: Vec<(TextId, Span, &[String])> = findings
            .iter()
            .map(|f| (f.text, f.span, replaces(f)))
            .filter(|(_, _, replaces)| !replaces.is_empty())
            .collect();
        above.sort_unstable_by_key(|(text, span, _)| (*text, *span));
        let longest = above.iter().map(|(_, span, _)| span.len()).max().unwrap_or(0);
        findings.retain(|f| {
            let before = above.partition_point(|(text, span, _)| (*text, span.start) < (f.text, f.span.end));
            let reach = above[..before].iter().rev().take_while(|(text, span, _)| {
                // none that starts further back can end behind the start of this one
                *text == f.text && span.start + longest > f.span.start
            });
            !reach
                .filter(|(_, span, _)| span.overlaps(f.span))
                .any(|(_, _, replaces)| replaces.iter().any(|selector| selects(selector, &f.rule)))
        });
    }

    /// Of each rule of the book, in order, whether it runs.
    fn enabled(&self, selection: &Selection) -> Result<Vec<bool>, CheckError> {
        for selector in selection.select.iter().chain(&selection.ignore) {
            self.known(selector)?;
        }
        let runs = |rule: &Rule| {
            let in_profile = rule.spec.profile <= selection.profile;
            let selected = selection.select.is_empty() || selection.select.iter().any(|s| selects(s, &rule.id));
            // naming a rule outright turns it on whatever the profile
            let named = selection.select.contains(&rule.id);
            let ignored = selection.ignore.iter().any(|s| selects(s, &rule.id));
            (named || (in_profile && selected)) && !ignored
        };
        Ok(self.book.iter().map(|ready| runs(&ready.rule)).collect())
    }

    /// Refuses a selector that selects nothing, and offers the most similar id or family.
    fn known(&self, selector: &str) -> Result<(), CheckError> {
        if self.book.iter().any(|ready| selects(selector, &ready.rule.id)) {
            return Ok(());
        }
        let ids = self.book.iter().map(|ready| ready.rule.id.as_str());
        let alike = |name: &str| {
            let last = name.rsplit('/').next().unwrap_or(name);
            strsim::jaro(selector, name).max(strsim::jaro(selector, last))
        };
        let best = ids.chain(FAMILIES).map(|name| (alike(name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b));
        let suggestion = best.filter(|(alike, _)| *alike > 0.7).map(|(_, name)| name.to_owned());
        Err(CheckError::UnknownRule { selector: selector.to_owned(), suggestion })
    }
}

/// Whether a selector (an id, a family, or a glob with `*`) means a rule.
fn selects(selector: &str, id: &str) -> bool {
    let Some((head, tail)) = selector.split_once('*') else {
        return id.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    };
    let Some(mut rest) = id.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = tail.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// What remains of a rule's findings where it looks only outside or only inside quotation marks.
fn in_scope(ready: &ReadyRule, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    match ready.rule.spec.quotes {
        QuoteScope::OutsideQuotes => findings.retain(|f| !f.in_quotation),
        QuoteScope::InsideQuotes => findings.retain(|f| f.in_quotation),
        QuoteScope::Boundary | QuoteScope::Any => {}
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_ids_families_and_globs() {
        assert!(selects("typo", "typo/proper-noun"));
        assert!(selects("typo/*", "typo/proper-noun"));
        assert!(selects("typo/proper-noun", "typo/proper-noun"));
        assert!(selects("*/proper-*n", "typo/proper-noun"));
        assert!(selects("*", "typo/proper-noun"));
        assert!(!selects("typ", "typo/proper-noun"));
        assert!(!selects("typo/proper", "typo/proper-noun"));
        assert!(!selects("*/x*-noun", "typo/proper-noun"));
    }
}
