//! How much a newsroom makes of the findings of a rule.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::selects;
use crate::diagnostic::Severity;

/// What a newsroom makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It does not run.
    Off,
    /// Its findings are worth knowing.
    Info,
    /// Its findings are to be looked at before publishing.
    Warning,
    /// Nothing is to be published with a finding of it.
    Error,
}

impl Level {
    /// The severity of its findings; none where it does not run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// The levels that a newsroom gives to rules, by their ids, families or globs.
///
/// Of several layers the last one that means a rule decides; within a layer, the selector that says most: a whole id,
/// else the longest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    layers: Vec<BTreeMap<String, Level>>,
}

impl Levels {
    /// Lays a layer over those there are.
    pub fn lay(&mut self, layer: &BTreeMap<String, Level>) {
        if !layer.is_empty() {
            self.layers.push(layer.clone());
        }
    }

    /// The level of a rule, and whether its whole id was named for it; none where nothing was said.
    pub fn of(&self, id: &str) -> Option<(Level, bool)> {
        self.layers.iter().rev().find_map(|layer| {
            let meant = layer.iter().filter(|(selector, _)| selects(selector, id));
            let most = meant.max_by_key(|(selector, _)| (selector.as_str() == id, selector.len()));
            most.map(|(selector, level)| (*level, selector == id))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(levels: &[(&str, Level)]) -> BTreeMap<String, Level> {
        levels.iter().map(|(selector, level)| ((*selector).to_owned(), *level)).collect()
    }

    #[test]
    fn the_selector_that_says_most_decides_and_a_later_layer_before_it() {
        let mut levels = Levels::default();
        levels.lay(&layer(&[("typo", Level::Error), ("typo/m*", Level::Warning), ("typo/misspelling", Level::Info)]));
        assert_eq!(levels.of("typo/misspelling"), Some((Level::Info, true)));
        assert_eq!(levels.of("typo/mojibake"), Some((Level::Warning, false)));
        assert_eq!(levels.of("typo/stray-mark"), Some((Level::Error, false)));
        assert_eq!(levels.of("name/first-reference"), None);
        levels.lay(&layer(&[("typo/*", Level::Off)]));
        assert_eq!(levels.of("typo/misspelling"), Some((Level::Off, false)));
    }
}
