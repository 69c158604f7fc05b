//! A cap on findings of one rule in one article: people read five and skip fifty.
//!
//! Machine formats and the counts of the summary have them all, and errors are always shown.

use std::collections::HashMap;

use super::wrap;
use crate::{
    check::Outcome,
    diagnostic::{Diagnostic, Severity, TextId},
};

/// So many findings of one rule are shown of one article.
const SHOWN: usize = 5;
/// Places of the others that are named.
const NAMED: usize = 8;

/// The findings of one rule in one article that a cap counts.
#[derive(Default)]
struct Group<'a> {
    all: Vec<&'a Diagnostic>,
    met: usize,
}

/// What has been shown so far of each rule in each article.
pub(super) struct Caps<'a> {
    groups: HashMap<(TextId, &'a str), Group<'a>>,
}

/// What becomes of a finding.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is shown.
    Shown,
    /// It is the last one shown: behind it, the others are counted.
    Last,
    /// It is one of those that are only counted.
    Counted,
}

impl<'a> Caps<'a> {
    /// Of all findings of a run.
    pub(super) fn of(outcome: &'a Outcome) -> Caps<'a> {
        let mut groups: HashMap<(TextId, &str), Group> = HashMap::new();
        for finding in outcome.findings.iter().filter(|f| f.severity < Severity::Error) {
            groups.entry((finding.text, finding.rule.as_str())).or_default().all.push(finding);
        }
        // one line for one more finding spares nothing
        groups.retain(|_, group| group.all.len() > SHOWN + 1);
        Caps { groups }
    }

    /// What becomes of the next finding.
    pub(super) fn turn(&mut self, finding: &'a Diagnostic) -> Turn {
        let group = self.groups.get_mut(&(finding.text, finding.rule.as_str()));
        let Some(group) = group.filter(|_| finding.severity < Severity::Error) else { return Turn::Shown };
        group.met += 1;
        match group.met {
            met if met < SHOWN => Turn::Shown,
            SHOWN => Turn::Last,
            _ => Turn::Counted,
        }
    }

    /// How many more there are than are shown, and on which lines.
    pub(super) fn more(&self, outcome: &Outcome, finding: &Diagnostic, width: usize) -> String {
        let group = self.groups.get(&(finding.text, finding.rule.as_str()));
        let rest = group.and_then(|group| group.all.get(SHOWN..)).unwrap_or_default();
        let line = |f: &&Diagnostic| {
            let article = outcome.articles.get(f.text.0)?;
            Some(article.text.position(f.span.start).line)
        };
        let mut lines: Vec<usize> = rest.iter().filter_map(line).collect();
        lines.dedup();
        let mut named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
        if lines.len() > NAMED {
            named.push("…".to_owned());
        }
        let unit = outcome.articles.get(finding.text.0).map_or("line", |article| article.text.unit());
        let plural = if lines.len() == 1 { "" } else { "s" };
        let (more, rule) = (rest.len(), &finding.rule);
        let text = format!(
            "and {more} more of {rule} in this article, {unit}{plural} {}; “--format concise” lists all of them",
            named.join(", ")
        );
        format!("{}\n", wrap(&format!("  {text}"), width, 2))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        check::{CheckError, Checker, Selection},
        rule::Rule,
        settings::Settings,
        text::Text,
    };

    /// An article with a slip on each of its lines.
    fn outcome(slips: usize, severity: &str) -> Result<Outcome, CheckError> {
        let mut checker = Checker::new(Settings::default())?;
        let rule = format!(
            "summary = 's'\nseverity = '{severity}'\nmanual = 'm'\n[pattern]\nkind = 'existence'\n\
             any = ['\\bslip\\b']\nmessage = 'm'\nhelp = 'h'\n"
        );
        checker.add_rule(Rule::parse("typo/t-slip.toml", &rule)?)?;
        let text = "It is a slip of the hand.\n\n".repeat(slips);
        let select = Selection { select: vec!["typo/t-slip".to_owned()], ..Selection::default() };
        checker.check(checker.articles(vec![Arc::new(Text::new("a.txt", text))]), &select)
    }

    fn turns(outcome: &Outcome) -> Vec<Turn> {
        let mut caps = Caps::of(outcome);
        outcome.findings.iter().map(|f| caps.turn(f)).collect()
    }

    #[test]
    fn five_are_shown_and_the_others_counted() -> Result<(), CheckError> {
        let many = outcome(8, "info")?;
        let turns = turns(&many);
        assert_eq!(turns.iter().filter(|t| **t == Turn::Shown).count(), 4);
        assert_eq!((&turns[4], turns.iter().filter(|t| **t == Turn::Counted).count()), (&Turn::Last, 3));
        let more = Caps::of(&many).more(&many, &many.findings[4], 200);
        let expected =
            "  and 3 more of typo/t-slip in this article, lines 11, 13, 15; “--format concise” lists all of them\n";
        assert_eq!(more, expected);
        Ok(())
    }

    #[test]
    fn six_are_shown_and_errors_always() -> Result<(), CheckError> {
        assert!(turns(&outcome(6, "info")?).iter().all(|turn| *turn == Turn::Shown));
        assert!(turns(&outcome(9, "error")?).iter().all(|turn| *turn == Turn::Shown));
        Ok(())
    }
}
