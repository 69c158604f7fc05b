//! House styles: what a code of the trade makes of rules where the codes differ.
//!
//! A style is one file of `rules/style/`: whose it is, what it rests on, and the level that it gives to some rules. All other
//! rules stay as their own files have them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Level, RuleError, Standard};
use crate::embedded;

/// A house style.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Whose it is.
    pub title: String,
    /// What sets it apart, for people.
    pub about: String,
    /// What it rests on.
    pub standards: Vec<Standard>,
    /// What it makes of rules, by their ids.
    pub rules: BTreeMap<String, Choice>,
}

/// What a style makes of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The level of its findings.
    pub level: Level,
    /// Why, in a few words.
    pub why: String,
}

/// There is no house style of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no house style called “{name}”; there are: {}", Style::names().collect::<Vec<_>>().join(", "))]
pub struct UnknownStyle {
    /// The name as it was given.
    pub name: String,
}

impl Style {
    /// Reads the file of a style.
    ///
    /// # Errors
    ///
    /// When it is none: with the place in the file, and what may have been meant.
    pub fn parse(file: &str, text: &str) -> Result<Style, RuleError> {
        toml::from_str(text).map_err(|error| RuleError::syntax(file, text, &error))
    }

    /// The names of the styles that are built into the program, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        embedded::STYLES.iter().map(|(name, _)| *name)
    }

    /// A style that is built into the program; none of that name: nothing.
    ///
    /// # Errors
    ///
    /// When its file is malformed, which the tests rule out.
    pub fn built_in(name: &str) -> Option<Result<Style, RuleError>> {
        let (name, text) = embedded::STYLES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(Style::parse(&format!("style/{name}.toml"), text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_read_and_says_why() -> Result<(), RuleError> {
        assert_eq!(Style::names().collect::<Vec<_>>(), ["ap", "bbc", "npr", "reuters", "wikinews"]);
        for name in Style::names() {
            let Some(style) = Style::built_in(name) else { continue };
            let style = style?;
            assert!(!style.standards.is_empty() && !style.rules.is_empty(), "{name}");
            assert!(style.rules.values().all(|choice| !choice.why.is_empty()), "{name}");
        }
        Ok(())
    }

    #[test]
    fn styles_differ_where_the_codes_do() -> Result<(), RuleError> {
        let level = |style: &str, rule: &str| {
            let style = Style::built_in(style).transpose()?;
            Ok::<_, RuleError>(style.and_then(|style| style.rules.get(rule).map(|choice| choice.level)))
        };
        assert_eq!(level("AP", "anonymity/boilerplate-reason")?, Some(Level::Off));
        assert_eq!(level("npr", "anonymity/boilerplate-reason")?, Some(Level::Warning));
        assert_eq!(level("reuters", "anonymity/boilerplate-reason")?, None);
        assert!(Style::built_in("nyt").is_none());
        let unknown = UnknownStyle { name: "nyt".to_owned() }.to_string();
        assert_eq!(unknown, "there is no house style called “nyt”; there are: ap, bbc, npr, reuters, wikinews");
        Ok(())
    }
}
