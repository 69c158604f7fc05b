//! Places of a file as the JSON reports give them.

use serde::Serialize;

use super::clean;
use crate::{
    span::Span,
    text::{Position, Text},
};

/// A place in a file: bytes as stored, line and column for people, and exactly the bytes of the span. Writers flatten
/// it into their own objects.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Place<'a> {
    span: Span,
    start: Position,
    end: Position,
    text: &'a str,
}

impl<'a> Place<'a> {
    /// The place of a span of the file as stored.
    pub fn new(text: &'a Text, span: Span) -> Place<'a> {
        Place { span, start: text.position(span.start), end: text.position(span.end), text: text.slice(span) }
    }

    /// The same place, without a word of the file.
    #[must_use]
    pub fn without_words(self) -> Place<'a> {
        Place { text: "", ..self }
    }
}

/// A place as people read it: `story.txt:12:34`, and of a Word file `story.docx, paragraph 12:34`.
pub(super) fn shown(text: &Text, offset: usize) -> String {
    let at = text.position(offset);
    let path = clean(text.path());
    match text.document() {
        Some(_) => format!("{path}, {} {}:{}", text.unit(), at.line, at.column),
        None => format!("{path}:{}:{}", at.line, at.column),
    }
}

/// What to say of the numbers of a listing that are no lines.
pub(super) fn by_paragraph(text: &Text) -> &'static str {
    if text.document().is_some() { "; the numbers are paragraphs" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn gives_bytes_and_characters() -> serde_json::Result<()> {
        let text = Text::new("a.txt", "né\n“été”");
        let place = serde_json::to_value(Place::new(&text, Span::new(7, 12)))?;
        let expected = serde_json::json!({
            "span": {"start": 7, "end": 12},
            "start": {"line": 2, "column": 2}, "end": {"line": 2, "column": 5},
            "text": "été",
        });
        assert_eq!(place, expected);
        Ok(())
    }

    #[test]
    fn places_in_word_files_are_paragraphs() {
        let text = Text::new("a.docx", "né\n“été”");
        assert_eq!(shown(&text, 7), "a.docx:2:2");
        assert_eq!(shown(&text.taken_from(Document::default()), 7), "a.docx, paragraph 2:2");
    }
}
