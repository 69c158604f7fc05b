//! `copydesk quotes`.

use clap::ValueEnum;

use super::{CliError, Status, Terminal, common::Showing};
use crate::report::quotes;

/// Show who said what: every quotation and attribution, with speaker and cue
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
    /// One quotation a line
    Csv,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    args.showing.run(terminal, |format, opened, out, look| match format {
        Format::Text => quotes::text(out, &opened.articles, look),
        Format::Json => quotes::json(out, &opened.articles),
        Format::Jsonl => quotes::jsonl(out, &opened.articles),
        Format::Csv => quotes::csv(out, &opened.articles),
    })
}
