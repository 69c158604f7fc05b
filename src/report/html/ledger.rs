//! The sources of an article.

use maud::{Markup, html};

use super::{Sheet, Words};
use crate::{
    lexicon::Lexicon,
    report::sources::{Ledger, Row, named, note},
};

/// A table of who speaks, with the sums; only these where nobody does.
pub(super) fn ledger(sheet: &Sheet) -> Markup {
    let mut ledger = Ledger::of(sheet.article);
    if let Ok(lexicon) = Lexicon::built_in() {
        ledger = ledger.with_reasons(sheet.article, lexicon);
    }
    let heading = sheet.heading("sources");
    html! {
        h3 id=(heading) { "Sources" } "\n"
        p { (Words(&ledger.totals.to_string())) "." } "\n"
        @if !ledger.rows.is_empty() {
            table.ledger aria-labelledby=(heading) { "\n"
                thead {
                    tr {
                        th scope="col" { "Source" }
                        th scope="col" { "Named" }
                        th.number scope="col" { "Quoted" }
                        th.number scope="col" { "Words" }
                        th.number scope="col" { "Told" }
                        th.number scope="col" { "Line" }
                    }
                } "\n"
                tbody { "\n" @for row in &ledger.rows { (line(row)) "\n" } } "\n"
            } "\n"
            p.legend { "Quoted and Words: quotations, and the words in them. Told: how often in other words. Line: where first." } "\n"
        }
    }
}

fn line(row: &Row) -> Markup {
    let note = note(row);
    html! {
        tr {
            th scope="row" {
                (Words(row.source.label()))
                @if !note.is_empty() { span.note { (Words(&note)) } }
            }
            td { (named(row.source.kind, row.source.anonymous)) }
            td.number { (row.quoted.quotations) }
            td.number { (row.quoted.words) }
            td.number { (row.paraphrases) }
            td.number { @if let Some(first) = row.first { (first.line) } }
        }
    }
}
