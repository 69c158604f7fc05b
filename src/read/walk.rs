//! Which files the paths of a command line mean.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use ignore::{DirEntry, WalkBuilder};

use super::{Found, Unreadable, is_stdin, plainly};
use crate::text::Format;

/// The files that the paths name or hold, each once, and what is wrong with the rest.
///
/// A file that is named is taken whatever its ending. A folder is searched for articles, what its `.gitignore` and
/// `.ignore` exclude left out, whether or not it lies in a Git repository, and what `keep` does not want.
pub(super) fn files(
    paths: &[PathBuf],
    captions: bool,
    keep: &mut dyn FnMut(&Path) -> bool,
) -> (Vec<Found>, Vec<Unreadable>) {
    let mut files = Files { captions, ..Files::default() };
    // what is named comes first: then a file is called as it was named, even if a folder holds it too
    let (folders, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().filter(|path| !is_stdin(path)).partition(|path| path.is_dir());
    for path in named {
        match fs::metadata(path) {
            Ok(_) => files.add(path, path, place(path), true),
            Err(error) => files.fail(path, plainly(&error)),
        }
    }
    for folder in folders {
        files.search(folder, keep);
    }
    (files.found, files.unreadable)
}

#[derive(Default)]
struct Files {
    found: Vec<Found>,
    unreadable: Vec<Unreadable>,
    /// The true place of every file that was found, and of every path that failed.
    seen: HashSet<PathBuf>,
    /// The folder of the last file that was found, and its true place.
    folder: Option<(PathBuf, PathBuf)>,
    /// Whether captions are taken, too.
    captions: bool,
}

impl Files {
    fn add(&mut self, path: &Path, name: &Path, place: PathBuf, named: bool) {
        if self.seen.insert(place) {
            self.found.push(Found { path: path.to_owned(), name: name.to_string_lossy().into_owned(), named });
        }
    }

    /// The true place of a file of a folder: of one that is no link, beside those that the folder has given before.
    fn place(&mut self, entry: &DirEntry) -> PathBuf {
        let path = entry.path();
        let (Some(parent), false) = (path.parent(), entry.path_is_symlink()) else { return place(path) };
        if self.folder.as_ref().is_none_or(|(folder, _)| folder != parent) {
            let named = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            self.folder = fs::canonicalize(named).ok().map(|place| (parent.to_owned(), place));
        }
        self.folder.as_ref().map_or_else(|| place(path), |(_, folder)| folder.join(entry.file_name()))
    }

    fn fail(&mut self, path: &Path, error: String) {
        if self.seen.insert(path.to_owned()) {
            self.unreadable.push(Unreadable { path: path.to_string_lossy().into_owned(), error });
        }
    }

    /// Adds the articles of a folder.
    fn search(&mut self, folder: &Path, keep: &mut dyn FnMut(&Path) -> bool) {
        let (mut none, mut left_out) = (true, false);
        let walk = WalkBuilder::new(folder).require_git(false).git_global(false).build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    none = false;
                    let (path, error) = fault(&error, folder);
                    self.fail(&path, error);
                    continue;
                }
            };
            let path = entry.path();
            let format = Format::of(&path.to_string_lossy());
            let wanted = format.is_some_and(|format| format.is_article() || self.captions);
            let is_file = || match entry.path_is_symlink() {
                true => path.is_file(),
                false => entry.file_type().is_some_and(|kind| kind.is_file()),
            };
            if path != folder && wanted && is_file() {
                if keep(path) {
                    none = false;
                    let place = self.place(&entry);
                    self.add(path, path.strip_prefix(".").unwrap_or(path), place, false);
                } else {
                    left_out = true;
                }
            }
        }
        if none && left_out {
            self.fail(
                folder,
                "every article in this folder is left out, by include or exclude of copydesk.toml or because this run writes it".to_owned(),
            );
        } else if none {
            let endings: Vec<String> = Format::endings(self.captions).map(|ending| format!(".{ending}")).collect();
            let (last, others) = endings.split_last().map_or(("", String::new()), |(l, o)| (l.as_str(), o.join(", ")));
            self.fail(
                folder,
                format!("there is no article in this folder, no {others} or {last} file that is not ignored"),
            );
        }
    }
}

/// The true place of a file, links followed.
fn place(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Which path an error of the search is about, and what is wrong there.
fn fault(error: &ignore::Error, folder: &Path) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), fault(err, path).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => fault(err, folder),
        ignore::Error::Io(error) => (folder.to_owned(), plainly(error)),
        other => (folder.to_owned(), format!("it cannot be searched: {other}")),
    }
}
