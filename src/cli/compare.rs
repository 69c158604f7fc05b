//! `copydesk compare`.

use clap::ValueEnum;

use super::{
    CliError, Status, Terminal,
    common::{Common, Output, Paths, output, write_reports},
};
use crate::report::compare::{self, Comparisons};

/// Show the same utterance as several articles print it, side by side
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
    /// Show only what this speaker says; a part of the name is enough
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
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
    /// One JSON object a line, an utterance each
    Jsonl,
    /// One version a line
    Csv,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let opened = args.paths.open(&args.common, terminal)?;
    let index = opened.pool.install(|| opened.reader.index(&opened.articles));
    let comparisons = Comparisons { articles: &opened.articles, index: &index, speaker: args.speaker.as_deref() };
    let look = args.common.look(terminal);
    write_reports(terminal, args.format, look, &args.output, |format, out, look| match format {
        Format::Text => compare::text(out, &comparisons, look),
        Format::Json => compare::json(out, &comparisons),
        Format::Jsonl => compare::jsonl(out, &comparisons),
        Format::Csv => compare::csv(out, &comparisons),
    })?;
    for unreadable in &opened.unreadable {
        let _ = writeln!(terminal.err, "copydesk: {}: {}", unreadable.path, unreadable.error);
    }
    Ok(opened.status())
}
