//! `copydesk check`.

mod changed;
mod fixing;
mod known;
mod orders;
mod watch;

use std::{io::Write, mem, path::PathBuf};

use clap::ValueEnum;

use orders::Asked;
pub(super) use orders::load_own_rules;

use super::{
    CliError, Status, Terminal,
    against::{self, Against},
    common::{self, Common, Output, Paths},
    progress::Progress,
    written::Files,
};
use crate::{
    article::Article,
    check::{CheckError, Checker, Selection},
    diagnostic::Severity,
    monitor::Monitor,
    report::{self, Format, Look, Run},
    rule::Profile,
    settings::Settings,
};

/// Check articles: attribution, anonymous sources, quotations, names, slips
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// Hold them against this file or folder, too: a transcript, a statement, a release, wire copy or another outlet's
    /// article, by its form or by a kind named before it, such as `transcript=notes.txt`; repeatable
    #[arg(long, value_name = "[KIND=]PATH", value_parser = against::parse)]
    against: Vec<Against>,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: Format,
    /// Also write the findings to a file, in a format of their own; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = common::output::<Format>)]
    output: Vec<Output<Format>>,
    /// Run only these rules: an id, a family, or a glob such as `anonymity/*`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// How much to look for [default: what the article or the configuration says, else default]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,
    /// The lowest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// Show what a `stet` in the copy lets stand, too
    #[arg(long)]
    no_stet: bool,
    /// Show rules and places only, without a word of the articles: for embargoed copy in logs that others read
    #[arg(long)]
    no_excerpts: bool,
    #[command(flatten)]
    changed: changed::ChangedOptions,
    #[command(flatten)]
    known: known::BaselineOptions,
    #[command(flatten)]
    fixing: fixing::FixOptions,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Tell on standard error where the time went, by step and by rule
    #[arg(long)]
    timing: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Only errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

impl Args {
    /// The files that it names.
    ///
    /// # Errors
    ///
    /// When one that it is to write cannot be written, or is read or written for something else too.
    fn files(&self) -> Result<Files, CliError> {
        let mut files = Files::default();
        files.read(&self.paths, &self.common);
        self.against.iter().for_each(|against| files.reads("what articles are held against", against.path()));
        if let Some(baseline) = self.known.only_read() {
            files.reads("the baseline", baseline);
        }
        for Output { file, .. } in &self.output {
            files.written("--output", file)?;
        }
        if let Some(baseline) = self.known.written() {
            files.written("--write-baseline", baseline)?;
        }
        Ok(files)
    }
}

/// Runs the command, once or on every change.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    if !args.watch {
        return check(args, terminal);
    }
    let read = args.paths.paths.iter().map(PathBuf::as_path).chain(args.against.iter().map(Against::path));
    let written = args.output.iter().map(|output| output.file.as_path()).chain(args.known.written());
    watch::Watch::new(read, written)?.run(terminal, |terminal| check(args.clone(), terminal))
}

/// Checks the articles once.
fn check(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let progress = Progress::new(terminal.err_is_terminal);
    check_followed(args, progress, terminal)
}

/// Checks the articles once, and shows how far it is.
fn check_followed(args: Args, progress: Progress, terminal: &mut Terminal) -> Result<Status, CliError> {
    let mut args = args;
    args.paths.written = args.files()?.places();
    let Args { select, ignore, no_stet, .. } = args;
    let selection = Selection { select, ignore, no_stet, ..Selection::default() };
    let asked = Asked { profile: args.profile, selection };
    let known = args.known.read()?;
    args.known.older()?;
    args.fixing.is_possible(&args.paths.paths)?;
    let (named, max_size) = (args.paths.paths.clone(), args.paths.max_file_size);
    let monitor = if args.timing { Monitor::default().timed() } else { Monitor::default() };
    let mut opened = args.paths.open_drafts(monitor, progress, &args.common, terminal)?;
    let earlier = args.changed.read(&named, &opened)?;
    let records = against::open(args.against, &named, max_size, &mut opened, terminal)?;
    let orders = orders::orders(&mut opened, &asked, terminal)?;
    let mut checker = Checker::of(opened.reader, Settings::default())?;
    orders::load_own_rules(&mut checker, opened.configs.all(), Checker::add_own_rule)?;
    opened.articles.extend(records);
    let check = |stage: &'static str, mut articles: Vec<Article>| {
        // each is annotated, unless it has been, and checked
        let steps = |article: &Article| usize::from(!article.annotated) + usize::from(article.record.is_none());
        opened.progress.stage(stage, articles.iter().map(steps).sum());
        if let Some(earlier) = &earlier {
            earlier.lay_beside(&mut articles);
        }
        let mut outcome = opened.pool.install(|| checker.check_by(articles, &orders))?;
        if let Some(known) = &known {
            known.apply(&mut outcome, &checker, &orders);
        }
        if let Some(earlier) = &earlier {
            earlier.keep_changed(&mut outcome, checker.book());
        }
        // what is told next begins where the bar stood
        opened.progress.clear();
        Ok::<_, CheckError>(outcome)
    };
    let outcome = check("checking", opened.articles)?;
    let again = |articles: Vec<Article>| check("checking what was fixed", articles);
    let (mut outcome, fixed) = args.fixing.run(outcome, &checker, &again, terminal)?;
    let listed = args.known.finish(known.as_ref(), &mut outcome, (&checker, &orders), terminal);
    let run = Run {
        outcome: &outcome,
        book: checker.book(),
        unreadable: &opened.unreadable,
        all_written: fixed && listed,
        fail_on: args.fail_on.severity(),
        excerpts: !args.no_excerpts,
    };
    let mut write = |format: Format, out: &mut dyn Write, look, all| {
        Run { all_written: run.all_written && all, ..run }.write(format, look, out)
    };
    let monitor = checker.monitor();
    let all = monitor.stage("write the report", || match args.fixing.diff {
        // the diff has been shown
        true => Ok(common::write_files(terminal, &args.output, &mut write)),
        false => common::write_reports(terminal, args.format, &args.output, write),
    })?;
    if let Some(times) = monitor.times() {
        let _ = report::timing(&times, Look { color: false, ..terminal.look() }, terminal.err);
    }
    let status = match (Run { all_written: run.all_written && all, ..run }).exit() {
        0 => Status::Clean,
        1 => Status::Findings,
        _ => Status::Unreadable,
    };
    if !args.watch {
        // the process ends, and an archive is given up faster as a whole than article by article
        mem::forget((outcome, checker));
    }
    Ok(status)
}

#[cfg(test)]
mod tests {
    use std::{error::Error, io};

    use clap::Parser;

    use super::{
        super::{
            Color,
            progress::tests::{Drawn, Paper},
        },
        *,
    };

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    /// The stages of the bar while articles are checked, each with how many are drawn as done, and of how many.
    fn drawn(args: &[&str]) -> Result<Vec<Drawn>, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        // the second slip shows only when the first is mended
        let late = "The ferry was late on Monday. It will recieve receive the mail.\n";
        for (name, text) in [("a.txt", late), ("b.txt", "The ferry left.\n")] {
            std::fs::write(folder.path().join(name), text)?;
        }
        let place = folder.path().to_string_lossy().into_owned();
        let line = ["check", "--no-config", &place].into_iter().chain(args.iter().copied());
        let paper = Paper::default();
        let mut terminal = Terminal {
            input: &mut io::empty(),
            out: &mut io::sink(),
            err: &mut io::sink(),
            is_terminal: false,
            err_is_terminal: true,
            width: 80,
            color: Color::Never,
        };
        let status = check_followed(Line::try_parse_from(line)?.args, paper.progress(), &mut terminal);
        status.map_err(|error| error.to_string())?;
        Ok(paper.stages())
    }

    #[test]
    fn the_bar_goes_through_each_round_of_fixes_once() -> Result<(), Box<dyn Error>> {
        let stage = |(name, all): (&str, usize)| (name.to_owned(), (0..=all).map(|done| (done, all)).collect());
        // each of the two articles is annotated once, and checked once in each round
        let (reading, checking) = (("reading", 2), ("checking", 4));
        assert_eq!(drawn(&[])?, [reading, checking].map(stage));
        let again = ("checking what was fixed", 2);
        assert_eq!(drawn(&["--fix=all"])?, [reading, checking, again, again].map(stage));
        Ok(())
    }
}
