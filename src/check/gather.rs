//! Findings that an article wants told of once: one with every place marked instead of ten alike.

use std::collections::HashMap;

use super::{Checker, Plan};
use crate::{
    diagnostic::{Diagnostic, Label, Safety, TextId},
    rule::Profile,
};

impl Checker {
    /// Makes one finding of all that a rule has in an article, where its file says `once`, and of all places of one slip
    /// that can be mended alike. The first one stands for all;
    /// the places of the others become labels, and their fixes part of its fix. Articles of which everything is to be
    /// shown are left as they are.
    pub(super) fn gather(&self, findings: Vec<Diagnostic>, plans: &[Plan]) -> Vec<Diagnostic> {
        let audited = |text: TextId| plans.get(text.0).is_some_and(|plan| plan.profile == Profile::Audit);
        let once = |f: &Diagnostic| {
            let on = plans.get(f.text.0).map_or(&[][..], |plan| plan.on);
            self.book.active(&f.rule, on).is_some_and(|ready| ready.rule.spec.once)
        };
        let mut gathered: Vec<Diagnostic> = Vec::with_capacity(findings.len());
        let mut first: HashMap<(TextId, String, Option<Slip>), (usize, usize)> = HashMap::new();
        for finding in findings {
            let slip = if once(&finding) { None } else { slip(&finding) };
            if audited(finding.text) || (slip.is_none() && !once(&finding)) {
                gathered.push(finding);
                continue;
            }
            let place = first.entry((finding.text, finding.rule.clone(), slip)).or_insert((gathered.len(), 0));
            match gathered.get_mut(place.0) {
                None => gathered.push(finding),
                Some(whole) => {
                    place.1 += 1;
                    take(whole, finding);
                }
            }
        }
        for (at, more) in first.into_values().filter(|(_, more)| *more > 0) {
            let places = if more == 1 { "place".to_owned() } else { "places".to_owned() };
            if let Some(whole) = gathered.get_mut(at) {
                whole.message = match whole.message.ends_with('?') {
                    true => format!("{} Also in {more} more {places}", whole.message),
                    false => format!("{}, and {more} more {places}", whole.message),
                };
            }
        }
        gathered
    }
}

/// A slip, whether it stands inside quotation marks, and how freely it may be mended.
type Slip = (String, bool, Option<Safety>);

fn slip(finding: &Diagnostic) -> Option<Slip> {
    Some((finding.slip.clone()?, finding.in_quotation, finding.fix.as_ref().map(|fix| fix.safety)))
}

/// Adds the places of a finding to the one that stands for it.
fn take(whole: &mut Diagnostic, finding: Diagnostic) {
    let message = finding.note.unwrap_or_else(|| "this too".to_owned());
    whole.labels.push(Label { text: finding.text, span: finding.span, message });
    whole.labels.extend(finding.labels);
    whole.severity = whole.severity.max(finding.severity);
    match (&mut whole.fix, finding.fix) {
        (Some(fix), Some(more)) => fix.edits.extend(more.edits),
        // half a fix would leave the other places as they are
        (fix, _) => *fix = None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        check::{CheckError, Checker, Selection},
        rule::{Profile, Rule},
        settings::Settings,
        text::Text,
    };

    const RULE: &str = "summary = 's'\nseverity = 'info'\nmanual = 'm'\nonce = true\nfixable = true\n[pattern]\n\
        kind = 'substitution'\nswap = [{ from = '\\bgrey\\b', to = 'gray' }]\nmessage = '“{match}”'\nhelp = 'h'\n";

    /// Message, labels and edits of each finding.
    fn found(profile: Profile) -> Result<Vec<(String, usize, usize)>, CheckError> {
        let mut checker = Checker::new(Settings::default())?;
        checker.add_rule(Rule::parse("typo/t-once.toml", RULE)?)?;
        let texts = ["A grey house.\n\nA grey barn, a grey cow.\n", "One grey sky.\n"];
        let texts = texts.iter().enumerate().map(|(i, t)| Arc::new(Text::new(format!("{i}.txt"), *t))).collect();
        let select = Selection { profile, select: vec!["typo/t-once".to_owned()], ..Selection::default() };
        let outcome = checker.check(checker.articles(texts), &select)?;
        let edits = |f: &crate::diagnostic::Diagnostic| f.fix.as_ref().map_or(0, |fix| fix.edits.len());
        Ok(outcome.findings.iter().map(|f| (f.message.clone(), f.labels.len(), edits(f))).collect())
    }

    #[test]
    fn an_article_is_told_once_and_an_audit_tells_all() -> Result<(), CheckError> {
        let one = |message: &str, labels, edits| (message.to_owned(), labels, edits);
        assert_eq!(found(Profile::Default)?, [one("“grey”, and 2 more places", 2, 3), one("“grey”", 0, 1)]);
        assert_eq!(found(Profile::Audit)?.len(), 4);
        Ok(())
    }
}
