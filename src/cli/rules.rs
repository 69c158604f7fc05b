//! `copydesk rules` and `copydesk rules test`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Subcommand, ValueEnum};

use super::{CliError, Status, Terminal, common::Common};
use crate::{
    check::{Checker, Failure},
    report::{self, Look, clean},
    rule::{FAMILIES, Rule, RuleError},
    settings::Settings,
};

/// List the rules, or show the manual page of one
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// The rule to show; a family or a glob such as `typo/*` lists its rules
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// How to show the rules
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try the examples inside rule files: those that must be flagged, and those that must not
    Test {
        /// Rule files and folders of them, each file named `FAMILY/NAME.toml`; without any, the built-in rules
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    if let Some(Command::Test { paths, common }) = args.command {
        return test(&paths, common.look(terminal), terminal);
    }
    let look = args.common.look(terminal);
    let checker = Checker::new(Settings::default())?;
    let mut rules = checker.selected(args.id.as_deref().unwrap_or("*"))?;
    let place = |rule: &Rule| FAMILIES.iter().position(|family| *family == rule.family());
    rules.sort_by_key(|rule| (place(rule), &rule.id));
    match (args.format, rules.as_slice()) {
        (Format::Json, rules) => report::rules::json(rules, terminal.out)?,
        (Format::Text, [rule]) if args.id.as_ref() == Some(&rule.id) => {
            report::rules::page(rule, look, terminal.out)?;
        }
        (Format::Text, rules) => report::rules::list(rules, look, terminal.out)?,
    }
    Ok(Status::Clean)
}

/// Tries the examples of the built-in rules, or of the rule files that are named.
fn test(paths: &[PathBuf], look: Look, terminal: &mut Terminal) -> Result<Status, CliError> {
    let mut checker = Checker::new(Settings::default())?;
    let own = match paths {
        [] => None,
        named => Some(load(named, &mut checker)?),
    };
    let tried: Vec<_> =
        checker.book().iter().filter(|r| own.as_ref().is_none_or(|own| own.contains(&r.rule.id))).collect();
    let failures: Vec<(&Rule, Failure)> = tried
        .iter()
        .flat_map(|ready| checker.try_examples(ready).into_iter().map(|failure| (&*ready.rule, failure)))
        .collect();
    let examples: usize = tried.iter().map(|r| r.rule.spec.fires.len() + r.rule.spec.quiet.len()).sum();
    report::rules::trial(&failures, tried.len(), examples, look, terminal.out)?;
    Ok(if failures.is_empty() { Status::Clean } else { Status::Findings })
}

/// Adds the rules of files and folders to the book, and returns their ids. Every file that is wrong is told.
fn load(paths: &[PathBuf], checker: &mut Checker) -> Result<Vec<String>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| CliError::RuleFile { path: path.clone(), source };
        collect(path, &mut files).map_err(unreadable)?;
    }
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Err(CliError::Usage("there is no rule file (FAMILY/NAME.toml) at the paths given".to_owned()));
    }
    let (mut ids, mut wrong) = (Vec::new(), Vec::new());
    for path in files {
        let text = fs::read_to_string(&path).map_err(|source| CliError::RuleFile { path: path.clone(), source })?;
        match add(&path, &text, checker) {
            Ok(id) => ids.push(id),
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() { Ok(ids) } else { Err(CliError::Rules(wrong)) }
}

fn add(path: &Path, text: &str, checker: &mut Checker) -> Result<String, RuleError> {
    let path = path.canonicalize().map_or_else(|_| path.to_owned(), |whole| named(path, &whole));
    let rule = Rule::parse(&clean(&path.display().to_string()), text)?;
    let id = rule.id.clone();
    checker.add_rule(rule)?;
    Ok(id)
}

/// A path with at least its folder, which names the family: `x.toml` given inside `typo` is `typo/x.toml`.
fn named(path: &Path, whole: &Path) -> PathBuf {
    if path.parent().is_some_and(|folder| folder.file_name().is_some()) {
        return path.to_owned();
    }
    let folder = whole.parent().and_then(Path::file_name).map(PathBuf::from).unwrap_or_default();
    folder.join(whole.file_name().unwrap_or_default())
}

/// The rule files at a path: the file itself, or all below the folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let is_rule = || path.extension().is_some_and(|ending| ending == "toml");
        // word lists and name lists lie beside the families
        let is_family = |path: &Path| path.file_name().is_some_and(|name| name != "lexicon" && name != "gazetteer");
        if path.is_dir() && is_family(&path) {
            collect(&path, files)?;
        } else if path.is_file() && is_rule() {
            files.push(path);
        }
    }
    Ok(())
}
