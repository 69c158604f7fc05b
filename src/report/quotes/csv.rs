//! One quotation a line, for spreadsheets.

use std::io::{self, Write};

use crate::{
    article::Article,
    report::{csv::write_row, name_of},
};

/// Writes a line of column names, then one line for each quotation.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    let header = "path,line,column,kind,speaker,source,source_kind,anonymous,confidence,cue,via,quotation,closed";
    write_row(out, header.split(','))?;
    for article in articles {
        for q in &article.quotations {
            let position = article.text.position(article.raw(q.span).start);
            let source = q.speaker.and_then(|s| s.source).and_then(|id| article.source(id));
            let row = [
                article.text.path().into(),
                position.line.to_string(),
                position.column.to_string(),
                name_of(q.kind),
                q.speaker.map_or(String::new(), |s| article.slice(s.span).to_owned()),
                source.map_or(String::new(), |s| s.label().to_owned()),
                source.map_or(String::new(), |s| name_of(s.kind)),
                source.map_or(String::new(), |s| s.anonymous.to_string()),
                q.speaker.map_or(String::new(), |s| format!("{:.2}", s.confidence)),
                q.cue.map_or(String::new(), |span| article.slice(span).to_owned()),
                q.via.map_or(String::new(), |span| article.slice(span).to_owned()),
                article.slice(q.span).to_owned(),
                q.closed.to_string(),
            ];
            write_row(out, row)?;
        }
    }
    Ok(())
}
