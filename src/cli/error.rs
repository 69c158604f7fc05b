//! Why a command ended, and with which status.

use std::{io, path::PathBuf};

use crate::{
    check::CheckError,
    fault::Fault,
    read::{GitError, plainly},
    rule::RuleError,
    save,
};

/// The exit status of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// At least one finding at or above `--fail-on`.
    Findings = 1,
    /// The command line, the configuration or a rule file is wrong; nothing was checked.
    Usage = 2,
    /// Something could not be read or written; everything else was checked and reported.
    Unreadable = 3,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The rules could not be loaded or selected.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// A rule file is wrong.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A rule file could not be read.
    #[error("{}: {}", path.display(), plainly(source))]
    RuleFile {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What the newsroom wrote for copydesk is wrong.
    #[error("{}", lines(.0))]
    Config(Vec<Fault>),
    /// A report could not be written to standard output.
    #[error("standard output: the report was not written: {}", save::plainly(.0))]
    Output(#[from] io::Error),
    /// It is not known what has changed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Anything else that is wrong with the command line.
    #[error("{0}")]
    Usage(String),
}

impl CliError {
    /// The exit status that tells of it.
    pub fn status(&self) -> Status {
        match self {
            CliError::Output(_) => Status::Unreadable,
            CliError::Check(_)
            | CliError::Rule(_)
            | CliError::RuleFile { .. }
            | CliError::Config(_)
            | CliError::Git(_)
            | CliError::Usage(_) => Status::Usage,
        }
    }
}

fn lines(errors: &[impl ToString]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\ncopydesk: ")
}
