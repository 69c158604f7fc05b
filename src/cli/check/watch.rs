//! `--watch`: checks again whenever an article or what the newsroom has set changes, until somebody presses Ctrl-C.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use notify::{Event, EventKind, RecursiveMode, Watcher, event::ModifyKind, recommended_watcher};

use super::super::{CliError, Status, Terminal};
use crate::{save, text::Format};

/// An editor that saves a file makes several events of it; so long after the last one, it is done.
const SETTLED: Duration = Duration::from_millis(150);

/// What is watched.
pub(super) struct Watch {
    /// Files that were named, by their true places.
    files: HashSet<PathBuf>,
    /// Folders that were named, by their true places.
    folders: Vec<PathBuf>,
    /// What the run itself writes.
    written: HashSet<PathBuf>,
}

impl Watch {
    /// Articles and folders of articles and the files beside them that have a say; not what the run itself writes.
    pub(super) fn new<'a>(
        paths: impl IntoIterator<Item = &'a Path>,
        written: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Watch, CliError> {
        let mut watch = Watch { files: HashSet::new(), folders: Vec::new(), written: HashSet::new() };
        for path in paths {
            match path {
                path if path == Path::new("-") => {
                    let message = "--watch waits for files to change, and standard input is none";
                    return Err(CliError::Usage(message.to_owned()));
                }
                path if path.is_dir() => watch.folders.push(save::place(path)),
                path => drop(watch.files.insert(save::place(path))),
            }
        }
        watch.written = written.into_iter().map(save::place).collect();
        Ok(watch)
    }

    /// Runs the check, and runs it again on every change.
    ///
    /// # Errors
    ///
    /// When the first run fails, or when nothing can be watched. What a later run fails of is told, and may be mended.
    pub(super) fn run(
        &self,
        terminal: &mut Terminal,
        mut check: impl FnMut(&mut Terminal) -> Result<Status, CliError>,
    ) -> Result<Status, CliError> {
        let (tell, told) = channel();
        let unwatched = |error: notify::Error| CliError::Usage(format!("the files cannot be watched: {error}"));
        let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
            if let Ok(event) = event {
                let _ = tell.send(event);
            }
        })
        .map_err(unwatched)?;
        for folder in &self.folders {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(unwatched)?;
        }
        // a file that an editor puts into the place of the old one is seen from its folder only
        let parents: HashSet<&Path> = self.files.iter().filter_map(|file| file.parent()).collect();
        for folder in parents {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(unwatched)?;
        }
        let mut status = check(terminal)?;
        loop {
            let _ = terminal.out.flush();
            let _ = writeln!(terminal.err, "copydesk: waiting for changes; Ctrl-C ends it");
            if !self.wait(&told) {
                return Ok(status);
            }
            if terminal.is_terminal {
                // empties the screen, and begins at its top
                let _ = write!(terminal.out, "\u{1b}[2J\u{1b}[H");
            }
            status = check(terminal).unwrap_or_else(|error| terminal.failure(&error));
        }
    }

    /// Waits for a change that matters, and then until no more come; says whether there can be any.
    fn wait(&self, told: &Receiver<Event>) -> bool {
        loop {
            let Ok(event) = told.recv() else { return false };
            if self.matters(&event) {
                while told.recv_timeout(SETTLED).is_ok() {}
                return true;
            }
        }
    }

    fn matters(&self, event: &Event) -> bool {
        let changes = match event.kind {
            EventKind::Create(_) | EventKind::Remove(_) => true,
            EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
            EventKind::Any | EventKind::Access(_) | EventKind::Other => false,
        };
        changes && event.paths.iter().any(|path| self.is_about(path))
    }

    /// Whether a file has a say in what is found: an article, a configuration, a rule, a list.
    fn is_about(&self, path: &Path) -> bool {
        if self.written.contains(path) {
            return false;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let sets = [".toml", ".tsv", "/.gitignore", "/.ignore"].iter().any(|end| format!("/{name}").ends_with(end));
        let within = self.folders.iter().any(|folder| path.starts_with(folder));
        self.files.contains(path) || sets || (within && Format::of(&name).is_some_and(Format::is_article))
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, DataChange, MetadataKind, RemoveKind};

    use super::*;

    #[test]
    fn only_changes_of_what_is_checked_matter() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().canonicalize()?;
        for name in ["a.txt", "notes.ods"] {
            std::fs::write(root.join(name), "")?;
        }
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Content));
        let out = root.join("out.md");
        let watch = Watch::new([root.as_path()], [out.as_path()])?;
        let matters = |kind, name: &str| watch.matters(&Event::new(kind).add_path(root.join(name)));
        assert!(matters(data, "a.txt") && matters(EventKind::Create(CreateKind::File), "desk/new.html"));
        assert!(matters(EventKind::Remove(RemoveKind::File), "a.txt") && matters(data, "copydesk.toml"));
        assert!(!matters(data, "out.md") && !matters(data, "notes.ods") && !matters(data, ".copydesk-x.tmp"));
        assert!(!matters(EventKind::Access(AccessKind::Read), "a.txt"));
        assert!(!matters(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), "a.txt"));
        let one = root.join("notes.ods");
        let watch = Watch::new([one.as_path()], [])?;
        let matters = |name: &str| watch.matters(&Event::new(data).add_path(root.join(name)));
        assert!(matters("notes.ods") && !matters("a.txt"));
        assert!(Watch::new([Path::new("-")], []).is_err());
        Ok(())
    }
}
