//! `copydesk article`.

use clap::ValueEnum;

use super::{
    CliError, Status, Terminal,
    common::{Common, Output, Paths, output, write_reports},
};
use crate::report::article;

/// Show an article as the desk reads it: headline, byline, date, paragraphs, and what was set aside
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
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let opened = args.paths.open(&args.common, terminal)?;
    let look = args.common.look(terminal);
    write_reports(terminal, args.format, look, &args.output, |format, out, look| match format {
        Format::Text => article::text(out, &opened.articles, look),
        Format::Json => article::json(out, &opened.articles),
        Format::Jsonl => article::jsonl(out, &opened.articles),
    })?;
    Ok(opened.status())
}
