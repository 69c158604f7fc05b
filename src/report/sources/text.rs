//! The source ledger for people: a table beside the story.

use std::io::{self, Write};

use super::ledger::{Ledger, Row, Totals};
use crate::{
    article::{Article, SourceKind},
    lexicon::Lexicon,
    report::{Ink, Look, Table, clean, place, wrap},
};

/// Writes a table for each article: who speaks, whether by name, how much, where first, through whom; then the sums.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article], lexicon: &Lexicon, look: Look) -> io::Result<()> {
    for (at, article) in articles.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let ledger = Ledger::of(article).with_reasons(article, lexicon);
        let unit = place::by_paragraph(&article.text);
        writeln!(out, "{}{unit}", look.paint(Ink::Strong, &clean(article.text.path())))?;
        if !ledger.rows.is_empty() {
            writeln!(out, "{}", table(&ledger, look))?;
        }
        writeln!(out, "{}", wrap(&ledger.totals.to_string(), look.width, 8))?;
    }
    Ok(())
}

fn table(ledger: &Ledger, look: Look) -> Table {
    let header = ["Source", "Named", "Quot.", "Words", "Para.", "Line", "Who it is, via whom"];
    let mut table = Table::new(look, &header).right(&[2, 3, 4, 5]);
    for row in &ledger.rows {
        table.row([
            row.source.label().to_owned(),
            named(row.source.kind, row.source.anonymous).to_owned(),
            row.quoted.quotations.to_string(),
            row.quoted.words.to_string(),
            row.paraphrases.to_string(),
            row.first.map_or(String::new(), |p| p.line.to_string()),
            note(row),
        ]);
    }
    let Totals { quoted, unattributed_quotations, paraphrases, .. } = ledger.totals;
    if unattributed_quotations > 0 {
        let nobody = ["(no speaker found)", "", &unattributed_quotations.to_string(), "", "", "", ""];
        table.row(nobody);
    }
    let total =
        ["Total", "", &quoted.quotations.to_string(), &quoted.words.to_string(), &paraphrases.to_string(), "", ""];
    table.row(total);
    table
}

/// Whether the reader learns a name: a person's, a body's, or none.
pub(in crate::report) fn named(kind: SourceKind, anonymous: bool) -> &'static str {
    match kind {
        _ if anonymous => "NO",
        SourceKind::NamedPerson => "yes",
        SourceKind::Organisation => "body",
        SourceKind::Document => "paper",
        SourceKind::Media => "outlet",
        SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup => "role",
        SourceKind::Pronoun | SourceKind::Unknown => "?",
    }
}

/// Who the source is, through whom it speaks, and what is said of its anonymity.
pub(in crate::report) fn note(row: &Row) -> String {
    let described = row.identified_as.as_deref().filter(|d| *d != row.source.label()).map(str::to_owned);
    let via = (!row.via.is_empty()).then(|| format!("via {}", row.via.join(", ")));
    let anonymity = match (row.announced, row.reason) {
        (true, Some(reason)) => Some(format!("anonymous: “{reason}”")),
        (true, None) => Some("anonymous, no reason given".to_owned()),
        (false, _) => None,
    };
    let approval = row.approval.map(|approval| format!("approval: {approval}"));
    [described, via, anonymity, approval].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
