//! `copydesk compare`.

use clap::ValueEnum;

use super::{
    CliError, Status, Terminal,
    common::{Reading, Showing},
};
use crate::report::compare::{self, Comparisons};

/// Show the same utterance as several articles print it, or as a transcript has it, side by side
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    showing: Showing<Format>,
    /// Show only what this speaker says; a part of the name is enough
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
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
pub(super) fn run(mut args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let mut index = None;
    args.showing.reading = Reading::Compared;
    args.showing.run(terminal, |format, opened, out, look| {
        // one index for all forms
        let index = index.get_or_insert_with(|| opened.pool.install(|| opened.reader.index(&opened.articles)));
        let (articles, lexicon) = (&opened.articles, opened.reader.lexicon());
        let comparisons = Comparisons { articles, index, lexicon, speaker: args.speaker.as_deref() };
        match format {
            Format::Text => compare::text(out, &comparisons, look),
            Format::Json => compare::json(out, &comparisons),
            Format::Jsonl => compare::jsonl(out, &comparisons),
            Format::Csv => compare::csv(out, &comparisons),
        }
    })
}
