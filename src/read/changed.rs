//! What has changed in files since a revision: what stood in them then, and which of their lines are new.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry as Slot},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use imara_diff::{Algorithm, Diff, InternedInput};

use super::{
    decode::{self, Decoded},
    git::{Contents, Entry, GitError, Repository},
};
use crate::{span::Span, text::Text};

/// What stood in the place of a file at an earlier revision.
#[derive(Debug, Clone)]
pub enum Before {
    /// The same.
    Same,
    /// Another text, under the path that it had then, seen from the repository.
    Text(Arc<Text>),
    /// No file, or nothing that can be read.
    Nothing,
}

/// The lines of a text that are not as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// All of them.
    All,
    /// These, counted from 0, in order.
    Some(Vec<Range<usize>>),
}

/// What stood, at a revision, in the place of each of some files.
///
/// # Errors
///
/// When a file lies in no repository, when its repository does not have the revision, or when there is no Git.
pub fn before(revision: &str, files: &[&str]) -> Result<Vec<Before>, GitError> {
    let mut repositories: HashMap<PathBuf, History> = HashMap::new();
    let mut roots: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let nowhere = || GitError::NoRepository((*file).to_owned());
        let place = Path::new(file).canonicalize().map_err(|_| nowhere())?;
        let folder = place.parent().unwrap_or(&place).to_owned();
        let root = roots.entry(folder).or_insert_with(|| Repository::root_of(&place)).clone().ok_or_else(nowhere)?;
        let history = match repositories.entry(root.clone()) {
            Slot::Occupied(known) => known.into_mut(),
            Slot::Vacant(free) => free.insert(History::read(root.clone(), revision)?),
        };
        let path = place.strip_prefix(&root).unwrap_or(&place).to_string_lossy().into_owned();
        let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
        all.push(history.before(&path)?);
    }
    Ok(all)
}

/// What a repository knows of its files since a revision.
struct History {
    contents: Contents,
    changed: HashMap<String, Entry>,
    kept: HashSet<String>,
}

impl History {
    fn read(root: PathBuf, revision: &str) -> Result<History, GitError> {
        let repository = Repository::new(root);
        let commit = repository.commit(revision)?;
        let mut changed: HashMap<String, Entry> = HashMap::new();
        for entry in repository.changed(&commit)? {
            // a file in conflict is told of twice
            let known = changed.entry(entry.path.clone()).or_insert_with(|| entry.clone());
            if known.id.is_none() {
                *known = entry;
            }
        }
        let kept = repository.kept()?.into_iter().collect();
        Ok(History { contents: repository.contents()?, changed, kept })
    }

    fn before(&mut self, path: &str) -> Result<Before, GitError> {
        let Some(entry) = self.changed.get(path) else {
            return Ok(if self.kept.contains(path) { Before::Same } else { Before::Nothing });
        };
        let Some(id) = &entry.id else { return Ok(Before::Nothing) };
        let text = self.contents.of(id)?.and_then(|bytes| decode::text(bytes).ok());
        Ok(text.map_or(Before::Nothing, |Decoded { content, encoding }| {
            Before::Text(Arc::new(Text::new(entry.old_path.as_str(), content).decoded_from(encoding)))
        }))
    }
}

impl Before {
    /// The lines of a text that were not there before.
    pub fn lines(&self, now: &Text) -> Lines {
        match self {
            Before::Same => Lines::Some(Vec::new()),
            Before::Nothing => Lines::All,
            Before::Text(text) => Lines::Some(new_lines(text.content(), now.content())),
        }
    }
}

impl Lines {
    /// Whether a place of the text they are of touches one of them.
    pub fn touch(&self, text: &Text, place: Span) -> bool {
        let Lines::Some(ranges) = self else { return true };
        let first = text.line_of(place.start);
        let last = text.line_of(place.end.saturating_sub(1).max(place.start));
        let next = ranges.partition_point(|range| range.end <= first);
        ranges.get(next).is_some_and(|range| range.start <= last)
    }
}

/// The lines of a text that another does not have in the same order, whatever the line ends.
fn new_lines(before: &str, now: &str) -> Vec<Range<usize>> {
    // an index of 32 bits holds every line: a file of so many is refused long before
    let index = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
    let mut input = InternedInput::default();
    input.update_before(before.lines());
    input.update_after(now.lines());
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let hunks = diff.hunks().map(|hunk| index(hunk.after.start)..index(hunk.after.end));
    hunks.filter(|lines| !lines.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_not_there_are_new() {
        assert_eq!(new_lines("a\nb\nc\n", "a\nB\nc\nd\n"), [1..2, 3..4]);
        assert!(new_lines("a\r\nb\r\n", "a\nb\n").is_empty());
        assert!(new_lines("a\nb\nc\n", "a\nc\n").is_empty());
        assert_eq!(new_lines("", "a\nb"), [Range { start: 0, end: 2 }]);
    }

    #[test]
    fn a_place_touches_every_line_that_it_reaches_into() {
        let text = Text::new("a.txt", "one\ntwo\nthree\nfour\n");
        let lines = Before::Text(Arc::new(Text::new("a.txt", "one\nthree\nfour\n"))).lines(&text);
        assert_eq!(lines, Lines::Some(vec![Range { start: 1, end: 2 }]));
        for (start, end, touches) in
            [(0, 3, false), (0, 4, false), (0, 5, true), (4, 4, true), (7, 9, true), (8, 9, false)]
        {
            assert_eq!(lines.touch(&text, Span::new(start, end)), touches, "{start}..{end}");
        }
        assert!(Before::Nothing.lines(&text).touch(&text, Span::new(0, 1)));
        assert!(!Before::Same.lines(&text).touch(&text, Span::new(0, 19)));
    }
}
