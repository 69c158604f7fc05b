//! Reading and annotating: every place is in its text, in order, and leads back to the file.

use std::sync::Arc;

use copydesk::{article::Article, parse::parse as parsed, record::Material, span::Span, text::Text};

use super::{DESK, report::shown, texts};

/// Parses and annotates articles of any format.
pub fn parse(data: &[u8]) {
    for text in texts(data) {
        holds_together(&parsed(text.clone(), DESK.lexicon()));
        let article = DESK.article(text);
        holds_together(&article);
        shown(article);
    }
}

/// Reads texts as what articles are held against.
pub fn transcript(data: &[u8]) {
    for text in texts(data) {
        for material in [None, Some(Material::Transcript), Some(Material::Release), Some(Material::Wire)] {
            holds_together(&DESK.record(text.clone(), material));
        }
    }
}

/// Every span of an article is in bounds and on character boundaries; blocks, sentences and tokens follow one another;
/// quotations are nested or disjoint; the map to the file is monotone within each block.
pub(crate) fn holds_together(article: &Article) {
    let prose = |span: Span| article.prose.get(span.range()).unwrap_or_else(|| panic!("{span:?} is not in the prose"));
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && !prose(block.span).is_empty(), "{:?} after {end}", block.span);
        end = block.span.end;
        goes_back(article, block.span, &article.text);
        in_file(&article.text, block.raw);
    }
    let mut end = 0;
    for token in &article.tokens {
        assert!(token.span.start >= end && !prose(token.span).is_empty(), "{:?} after {end}", token.span);
        end = token.span.end;
        assert!(article.blocks[token.block].span.contains(token.span), "{:?} is not in its block", token.span);
    }
    let (mut end, mut last) = (0, 0);
    for sentence in &article.sentences {
        assert!(sentence.span.start >= end && sentence.tokens.start >= last, "{:?} after {end}", sentence.span);
        prose(sentence.span);
        // the tokens of an article that was checked by itself are gone
        assert!(!article.annotated || sentence.tokens.end <= article.tokens.len());
        (end, last) = (sentence.span.end, sentence.tokens.end);
    }
    let mut open: Vec<Span> = Vec::new();
    for quotation in &article.quotations {
        let span = quotation.span;
        prose(span);
        assert!(prose(quotation.outer).len() >= span.len() && quotation.outer.contains(span), "{quotation:?}");
        open.retain(|outer| outer.end > span.start);
        for outer in &open {
            assert!(outer.contains(span), "{outer:?} and {span:?} cross");
        }
        open.push(span);
        assert!(quotation.block < article.blocks.len());
        if let Some(speaker) = quotation.speaker {
            prose(speaker.span);
            assert!((0.0..=1.0).contains(&speaker.confidence), "{}", speaker.confidence);
            assert!(speaker.source.is_none_or(|source| article.source(source).is_some()));
        }
    }
    for attribution in &article.attributions {
        attribution.content.iter().chain(&attribution.source).chain(&attribution.cue).for_each(|span| {
            prose(*span);
        });
        assert!(attribution.source_id.is_none_or(|source| article.source(source).is_some()));
    }
    for source in &article.sources {
        source.mentions.iter().for_each(|span| {
            prose(*span);
        });
    }
    article.stets.iter().for_each(|stet| in_file(&article.text, stet.span));
}

/// A place of the file as stored.
pub(crate) fn in_file(text: &Text, span: Span) {
    assert!(text.content().get(span.range()).is_some(), "{span:?} is not in {}", text.path());
}

/// Each character of a block comes from a place of the file that is not before the one of the character before it.
fn goes_back(article: &Article, block: Span, text: &Arc<Text>) {
    let mut before = 0;
    for (at, letter) in article.slice(block).char_indices() {
        let at = block.start + at;
        let raw = article.raw(Span::new(at, at + letter.len_utf8()));
        in_file(text, raw);
        assert!(raw.start >= before, "{letter:?} at {at} comes from {raw:?}, before {before}");
        before = raw.start;
    }
}
