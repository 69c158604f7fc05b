//! Which rules run.

use std::sync::Arc;

use super::CheckError;
use crate::{
    rule::{Level, Levels, Profile, Rule, selects},
    rules::RuleBook,
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
    /// Whether findings that the desk lets stand are shown like all others.
    pub no_stet: bool,
    /// What the newsroom makes of rules. A level by a whole id turns its rule on whatever the profile.
    pub levels: Levels,
    /// Ids of the newsroom's own rules: built-in rules of these ids give way to them.
    pub own: Vec<String>,
    /// Rules that other newsrooms of the run brought along, and that are off here.
    pub elsewhere: Vec<Arc<Rule>>,
}

impl Selection {
    /// Of each rule of a book, in its order, whether it runs.
    pub(super) fn enabled(&self, book: &RuleBook) -> Result<Vec<bool>, CheckError> {
        for selector in self.select.iter().chain(&self.ignore) {
            known(book, selector)?;
        }
        Ok(book.iter().map(|ready| self.runs(&ready.rule)).collect())
    }

    pub(super) fn runs(&self, rule: &Rule) -> bool {
        let (level, whole) = self.levels.of(&rule.id).map_or((None, false), |(level, whole)| (Some(level), whole));
        let off = level == Some(Level::Off);
        let in_profile = !off && (whole || rule.spec.profile <= self.profile);
        let selected = self.select.is_empty() || self.select.iter().any(|s| selects(s, &rule.id));
        // naming a rule outright turns it on whatever the profile
        let named = self.select.contains(&rule.id);
        let not_here = match rule.built_in {
            true => self.own.contains(&rule.id),
            false => self.elsewhere.iter().any(|other| other.is_same(rule)),
        };
        let ignored = not_here || self.ignore.iter().any(|s| selects(s, &rule.id));
        (named || (in_profile && selected)) && !ignored
    }
}

/// Refuses a selector that selects nothing, and offers the most similar id or family.
pub(super) fn known(book: &RuleBook, selector: &str) -> Result<(), CheckError> {
    if book.knows(selector) {
        return Ok(());
    }
    let suggestion = book.closest(selector).map(str::to_owned);
    Err(CheckError::UnknownRule { selector: selector.to_owned(), suggestion })
}
