//! Tables that fit the page and need no colour to be read.

use std::fmt;

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle};

use super::{Look, clean};

/// A table: a heading with a rule under it, columns two blanks apart, long cells wrapped to the width of the page.
pub struct Table {
    inner: comfy_table::Table,
    right: Vec<usize>,
}

impl Table {
    /// An empty table of the given columns.
    pub fn new(look: Look, header: &[&str]) -> Table {
        let mut inner = comfy_table::Table::new();
        inner
            .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(look.width).unwrap_or(u16::MAX))
            .set_header(header.iter().map(|name| Cell::new(clean(name))));
        for column in inner.column_iter_mut() {
            column.set_padding((0, 2));
        }
        Table { inner, right: Vec::new() }
    }

    /// With columns (from 0) set flush right, for numbers.
    #[must_use]
    pub fn right(mut self, columns: &[usize]) -> Table {
        for at in columns {
            if let Some(column) = self.inner.column_mut(*at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.right = columns.to_vec();
        self
    }

    /// Adds a row, a cell for each column. Control characters in it are neutralised; `\n` begins a new line.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let safe = |cell: S| cell.as_ref().split('\n').map(clean).collect::<Vec<_>>().join("\n");
        self.inner.add_row(cells.into_iter().map(|cell| Cell::new(safe(cell))));
    }

    /// Whether it has no row yet.
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.trim_fmt())
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn fits_the_page() {
        let mut table = Table::new(Look { width: 40, color: false }, &["Source", "Quot.", "Via"]).right(&[1]);
        table.row(["Ana Belmonte", "12", "a news conference in the capital, on Monday"]);
        table.row(["A harbour\u{1b} official", "3", ""]);
        let shown = table.to_string();
        assert!(shown.lines().all(|line| line.width() <= 40), "{shown}");
        assert!(shown.lines().all(|line| line == line.trim_end()), "{shown}");
        assert!(shown.contains('␛') && !shown.contains('\u{1b}'), "{shown}");
        assert!(shown.starts_with("Source"), "{shown}");
    }
}
