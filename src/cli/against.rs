//! `--against`: the texts that articles are held against.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{CliError, Terminal, common::Opened};
use crate::{
    article::Article,
    read::{self, Inputs, Unreadable},
    record::Material,
    report::clean,
};

/// A file or folder to hold articles against, `[KIND=]PATH`.
#[derive(Debug, Clone)]
pub(super) struct Against {
    material: Option<Material>,
    path: PathBuf,
}

impl Against {
    /// The file or folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Reads `[KIND=]PATH`.
pub(super) fn parse(text: &str) -> Result<Against, String> {
    let known = || {
        let names: Vec<&str> = Material::ALL.iter().map(|material| material.as_str()).collect();
        names.join(", ")
    };
    let (material, path) = match text.split_once('=') {
        Some((kind, path)) if Material::parse(kind).is_some() => (Material::parse(kind), path),
        // a name of a file may hold an equals sign
        Some((kind, _)) if kind.chars().all(|c| c.is_alphabetic() || c == '-') && !Path::new(text).exists() => {
            return Err(format!("“{kind}” is no kind of source; the kinds are {}", known()));
        }
        _ => (None, text),
    };
    match path {
        "" => Err("name a file or a folder".to_owned()),
        "-" => Err("standard input is for the article; name a file".to_owned()),
        path => Ok(Against { material, path: PathBuf::from(path) }),
    }
}

/// Reads what the articles are held against, and leaves out of either what is in both: a text is not held against itself.
///
/// `named` are the paths of the articles on the command line.
pub(super) fn open(
    against: Vec<Against>,
    named: &[PathBuf],
    max_size: u64,
    opened: &mut Opened,
    terminal: &mut Terminal,
) -> Result<Vec<Article>, CliError> {
    let place = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let files: HashSet<PathBuf> = named.iter().filter(|path| path.is_file()).map(|path| place(path)).collect();
    let folders: Vec<PathBuf> = named.iter().filter(|path| path.is_dir()).map(|path| place(path)).collect();
    let mut texts = Vec::new();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut failed: Vec<Unreadable> = Vec::new();
    for Against { material, path } in against {
        let root = place(&path);
        let is_file = path.is_file();
        if is_file && files.contains(&root) {
            let path = path.display();
            return Err(CliError::Usage(format!("{path} is to be checked and to be held against; name it once")));
        }
        let inputs = Inputs { paths: vec![path], stdin_filename: None, max_size, captions: true };
        let (found, unreadable) = read::read(&inputs, &mut std::io::empty(), &mut |_: &Path| true, &opened.pool);
        failed.extend(unreadable);
        for text in found {
            let own = place(Path::new(text.path()));
            // the nearer of two folders says what a text in both is for
            let checked = files.contains(&own)
                || (!is_file
                    && folders
                        .iter()
                        .any(|folder| own.starts_with(folder) && folder.starts_with(&root) && *folder != root));
            if !checked && seen.insert(own) {
                texts.push((text, material));
            }
        }
    }
    texts.sort_by(|(a, _), (b, _)| a.path().cmp(b.path()));
    if !seen.is_empty() {
        opened.articles.retain(|article| !seen.contains(&place(Path::new(article.text.path()))));
    }
    let reader = &opened.reader;
    let records: Vec<Article> =
        opened.pool.install(|| texts.into_par_iter().map(|(text, material)| reader.record(text, material)).collect());
    let (records, silent): (Vec<Article>, Vec<Article>) = records.into_iter().partition(|record| record.words > 0);
    let nothing = |record: &Article| Unreadable {
        path: record.text.path().to_owned(),
        error: "nobody says anything in it".to_owned(),
    };
    failed.extend(silent.iter().map(nothing));
    for Unreadable { path, error } in &failed {
        let _ = writeln!(terminal.err, "copydesk: {}: {}", clean(path), clean(error));
    }
    opened.unreadable.extend(failed);
    opened.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    opened.unreadable.dedup();
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_stands_before_an_equals_sign() -> Result<(), String> {
        let read = |text: &str| parse(text).map(|against| (against.material, against.path));
        assert_eq!(read("transcript=a.txt")?, (Some(Material::Transcript), PathBuf::from("a.txt")));
        assert_eq!(read("Wire=a=b.txt")?, (Some(Material::Wire), PathBuf::from("a=b.txt")));
        assert_eq!(read("a.txt")?, (None, PathBuf::from("a.txt")));
        assert_eq!(read("notes/2=3.txt")?, (None, PathBuf::from("notes/2=3.txt")));
        for text in ["rumour=a.txt", "wire=", "", "-"] {
            assert!(parse(text).is_err(), "{text}");
        }
        Ok(())
    }
}
