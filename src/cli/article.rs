//! `copydesk article`.

use super::{
    CliError, Status, Terminal,
    common::{self, Common, Output, Paths},
};
use crate::report;

/// Show an article as the desk reads it: headline, byline, date, paragraphs, and what was set aside
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write a second report: FORMAT=FILE
    #[arg(long, value_name = "FORMAT=FILE", value_parser = common::output::<Format>)]
    output: Vec<Output<Format>>,
    #[command(flatten)]
    common: Common,
}

/// How to show an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A listing for people
    Text,
    /// One JSON object
    Json,
    /// One JSON object an article, one a line
    Jsonl,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let opened = args.paths.open(&args.common, terminal)?;
    let look = args.common.look(terminal);
    let (articles, unreadable) = (&opened.articles, &opened.unreadable);
    common::write_reports(terminal, args.format, look, &args.output, |format, out, _look| match format {
        Format::Text | Format::Json => report::article::json(out, articles, unreadable),
        Format::Jsonl => report::article::jsonl(out, articles),
    })?;
    Ok(opened.status())
}
