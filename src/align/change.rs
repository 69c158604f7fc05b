//! The difference between two versions, word by word.

use serde::Serialize;

/// One step of a word-by-word difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happens to the words.
    pub op: Op,
    /// The words of the first version.
    pub a: String,
    /// The words of the second version.
    pub b: String,
}

/// What a step of a difference does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// The same in both.
    Equal,
    /// Only in the second.
    Insert,
    /// Only in the first.
    Delete,
    /// Other words in each.
    Replace,
}
