//! How findings and annotations are shown: one file a format.
//!
//! Text from articles is untrusted. What people read goes through [`clean()`]; JSON escapes for itself.

mod cap;
mod clean;
mod concise;
mod csv;
mod diff;
mod excerpt;
mod fault;
mod full;
mod ink;
mod json;
mod place;
mod repeats;
mod summary;
mod table;
mod totals;
mod wrap;

use std::io::{self, Write};

use serde::Serialize;

pub use clean::clean;
pub use diff::diff;
pub use fault::fault;
pub use ink::Ink;
pub use place::Place;
pub use table::Table;
pub use totals::count;
pub use wrap::wrap;

use crate::{
    check::Outcome,
    diagnostic::{Diagnostic, Severity, TextId},
    read::Unreadable,
};

pub mod article;
pub mod compare;
pub mod quotes;
pub mod rules;
pub mod sources;
pub mod trial;

/// How a report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How many columns a line may take.
    pub width: usize,
    /// Whether to use colour.
    pub color: bool,
}

impl Default for Look {
    /// For a file: 100 columns, no colour.
    fn default() -> Self {
        Look { width: 100, color: false }
    }
}

/// A format of the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: each finding with the words it is about, then a summary.
    Full,
    /// One line a finding.
    Concise,
    /// One JSON object, `copydesk/check/1`.
    Json,
    /// One JSON object a finding, then one with the summary.
    Jsonl,
}

/// What a run of `check` has to tell.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// What was found.
    pub outcome: &'a Outcome,
    /// What could not be read.
    pub unreadable: &'a [Unreadable],
    /// The lowest severity that fails the run; none: nothing does.
    pub fail_on: Option<Severity>,
}

impl Run<'_> {
    /// The exit status by the contract: 3 if something could not be read, else 1 if a finding reaches the level that
    /// fails the run, else 0.
    pub fn exit(&self) -> u8 {
        let fails = |level| self.outcome.findings.iter().any(|f| f.severity >= level);
        match (self.unreadable.is_empty(), self.fail_on.is_some_and(fails)) {
            (false, _) => 3,
            (true, true) => 1,
            (true, false) => 0,
        }
    }

    /// Writes the findings in a format.
    ///
    /// # Errors
    ///
    /// When the stream cannot be written to.
    pub fn write(&self, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Full => {
                full::write(self.outcome, look, out)?;
                summary::write(self, look, out)
            }
            Format::Concise => concise::write(self, look, out),
            Format::Json => json::write(self, out),
            Format::Jsonl => json::write_lines(self, out),
        }
    }

    /// The findings in one article, in order.
    fn findings_of(&self, id: TextId) -> &[Diagnostic] {
        let findings = &self.outcome.findings;
        let start = findings.partition_point(|f| f.text < id);
        let len = findings[start..].partition_point(|f| f.text == id);
        &findings[start..start + len]
    }
}

/// Writes a value as indented JSON and ends the line.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Writes a value as one line of JSON.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn write_json_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}
