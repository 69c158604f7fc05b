//! `typo/proper-noun` and `typo/set-phrase`: every word is a word, but not the one that belongs there.

use crate::{
    diagnostic::{Diagnostic, Safety, Severity},
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
};

/// Flags names of which one word is a slip.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    slips(context, rule, false)
}

/// Flags set phrases of which one word is a slip.
pub(super) fn check_set_phrase(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    slips(context, rule, true)
}

fn slips(context: &Context, rule: &Rule, set: bool) -> Vec<Diagnostic> {
    let slips = context.slips().iter().filter(|slip| slip.set == set);
    let found = slips.filter_map(|slip| {
        let (printed, whole) = (context.article.slice(slip.at), &slip.whole);
        let slipped = Slipped {
            at: slip.at,
            replace: slip.word,
            replacement: &slip.right,
            safety: Safety::Offered,
            message: format!("“{printed}”: did you mean “{whole}”?"),
            quoted: format!("“{printed}” in a quotation: check the quotation; “{whole}” is probably meant"),
            help: "Outside quotation marks. Correct it.",
        };
        let found = report(context, rule, slipped)?;
        let severity = match differs_by_an_apostrophe(printed, whole) {
            // “Caesar’s Palace”: many print it so
            true => found.severity.min(Severity::Warning),
            false => found.severity,
        };
        Some(found.with_severity(severity).with_slip(printed))
    });
    found.collect()
}

fn differs_by_an_apostrophe(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| text.chars().filter(|c| !matches!(c, '\'' | '’')).collect::<String>();
    letters(a) == letters(b)
}
