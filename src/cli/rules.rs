//! `copydesk rules`.

use super::{CliError, Status, Terminal, common::Common};

/// List the rules, or show the manual page of one
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub(super) fn run(_args: Args, _terminal: &mut Terminal) -> Result<Status, CliError> {
    Ok(Status::Clean)
}
