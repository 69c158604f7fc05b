//! `copydesk names`.

use std::{fs, path::PathBuf};

use clap::Subcommand;

use super::{
    CliError, Status, Terminal,
    common::{Common, Paths},
};
use crate::{
    check::learn,
    gazetteer::{Gazetteer, table::Builder},
    read::plainly,
    report::clean,
};

/// Check a list of house names, or propose one from an archive
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong with lists of names: phrase, class, flags and near misses, with tabs between them
    Check {
        /// The lists
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Propose a list of the names that several articles of an archive print, for a person to look through
    Learn {
        #[command(flatten)]
        paths: Paths,
        /// How many articles must print a name
        #[arg(long, value_name = "N", default_value = "3")]
        articles: usize,
        #[command(flatten)]
        common: Common,
    },
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    match args.command {
        Command::Check { files } => check(&files, terminal),
        Command::Learn { paths, articles, common } => propose(paths, articles, &common, terminal),
    }
}

/// Tells everything that is wrong with the lists, a line each, and how many names there are.
fn check(files: &[PathBuf], terminal: &mut Terminal) -> Result<Status, CliError> {
    let (mut names, mut wrong, mut unreadable) = (0, 0, false);
    for file in files {
        let shown = clean(&file.display().to_string()).into_owned();
        let list = match fs::read_to_string(file) {
            Ok(list) => list,
            Err(error) => {
                writeln!(terminal.err, "copydesk: {shown}: {}", plainly(&error))?;
                unreadable = true;
                continue;
            }
        };
        let errors = Builder::errors(&list);
        for error in &errors {
            writeln!(terminal.out, "{shown}:{}:{}: {}", error.line, error.column, clean(&error.reason))?;
        }
        let lines = list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count();
        names += lines - errors.len();
        wrong += errors.len();
    }
    let right = if names == 1 { "1 name is".to_owned() } else { format!("{names} names are") };
    let lines = if wrong == 1 { "1 line is".to_owned() } else { format!("{wrong} lines are") };
    match wrong {
        0 => writeln!(terminal.out, "{right} well-formed.")?,
        _ => writeln!(terminal.out, "{right} well-formed, {lines} not.")?,
    }
    Ok(match (unreadable, wrong) {
        (true, _) => Status::Unreadable,
        (false, 0) => Status::Clean,
        (false, _) => Status::Findings,
    })
}

/// Writes a list of the names that several articles print.
fn propose(paths: Paths, least: usize, common: &Common, terminal: &mut Terminal) -> Result<Status, CliError> {
    let opened = paths.open(common, terminal)?;
    let names = learn(&opened.articles, &Gazetteer::built_in(), opened.reader.lexicon(), least);
    let out = &mut *terminal.out;
    writeln!(
        out,
        "# Names that at least {least} of {} articles print, those of most articles first.",
        opened.articles.len()
    )?;
    writeln!(
        out,
        "# Delete what is wrong or needs no watching, put each class right, and name the file in copydesk.toml:"
    )?;
    writeln!(out, "# names = [\"house/names.tsv\"]")?;
    let mut articles = 0;
    for name in &names {
        if name.articles != articles {
            articles = name.articles;
            writeln!(out, "# in {articles} articles")?;
        }
        writeln!(out, "{}\t{}", clean(&name.name), name.class.as_str())?;
    }
    Ok(if opened.unreadable.is_empty() { Status::Clean } else { Status::Unreadable })
}
