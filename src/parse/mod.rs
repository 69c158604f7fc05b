//! From a text to an article: blocks with their roles, prose with an exact map back to the file.

mod date;
mod front;
mod line;
mod markdown;
mod meta;
mod plain;
mod prose;
mod role;
mod shape;
mod wrap;

use std::sync::Arc;

use crate::{
    article::Article,
    lexicon::Lexicon,
    text::{Format, Text},
};

/// Reads a text as the format that its path names.
pub fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    match text.format() {
        Format::Markdown => markdown::parse(text, lexicon),
        // these do not come this far yet: `read` says that they cannot be read
        Format::Plain | Format::Html | Format::Word => plain::parse(text, lexicon),
    }
}
