//! Paraphrases that lost what a quotation elsewhere has: a limit, a denial, a figure.

use super::versions::{excerpt, opening, outlet};
use crate::{
    align::Kind,
    diagnostic::{Details, Diagnostic, Label, TextId, Version},
    rule::Rule,
    rules::Desk,
};

/// A finding for each paraphrase that lost something of one kind.
pub(super) fn lost(desk: &Desk, rule: &Rule, kind: Kind) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for retold in desk.index.retold() {
        let Some(quoting) = desk.articles.get(retold.quotation.article) else { continue };
        for telling in retold.tellings.iter().filter(|telling| telling.kinds.contains(&kind)) {
            let context = desk.article(TextId(telling.article));
            let own = excerpt(context.article.slice(telling.span));
            let who = opening(retold.speaker.as_deref());
            let name = outlet(quoting);
            let (message, help) = match kind {
                Kind::Number => (
                    format!("“{own}”: {name} quotes {who} with another figure"),
                    "Check the recording or the transcript, and the figure itself.",
                ),
                Kind::Negation => (
                    format!("“{own}”: one of this and {who}’s words in {name} denies what the other says"),
                    "Check the recording or the transcript before you print it.",
                ),
                _ => (
                    format!("“{own}” leaves out the words by which {who} limits this in {name}"),
                    "Keep the limit, in the speaker's words or your own.",
                ),
            };
            let span = quoting.raw(retold.quotation.span);
            let quoted = excerpt(quoting.slice(retold.quotation.span));
            let text = TextId(retold.quotation.article);
            let label = Label { text, span, message: format!("{name} quotes: “{quoted}”") };
            let kinds = telling.kinds.clone();
            let version = Version { text, span, kinds, similarity: telling.similarity, diff: Vec::new() };
            let details = Details { speaker: retold.speaker.clone(), versions: vec![version] };
            let finding = context.finding(rule, telling.span, message).with_help(help).with_label(label);
            found.push(finding.with_details(details));
        }
    }
    found
}
