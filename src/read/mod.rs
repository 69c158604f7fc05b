//! From paths to texts: files, folders, standard input.

mod changed;
mod decode;
mod git;
pub mod own;
mod walk;
mod word;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::{ThreadPool, prelude::*};

pub use self::{
    changed::{Before, Lines, before},
    git::GitError,
};

use self::decode::Decoded;
use crate::text::{Format, Text};

/// Something that could not be read; everything else is checked all the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unreadable {
    /// The path, as it was named or found.
    pub path: String,
    /// What is wrong, in plain words.
    pub error: String,
}

/// What to read.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// What to call standard input; its ending tells the format.
    pub stdin_filename: Option<String>,
    /// How many bytes a file may have.
    pub max_size: u64,
    /// Whether captions are wanted: in folders, and where they are named.
    pub captions: bool,
}

/// A file to read: where it is, and what it is called in reports.
struct Found {
    path: PathBuf,
    name: String,
    /// Whether it was named outright, and not found in a folder.
    named: bool,
}

/// Reads every article that the inputs name, in parallel and each only once, sorted by path, and lists what could not
/// be read. `keep` says of each article of a folder whether it is wanted; a file that is named is always read. Reports that copydesk wrote into a folder are passed
/// over.
pub fn read(
    inputs: &Inputs,
    stdin: &mut dyn Read,
    keep: &mut dyn FnMut(&Path) -> bool,
    pool: &ThreadPool,
) -> (Vec<Arc<Text>>, Vec<Unreadable>) {
    let (found, mut unreadable) = walk::files(&inputs.paths, inputs.captions, keep);
    let mut texts = Vec::with_capacity(found.len() + 1);
    let mut sort = |name: &str, text: Result<Text, String>| match text {
        Ok(text) => texts.push(Arc::new(text)),
        Err(error) => unreadable.push(Unreadable { path: name.to_owned(), error }),
    };
    if inputs.paths.iter().any(|path| is_stdin(path)) {
        let name = inputs.stdin_filename.as_deref().unwrap_or("-");
        sort(name, text(name, stdin, 0, inputs));
    }
    let read: Vec<_> = pool.install(|| found.par_iter().map(|file| file.read(inputs)).collect());
    for (file, text) in found.iter().zip(read) {
        let is_report = |text: &Text| own::is_report(Format::of(&file.name), text.content());
        if file.named || !text.as_ref().is_ok_and(is_report) {
            sort(&file.name, text);
        }
    }
    texts.sort_by(|a, b| a.path().cmp(b.path()));
    unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    (texts, unreadable)
}

impl Found {
    fn read(&self, inputs: &Inputs) -> Result<Text, String> {
        let mut file = File::open(&self.path).map_err(|error| plainly(&error))?;
        let size = file.metadata().map_or(0, |about| about.len());
        text(&self.name, &mut file, size, inputs)
    }
}

/// What a stream holds, as the text of an article. What it is, is told by its bytes and not by its name: pages and texts
/// are sent as Word files, and Word files as anything. `size` is how many bytes to make room for, as far as that is known.
fn text(name: &str, stream: &mut dyn Read, size: u64, inputs: &Inputs) -> Result<Text, String> {
    let max_size = inputs.max_size;
    if Format::of(name) == Some(Format::Captions) && !inputs.captions {
        return Err("captions are what was said, not an article; name the article, and hold it against them: \
                    --against, then this file"
            .to_owned());
    }
    // the end is found by a read that gets nothing, for which there must be room
    let room = usize::try_from(size.min(max_size)).unwrap_or(0).saturating_add(1);
    let mut bytes = Vec::new();
    // a file that says it is larger than the memory fails when it is read, with a message
    let _ = bytes.try_reserve_exact(room);
    stream.take(max_size.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| plainly(&error))?;
    // most of them stay until the report is written
    bytes.shrink_to_fit();
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > max_size {
        return Err(format!(
            "larger than {}; if it is an article all the same, raise --max-file-size",
            decode::size(max_size)
        ));
    }
    if word::is_archive(&bytes) {
        let (content, document) = word::read(&bytes, max_size)?;
        return Ok(Text::new(name, content).taken_from(document));
    }
    if let Some(why) = word::compound(&bytes) {
        return Err(why.to_owned());
    }
    let Decoded { content, encoding } = decode::text(bytes)?;
    Ok(Text::new(name, content).decoded_from(encoding))
}

/// Whether a path means standard input.
fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What is wrong with a file, in plain words.
pub fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read: permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}
