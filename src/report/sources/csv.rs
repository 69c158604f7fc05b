//! One source a line, for spreadsheets.

use std::io::{self, Write};

use super::ledger::Ledger;
use crate::{
    article::Article,
    lexicon::Lexicon,
    report::{csv::write_row, name_of},
};

/// Writes a line of column names, then one line for each source of each article.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article], lexicon: &Lexicon) -> io::Result<()> {
    let header =
        "path,source,kind,anonymous,identified_as,line,quotations,quoted_words,paraphrases,via,reason,approval,column";
    write_row(out, header.split(','))?;
    for article in articles {
        for row in Ledger::of(article).with_reasons(article, lexicon).rows {
            let cells = [
                article.text.path(),
                row.source.label(),
                &name_of(row.source.kind),
                &row.source.anonymous.to_string(),
                row.identified_as.as_deref().unwrap_or_default(),
                &row.first.map_or(String::new(), |p| p.line.to_string()),
                &row.quoted.quotations.to_string(),
                &row.quoted.words.to_string(),
                &row.paraphrases.to_string(),
                &row.via.join("; "),
                row.reason.unwrap_or_default(),
                row.approval.unwrap_or_default(),
                &row.first.map_or(String::new(), |p| p.column.to_string()),
            ];
            write_row(out, cells)?;
        }
    }
    Ok(())
}
