//! `copydesk names`.

use std::{fs, path::PathBuf};

use clap::{Subcommand, ValueEnum};

use super::{
    CliError, Status, Terminal,
    common::{Common, Output, Showing, output, write_reports},
    written::Files,
};
use crate::{
    check::learn,
    gazetteer::{Gazetteer, table::Builder},
    read::{Unreadable, plainly},
    report::{
        clean,
        names::{self, Checked},
    },
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
    Check(Checking),
    /// Propose a list of the names that several articles of an archive print, for a person to look through
    ///
    /// Names of several words, and single words that no dictionary has, each with what it is probably a name of. What
    /// your own lists hold already is left out.
    Learn {
        /// How many articles must print a name
        #[arg(long, value_name = "N", default_value = "3")]
        articles: usize,
        #[command(flatten)]
        showing: Showing<Format>,
    },
}

#[derive(Debug, clap::Args)]
struct Checking {
    /// The lists
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write a further report to a file; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::<Format>)]
    output: Vec<Output<Format>>,
    #[command(flatten)]
    common: Common,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people; of `learn`, a list of names
    Text,
    /// One JSON object
    Json,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    match args.command {
        Command::Check(checking) => checking.run(terminal),
        Command::Learn { articles, showing } => propose(showing, articles, terminal),
    }
}

impl Checking {
    /// Tells everything that is wrong with the lists.
    fn run(self, terminal: &mut Terminal) -> Result<Status, CliError> {
        // a wrong configuration is told of, whether lists need it or not
        self.common.configs()?;
        let mut named = Files::default();
        self.files.iter().for_each(|list| named.reads("a list", list));
        for Output { file, .. } in &self.output {
            named.written("--output", file)?;
        }
        let (mut lists, mut unreadable) = (Vec::new(), Vec::new());
        for file in &self.files {
            let path = file.display().to_string();
            match fs::read_to_string(file) {
                Ok(list) => lists.push(checked(path, &list)),
                Err(error) => {
                    let error = plainly(&error);
                    let _ = writeln!(terminal.err, "copydesk: {}: {error}", clean(&path));
                    unreadable.push(Unreadable { path, error });
                }
            }
        }
        let all = write_reports(terminal, self.format, &self.output, |format, out, _, _| match format {
            Format::Text => names::checked_text(out, &lists),
            Format::Json => names::checked_json(out, &lists, &unreadable),
        })?;
        Ok(match lists.iter().all(|list| list.errors.is_empty()) {
            _ if !all || !unreadable.is_empty() => Status::Unreadable,
            true => Status::Clean,
            false => Status::Findings,
        })
    }
}

fn checked(path: String, list: &str) -> Checked {
    let errors = Builder::errors(list);
    let lines = list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count();
    Checked { path, names: lines.saturating_sub(errors.len()), errors }
}

/// Writes a list of the names that several articles print and no list of theirs holds.
fn propose(showing: Showing<Format>, least: usize, terminal: &mut Terminal) -> Result<Status, CliError> {
    showing.run(terminal, |format, opened, out, _| {
        let mut known = Gazetteer::built_in();
        // lists that are wrong were told of when their configuration was read
        for list in opened.configs.all().iter().flat_map(|config| config.name_lists()) {
            known.add_list(list).map_err(std::io::Error::other)?;
        }
        let names = learn(&opened.articles, &known, opened.reader.lexicon(), least);
        match format {
            Format::Text => names::learnt_text(out, &names, least, opened.articles.len()),
            Format::Json => names::learnt_json(out, &names, opened.articles.len(), &opened.unreadable),
        }
    })
}
