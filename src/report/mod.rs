//! How findings and annotations are shown: one file a format.
//!
//! Text from articles is untrusted. What people read goes through [`clean()`]; JSON escapes for itself.

mod cap;
mod checkstyle;
mod clean;
mod concise;
mod csv;
mod diff;
mod excerpt;
mod fault;
mod full;
mod github;
mod gitlab;
mod html;
mod ink;
mod json;
mod junit;
mod markdown;
mod place;
mod rdjson;
mod repeats;
mod sarif;
mod steady;
mod summary;
mod table;
mod timing;
mod told;
mod totals;
mod wrap;
mod xml;

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

pub use clean::clean;
pub use diff::diff;
pub use fault::fault;
pub use ink::Ink;
pub use place::Place;
pub use table::Table;
pub use timing::timing;
pub use totals::count;
pub use wrap::wrap;

use self::steady::Steady;
use crate::{
    check::Outcome,
    diagnostic::{Diagnostic, Severity, TextId},
    read::Unreadable,
    rule::Rule,
    rules::RuleBook,
};

pub mod article;
pub mod compare;
pub mod names;
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

/// A format of the findings. What is said of each here is what `--help` says, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each finding with the words it is about, then a summary
    Full,
    /// One line a finding: path, line, column, severity, rule and message
    Concise,
    /// One JSON object
    Json,
    /// One JSON object a finding, a line each
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations for GitHub Actions
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// Checkstyle's XML
    Checkstyle,
    /// JUnit's XML
    Junit,
    /// Diagnostics for reviewdog
    Rdjson,
    /// Tables of findings and sources, for the summary of a job
    Markdown,
    /// One page for an editor: the article with the findings in its margin
    Html,
}

/// What a run of `check` has to tell.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// What was found.
    pub outcome: &'a Outcome,
    /// The rules that found it.
    pub book: &'a RuleBook,
    /// What could not be read.
    pub unreadable: &'a [Unreadable],
    /// Whether every file that was to be mended was written.
    pub all_written: bool,
    /// The lowest severity that fails the run; none: nothing does.
    pub fail_on: Option<Severity>,
    /// Whether words of the articles may be shown. Without, for embargoed copy, a report has rules and places only.
    pub excerpts: bool,
}

impl Run<'_> {
    /// The exit status by the contract: 3 if something could not be read or written, else 1 if a finding reaches the level that
    /// fails the run, else 0.
    pub fn exit(&self) -> u8 {
        match (
            self.unreadable.is_empty() && self.all_written,
            self.outcome.findings.iter().any(|f| self.fails(f.severity)),
        ) {
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
                match self.excerpts {
                    true => full::write(self.outcome, look, out)?,
                    false => concise::findings(self, look, out)?,
                }
                summary::write(self, look, out)
            }
            Format::Concise => concise::write(self, look, out),
            Format::Json => json::write(self, out),
            Format::Jsonl => json::write_lines(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Checkstyle => checkstyle::write(self, out),
            Format::Junit => junit::write(self, out),
            Format::Rdjson => rdjson::write(self, out),
            Format::Markdown => markdown::write(self, out),
            Format::Html => html::write(self, out),
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

/// Where the manual page of a rule stands; nowhere for a newsroom's own.
fn rule_page(rule: &Rule) -> Option<String> {
    let page = || format!("{}/blob/main/docs/rules.md#{}", env!("CARGO_PKG_REPOSITORY"), rule.id.replace('/', ""));
    rule.built_in.then(page)
}

/// Writes a value as indented JSON and ends the line.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Steady(out), value)?;
    writeln!(out)
}

/// Writes a value as one line of JSON.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn write_json_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Steady(out), value)?;
    writeln!(out)
}

/// A kind as it stands in the contract (`direct`, `named-person`).
fn name_of(kind: impl Serialize) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
