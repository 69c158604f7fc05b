//! `copydesk sources`.

use clap::ValueEnum;

use super::{
    CliError, Status, Terminal,
    common::{Common, Output, Paths, output, write_reports},
};
use crate::report::sources;

/// Show the source ledger: who speaks in an article, how often, and how the reader is told who it is
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// The form of the ledger
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write a further report to a file; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::<Format>)]
    output: Vec<Output<Format>>,
    #[command(flatten)]
    common: Common,
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
    let opened = args.paths.open(&args.common, terminal)?;
    let look = args.common.look(terminal);
    let lexicon = opened.reader.lexicon();
    write_reports(terminal, args.format, look, &args.output, |format, out, look| match format {
        Format::Text => sources::text(out, &opened.articles, lexicon, look),
        Format::Json => sources::json(out, &opened.articles, lexicon),
        Format::Jsonl => sources::jsonl(out, &opened.articles, lexicon),
        Format::Csv => sources::csv(out, &opened.articles, lexicon),
    })?;
    Ok(opened.status())
}
