//! Any bytes at all as a file: a text, or a message that says in plain words why not.

use copydesk::read::{Inputs, read as read_inputs};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

use super::{DESK, article::holds_together};

/// What a file may be called.
const NAMES: [&str; 7] = ["a.txt", "a.md", "a.html", "a.docx", "a.srt", "a", "a.pdf"];

static POOL: LazyLock<ThreadPool> = LazyLock::new(|| ThreadPoolBuilder::new().num_threads(1).build().unwrap());

/// Reads bytes as a file; the first of them chooses its name.
pub fn read(data: &[u8]) {
    let Some((name, bytes)) = data.split_first() else { return };
    let inputs = Inputs {
        paths: vec!["-".into()],
        stdin_filename: Some(NAMES[usize::from(*name) % NAMES.len()].to_owned()),
        max_size: 1 << 20,
        captions: true,
    };
    let (texts, unreadable) = read_inputs(&inputs, &mut &*bytes, &mut |_| true, &POOL);
    assert_eq!(texts.len() + unreadable.len(), 1);
    unreadable.iter().for_each(|file| assert!(!file.error.trim().is_empty()));
    texts.into_iter().for_each(|text| holds_together(&DESK.article(text)));
}
