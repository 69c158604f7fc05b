//! Plain text: paragraphs by line or by blank line.

use std::sync::Arc;

use crate::{
    article::{Article, Block, BlockKind, Meta, SourceMap},
    lexicon::Lexicon,
    span::Span,
    text::Text,
};

/// Reads plain text; every line is a paragraph.
pub(super) fn parse(text: Arc<Text>, _lexicon: &Lexicon) -> Article {
    let prose = text.content().to_owned();
    let mut blocks = Vec::new();
    for line in 0..text.line_count() {
        let raw = Span::new(text.line_start(line), text.line_start(line + 1));
        let span = raw.trim(&prose);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span, raw: span });
        }
    }
    let map = SourceMap::identity(prose.len());
    Article::new(text, prose, map, blocks, Meta::default())
}
