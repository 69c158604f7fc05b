//! The command line: one file a command.

mod against;
mod article;
mod check;
mod common;
mod compare;
mod error;
mod init;
mod names;
mod quotes;
mod rules;
mod sources;
mod terminal;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use error::{CliError, Status};
pub use terminal::Terminal;

/// Check a news article before it is published.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Quotes(quotes::Args),
    Sources(sources::Args),
    Article(article::Args),
    Compare(compare::Args),
    Rules(rules::Args),
    Init(init::Args),
    Names(names::Args),
}

/// Runs a command line, program name first, and returns its exit status.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Status {
    let outcome = match Cli::try_parse_from(args) {
        Ok(cli) => match cli.command {
            Command::Check(args) => check::run(args, terminal),
            Command::Quotes(args) => quotes::run(args, terminal),
            Command::Sources(args) => sources::run(args, terminal),
            Command::Article(args) => article::run(args, terminal),
            Command::Compare(args) => compare::run(args, terminal),
            Command::Rules(args) => rules::run(args, terminal),
            Command::Init(args) => init::run(args, terminal),
            Command::Names(args) => names::run(args, terminal),
        },
        Err(usage) => return terminal.usage(&usage),
    };
    outcome.unwrap_or_else(|error| terminal.failure(&error))
}
