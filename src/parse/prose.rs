//! The prose of an article as it grows, and the map back to the file.

use crate::{
    article::{Aside, BlockKind, SourceMap},
    span::Span,
};

/// Builds prose out of pieces of a file.
pub(super) struct Builder<'a> {
    raw: &'a str,
    prose: String,
    map: SourceMap,
    code: Vec<Span>,
}

/// A block on its way: what its own form says, before its neighbours are asked.
pub(super) struct Draft {
    /// Its words in the prose.
    pub(super) span: Span,
    /// Its place in the file, markup included.
    pub(super) raw: Span,
    /// Its role, where that is already clear.
    pub(super) kind: Option<BlockKind>,
    /// Whether a blank line, or the end of the file, follows it.
    pub(super) apart: bool,
    /// Why the markup of a page says that it is not the article.
    pub(super) aside: Option<Aside>,
}

impl<'a> Builder<'a> {
    /// Begins with the text of a file.
    pub(super) fn new(raw: &'a str) -> Self {
        Self { raw, prose: String::with_capacity(raw.len()), map: SourceMap::default(), code: Vec::new() }
    }

    /// Where the next piece will stand in the prose.
    pub(super) fn at(&self) -> usize {
        self.prose.len()
    }

    /// Takes over a piece of the file as it stands.
    pub(super) fn copy(&mut self, raw: Span) {
        self.replace(raw.of(self.raw), raw);
    }

    /// Puts other words in the place of a piece of the file.
    pub(super) fn replace(&mut self, words: &str, raw: Span) {
        if !words.is_empty() {
            let start = self.prose.len();
            self.prose.push_str(words);
            self.map.push(Span::new(start, self.prose.len()), raw);
        }
    }

    /// What has been written from a place on is the code of a program, and no words.
    pub(super) fn mark_code(&mut self, from: usize) {
        let span = Span::new(from, self.prose.len());
        if !span.is_empty() {
            self.code.push(span);
        }
    }

    /// Where code stands in the prose, in order.
    pub(super) fn code(&self) -> Vec<Span> {
        self.code.clone()
    }

    /// The prose so far.
    pub(super) fn prose(&self) -> &str {
        &self.prose
    }

    /// The prose and its map.
    pub(super) fn finish(self) -> (String, SourceMap) {
        (self.prose, self.map)
    }
}
