//! One self-contained page, as an editor reads it: the article with its findings in the margin, the quotations that
//! differ side by side, the sources.
//!
//! The page needs no script and fetches nothing; its policy forbids both. What it says of severity it says in words and in
//! shapes, too. Whatever comes out of an article goes through [`Words`].

mod copy;
mod ledger;
mod limits;
mod margin;
mod page;
mod section;
mod sheet;
#[cfg(test)]
mod style;
mod versions;
mod words;

use std::io::{self, Write};

use limits::Limits;
use maud::{Markup, Render, html};
use sheet::{Finding, Sheet, Sheets};
use words::Words;

use super::Run;
use crate::diagnostic::Severity;

/// Writes the page, section by section.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let sheets = Sheets::of(run, Limits::default());
    out.write_all(page::head(run, &sheets).into_string().as_bytes())?;
    for sheet in &sheets.shown {
        out.write_all(section::section(run, sheet, &sheets).into_string().as_bytes())?;
    }
    out.write_all(page::foot().into_string().as_bytes())
}

/// A severity by word and shape; its colour comes on top.
struct Badge(Severity);

impl Render for Badge {
    fn render(&self) -> Markup {
        let shape = match self.0 {
            Severity::Error => "■",
            Severity::Warning => "▲",
            Severity::Info => "●",
        };
        html! {
            span class={ "badge " (self.0.as_str()) } { span aria-hidden="true" { (shape) } " " (self.0.as_str()) }
        }
    }
}
