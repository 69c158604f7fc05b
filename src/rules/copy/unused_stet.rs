//! `copy/unused-stet`: a stet that lets nothing stand, cannot be followed, or gives no reason.

use crate::{
    article::{Flaw, Stet},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::Context,
};

/// What became of the stets of one article.
#[derive(Debug)]
pub struct Fates {
    /// For each stet, in their order, what became of each rule that it names.
    pub stets: Vec<Vec<Fate>>,
    /// Whether the desk wants a reason for each.
    pub reasons: bool,
}

/// What became of a rule that a stet names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It lets a finding stand.
    Used,
    /// The rule ran and found nothing there.
    Unused,
    /// Nobody knows: the rule did not run, or what it finds depends on the other articles.
    Open,
    /// No rule has that name.
    Unknown {
        /// The rule or family with the most similar name.
        suggestion: Option<String>,
    },
}

/// Flags what is wrong with each stet.
pub(super) fn check(context: &Context, rule: &Rule, fates: &Fates) -> Vec<Diagnostic> {
    let stets = context.article.stets.iter().zip(&fates.stets);
    let wrong = stets.flat_map(|(stet, own)| {
        let wrong = match stet.flaw {
            Some(flaw) => vec![malformed(flaw)],
            None => judged(stet, own, fates.reasons),
        };
        wrong.into_iter().map(move |said| (stet, said))
    });
    wrong.map(|(stet, (message, help))| context.finding_in_file(rule, stet.span, message).with_help(help)).collect()
}

/// Message and help about a stet that cannot be followed.
fn malformed(flaw: Flaw) -> (String, &'static str) {
    let (message, help) = match flaw {
        Flaw::NoRule => (
            "This stet names no rule, so it lets nothing stand",
            "Write stet RULE: REASON, APPROVER, with the rule that the report names in brackets.",
        ),
        Flaw::OpenWords => (
            "The words in this stet have no closing mark, so it lets nothing stand",
            "Write stet RULE \"exact words\": REASON, APPROVER.",
        ),
        Flaw::NoEnd => (
            "This stet-begin has no stet-end, so it lets nothing stand",
            "Write stet-end, in the same marks, where the stretch ends; for the whole article write stet-file.",
        ),
        Flaw::NoBegin => (
            "This stet-end has no stet-begin, so it lets nothing stand",
            "Write stet-begin RULE: REASON, APPROVER, in the same marks, where the stretch begins.",
        ),
        Flaw::Form => (
            "This is no form of stet, so it lets nothing stand",
            "Write stet for a paragraph, stet-begin and stet-end for a stretch, stet-file for the article.",
        ),
    };
    (message.to_owned(), help)
}

/// Message and help about each thing that is wrong with a stet that can be followed.
fn judged(stet: &Stet, fates: &[Fate], reasons: bool) -> Vec<(String, &'static str)> {
    let mut wrong = Vec::new();
    let named = || stet.rules.iter().zip(fates);
    for (name, fate) in named() {
        if let Fate::Unknown { suggestion } = fate {
            let instead = suggestion.as_ref().map(|s| format!("; did you mean “{s}”?")).unwrap_or_default();
            let help = "Write the rule as the report names it in brackets, then a colon and the reason.";
            wrong.push((format!("No rule is called “{name}”{instead}"), help));
        }
    }
    let unused: Vec<&str> = named().filter(|(_, fate)| **fate == Fate::Unused).map(|(name, _)| name.as_str()).collect();
    if !unused.is_empty() {
        let words = stet.words.as_ref().map(|words| format!(" about “{words}”")).unwrap_or_default();
        let message = format!("There is nothing to let stand: {} finds nothing here{words}", unused.join(", "));
        wrong.push((
            message,
            "Take it out if the copy has been mended; else put it right beside the words it is about.",
        ));
    }
    let followed = fates.iter().any(|fate| matches!(fate, Fate::Used | Fate::Open));
    if reasons && followed && stet.reason.is_none() {
        let message = format!("This stet lets {} stand and gives no reason", stet.rules.join(", "));
        wrong.push((message, "Write why, and who approved it: stet RULE: REASON, APPROVER."));
    }
    wrong
}
