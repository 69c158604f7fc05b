//! A newsroom's own rules: files of the same form as the built-in ones.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{fault::Fault, rule::Rule};

/// The rule files at a path, sorted: the file itself, or all below the folder.
///
/// # Errors
///
/// When the path or a folder below it cannot be read.
pub fn rule_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(path, &mut HashSet::new(), &mut files)?;
    files.sort();
    Ok(files)
}

/// Adds the files below a path. A folder that links lead to again, or back to, is read once.
fn collect(path: &Path, read: &mut HashSet<PathBuf>, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    if !read.insert(path.canonicalize()?) {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let is_rule = || path.extension().is_some_and(|ending| ending == "toml");
        // word lists and name lists lie beside the families
        let is_family = |path: &Path| {
            path.file_name().is_some_and(|name| name != "lexicon" && name != "gazetteer" && name != "style")
        };
        if path.is_dir() && is_family(&path) {
            collect(&path, read, files)?;
        } else if path.is_file() && is_rule() {
            files.push(path);
        }
    }
    Ok(())
}

/// A path with at least its folder, which names the family: `x.toml` given inside `typo` is `typo/x.toml`.
pub fn with_family(path: &Path) -> PathBuf {
    if path.parent().is_some_and(|folder| folder.file_name().is_some()) {
        return path.to_owned();
    }
    let Ok(whole) = path.canonicalize() else { return path.to_owned() };
    let folder = whole.parent().and_then(Path::file_name).map(PathBuf::from).unwrap_or_default();
    folder.join(whole.file_name().unwrap_or_default())
}

/// Reads the rules of a file or a folder. `shown` says what to call a file in messages.
pub(super) fn read(path: &Path, shown: &dyn Fn(&Path) -> PathBuf) -> io::Result<Result<Vec<Rule>, Vec<Fault>>> {
    let (mut rules, mut faults) = (Vec::new(), Vec::new());
    for file in rule_files(path)? {
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if file == path => return Err(error),
            Err(error) => {
                faults.push(Fault::unreadable(&shown(&file), &error));
                continue;
            }
        };
        match Rule::parse(&with_family(&shown(&file)).to_string_lossy(), &text) {
            Ok(rule) => rules.push(rule),
            Err(error) => faults.push(Fault::rule(&error, &text)),
        }
    }
    Ok(if faults.is_empty() { Ok(rules) } else { Err(faults) })
}
