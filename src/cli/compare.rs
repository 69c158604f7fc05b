//! `copydesk compare`.

use super::{
    CliError, Status, Terminal,
    common::{Common, Paths},
};

/// Show the same utterance as several articles print it, side by side
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub(super) fn run(_args: Args, _terminal: &mut Terminal) -> Result<Status, CliError> {
    Ok(Status::Clean)
}
