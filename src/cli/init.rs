//! `copydesk init`.

use std::{io, path::PathBuf};

use super::{CliError, Status, Terminal};
use crate::{
    config::{NAME, TEMPLATE},
    report::clean,
    save::{self, SaveError},
};

/// Write a copydesk.toml in which every setting is explained
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder that it is for
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let path = args.folder.join(NAME);
    let path = path.strip_prefix(".").unwrap_or(&path);
    let shown = path.display().to_string();
    save::create(path, TEMPLATE.as_bytes()).map_err(|error| match error {
        SaveError::Io(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            CliError::Usage(format!("{shown} is already there, and was left as it is"))
        }
        error => CliError::Usage(format!("{shown}: {error}")),
    })?;
    writeln!(terminal.out, "Wrote {}. Every setting in it is explained and still off.", clean(&shown))?;
    Ok(Status::Clean)
}
