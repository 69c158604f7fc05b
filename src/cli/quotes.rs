//! `copydesk quotes`.

use clap::ValueEnum;

use super::{
    CliError, Status, Terminal,
    common::{Common, Output, Paths, output, write_reports},
};
use crate::report::quotes;

/// Show who said what: every quotation and attribution, with speaker and cue
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write a further report to a file; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::<Format>)]
    output: Vec<Output<Format>>,
    #[command(flatten)]
    common: Common,
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
    let opened = args.paths.open(&args.common, terminal)?;
    let look = args.common.look(terminal);
    write_reports(terminal, args.format, look, &args.output, |format, out, look| match format {
        Format::Text => quotes::text(out, &opened.articles, look),
        Format::Json => quotes::json(out, &opened.articles),
        Format::Jsonl => quotes::jsonl(out, &opened.articles),
        Format::Csv => quotes::csv(out, &opened.articles),
    })?;
    Ok(opened.status())
}
