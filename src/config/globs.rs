//! Paths by pattern, as in `.gitignore`.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns of paths, seen from the folder of the configuration.
///
/// As in `.gitignore`: a name without a slash means files and folders of that name at any depth, a folder all that lies
/// in it, and `!` takes back what an earlier pattern took.
#[derive(Debug, Clone)]
pub(super) struct Globs {
    patterns: Gitignore,
}

impl Globs {
    /// Patterns as written.
    ///
    /// # Errors
    ///
    /// With the place of the pattern that is none, and what is wrong with it.
    pub(super) fn new(patterns: &[String]) -> Result<Globs, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (at, pattern) in patterns.iter().enumerate() {
            let added = builder.add_line(None, pattern);
            added.map_err(|error| (at, format!("“{pattern}” is no pattern of paths: {}", reason(&error))))?;
        }
        let last = patterns.len().saturating_sub(1);
        let patterns = builder.build().map_err(|error| (last, reason(&error)))?;
        Ok(Globs { patterns })
    }

    /// None at all.
    pub(super) fn none() -> Globs {
        Globs { patterns: Gitignore::empty() }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether they mean a path that is seen from the folder of the configuration.
    pub(super) fn mean(&self, path: &Path) -> bool {
        !path.has_root() && self.patterns.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// What is wrong with a pattern, without the pattern.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(patterns: &[&str], path: &str) -> bool {
        let patterns: Vec<String> = patterns.iter().map(|p| (*p).to_owned()).collect();
        Globs::new(&patterns).is_ok_and(|globs| globs.mean(Path::new(path)))
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        assert!(mean(&["opinion/**"], "opinion/2031/a.md"));
        assert!(mean(&["opinion/"], "desk/opinion/a.md"));
        assert!(mean(&["/opinion/"], "opinion/a.md"));
        assert!(!mean(&["/opinion/"], "desk/opinion/a.md"));
        assert!(mean(&["*.txt"], "opinion/a.txt"));
        assert!(!mean(&["*.txt", "!a.txt"], "opinion/a.txt"));
        assert!(!mean(&["*.txt"], "/opinion/a.txt"));
    }

    #[test]
    fn what_is_no_pattern_is_told_by_its_place() {
        let wrong = Globs::new(&["a".to_owned(), "b{".to_owned()]).err();
        assert_eq!(wrong.as_ref().map(|(at, _)| *at), Some(1), "{wrong:?}");
    }
}
