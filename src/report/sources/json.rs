//! The JSON of `sources`, as the contract has it.

use std::io::{self, Write};

use serde::Serialize;

use super::ledger::{Ledger, Row};
use crate::{
    article::{Article, SourceKind},
    lexicon::Lexicon,
    report::{write_json, write_json_line},
    text::Position,
};

const SCHEMA: &str = "copydesk/sources/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    articles: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    sources: Vec<Line<'a>>,
    totals: Sums,
}

#[derive(Serialize)]
struct Line<'a> {
    id: usize,
    name: Option<&'a str>,
    kind: SourceKind,
    anonymous: bool,
    identified_as: Option<String>,
    first: Option<Position>,
    quotations: usize,
    quoted_words: usize,
    paraphrases: usize,
    via: Vec<&'a str>,
    reason: Option<&'a str>,
    approval: Option<&'a str>,
}

#[derive(Serialize)]
struct Sums {
    sources: usize,
    anonymous: usize,
    quotations: usize,
    anonymous_quotations: usize,
    unattributed_quotations: usize,
}

/// Writes all articles as one JSON object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article], lexicon: &Lexicon) -> io::Result<()> {
    write_json(&Report { schema: SCHEMA, articles: articles.iter().map(|a| entry(a, lexicon)).collect() }, out)
}

/// Writes one JSON object a line, an article each.
///
/// # Errors
///
/// When it cannot be written.
pub fn lines(out: &mut dyn Write, articles: &[Article], lexicon: &Lexicon) -> io::Result<()> {
    articles.iter().try_for_each(|article| write_json_line(&entry(article, lexicon), out))
}

fn entry<'a>(article: &'a Article, lexicon: &Lexicon) -> Entry<'a> {
    let Ledger { rows, totals } = Ledger::of(article).with_reasons(article, lexicon);
    let totals = Sums {
        sources: totals.sources,
        anonymous: totals.anonymous,
        quotations: totals.quoted.quotations,
        anonymous_quotations: totals.anonymous_quotations,
        unattributed_quotations: totals.unattributed_quotations,
    };
    Entry { path: article.text.path(), sources: rows.into_iter().map(line).collect(), totals }
}

fn line(row: Row) -> Line {
    Line {
        id: row.id.0,
        name: row.source.name.as_deref(),
        kind: row.source.kind,
        anonymous: row.source.anonymous,
        identified_as: row.identified_as,
        first: row.first,
        quotations: row.quoted.quotations,
        quoted_words: row.quoted.words,
        paraphrases: row.paraphrases,
        via: row.via,
        reason: row.reason,
        approval: row.approval,
    }
}
