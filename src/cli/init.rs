//! `copydesk init`.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::PathBuf,
};

use super::{CliError, Status, Terminal};
use crate::{
    config::{NAME, TEMPLATE},
    report::clean,
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
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CliError::Usage(format!("{shown} is already there, and was left as it is")),
        io::ErrorKind::NotFound => CliError::Usage(format!("{shown}: there is no such folder")),
        _ => CliError::Usage(format!("{shown} could not be written: {error}")),
    })?;
    writeln!(terminal.out, "Wrote {}. Every setting in it is explained and still off.", clean(&shown))?;
    Ok(Status::Clean)
}
