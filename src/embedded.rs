//! The files under `rules/`, as built into the program.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The lexicons, packed: a line `=file.group`, then a line for each of its words.
pub(crate) static LEXICON: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));
