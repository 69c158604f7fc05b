//! A transcript or a statement that comes as a page or as a Word file: the words of its copy, a block each, are read as if
//! they had been saved as plain text, and every place leads back to the file.

use std::sync::Arc;

use super::transcript;
use crate::{
    article::{Article, Block, BlockKind, Meta, SourceMap},
    lexicon::Lexicon,
    span::Span,
    text::Text,
};

/// The copy of an article as a text of its own.
pub(super) struct View {
    /// The article whose copy it is.
    pub(super) article: Article,
    /// Its blocks, a blank line between them.
    pub(super) text: Arc<Text>,
    /// Where the text stands in the file.
    map: SourceMap,
}

impl View {
    /// Takes the copy out of an article.
    pub(super) fn of(article: Article) -> View {
        let mut content = String::with_capacity(article.prose.len());
        let mut map = SourceMap::default();
        let is_head = |block: &&Block| matches!(block.kind, BlockKind::Byline | BlockKind::Dateline);
        for block in article.blocks.iter().filter(|block| block.kind.is_copy() || is_head(block)) {
            if !content.is_empty() {
                let at = content.len();
                content += "\n\n";
                // what parts two blocks stands nowhere
                let place = article.raw(Span::new(block.span.start, block.span.start));
                map.push(Span::new(at, at + 2), place);
            }
            article.map.cut(block.span, content.len(), &mut map);
            content += article.slice(block.span);
        }
        View { text: Arc::new(Text::new(article.text.path(), content)), article, map }
    }

    /// Reads the copy as a transcript.
    pub(super) fn transcript(self, lexicon: &Lexicon) -> Article {
        let View { article: page, text, map } = self;
        let read = transcript::parse(text, lexicon);
        let blocks = read.blocks.into_iter().map(|block| Block { raw: map.raw(block.raw), ..block }).collect();
        let meta = Meta {
            byline: read.meta.byline.or(page.meta.byline),
            date: page.meta.date.or(read.meta.date),
            outlet: page.meta.outlet.or(read.meta.outlet),
            language: page.meta.language.or(read.meta.language),
            title: page.meta.title.or(read.meta.title),
            ..read.meta
        };
        Article { text: page.text, map: map.through(&read.map), blocks, meta, stets: page.stets, ..read }
    }
}
