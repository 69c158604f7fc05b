//! From a text to an article: blocks with their roles, prose with an exact map back to the file.

mod date;
mod line;
mod meta;
mod plain;
mod prose;
mod role;
mod shape;
mod wrap;

use std::sync::Arc;

use crate::{article::Article, lexicon::Lexicon, text::Text};

/// Reads a text as the format that its path names.
pub fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    plain::parse(text, lexicon)
}
