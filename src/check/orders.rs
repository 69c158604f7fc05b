//! How each article of a run is checked: by what its newsroom has set, and by what the command line asks for.

use std::sync::Arc;

use super::{CheckError, Selection};
use crate::{
    diagnostic::Diagnostic,
    gazetteer::Gazetteer,
    rule::{Level, Levels, Profile, Rule},
    rules::RuleBook,
    settings::Settings,
};

/// How an article is checked.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    /// What rules may read.
    pub settings: Settings,
    /// Which rules run.
    pub selection: Selection,
    /// The names that its newsroom knows; none: those of the checker.
    pub gazetteer: Option<Arc<Gazetteer>>,
}

/// Orders, worked out for the rules of a book.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    /// Of each rule of the book, whether it runs.
    pub(super) on: &'a [bool],
    pub(super) profile: Profile,
    pub(super) levels: &'a Levels,
    pub(super) settings: &'a Settings,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) no_stet: bool,
    /// Whether rules were named that are to run, and no others.
    pub(super) selects: bool,
}

impl Plan<'_> {
    /// Whether a rule runs, by its place in the book.
    pub(super) fn runs(&self, rule: usize) -> bool {
        self.on.get(rule).is_some_and(|on| *on)
    }

    /// A finding of a rule at the newsroom's level for it. One that the rule itself makes less of is not made more of
    /// than before.
    pub(super) fn level(&self, rule: &Rule, finding: Diagnostic) -> Diagnostic {
        let Some(level) = self.levels.of(&rule.id).and_then(|(level, _)| Level::severity(level)) else {
            return finding;
        };
        let own = if finding.severity < rule.spec.severity { level.min(finding.severity) } else { level };
        finding.with_severity(own)
    }
}

/// Of each of the orders and, at the end, of those for articles without any, which rules they have on. Articles that
/// share their orders share the answer.
pub(super) fn enabled(
    book: &RuleBook,
    orders: &[Arc<Orders>],
    default: &Orders,
) -> Result<Vec<Arc<[bool]>>, CheckError> {
    let mut last: Option<(&Arc<Orders>, Arc<[bool]>)> = None;
    let mut known: Vec<(*const Orders, Arc<[bool]>)> = Vec::new();
    let mut enabled = Vec::with_capacity(orders.len() + 1);
    for own in orders {
        let on = match &last {
            Some((before, on)) if Arc::ptr_eq(before, own) => Arc::clone(on),
            _ => match known.iter().find(|(known, _)| *known == Arc::as_ptr(own)) {
                Some((_, on)) => Arc::clone(on),
                None => {
                    let on: Arc<[bool]> = own.selection.enabled(book)?.into();
                    known.push((Arc::as_ptr(own), Arc::clone(&on)));
                    on
                }
            },
        };
        last = Some((own, Arc::clone(&on)));
        enabled.push(on);
    }
    enabled.push(default.selection.enabled(book)?.into());
    Ok(enabled)
}

/// The plan of each article.
pub(super) fn plans<'a>(
    enabled: &'a [Arc<[bool]>],
    orders: &'a [Arc<Orders>],
    default: &'a Orders,
    gazetteer: &'a Gazetteer,
    articles: usize,
) -> Vec<Plan<'a>> {
    let plan = |at: usize| {
        let own = orders.get(at).map_or(default, |own| own);
        let on = enabled.get(at).or(enabled.last()).map_or(&[][..], |on| on);
        let Selection { profile, levels, no_stet, select, .. } = &own.selection;
        let gazetteer = own.gazetteer.as_deref().unwrap_or(gazetteer);
        Plan {
            on,
            profile: *profile,
            levels,
            settings: &own.settings,
            gazetteer,
            no_stet: *no_stet,
            selects: !select.is_empty(),
        }
    };
    (0..articles).map(plan).collect()
}
