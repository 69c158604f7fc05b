//! The command line: one file a command.

mod against;
mod article;
mod check;
mod common;
mod compare;
mod completions;
mod error;
mod init;
mod names;
mod progress;
mod quotes;
mod rules;
mod sources;
mod terminal;
mod written;

use std::ffi::OsString;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use error::{CliError, Status};
pub use terminal::{Color, Terminal};

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
    Completions(completions::Args),
    /// Print the manual page, for man
    Man,
}

/// Runs a command line, program name first, and returns its exit status.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal) -> Status {
    let parsed = Cli::command().try_get_matches_from(args).and_then(|matches| {
        terminal.color = color(&matches).unwrap_or(terminal.color);
        Cli::from_arg_matches(&matches)
    });
    let outcome = match parsed {
        Ok(cli) => match cli.command {
            Command::Check(args) => check::run(args, terminal),
            Command::Quotes(args) => quotes::run(args, terminal),
            Command::Sources(args) => sources::run(args, terminal),
            Command::Article(args) => article::run(args, terminal),
            Command::Compare(args) => compare::run(args, terminal),
            Command::Rules(args) => rules::run(args, terminal),
            Command::Init(args) => init::run(args, terminal),
            Command::Names(args) => names::run(args, terminal),
            Command::Completions(args) => completions::run(args, terminal),
            Command::Man => completions::manual(terminal),
        },
        Err(usage) => return terminal.usage(&usage),
    };
    // a report that still waits in a buffer may not find its way out
    let outcome = outcome.and_then(|status| Ok(terminal.out.flush().map(|()| status)?));
    outcome.unwrap_or_else(|error| terminal.failure(&error))
}

/// What `--color` says, whichever command it stands behind; none where it is left to the environment.
fn color(matches: &ArgMatches) -> Option<Color> {
    let own = matches.try_get_one::<Color>("color").ok().flatten().copied();
    let inner = || matches.subcommand().and_then(|(_, matches)| color(matches));
    own.filter(|own| *own != Color::Auto).or_else(inner)
}
