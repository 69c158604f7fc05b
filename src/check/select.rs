//! Which rules run.

use super::CheckError;
use crate::{
    rule::{FAMILIES, Profile, Rule},
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
}

impl Selection {
    /// Of each rule of a book, in its order, whether it runs.
    pub(super) fn enabled(&self, book: &RuleBook) -> Result<Vec<bool>, CheckError> {
        for selector in self.select.iter().chain(&self.ignore) {
            known(book, selector)?;
        }
        Ok(book.iter().map(|ready| self.runs(&ready.rule)).collect())
    }

    fn runs(&self, rule: &Rule) -> bool {
        let in_profile = rule.spec.profile <= self.profile;
        let selected = self.select.is_empty() || self.select.iter().any(|s| selects(s, &rule.id));
        // naming a rule outright turns it on whatever the profile
        let named = self.select.contains(&rule.id);
        let ignored = self.ignore.iter().any(|s| selects(s, &rule.id));
        (named || (in_profile && selected)) && !ignored
    }
}

/// Refuses a selector that selects nothing, and offers the most similar id or family.
pub(super) fn known(book: &RuleBook, selector: &str) -> Result<(), CheckError> {
    if book.iter().any(|ready| selects(selector, &ready.rule.id)) {
        return Ok(());
    }
    let ids = book.iter().map(|ready| ready.rule.id.as_str());
    let alike = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or(name);
        strsim::jaro(selector, name).max(strsim::jaro(selector, last))
    };
    let best = ids.chain(FAMILIES).map(|name| (alike(name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b));
    let suggestion = best.filter(|(alike, _)| *alike > 0.7).map(|(_, name)| name.to_owned());
    Err(CheckError::UnknownRule { selector: selector.to_owned(), suggestion })
}

/// Whether a selector (an id, a family, or a glob with `*`) means a rule.
pub(super) fn selects(selector: &str, id: &str) -> bool {
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
