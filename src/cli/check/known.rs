//! `--baseline` and `--write-baseline`.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::super::{CliError, Terminal};
use crate::{
    baseline::{Baseline, Entry},
    check::{Checker, Orders, Outcome},
    fault::Fault,
    report::{clean, count},
    save,
    text::Text,
};

/// How many entries are told that match nothing any more.
const TOLD: usize = 10;

/// Which findings are known.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct BaselineOptions {
    /// Leave out the findings that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// List the findings there are in this file, to leave them out from now on; what it lists already of files and
    /// rules that are not part of this run stays in it
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// A baseline that was read.
#[derive(Debug)]
pub(super) struct Known {
    baseline: Baseline,
    file: PathBuf,
}

impl BaselineOptions {
    /// The file that it writes.
    pub(super) fn written(&self) -> Option<&Path> {
        self.write_baseline.as_deref()
    }

    /// The file that it reads, unless it writes it anew.
    pub(super) fn only_read(&self) -> Option<&Path> {
        let same = |file: &&PathBuf| self.written().is_some_and(|new| save::place(new) == save::place(file));
        self.baseline.as_ref().filter(|file| !same(file)).map(PathBuf::as_path)
    }

    /// Reads the baseline that is to be used.
    pub(super) fn read(&self) -> Result<Option<Known>, CliError> {
        let Some(file) = &self.baseline else { return Ok(None) };
        let content = fs::read_to_string(file).map_err(|error| {
            let fault = Fault::unreadable(file, &error);
            CliError::Config(vec![fault.with_help("--write-baseline writes one.")])
        })?;
        let text = Arc::new(Text::new(file.to_string_lossy(), content));
        let baseline = Baseline::read(&text).map_err(|fault| CliError::Config(vec![fault]))?;
        Ok(Some(Known { baseline, file: file.clone() }))
    }

    /// Reads what stands in the place of the baseline that is to be written. Nothing but a baseline is written over.
    pub(super) fn older(&self) -> Result<Baseline, CliError> {
        let Some(file) = self.write_baseline.as_ref().filter(|file| file.is_file()) else {
            return Ok(Baseline::default());
        };
        let wrong = |fault: Fault| {
            let help = "Nothing was written. Give --write-baseline another file, or delete this one first.";
            CliError::Config(vec![fault.with_help(help)])
        };
        let content = fs::read_to_string(file).map_err(|error| wrong(Fault::unreadable(file, &error)))?;
        Baseline::read(&Arc::new(Text::new(file.to_string_lossy(), content))).map_err(wrong)
    }

    /// Writes the findings that are left into a new baseline, where one is asked for, and leaves them out; else tells
    /// what in the old one matches nothing any more. Returns whether it was written, if it was to be; if not, the
    /// findings stay.
    pub(super) fn finish(
        &self,
        known: Option<&Known>,
        outcome: &mut Outcome,
        (checker, orders): (&Checker, &[Arc<Orders>]),
        terminal: &mut Terminal,
    ) -> bool {
        let Some(file) = &self.write_baseline else {
            if let Some(known) = known {
                known.tell(&outcome.stale, terminal);
            }
            return true;
        };
        let written = self.write(file, outcome, checker, orders);
        let told = match &written {
            Ok((new, 0)) => format!("wrote {}", count(*new, "finding")),
            Ok((new, kept)) => {
                format!("wrote {}, and kept {kept} of what was not checked", count(*new, "finding"))
            }
            Err(reason) => format!("the baseline was not written: {reason}"),
        };
        let _ = writeln!(terminal.err, "copydesk: {}: {told}", clean(&file.to_string_lossy()));
        if written.is_ok() {
            outcome.known.append(&mut outcome.findings);
        }
        written.is_ok()
    }

    /// Writes the findings into a baseline, and returns how many there are in it, and how many of what was not checked.
    fn write(
        &self,
        file: &Path,
        outcome: &Outcome,
        checker: &Checker,
        orders: &[Arc<Orders>],
    ) -> Result<(usize, usize), String> {
        let findings = outcome.known.iter().chain(&outcome.findings);
        let mut baseline = Baseline::of(&outcome.articles, findings, &names(file));
        let new = baseline.len();
        // what another run has written meanwhile is kept, too
        let _alone = save::hold_folder(file);
        let older = self.older().map_err(|error| error.to_string())?;
        let kept = baseline.keep(older, &not_asked(file, outcome, checker, orders));
        let text = baseline.to_toml().map_err(|error| error.to_string())?;
        save::write(file, |out| out.write_all(text.as_bytes())).map_err(|error| error.to_string())?;
        Ok((new, kept))
    }
}

impl Known {
    /// Takes the findings that are known out of what was found.
    pub(super) fn apply(&self, outcome: &mut Outcome, checker: &Checker, orders: &[Arc<Orders>]) {
        let ran = |text: crate::diagnostic::TextId, rule: &str| {
            orders.get(text.0).is_some_and(|orders| checker.searches(orders, rule))
        };
        let applied = self.baseline.apply(&outcome.articles, &mut outcome.findings, &names(&self.file), &ran);
        outcome.known = applied.known;
        outcome.stale = applied.stale;
    }

    /// Tells which entries match nothing any more.
    fn tell(&self, stale: &[Entry], terminal: &mut Terminal) {
        if stale.is_empty() {
            return;
        }
        let file = self.file.to_string_lossy();
        let one = stale.len() == 1;
        let _ = writeln!(
            terminal.err,
            "copydesk: {}: {} {} nothing any more and can go; --write-baseline writes it anew",
            clean(&file),
            if one { "1 entry".to_owned() } else { format!("{} entries", stale.len()) },
            if one { "matches" } else { "match" },
        );
        for Entry { path, rule, text, .. } in stale.iter().take(TOLD) {
            let _ = writeln!(terminal.err, "  {}: {} “{}”", clean(path), clean(rule), clean(text));
        }
        if stale.len() > TOLD {
            let _ = writeln!(terminal.err, "  and {} more", stale.len() - TOLD);
        }
    }
}

/// Whether a run had nothing to say of an entry: its file is there and was not checked, or its rule did not run on it.
fn not_asked<'a>(
    baseline: &'a Path,
    outcome: &Outcome,
    checker: &'a Checker,
    orders: &'a [Arc<Orders>],
) -> impl Fn(&Entry) -> bool + use<'a> {
    let name = names(baseline);
    let checked: HashMap<String, usize> =
        outcome.checked().iter().enumerate().map(|(at, article)| (name(article.text.path()), at)).collect();
    let folder = baseline.parent().unwrap_or(Path::new(""));
    move |entry: &Entry| match checked.get(&entry.path) {
        Some(at) => !orders.get(*at).is_some_and(|orders| checker.runs(orders, &entry.rule)),
        None => folder.join(&entry.path).is_file(),
    }
}

/// What a baseline calls the file of an article: its path seen from the folder of the baseline, wherever the command is
/// run.
fn names(baseline: &Path) -> impl Fn(&str) -> String {
    let folder = baseline.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok();
    move |path: &str| {
        let whole = Path::new(path).canonicalize().ok();
        let seen = whole.as_deref().zip(folder.as_deref()).and_then(|(whole, folder)| whole.strip_prefix(folder).ok());
        seen.unwrap_or(Path::new(path)).to_string_lossy().replace('\\', "/")
    }
}
