//! Plain text: every line is a paragraph, or the lines of a wrapped text are joined again.

use std::sync::Arc;

use super::{
    front::Front,
    line::trim,
    meta,
    prose::{Builder, Draft},
    role,
    shape::bullet,
    stet::{self, Written},
    wrap::{self, Measure},
};
use crate::{
    article::{Article, BlockKind},
    lexicon::Lexicon,
    span::Span,
    text::Text,
};

/// A line that is not blank.
struct Line {
    /// Without its outer blanks.
    span: Span,
    /// How many blanks stand before it.
    indent: usize,
    /// Whether a blank line, or the beginning of the file, precedes it.
    apart: bool,
    measure: Measure,
}

/// Reads plain text.
pub(super) fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    let front = Front::read(text.content());
    // a byte-order mark alone is none
    let body = if front.end > '\u{feff}'.len_utf8() { front.end } else { 0 };
    let (lines, stets) = lines(text.content(), body);
    let places: Vec<Span> = stets.iter().map(Written::span).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.apart);
    let width = wrap::width(pairs.map(|(line, next)| (line.measure, next.measure)));

    let mut builder = Builder::new(text.content());
    let mut drafts: Vec<Draft> = Vec::with_capacity(lines.len());
    for (value, kind) in [(&front.title, BlockKind::Headline), (&front.deck, BlockKind::Deck)] {
        if let Some(place) = value.as_ref().and_then(|value| value.place) {
            let start = builder.at();
            builder.copy(place);
            let span = Span::new(start, builder.at());
            drafts.push(Draft { span, raw: place, kind: Some(kind), apart: true, aside: None });
            builder.replace("\n\n", Span::new(place.end, place.end));
        }
    }
    let titled = !drafts.is_empty();
    let mut last: Option<&Line> = None;
    for line in &lines {
        let gap = Span::new(last.map_or(body, |last| last.span.end), line.span.start);
        let listed = drafts.last().is_some_and(|paragraph| bullet(paragraph.raw.of(text.content())).is_some());
        let joined = last.filter(|last| width.is_some_and(|width| belong(last, line, listed, width, text.content())));
        match (joined, drafts.last_mut()) {
            (Some(last), Some(paragraph)) => {
                builder.replace(joint(last.span.of(text.content())), gap);
                builder.copy(line.span);
                paragraph.raw.end = line.span.end;
                paragraph.span.end = builder.at();
            }
            (_, previous) => {
                if let Some(previous) = previous {
                    previous.apart = line.apart;
                }
                copy_around(&mut builder, gap, &places);
                let start = builder.at();
                builder.copy(line.span);
                drafts.push(Draft {
                    span: Span::new(start, builder.at()),
                    raw: line.span,
                    kind: None,
                    apart: true,
                    aside: None,
                });
            }
        }
        last = Some(line);
    }
    let rest = Span::new(last.map_or(body, |last| last.span.end), text.content().len());
    copy_around(&mut builder, rest, &places);

    let blocks = role::assign(&drafts, builder.prose(), titled, lexicon);
    let (prose, map) = builder.finish();
    let meta = front.meta_before(meta::of(&blocks, &prose, text.path(), lexicon));
    let stets = stet::settle(stets, &blocks, text.content());
    Article { stets, ..Article::new(text, prose, map, blocks, meta) }
}

/// Copies what stands between two lines without the lines of the desk in it.
fn copy_around(builder: &mut Builder, gap: Span, stets: &[Span]) {
    let mut from = gap.start;
    let first = stets.partition_point(|stet| stet.start < gap.start);
    for stet in stets.iter().skip(first).take_while(|stet| stet.end <= gap.end) {
        builder.copy(Span::new(from, stet.start));
        from = stet.end;
    }
    builder.copy(Span::new(from, gap.end));
}

/// The lines from a place on that are not blank, and apart from them those in which the desk lets something stand.
fn lines(content: &str, from: usize) -> (Vec<Line>, Vec<Written>) {
    let bytes = content.as_bytes();
    // files of old Macintosh programs end their lines with a return alone
    let mark = if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
    let mut lines: Vec<Line> = Vec::new();
    let mut stets = Vec::new();
    let (mut start, mut apart) = (from, true);
    let ends = memchr::memchr_iter(mark, bytes.get(from..).unwrap_or_default()).map(|at| from + at);
    for end in ends.chain([content.len()]) {
        let span = trim(Span::new(start, end), content);
        let indent = span.start - start;
        start = end + 1;
        if let Some(stet) = stet::read(span, content) {
            stets.push(stet);
            continue;
        }
        if !span.is_empty() {
            lines.push(Line { span, indent, apart, measure: Measure::of(span.of(content)) });
        }
        apart = span.is_empty();
    }
    (lines, stets)
}

/// Whether a line goes on with the paragraph of the line before it.
fn belong(last: &Line, line: &Line, listed: bool, width: usize, content: &str) -> bool {
    let indented = line.indent > last.indent && !listed;
    !line.apart
        && !indented
        && bullet(line.span.of(content)).is_none()
        && wrap::joins(last.measure, line.measure, width)
}

/// What stands between two joined lines: nothing after the hyphen of a broken word, else a blank.
fn joint(line: &str) -> &'static str {
    let broken = line.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic));
    if broken { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Article {
        let fallback = Lexicon::default();
        parse(Arc::new(Text::new("a.txt", text)), Lexicon::built_in().unwrap_or(&fallback))
    }

    #[test]
    fn prose_is_the_file_where_no_line_is_wrapped() {
        let text = "\u{feff}Night ferries stop\r\n\r\n\u{a0}The mayor said “no”.\r\n  She left.\r\n";
        let article = read(text);
        assert_eq!(article.prose, text);
        let words: Vec<&str> = article.blocks.iter().map(|block| article.slice(block.span)).collect();
        assert_eq!(words, ["Night ferries stop", "The mayor said “no”.", "She left."]);
        assert!(article.blocks.iter().all(|block| article.raw(block.span) == block.raw));
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_with_exact_places() {
        let text = "Night ferries stop\r\n\r\n\
                    The harbour council voted on Tuesday to close the pier\r\n\
                    until its well-known pilings are safe, and the Ellery-\r\n\
                    based company that runs the ferries agreed to it.\r\n\r\n\
                    “We had no choice,” said its director, who had warned\r\n\
                    of the pilings in April.\r\n\r\nXS\r\nSM\r\n";
        let article = read(text);
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        use BlockKind::{Furniture, Headline, Paragraph};
        assert_eq!(kinds, [Headline, Paragraph, Paragraph, Furniture, Furniture]);
        assert!(
            article.prose.contains("to close the pier until its well-known pilings are safe, and the Ellery-based")
        );
        for word in ["until", "Ellery-", "based", "of the pilings", "agreed"] {
            let at = article.prose.find(word).unwrap_or_default();
            assert_eq!(article.raw(Span::new(at, at + word.len())).of(text), word);
        }
    }

    #[test]
    fn front_matter_is_read_above_plain_text() {
        let text =
            "---\ntitle: Night ferries stop\noutlet: Ellery Post\ndate: 2024-02-03\n---\n\nThe mayor said “no”.\n";
        let article = read(text);
        let blocks = article.blocks.iter().map(|block| (block.kind, article.slice(block.span)));
        let known = [(BlockKind::Headline, "Night ferries stop"), (BlockKind::Paragraph, "The mayor said “no”.")];
        assert_eq!(blocks.collect::<Vec<_>>(), known);
        assert!(article.blocks.iter().all(|block| block.raw.of(text) == article.slice(block.span)));
        assert_eq!(article.meta.outlet.as_deref(), Some("Ellery Post"));
        assert_eq!(article.meta.date.as_deref(), Some("2024-02-03"));
        // two rules are none
        let headline = read("---\n\nNight ferries stop\n\n---\n\nThe mayor said “no”.\n");
        assert!(headline.prose.contains("Night") && headline.meta.outlet.is_none());
    }

    #[test]
    fn an_empty_file_has_no_blocks() {
        assert!(read("").blocks.is_empty() && read("\n \u{feff}\n").blocks.is_empty());
    }
}
