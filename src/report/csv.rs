//! Rows of comma-separated values, as RFC 4180 has them, each on one line.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::clean;

/// Writes one row.
///
/// # Errors
///
/// When the stream cannot be written to.
pub(super) fn write_row<S: AsRef<str>>(out: &mut dyn Write, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
    for (at, cell) in cells.into_iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{}", escape(cell.as_ref()))?;
    }
    writeln!(out)
}

/// A cell with the marks that it needs; what a spreadsheet would run as a formula gets an apostrophe before it.
fn escape(cell: &str) -> Cow<'_, str> {
    let cell = clean(cell);
    // some spreadsheets pass over blanks, and take the wide forms of East Asian fonts
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if !formula && !cell.contains(['"', ',']) {
        return cell;
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
        assert_eq!(escape(" \t＝1+1"), "\"'  ＝1+1\"");
        assert_eq!(escape("two\nlines \u{1b}[0m"), "two lines ␛[0m");
        assert_eq!(escape("-5 degrees"), "\"'-5 degrees\"");
    }
}
