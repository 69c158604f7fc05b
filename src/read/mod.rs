//! From paths to texts: files, folders, standard input.

use std::{io, path::PathBuf, sync::Arc};

use crate::text::Text;

/// Something that could not be read; everything else is checked all the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unreadable {
    /// The path, as it was named or found.
    pub path: String,
    /// What is wrong, in plain words.
    pub error: String,
}

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// What to call standard input; its ending tells the format.
    pub stdin_filename: Option<String>,
}

/// Reads every article that the inputs name, sorted by path, and lists what could not be read.
pub fn read(inputs: &Inputs, stdin: &mut dyn io::Read) -> (Vec<Arc<Text>>, Vec<Unreadable>) {
    let (mut texts, mut unreadable) = (Vec::new(), Vec::new());
    for path in &inputs.paths {
        let name = path.display().to_string();
        let content = if name == "-" {
            let mut content = String::new();
            stdin.read_to_string(&mut content).map(|_| content)
        } else {
            std::fs::read_to_string(path)
        };
        match content {
            Ok(content) => texts.push(Arc::new(Text::new(name, content))),
            Err(error) => unreadable.push(Unreadable { path: name, error: error.to_string() }),
        }
    }
    texts.sort_by(|a, b| a.path().cmp(b.path()));
    (texts, unreadable)
}
