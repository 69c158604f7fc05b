//! `copydesk sources`.

use clap::ValueEnum;

use super::{CliError, Status, Terminal, common::Showing};
use crate::report::sources;

/// Show the source ledger: who speaks in an article, how often, and how the reader is told who it is
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    showing: Showing<Format>,
}

/// The forms of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for each article
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line, an article each
    Jsonl,
    /// One source a line
    Csv,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    args.showing.run(terminal, |format, opened, out, look| {
        let lexicon = opened.reader.lexicon();
        match format {
            Format::Text => sources::text(out, &opened.articles, lexicon, look),
            Format::Json => sources::json(out, &opened.articles, lexicon),
            Format::Jsonl => sources::jsonl(out, &opened.articles, lexicon),
            Format::Csv => sources::csv(out, &opened.articles, lexicon),
        }
    })
}
