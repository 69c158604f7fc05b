//! `copydesk article`.

use super::{
    CliError, Status, Terminal,
    common::{Common, Paths},
};

/// Show an article as the desk reads it: headline, byline, date, paragraphs, and what was set aside
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
