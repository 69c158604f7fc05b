//! Places of a file as the JSON reports give them.

use serde::Serialize;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
