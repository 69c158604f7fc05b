//! How many findings, words and quotations there are.

use std::fmt;

use crate::{
    check::Outcome,
    diagnostic::{Diagnostic, Severity},
    index::{Tally, primary::Verified},
};

/// The sums of a run, or of one of its articles.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    pub(super) files: usize,
    pub(super) words: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    /// Findings that the desk lets stand.
    pub(super) suppressed: usize,
    /// Findings that the baseline knows.
    pub(super) known: usize,
    pub(super) quotations: Tally,
    /// Those of the quotations that were held against a primary source.
    pub(super) verified: Verified,
}

impl Totals {
    /// Of all articles.
    pub(super) fn of(outcome: &Outcome) -> Totals {
        let mut totals = Totals {
            files: outcome.checked,
            words: outcome.checked().iter().map(|a| a.words).sum(),
            suppressed: outcome.standing.len(),
            known: outcome.known.len(),
            quotations: (0..outcome.checked).map(|at| tally(outcome, at)).sum(),
            verified: (0..outcome.checked).map(|at| outcome.verification.tally(at)).sum(),
            ..Totals::default()
        };
        totals.count(&outcome.findings);
        totals
    }

    /// Of one article, by its place among the articles, with its findings.
    pub(super) fn of_article(outcome: &Outcome, at: usize, findings: &[Diagnostic]) -> Totals {
        let mut totals = Totals {
            files: 1,
            words: outcome.articles.get(at).map_or(0, |a| a.words),
            suppressed: outcome.standing.iter().filter(|f| f.text.0 == at).count(),
            known: outcome.known.iter().filter(|f| f.text.0 == at).count(),
            quotations: tally(outcome, at),
            verified: outcome.verification.tally(at),
            ..Totals::default()
        };
        totals.count(findings);
        totals
    }

    fn count(&mut self, findings: &[Diagnostic]) {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        self.errors = count(Severity::Error);
        self.warnings = count(Severity::Warning);
        self.infos = count(Severity::Info);
    }
}

/// How the quotations of an article fare against the others and against the primary sources.
fn tally(outcome: &Outcome, at: usize) -> Tally {
    Tally { checked: outcome.verification.tally(at).checked, ..outcome.index.tally(at) }
}

/// “2 errors, 1 warning”; “nothing found” without any.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun)).collect();
        f.write_str(&if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") })
    }
}

/// A number with its noun, in the plural where it is not one.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
