//! `--changed-since`: only what stands in lines that are not as they were.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::super::{CliError, common::Opened};
use crate::{
    article::Article,
    check::Outcome,
    diagnostic::{Diagnostic, TextId},
    read::{Before, Lines, before},
    rules::{ReadyRule, RuleBook},
    span::Span,
};

/// Which findings are about what has changed.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ChangedOptions {
    /// Show only what stands in lines that changed since this commit, branch or tag, by git; new files count whole
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline", allow_hyphen_values = true)]
    changed_since: Option<String>,
}

/// What stood in the files of a run at an earlier revision, by the names of the files.
#[derive(Debug)]
pub(super) struct Earlier {
    files: HashMap<String, Before>,
    /// What stood in those that have changed, read as articles.
    articles: HashMap<String, Arc<Article>>,
}

impl ChangedOptions {
    /// Asks git for what stood in the files that were read. `named` are the paths of the command line.
    pub(super) fn read(&self, named: &[PathBuf], opened: &Opened) -> Result<Option<Earlier>, CliError> {
        let Some(revision) = &self.changed_since else { return Ok(None) };
        if named.iter().any(|path| path == Path::new("-")) {
            let message = "--changed-since is about files; standard input has no earlier version";
            return Err(CliError::Usage(message.to_owned()));
        }
        let paths: Vec<&str> = opened.articles.iter().map(|article| article.text.path()).collect();
        let before = before(revision, &paths)?;
        let changed = paths.iter().zip(&before).filter_map(|(path, before)| match before {
            Before::Text(text) => Some(((*path).to_owned(), Arc::clone(text))),
            Before::Same | Before::Nothing => None,
        });
        let (names, texts): (Vec<String>, Vec<_>) = changed.unzip();
        opened.progress.stage("reading what stood there", texts.len());
        let articles = opened.pool.install(|| opened.reader.articles(texts)).into_iter().map(Arc::new);
        let articles = names.into_iter().zip(articles).collect();
        let files = paths.into_iter().map(str::to_owned).zip(before).collect();
        Ok(Some(Earlier { files, articles }))
    }
}

impl Earlier {
    /// Lays beside each article what stood in its place.
    pub(super) fn lay_beside(&self, articles: &mut [Article]) {
        for article in articles {
            article.earlier = self.articles.get(article.text.path()).cloned();
        }
    }

    /// Leaves only the findings that touch a changed line, be it with one of their further places.
    /// What a rule finds by comparing the two versions is about a change wherever it stands.
    pub(super) fn keep_changed(&self, outcome: &mut Outcome, book: &RuleBook) {
        let articles = &outcome.articles;
        let lines: Vec<Lines> = articles
            .iter()
            .map(|article| match self.files.get(article.text.path()) {
                Some(before) if article.record.is_none() => before.lines(&article.text),
                _ => Lines::Some(Vec::new()),
            })
            .collect();
        let touched = |TextId(at): TextId, span: Span| {
            articles.get(at).zip(lines.get(at)).is_some_and(|(article, lines)| lines.touch(&article.text, span))
        };
        let keep = |finding: &Diagnostic| {
            book.get(&finding.rule).is_some_and(ReadyRule::is_about_changes)
                || touched(finding.text, finding.span)
                || finding.labels.iter().any(|label| touched(label.text, label.span))
        };
        outcome.findings.retain(keep);
        outcome.standing.retain(keep);
        outcome.known.retain(keep);
    }
}
