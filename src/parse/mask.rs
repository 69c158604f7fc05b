//! Comments where Markdown would lose copy to them.
//!
//! A comment that begins a line takes the rest of the line along, and one that is not closed the rest of the file. Both
//! are masked by something as long that does not, so that every place stays where it was. So is a line of the desk in
//! brackets, which Markdown would take for copy.

use std::borrow::Cow;

use memchr::memmem;

use super::{line, stet};
use crate::span::Span;

/// A stretch, and how what takes its place begins and ends.
type Mask = (Span, &'static str, &'static str);

/// The same text, byte for byte as long, in which comments take no copy along.
pub(super) fn mask(body: &str) -> Cow<'_, str> {
    let mut masks = comments(body);
    masks.extend(lines(body));
    masks.sort_unstable_by_key(|(span, ..)| *span);
    if masks.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let mut done = 0;
    for (span, open, close) in masks {
        // a line in brackets inside a comment
        if span.start < done {
            continue;
        }
        out.push_str(Span::new(done, span.start).of(body));
        out.push_str(open);
        out.extend(std::iter::repeat_n(' ', span.len().saturating_sub(open.len() + close.len())));
        out.push_str(close);
        done = span.end;
    }
    out.push_str(body.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Comments with copy behind them become tags inside a line; the mark of one without an end is blotted out.
fn comments(body: &str) -> Vec<Mask> {
    let mut masks = Vec::new();
    let (opening, closing) = (memmem::Finder::new("<!--"), memmem::Finder::new("-->"));
    let mut at = 0;
    while let Some(start) = body.as_bytes().get(at..).and_then(|rest| opening.find(rest)).map(|found| at + found) {
        let inner = start + 4;
        let Some(end) = body.as_bytes().get(inner..).and_then(|rest| closing.find(rest)).map(|found| inner + found + 3)
        else {
            masks.push((Span::new(start, start + 1), " ", ""));
            break;
        };
        let blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let rest = body.get(end..).unwrap_or_default().trim_start_matches(blank);
        if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
            masks.push((Span::new(start, end), "<x", ">"));
        }
        at = end;
    }
    masks
}

/// Lines of the desk in brackets become comments.
fn lines(body: &str) -> Vec<Mask> {
    let mut masks = Vec::new();
    let mut done = 0;
    for at in memmem::find_iter(body.as_bytes(), "[stet") {
        if at < done {
            continue;
        }
        let start = body.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = body.get(at..).and_then(|rest| rest.find('\n')).map_or(body.len(), |newline| at + newline);
        let span = line::trim(Span::new(start.max(done), end), body);
        if span.len() > 7 && stet::read(span, body).is_some() {
            masks.push((span, "<!--", "-->"));
        }
        done = end;
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_as_long_as_what_they_mask() {
        let text = "<!-- stet typo: é -->Copy.\n\n[stet typo: é]\n\n<!-- a note -->\n\n[stetson]\n\nIt is <!-- open\n";
        let masked = mask(text);
        let expected =
            "<x                   >Copy.\n\n<!--        -->\n\n<!-- a note -->\n\n[stetson]\n\nIt is  !-- open\n";
        assert_eq!(masked, expected);
        assert_eq!(masked.len(), text.len());
        assert!(matches!(mask("no comment <b>\n"), Cow::Borrowed(_)));
    }
}
