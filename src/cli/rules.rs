//! `copydesk rules` and `copydesk rules test`.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use clap::{Subcommand, ValueEnum};

use super::{
    CliError, Status, Terminal,
    check::load_own_rules,
    common::{Common, Opened, Paths},
};
use crate::{
    check::{Checker, Failure, Selection},
    config::{NAME, rule_files, with_family},
    fault::Fault,
    report::{self, clean},
    rule::{FAMILIES, Profile, Rule, RuleError},
    settings::Settings,
};

/// Bytes of the largest file of an archive that is read as an article.
const LARGEST: u64 = 64 << 20;

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
        /// Rule files and folders of them, each file named `FAMILY/NAME.toml`; without any, the built-in rules and your own
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Fail where no example fires a rule
        #[arg(long)]
        coverage: bool,
        /// Try the rules on a folder of articles: how often each finds something, with samples
        #[arg(long, value_name = "DIR", conflicts_with = "coverage")]
        corpus: Option<PathBuf>,
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
    /// The rule book as a page of Markdown
    Markdown,
}

/// Runs the command.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    if let Some(Command::Test { paths, coverage, corpus, common }) = args.command {
        return match corpus {
            Some(folder) => try_archive(&paths, folder, &common, terminal),
            None => test(&paths, coverage, &common, terminal),
        };
    }
    let look = terminal.look();
    let mut checker = Checker::new(Settings::default())?;
    load_own(&args.common, &mut checker)?;
    let mut rules = checker.selected(args.id.as_deref().unwrap_or("*"))?;
    let place = |rule: &Rule| FAMILIES.iter().position(|family| *family == rule.family());
    rules.sort_by_key(|rule| (place(rule), &rule.id));
    match (args.format, rules.as_slice()) {
        (Format::Json, rules) => report::rules::json(rules, terminal.out)?,
        (Format::Markdown, rules) => report::rules::markdown(rules, terminal.out)?,
        (Format::Text, [rule]) if args.id.as_ref() == Some(&rule.id) => {
            report::rules::page(rule, look, terminal.out)?;
        }
        (Format::Text, rules) => report::rules::list(rules, look, terminal.out)?,
    }
    Ok(Status::Clean)
}

/// Adds the rules of the newsroom to the book: those of the configuration that counts in the working folder.
fn load_own(common: &Common, checker: &mut Checker) -> Result<(), CliError> {
    let mut configs = common.configs()?;
    configs.of(Path::new(NAME));
    configs.settle().map_err(CliError::Config)?;
    load_own_rules(checker, configs.all(), Checker::add_rule)
}

/// Tries the examples of the built-in rules and the newsroom's own, or of the rule files that are named.
fn test(paths: &[PathBuf], coverage: bool, common: &Common, terminal: &mut Terminal) -> Result<Status, CliError> {
    let look = terminal.look();
    let mut checker = Checker::new(Settings::default())?;
    let own = named_rules(paths, common, &mut checker)?;
    let tried: Vec<_> =
        checker.book().iter().filter(|r| own.as_ref().is_none_or(|own| own.contains(&r.rule.id))).collect();
    let failures: Vec<(&Rule, Failure)> = tried
        .iter()
        .flat_map(|ready| checker.try_examples(ready).into_iter().map(|failure| (&*ready.rule, failure)))
        .collect();
    let fires = |rule: &Rule| {
        let silent = failures.iter().filter(|(other, failure)| failure.fires && other.id == rule.id).count();
        silent < rule.spec.fires.len()
    };
    let bare: Vec<&Rule> = tried.iter().map(|r| &*r.rule).filter(|rule| coverage && !fires(rule)).collect();
    let examples: usize = tried.iter().map(|r| r.rule.spec.fires.len() + r.rule.spec.quiet.len()).sum();
    report::trial::examples(&failures, &bare, (tried.len(), examples), look, terminal.out)?;
    Ok(if failures.is_empty() && bare.is_empty() { Status::Clean } else { Status::Findings })
}

/// Runs the rules of the default profile, or those of the rule files that are named, over an archive.
fn try_archive(
    paths: &[PathBuf],
    folder: PathBuf,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Status, CliError> {
    let look = terminal.look();
    let inputs = Paths { paths: vec![folder], stdin_filename: None, max_file_size: LARGEST, written: HashSet::new() };
    let Opened { reader, pool, articles, unreadable, .. } = inputs.open(common, terminal)?;
    let mut checker = Checker::of(reader, Settings::default())?;
    let own = named_rules(paths, common, &mut checker)?;
    let selection = Selection { select: own.clone().unwrap_or_default(), ..Selection::default() };
    let outcome = pool.install(|| checker.check(articles, &selection))?;
    let tried = |rule: &&Rule| match &own {
        Some(own) => own.contains(&rule.id),
        None => rule.spec.profile == Profile::Default,
    };
    let rules: Vec<&Rule> = checker.book().iter().map(|ready| &*ready.rule).filter(tried).collect();
    report::trial::corpus(&rules, &outcome, look, terminal.out)?;
    Ok(if unreadable.is_empty() { Status::Clean } else { Status::Unreadable })
}

/// Adds the rules of the paths that are named to the book, and returns their ids; where none is named, adds the
/// newsroom's own.
fn named_rules(paths: &[PathBuf], common: &Common, checker: &mut Checker) -> Result<Option<Vec<String>>, CliError> {
    match paths {
        [] => load_own(common, checker).map(|()| None),
        named => load(named, checker).map(Some),
    }
}

/// Adds the rules of files and folders to the book, and returns their ids. Every file that is wrong is told.
fn load(paths: &[PathBuf], checker: &mut Checker) -> Result<Vec<String>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| CliError::RuleFile { path: path.clone(), source };
        files.extend(rule_files(path).map_err(unreadable)?);
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
            Err(error) => wrong.push(Fault::rule(&error, &text)),
        }
    }
    if wrong.is_empty() { Ok(ids) } else { Err(CliError::Config(wrong)) }
}

fn add(path: &Path, text: &str, checker: &mut Checker) -> Result<String, RuleError> {
    let rule = Rule::parse(&clean(&with_family(path).display().to_string()), text)?;
    let id = rule.id.clone();
    checker.add_rule(rule)?;
    Ok(id)
}
