//! One quotation a line, for spreadsheets.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::name_of;
use crate::article::Article;

/// Writes a line of column names, then one line for each quotation.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    writeln!(out, "path,line,column,kind,speaker,source,source_kind,anonymous,confidence,cue,via,quotation")?;
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
            ];
            let cells: Vec<Cow<str>> = row.iter().map(|cell| escape(cell)).collect();
            writeln!(out, "{}", cells.join(","))?;
        }
    }
    Ok(())
}

/// A cell as RFC 4180 has it; what a spreadsheet would run as a formula gets an apostrophe before it.
pub(in crate::report) fn escape(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !cell.contains(['"', ',', '\n', '\r']) {
        return Cow::Borrowed(cell);
    }
    let apostrophe = if formula { "'" } else { "" };
    Cow::Owned(format!("\"{apostrophe}{}\"", cell.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(escape("plain"), "plain");
        assert_eq!(escape("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(escape("=1+1"), "\"'=1+1\"");
        assert_eq!(escape("-5 degrees"), "\"'-5 degrees\"");
    }
}
