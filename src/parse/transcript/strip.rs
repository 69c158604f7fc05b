//! What stands between the words of a transcript and was not said: tags, stage directions, times.

use super::captions::time;
use crate::span::Span;

/// Bytes that a stage direction may have.
const LONGEST: usize = 80;
/// What a transcriber writes in round brackets.
const STAGE: [&str; 20] = [
    "applause",
    "audio",
    "background",
    "break",
    "chuckle",
    "cheers",
    "cough",
    "crosstalk",
    "gesture",
    "inaudible",
    "indiscernible",
    "interpret",
    "laugh",
    "music",
    "noise",
    "off mic",
    "off-mic",
    "pause",
    "unintelligible",
    "translat",
];
/// What stands for words that nobody could make out.
const LOST: [&str; 6] = ["crosstalk", "inaudible", "indiscernible", "indistinct", "unintelligible", "audio"];
/// The entities of captions.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&lrm;", ""),
    ("&rlm;", ""),
];

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words as they stand in the file.
    Words(Span),
    /// Other words in the place of some bytes.
    Put(&'static str, Span),
    /// From here on, the words were said at this time.
    Time(u64),
    /// From here on, somebody else speaks, who is named at this place.
    Voice(Span),
}

/// The parts of a stretch of a file; in captions, tags and entities count as such.
pub(super) fn parts(content: &str, span: Span, captions: bool) -> Vec<Part> {
    let text = span.of(content);
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    let place = |from: usize, to: usize| Span::new(span.start + from, span.start + to);
    while let Some(found) = text[at..].find(['[', '(', '<', '{', '&', '*', '♪', '♫']) {
        let start = at + found;
        let (len, part) = match special(&text[start..], captions) {
            Some((len, Special::Gone)) => (len, None),
            Some((len, Special::Time(time))) => (len, Some(Part::Time(time))),
            Some((len, Special::Put(words))) => (len, Some(Part::Put(words, place(start, start + len)))),
            Some((len, Special::Voice(name))) => (len, Some(Part::Voice(place(start + name.start, start + name.end)))),
            None => {
                at = start + text[start..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        if start > from {
            parts.push(Part::Words(place(from, start)));
        }
        parts.extend(part);
        at = start + len;
        from = at;
    }
    if from < text.len() {
        parts.push(Part::Words(place(from, text.len())));
    }
    parts
}

enum Special {
    Gone,
    Time(u64),
    Put(&'static str),
    Voice(Span),
}

/// What a text begins with, if it is not speech, and how long it is.
fn special(text: &str, captions: bool) -> Option<(usize, Special)> {
    let inside = |close: char| {
        let end = text.find(close).filter(|end| *end <= LONGEST)?;
        let inner = text.get(1..end).filter(|inner| !inner.contains('\n'))?;
        Some((end + close.len_utf8(), inner.trim()))
    };
    match text.chars().next()? {
        '*' => Some((text.bytes().take_while(|b| *b == b'*').count(), Special::Gone)),
        note @ ('♪' | '♫') => Some((note.len_utf8(), Special::Gone)),
        '[' => {
            let (len, inner) = inside(']')?;
            // a link of Markdown keeps its words
            (!text[len..].starts_with('(')).then(|| (len, aside(inner)))
        }
        '(' => {
            let (len, inner) = inside(')')?;
            let lower = inner.to_lowercase();
            let stage = STAGE.iter().any(|word| lower.starts_with(word)) || time(inner).is_some();
            stage.then(|| (len, aside(inner)))
        }
        '<' if captions => {
            let (len, inner) = inside('>')?;
            let tag = inner.split([' ', '.', '\t']).next().unwrap_or_default();
            if let Some(stamp) = time(inner) {
                return Some((len, Special::Time(stamp)));
            }
            if tag == "v"
                && let Some(blank) = inner.find([' ', '\t'])
            {
                let start = 1 + text[1..].find(inner)? + blank + 1;
                return Some((len, Special::Voice(Span::new(start, start + inner.len() - blank - 1))));
            }
            let known = ["i", "b", "u", "c", "v", "lang", "ruby", "rt", "font"];
            known.contains(&tag.trim_start_matches('/')).then_some((len, Special::Gone))
        }
        '{' if captions => text.starts_with("{\\").then(|| inside('}')).flatten().map(|(len, _)| (len, Special::Gone)),
        '&' if captions => ENTITIES
            .iter()
            .find(|(entity, _)| text.starts_with(entity))
            .map(|(entity, words)| (entity.len(), Special::Put(words))),
        _ => None,
    }
}

/// What a stage direction stands for.
fn aside(inner: &str) -> Special {
    let lower = inner.to_lowercase();
    match time(inner) {
        Some(stamp) => Special::Time(stamp),
        None if LOST.iter().any(|word| lower.contains(word)) => Special::Put("…"),
        None => Special::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, captions: bool) -> String {
        let parts = parts(text, Span::new(0, text.len()), captions);
        let words = parts.iter().map(|part| match part {
            Part::Words(span) => span.of(text).to_owned(),
            Part::Put(words, _) => (*words).to_owned(),
            Part::Time(time) => format!("<{time}>"),
            Part::Voice(span) => format!("{}: ", span.of(text)),
        });
        words.collect()
    }

    #[test]
    fn what_was_not_said_is_taken_out() {
        assert_eq!(said("It will hold. [applause] I am (laughs) sure.", false), "It will hold.  I am  sure.");
        assert_eq!(said("We saw [inaudible] of them.", false), "We saw … of them.");
        assert_eq!(said("[00:01:00] It will (in the end) hold.", false), "<60000> It will (in the end) hold.");
        assert_eq!(said("It [is](a.html) **good**", false), "It [is](a.html) good");
        assert_eq!(said("a < b & c", false), "a < b & c");
    }

    #[test]
    fn captions_have_tags() {
        assert_eq!(
            said("<v Ruta Samik>It <i>will</i> <00:01.500>hold &amp; stay</v>", true),
            "Ruta Samik: It will <1500>hold & stay"
        );
        assert_eq!(said("{\\an8}It will ♪ hold", true), "It will  hold");
        assert_eq!(said("a < b, <unknown> [", true), "a < b, <unknown> [");
    }
}
