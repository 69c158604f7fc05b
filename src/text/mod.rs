//! A file as read, with its line index.

mod document;

use std::sync::OnceLock;

use serde::Serialize;

pub use self::document::{Document, Style};
use crate::span::Span;

/// A file as read: its path as the desk knows it, and its whole text, byte-order mark included.
#[derive(Debug, Clone)]
pub struct Text {
    path: String,
    content: String,
    encoding: &'static str,
    /// Where lines and characters are, once a place has been asked for.
    index: OnceLock<Index>,
    /// What a Word file says of its lines.
    document: Option<Document>,
}

/// Where the lines and characters of a text are.
#[derive(Debug, Clone)]
struct Index {
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
    /// How many characters stand before each stretch of [`STRETCH`] bytes: an article may be one line of a megabyte.
    stretches: Vec<usize>,
}

impl Index {
    fn new(content: &str) -> Index {
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', content.as_bytes()).map(|at| at + 1));
        let counts = content.as_bytes().chunks(STRETCH).scan(0, |all, stretch| {
            let before = *all;
            *all += characters(stretch);
            Some(before)
        });
        Index { lines, stretches: counts.collect() }
    }
}

/// What the text that was taken out of a Word file was decoded from.
const WORD: &str = "docx";

/// Within so many bytes characters are counted one by one.
const STRETCH: usize = 128;

/// The form of a file, as the ending of its name tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Paragraphs by line or by blank line.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// A Word file.
    Word,
    /// The captions of a film, SRT or WebVTT: never an article.
    Captions,
}

/// The endings of the files that a folder is searched for.
const ENDINGS: [(&str, Format); 10] = [
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("docx", Format::Word),
    ("srt", Format::Captions),
    ("vtt", Format::Captions),
];

impl Format {
    /// The format that the ending of a name tells, whatever its case; none for an ending that is not an article's.
    pub fn of(name: &str) -> Option<Format> {
        let (stem, ending) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
        let known = ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.filter(|_| !stem.is_empty()).map(|(_, format)| *format)
    }

    /// The endings of articles, in the order of their formats, and those of captions where they are wanted.
    pub fn endings(captions: bool) -> impl Iterator<Item = &'static str> {
        ENDINGS.iter().filter(move |(_, format)| format.is_article() || captions).map(|(ending, _)| *ending)
    }

    /// Whether it is one of articles.
    pub fn is_article(self) -> bool {
        self != Format::Captions
    }
}

/// A place as people count it: 1-based line, 1-based column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Text {
    /// A UTF-8 text under the given path.
    pub fn new(path: impl Into<String>, content: impl Into<String>) -> Self {
        Self { path: path.into(), content: content.into(), encoding: "utf-8", index: OnceLock::new(), document: None }
    }

    /// The same text, as one that was decoded from an encoding, named by its WHATWG label in lower case. Its places are
    /// then places of the decoded text.
    #[must_use]
    pub fn decoded_from(mut self, encoding: &'static str) -> Self {
        self.encoding = encoding;
        self
    }

    /// The same text, as one that was taken out of a Word file: every line is a paragraph, and places are places of the
    /// text.
    #[must_use]
    pub fn taken_from(mut self, document: Document) -> Self {
        self.encoding = WORD;
        self.document = Some(document);
        self
    }

    /// What the Word file that it was taken out of says of its paragraphs.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// What its lines are to those who see the file: `line`, or `paragraph` in Word.
    pub fn unit(&self) -> &'static str {
        if self.document.is_some() { "paragraph" } else { "line" }
    }

    /// The path, as it was named or found.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text as stored.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The form that its path tells; plain text, if it tells none.
    pub fn format(&self) -> Format {
        Format::of(&self.path).unwrap_or(Format::Plain)
    }

    /// The encoding it was stored in, by its WHATWG label in lower case; `docx` for a Word file.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The words at a place.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.content)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.content))
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.index().lines.len()
    }

    /// The line (from 0) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.index().lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Where a line (from 0) starts; past the last line, the end of the text.
    pub fn line_start(&self, line: usize) -> usize {
        self.index().lines.get(line).copied().unwrap_or(self.content.len())
    }

    /// Line and column of a byte offset. A byte-order mark takes no column.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let marked = line == 0 && offset > 0 && self.content.starts_with('\u{feff}');
        let before = self.characters_before(offset).saturating_sub(self.characters_before(self.line_start(line)));
        Position { line: line + 1, column: before + 1 - usize::from(marked) }
    }

    /// How many characters stand before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.content.len());
        let Some(stretch) = self.index().stretches.len().checked_sub(1).map(|last| last.min(offset / STRETCH)) else {
            return 0;
        };
        let before = self.index().stretches.get(stretch).copied().unwrap_or(0);
        let rest = self.content.as_bytes().get(stretch * STRETCH..offset).unwrap_or_default();
        before + characters(rest)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let text = Text::new("a.txt", "\u{feff}né\r\n“x”");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.position(6), Position { line: 1, column: 3 });
        let x = text.content().find('x').unwrap_or_default();
        assert_eq!(text.position(x), Position { line: 2, column: 2 });
    }

    #[test]
    fn long_lines_are_counted_by_stretches() {
        let content = format!("a\n{}“x”", "né ".repeat(2_000));
        let text = Text::new("a.txt", content.as_str());
        for (at, c) in content.char_indices().filter(|(_, c)| *c != '\n').skip(1) {
            let column = content.get(2..at).unwrap_or_default().chars().count() + 1;
            assert_eq!(text.position(at), Position { line: 2, column }, "{c} at {at}");
        }
        assert_eq!(text.position(content.len()).column, content.chars().count() - 1);
    }

    #[test]
    fn the_ending_tells_the_format() {
        assert_eq!(Format::of("a.b/Story.MD"), Some(Format::Markdown));
        assert_eq!(Format::of("story.docx"), Some(Format::Word));
        for other in ["a.txt/story", ".txt", "story.", "story.pdf", "-", ""] {
            assert_eq!(Format::of(other), None, "{other}");
        }
        assert_eq!(Text::new("-", "").format(), Format::Plain);
    }

    #[test]
    fn the_end_has_a_position() {
        let text = Text::new("a.txt", "a\n");
        assert_eq!(text.position(2), Position { line: 2, column: 1 });
        assert_eq!(text.line_start(7), 2);
    }
}
