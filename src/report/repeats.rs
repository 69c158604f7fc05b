//! Findings that hold the same words against one another as an earlier one does.
//!
//! Five outlets that print an utterance in five wordings have five findings, one each. The first shows all versions; the
//! others only say where that is.

use std::collections::HashMap;

use crate::{
    diagnostic::{Diagnostic, TextId},
    span::Span,
};

/// A place that a rule has shown.
type Place<'a> = (&'a str, TextId, Span);

/// What has been shown so far.
#[derive(Default)]
pub(super) struct Repeats<'a> {
    seen: HashMap<Place<'a>, &'a Diagnostic>,
}

impl<'a> Repeats<'a> {
    /// The earlier finding that shows all places of this one, if there is one; else notes what this one shows.
    pub(super) fn earlier(&mut self, finding: &'a Diagnostic) -> Option<&'a Diagnostic> {
        // a place or two are shown as soon as they are told of
        if finding.labels.len() < 2 || finding.details.is_none() {
            return None;
        }
        let earlier = self.seen.get(&(finding.rule.as_str(), finding.text, finding.span)).copied();
        let all_there = |earlier: &&Diagnostic| {
            let shows = |text, span| {
                (earlier.text, earlier.span) == (text, span)
                    || earlier.labels.iter().any(|l| (l.text, l.span) == (text, span))
            };
            finding.labels.iter().all(|l| shows(l.text, l.span))
        };
        let found = earlier.filter(all_there);
        if found.is_none() {
            for label in &finding.labels {
                self.seen.entry((&finding.rule, label.text, label.span)).or_insert(finding);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Details, Label, Severity};

    /// A finding in a file about words that stand at the same place of every file.
    fn finding(rule: &str, text: usize, others: &[usize]) -> Diagnostic {
        let span = Span::new(3, 9);
        let label = |text: &usize| Label { text: TextId(*text), span, message: String::new() };
        Diagnostic {
            rule: rule.to_owned(),
            severity: Severity::Warning,
            message: String::new(),
            help: None,
            text: TextId(text),
            span,
            note: None,
            in_quotation: true,
            labels: others.iter().map(label).collect(),
            fix: None,
            details: Some(Details { speaker: None, versions: Vec::new() }),
            slip: None,
            fingerprint: String::new(),
        }
    }

    #[test]
    fn the_first_finding_of_an_utterance_shows_it_for_all() {
        let all = [
            finding("a", 0, &[1, 2]),
            finding("a", 1, &[0, 2]),
            finding("a", 2, &[0, 1, 3]),
            finding("b", 1, &[0, 2]),
            finding("a", 3, &[0]),
        ];
        let mut repeats = Repeats::default();
        let earlier: Vec<Option<usize>> = all.iter().map(|f| repeats.earlier(f).map(|e| e.text.0)).collect();
        // the third shows a place that the first does not, the fourth is of another rule
        assert_eq!(earlier, [None, Some(0), None, None, None]);
    }
}
