//! The declaration of a rule: one file of `rules/<family>/<name>.toml` holds everything about it.
//!
//! A rule either carries a `[pattern]` or names, by its id alone, a check of [`rules`](crate::rules).

mod error;
mod level;
mod place;
mod selector;
mod style;

use clap::ValueEnum;
pub(crate) use error::explain;
pub use error::{Problem, RuleError};
pub use level::{Level, Levels};
pub use selector::selects;
use serde::{Deserialize, Serialize};
pub use style::{Choice, Style, UnknownStyle};

use crate::diagnostic::Severity;

/// The families, in the order in which reports list them.
pub const FAMILIES: [&str; 9] =
    ["attribution", "anonymity", "quotation", "crosscheck", "name", "number", "headline", "copy", "typo"];

/// A rule: what it flags, why, and how it finds it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `family/name`, as in the path of its file.
    pub id: String,
    /// The file it was read from, for messages.
    pub file: String,
    /// Its text, for showing places in it.
    pub text: String,
    /// Whether it comes with the program, and is no newsroom's own.
    pub built_in: bool,
    /// What the file says.
    pub spec: Spec,
}

/// A rule file.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Spec {
    /// One line: what it flags.
    pub summary: String,
    /// How much a finding matters.
    pub severity: Severity,
    /// The quietest profile that has it on.
    #[serde(default)]
    pub profile: Profile,
    /// Where it looks, with regard to quotation marks.
    #[serde(default)]
    pub quotes: QuoteScope,
    /// The parts of an article that a pattern reads; all copy if empty.
    #[serde(default)]
    pub scope: Vec<Scope>,
    /// Rules whose findings on the same words it replaces.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Whether all its findings in an article are told as one, with every place marked; an audit shows them one by one.
    #[serde(default)]
    pub once: bool,
    /// Whether its findings carry a fix.
    #[serde(default)]
    pub fixable: bool,
    /// The manual page: what it flags, why it matters, how to fix it, when to let it stand.
    pub manual: String,
    /// What it rests on.
    #[serde(default)]
    pub standards: Vec<Standard>,
    /// How to find it, where data are enough.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// Examples that must be flagged.
    #[serde(default)]
    pub fires: Vec<Example>,
    /// Examples that must not be flagged.
    #[serde(default)]
    pub quiet: Vec<Example>,
}

/// How much a desk wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ValueEnum)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Few findings, right ones.
    #[default]
    Default,
    /// For a careful desk.
    Strict,
    /// Every rule, for review.
    Audit,
}

/// Where a rule looks, with regard to quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteScope {
    /// Only the outlet's own words.
    #[default]
    OutsideQuotes,
    /// Only what stands between marks.
    InsideQuotes,
    /// The marks themselves.
    Boundary,
    /// Everywhere.
    Any,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Headline and deck.
    Headline,
    /// The first paragraph.
    Lead,
    /// Paragraphs, list items and block quotations, the lead among them.
    Body,
    /// Captions.
    Caption,
    /// Section labels, credits and page furniture.
    Furniture,
}

/// A standard of the trade that a rule rests on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Who says it, and where.
    pub title: String,
    /// Where to read it.
    pub url: String,
}

/// An article that shows what a rule does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Example {
    /// The article, as plain text: the first line is a headline if a blank line follows.
    pub text: String,
    /// The words that are flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Why it stays quiet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The other outlets' articles, for rules that compare.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Transcripts, statements and releases that it is held against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// What was published before, for rules about changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<String>,
}

/// What a data rule looks for. Patterns are regular expressions of the `regex` crate, matched without regard to case
/// unless `case-sensitive`; `{speech.neutral}` stands for any word of that lexicon group, `{speech}` for any of that
/// lexicon.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Pattern {
    /// These words should not be there.
    Existence {
        /// Any of these is flagged; the group `at`, where there is one, is the place.
        any: Vec<String>,
        /// Nothing is flagged if any of these is found near it.
        #[serde(default)]
        unless: Vec<String>,
        /// How near.
        #[serde(default)]
        unless_in: Near,
        /// Words of which one stands in every match, for speed, beside those worked out from the patterns. Where capitals count,
        /// one with a capital stands just as it is written.
        #[serde(default)]
        words: Vec<String>,
        /// Whether capitals count.
        #[serde(default)]
        case_sensitive: bool,
        /// What to say; `{match}` is what was found, `{name}` a named group.
        message: String,
        /// What to do.
        help: String,
    },
    /// Say this instead.
    Substitution {
        /// Pattern and what to say instead.
        swap: Vec<Swap>,
        /// Nothing is flagged if any of these is found near it.
        #[serde(default)]
        unless: Vec<String>,
        /// How near.
        #[serde(default)]
        unless_in: Near,
        /// Whether capitals count.
        #[serde(default)]
        case_sensitive: bool,
        /// Whether the replacement may be applied without asking.
        #[serde(default)]
        safe: bool,
        /// What to say; `{match}` is what was found, `{instead}` the replacement.
        message: String,
        /// What to do.
        help: String,
    },
    /// Where this is said, that must be said too.
    Conditional {
        /// Any of these asks for it.
        when: Vec<String>,
        /// One of these must be near.
        requires: Vec<String>,
        /// How near.
        #[serde(default)]
        within: Near,
        /// Words of which one stands in every match, for speed, beside those worked out from the patterns. Where capitals count,
        /// one with a capital stands just as it is written.
        #[serde(default)]
        words: Vec<String>,
        /// Whether capitals count.
        #[serde(default)]
        case_sensitive: bool,
        /// What to say.
        message: String,
        /// What to do.
        help: String,
    },
    /// Not more often than so.
    Occurrence {
        /// What is counted.
        any: Vec<String>,
        /// How often it may stand.
        max: usize,
        /// In how much text.
        #[serde(default)]
        per: Near,
        /// Whether capitals count.
        #[serde(default)]
        case_sensitive: bool,
        /// What to say; `{count}` is how often it stands.
        message: String,
        /// What to do.
        help: String,
    },
    /// One of these or the other, but not both in one article.
    Consistency {
        /// Pairs of patterns; the rarer one is flagged.
        either: Vec<(String, String)>,
        /// Whether capitals count.
        #[serde(default)]
        case_sensitive: bool,
        /// What to say; `{match}` is what was found, `{other}` the other form.
        message: String,
        /// What to do.
        help: String,
    },
}

/// A pattern and what to say instead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// What is flagged.
    pub from: String,
    /// What to say instead.
    pub to: String,
}

/// How much text counts as near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Near {
    /// The same sentence.
    #[default]
    Sentence,
    /// The sentence and those beside it.
    Neighbours,
    /// The same paragraph.
    Paragraph,
    /// The whole article.
    Article,
}

impl Rule {
    /// Whether another one says the same under the same id, whatever file it stands in.
    pub fn is_same(&self, other: &Rule) -> bool {
        self.id == other.id && self.text == other.text
    }

    /// Reads a rule file; its path gives the id.
    ///
    /// # Errors
    ///
    /// When the path does not name a family, or the text is not a rule file. Patterns are looked at later, when they
    /// are compiled.
    pub fn parse(file: &str, text: &str) -> Result<Rule, RuleError> {
        let id = id_of(file)?;
        let spec = toml::from_str(text).map_err(|error| RuleError::syntax(file, text, &error))?;
        Ok(Rule { id, file: file.to_owned(), text: text.to_owned(), built_in: false, spec })
    }

    /// A rule that comes with the program: beside its text stands what the build read in it, in JSON, which is read
    /// again far faster.
    ///
    /// # Errors
    ///
    /// As [`Rule::parse`], which the tests rule out.
    pub(crate) fn built_in(file: &str, text: &str, spec: &str) -> Result<Rule, RuleError> {
        match serde_json::from_str(spec) {
            Ok(spec) => {
                Ok(Rule { id: id_of(file)?, file: file.to_owned(), text: text.to_owned(), built_in: true, spec })
            }
            // tells the place in the file itself
            Err(_) => Ok(Rule { built_in: true, ..Rule::parse(file, text)? }),
        }
    }

    /// An error about a pattern, with the place of the pattern in the file.
    pub(crate) fn wrong_pattern(&self, pattern: &str, problem: Problem) -> RuleError {
        RuleError::about(&self.file, &self.text, pattern, problem)
    }

    /// The part of the id before the slash.
    pub fn family(&self) -> &str {
        self.id.split_once('/').map_or(self.id.as_str(), |(family, _)| family)
    }
}

/// The id of the rule of a file.
fn id_of(file: &str) -> Result<String, RuleError> {
    let mut parts = file.trim_end_matches(".toml").rsplit(['/', '\\']);
    let (name, family) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if FAMILIES.contains(&family) {
        Ok(format!("{family}/{name}"))
    } else {
        Err(RuleError { file: file.to_owned(), at: None, problem: Problem::Family })
    }
}

impl QuoteScope {
    /// Where it looks, in words.
    pub fn as_words(self) -> &'static str {
        match self {
            QuoteScope::OutsideQuotes => "outside quotation marks",
            QuoteScope::InsideQuotes => "inside quotation marks",
            QuoteScope::Boundary => "at quotation marks themselves",
            QuoteScope::Any => "everywhere",
        }
    }
}

impl Profile {
    /// All of them, the quietest first.
    pub const ALL: [Profile; 3] = [Profile::Default, Profile::Strict, Profile::Audit];

    /// As it is written in options.
    pub fn as_str(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Strict => "strict",
            Profile::Audit => "audit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = "summary = 's'\nseverity = 'info'\nmanual = 'm'\n";

    #[test]
    fn the_path_is_the_id() {
        let rule = Rule::parse("rules/typo/proper-noun.toml", MINIMAL);
        assert_eq!(rule.map(|r| r.id).ok().as_deref(), Some("typo/proper-noun"));
        let problem = Rule::parse("rules/slips/x.toml", MINIMAL).map(|_| ()).map_err(|e| e.problem);
        assert_eq!(problem, Err(Problem::Family));
    }
}
