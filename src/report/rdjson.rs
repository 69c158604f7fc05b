//! Reviewdog's diagnostics: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.
//!
//! The format has no place for what was let stand.

use std::io::{self, Write};

use serde::Serialize;

use super::{Run, clean, told::slashes, write_json};
use crate::{
    diagnostic::{Fix, Severity},
    span::Span,
    text::Text,
};

#[derive(Serialize)]
struct Report {
    source: Source,
    diagnostics: Vec<Entry>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Entry {
    message: String,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Code {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Line, and column in bytes, both from 1.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Range {
    fn new(text: &Text, span: Span) -> Range {
        let position = |offset| {
            let line = text.line_of(offset);
            Position { line: line + 1, column: offset - text.line_start(line) + 1 }
        };
        Range { start: position(span.start), end: position(span.end) }
    }
}

/// Writes one object for the whole run; a file that cannot be read is a diagnostic, too.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let unreadable = run.unreadable.iter().map(|unreadable| Entry {
        message: clean(&unreadable.error).into_owned(),
        location: Location { path: slashes(&unreadable.path), range: None },
        severity: "ERROR",
        code: None,
        suggestions: Vec::new(),
    });
    let found = run.told().map(|told| Entry {
        message: told.whole().lines().map(clean).collect::<Vec<_>>().join("\n"),
        location: Location { path: told.path(), range: Some(Range::new(told.text, told.finding.span)) },
        severity: match told.finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Some(Code { value: told.finding.rule.clone(), url: run.page_of(told.finding) }),
        suggestions: told.fix.map(|fix| suggestions(told.text, fix)).unwrap_or_default(),
    });
    let source = Source { name: env!("CARGO_PKG_NAME"), url: env!("CARGO_PKG_REPOSITORY") };
    write_json(&Report { source, diagnostics: unreadable.chain(found).collect() }, out)
}

fn suggestions(text: &Text, fix: &Fix) -> Vec<Suggestion> {
    let edits = fix.edits.iter();
    edits.map(|edit| Suggestion { range: Range::new(text, edit.span), text: edit.replacement.clone() }).collect()
}
