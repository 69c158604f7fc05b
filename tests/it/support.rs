//! What the tests share: the fixtures, a desk to check them at, and snapshots that lie where reviewers read them.

use std::{
    fmt::Display,
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use copydesk::{
    article::Article,
    check::{CheckError, Checker, Selection},
    diagnostic::Severity,
    report::{Format, Look, Run},
    settings::Settings,
    text::Text,
};

/// Anything that can go wrong in a test.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// A report for people, as on a terminal of 80 columns without colour.
pub(crate) const PLAIN: Look = Look { width: 80, color: false };

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the tests' articles lie.
pub(crate) fn fixtures() -> PathBuf {
    root().join("tests/fixtures")
}

/// The five articles on one event, sorted by name, called by their file names.
pub(crate) fn articles() -> io::Result<Vec<Arc<Text>>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixtures().join("articles"))?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    files.sort();
    let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files.iter().map(|file| Ok(Arc::new(Text::new(name(file), fs::read_to_string(file)?)))).collect()
}

/// What the articles are held against: the press conference and the release.
pub(crate) fn records(desk: &Checker) -> io::Result<Vec<Article>> {
    let read = |name: &str| {
        let content = fs::read_to_string(fixtures().join("against").join(name))?;
        Ok(desk.record(Arc::new(Text::new(name, content)), None))
    };
    ["press-conference.txt", "release.txt"].into_iter().map(read).collect()
}

/// A desk with nothing set.
pub(crate) fn desk() -> Result<Checker, CheckError> {
    Checker::new(Settings::default())
}

/// The report of a check of some texts.
pub(crate) fn report(
    desk: &Checker,
    texts: Vec<Arc<Text>>,
    selection: &Selection,
    format: Format,
    look: Look,
) -> Result<String, Failure> {
    report_against(desk, texts, Vec::new(), selection, format, look)
}

/// The report of a check of some texts against others.
pub(crate) fn report_against(
    desk: &Checker,
    texts: Vec<Arc<Text>>,
    against: Vec<Article>,
    selection: &Selection,
    format: Format,
    look: Look,
) -> Result<String, Failure> {
    let mut articles = desk.articles(texts);
    articles.extend(against);
    let outcome = desk.check(articles, selection)?;
    let mut out = Vec::new();
    let run = Run {
        outcome: &outcome,
        book: desk.book(),
        unreadable: &[],
        all_written: true,
        fail_on: Some(Severity::Error),
        excerpts: true,
    };
    run.write(format, look, &mut out)?;
    Ok(String::from_utf8(out)?)
}

/// Snapshots of one subject, which is their folder under `snapshots/`.
///
/// All of them are compared before any difference fails the test, so that one run shows (or rewrites) them all.
pub(crate) struct Snapshots {
    folder: PathBuf,
    seen: Vec<PathBuf>,
    differ: Vec<String>,
}

impl Snapshots {
    /// Of the subject with this folder.
    pub(crate) fn of(subject: &str) -> Self {
        Self { folder: root().join("snapshots").join(subject), seen: Vec::new(), differ: Vec::new() }
    }

    /// Compares some text with what is kept under a name, which may begin with a folder.
    pub(crate) fn compare(&mut self, name: &str, text: impl Display) {
        let text = text.to_string();
        let path = self.folder.join(name);
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(path.parent().unwrap_or(&self.folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let last = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let same = catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(last.as_str(), text))));
        self.seen.push(path.with_file_name(format!("{last}.snap")));
        if same.is_err() {
            self.differ.push(name.to_owned());
        }
    }

    /// Fails if any of them differed, or if the folder holds one that no test compares any more.
    pub(crate) fn finish(self) -> io::Result<()> {
        let mut stale = Vec::new();
        self.stale(&self.folder, &mut stale)?;
        assert!(self.differ.is_empty(), "these snapshots differ: {}", self.differ.join(", "));
        assert!(stale.is_empty(), "nothing makes these snapshots any more, delete them: {}", stale.join(", "));
        Ok(())
    }

    fn stale(&self, folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.stale(&path, found)?;
            } else if path.extension().is_some_and(|e| e == "snap") && !self.seen.contains(&path) {
                found.push(path.strip_prefix(root()).unwrap_or(&path).display().to_string());
            }
        }
        Ok(())
    }
}
