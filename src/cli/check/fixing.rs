//! `--fix` and `--diff`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;

use super::super::{CliError, Terminal};
use crate::{
    article::Article,
    check::{CheckError, Checker, Outcome},
    fix::{self, Mended, Unfixable},
    report::{self, clean, count},
    save,
    text::Text,
};

/// How often an article is mended and checked again at most: a fix may make room for another.
const ROUNDS: usize = 10;

/// What is mended.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct FixOptions {
    /// Apply the fixes that never change what is said; --fix=all applies those that the desk should decide, too
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    fix: Option<Which>,
    /// Show what --fix would change, as a diff, and change nothing
    #[arg(long)]
    pub(super) diff: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Those that never change what is said
    Safe,
    /// Names and wording, too
    All,
}

/// Checks articles again.
pub(super) type Check<'a> = dyn Fn(Vec<Article>) -> Result<Outcome, CheckError> + 'a;

/// Articles that were mended until nothing more is to mend.
struct Draft {
    outcome: Outcome,
    /// How many findings were mended, of each article that was, by its place.
    fixes: BTreeMap<usize, usize>,
    refused: BTreeMap<usize, Unfixable>,
}

impl FixOptions {
    /// Refuses to fix what has no file.
    pub(super) fn is_possible(&self, paths: &[PathBuf]) -> Result<(), CliError> {
        match self.fix {
            Some(_) if !self.diff && paths.iter().any(|path| path.as_os_str() == "-") => Err(CliError::Usage(
                "--fix cannot write to standard input; --diff shows what it would change".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// Mends the articles, or shows what would be mended, and returns what is found then and whether every file could
    /// be written.
    pub(super) fn run(
        &self,
        outcome: Outcome,
        checker: &Checker,
        check: &Check,
        terminal: &mut Terminal,
    ) -> Result<(Outcome, bool), CliError> {
        if self.fix.is_none() && !self.diff {
            return Ok((outcome, true));
        }
        let offered = self.fix == Some(Which::All);
        let before: Vec<Arc<Text>> = outcome.articles.iter().map(|article| Arc::clone(&article.text)).collect();
        if self.diff {
            let draft = mended(check(outcome.articles.clone())?, checker, check, offered)?;
            draft.tell_refused(&before, terminal);
            for at in draft.fixes.keys() {
                if let (Some(old), Some(new)) = (before.get(*at), draft.outcome.articles.get(*at)) {
                    report::diff(old.path(), old.content(), new.text.content(), terminal.is_terminal, terminal.out)?;
                }
            }
            return Ok((outcome, draft.refused.is_empty()));
        }
        let mut draft = mended(outcome, checker, check, offered)?;
        draft.tell_refused(&before, terminal);
        let failed = draft.write(&before, terminal);
        let (files, fixes) = (draft.fixes.len(), draft.fixes.values().sum());
        let done = match files {
            0 => "there is nothing to fix".to_owned(),
            _ => format!("fixed {} in {}", count(fixes, "finding"), count(files, "file")),
        };
        if files > 0 || failed.is_empty() && draft.refused.is_empty() {
            let _ = writeln!(terminal.err, "copydesk: {done}");
        }
        let all = failed.is_empty() && draft.refused.is_empty();
        let mut outcome = draft.outcome;
        if !failed.is_empty() {
            // what could not be written is reported as it still stands
            let mut articles = std::mem::take(&mut outcome.articles);
            for at in failed {
                if let (Some(article), Some(old)) = (articles.get_mut(at), before.get(at)) {
                    *article = checker.article(Arc::clone(old));
                }
            }
            outcome = check(articles)?;
        }
        Ok((outcome, all))
    }
}

/// Mends articles and checks them again until there is nothing more to mend.
fn mended(mut outcome: Outcome, checker: &Checker, check: &Check, offered: bool) -> Result<Draft, CheckError> {
    let (mut fixes, mut refused) = (BTreeMap::new(), BTreeMap::new());
    for _ in 0..ROUNDS {
        let mut changed: Vec<(usize, Mended)> = Vec::new();
        for findings in outcome.findings.chunk_by(|a, b| a.text == b.text) {
            let Some(at) = findings.first().map(|finding| finding.text.0) else { continue };
            let Some(article) = outcome.articles.get(at) else { continue };
            match fix::mend(article, findings, offered) {
                Ok(Some(mended)) => changed.push((at, mended)),
                Ok(None) => {}
                Err(reason) => {
                    refused.insert(at, reason);
                }
            }
        }
        if changed.is_empty() {
            break;
        }
        let mut articles = std::mem::take(&mut outcome.articles);
        for (at, mended) in changed {
            if let Some(article) = articles.get_mut(at) {
                *article = checker.article(Arc::new(Text::new(article.text.path(), mended.content)));
                *fixes.entry(at).or_insert(0) += mended.fixes;
            }
        }
        outcome = check(articles)?;
    }
    Ok(Draft { outcome, fixes, refused })
}

impl Draft {
    /// Writes the files that changed, and returns the places of those that could not be written.
    fn write(&mut self, before: &[Arc<Text>], terminal: &mut Terminal) -> Vec<usize> {
        let mut failed = Vec::new();
        for at in self.fixes.keys() {
            let (Some(old), Some(new)) = (before.get(*at), self.outcome.articles.get(*at)) else { continue };
            let saved = save::replace(Path::new(old.path()), old.content().as_bytes(), new.text.content().as_bytes());
            if let Err(error) = saved {
                let _ = writeln!(terminal.err, "copydesk: {}: not fixed: {error}", clean(old.path()));
                failed.push(*at);
            }
        }
        self.fixes.retain(|at, _| !failed.contains(at));
        failed
    }

    fn tell_refused(&self, before: &[Arc<Text>], terminal: &mut Terminal) {
        for (at, reason) in &self.refused {
            let path = before.get(*at).map_or("", |text| text.path());
            let _ = writeln!(terminal.err, "copydesk: {}: not fixed: {reason}", clean(path));
        }
    }
}
