//! `copydesk article`.

use clap::ValueEnum;

use super::{CliError, Status, Terminal, common::Showing};
use crate::report::article;

/// Show an article as the desk reads it: headline, byline, date, paragraphs, and what was set aside
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    showing: Showing<Format>,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line, an article each
    Jsonl,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    args.showing.run(terminal, |format, opened, out, look| match format {
        Format::Text => article::text(out, &opened.articles, look),
        Format::Json => article::json(out, &opened.articles),
        Format::Jsonl => article::jsonl(out, &opened.articles),
    })
}
