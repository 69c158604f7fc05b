//! A line or a paragraph as the eye takes it in: its first words, how it begins and ends.

use crate::span::Span;

/// How many words of a line are looked at; no line of furniture is longer, paragraphs are.
const LOOK: usize = 40;

/// The words of one line or paragraph.
pub(super) struct Line<'a> {
    /// All of it, without blanks at either end.
    pub(super) text: &'a str,
    /// Its first words, split at blanks.
    pub(super) words: Vec<&'a str>,
    /// Whether those are all its words.
    pub(super) whole: bool,
}

impl<'a> Line<'a> {
    /// Splits a text into words.
    pub(super) fn new(text: &'a str) -> Self {
        let mut words = Vec::with_capacity(LOOK.min(text.len() / 4 + 1));
        let bytes = text.as_bytes();
        let (mut start, mut from) = (0, 0);
        let next = |from: usize| bytes.get(from..)?.iter().position(|byte| MAY_BE_BLANK[usize::from(*byte)]);
        while let Some(at) = next(from).map(|ahead| from + ahead) {
            let Some(blank) = blank_at(text, at, bytes[at]) else {
                from = at + 1;
                continue;
            };
            if start < at {
                words.push(&text[start..at]);
            }
            start = at + blank;
            if words.len() == LOOK {
                return Self { text, words, whole: text[start..].trim_start().is_empty() };
            }
            from = start;
        }
        if start < text.len() {
            words.push(&text[start..]);
        }
        Self { text, words, whole: true }
    }

    /// Whether it has at most so many words.
    pub(super) fn at_most(&self, words: usize) -> bool {
        self.whole && self.words.len() <= words
    }

    /// Whether it ends as a sentence does, closing marks and brackets aside.
    pub(super) fn ends_sentence(&self) -> bool {
        let closing = |c: char| is_double_mark(c) || matches!(c, '\'' | '’' | ')' | ']');
        self.text.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
    }

    /// Whether it holds more than one sentence, roughly.
    pub(super) fn has_inner_stop(&self) -> bool {
        let stop = |word: &&str| word.ends_with(['.', '!', '?']) && word.len() > 4;
        self.words.iter().rev().skip(1).any(stop)
    }

    /// Whether it holds a double quotation mark.
    pub(super) fn has_double_mark(&self) -> bool {
        let bytes = self.text.as_bytes();
        memchr::memchr(b'"', bytes).is_some()
            || memchr::memmem::find(bytes, b"''").is_some()
            || (!self.text.is_ascii() && self.text.contains(is_double_mark))
    }

    /// Whether most of its longer words begin with a capital.
    pub(super) fn is_title_case(&self) -> bool {
        let long = || self.words.iter().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
        let (all, capital) = (long().count(), long().filter(|w| is_capitalised(w)).count());
        all > 1 && capital * 10 >= all * 8
    }

    /// Whether every word begins with a capital or a digit, small words such as “of” aside.
    pub(super) fn is_name_like(&self) -> bool {
        self.whole && !self.words.is_empty() && self.words.iter().all(|w| is_capitalised(w) || is_small(w))
    }
}

/// How many bytes the white space takes that begins with a byte that may be the first of one.
fn blank_at(text: &str, at: usize, byte: u8) -> Option<usize> {
    if byte.is_ascii() {
        return Some(1);
    }
    let blank = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_whitespace());
    blank.map(char::len_utf8)
}

/// Of each byte, whether it is white space, or may be the first of a white-space character beyond ASCII.
const MAY_BE_BLANK: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = matches!(at as u8, b' ' | b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
        at += 1;
    }
    table
};

/// Blanks, and the characters that no one sees.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// A place without blanks at either end.
pub(super) fn trim(span: Span, text: &str) -> Span {
    let slice = span.of(text);
    let start = span.start + (slice.len() - slice.trim_start_matches(is_blank).len());
    Span::new(start, start + slice.trim_matches(is_blank).len())
}

/// Whether it is a double quotation mark of any style.
pub(super) fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Whether the first letter or digit of a word is a capital or a digit.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| c.is_uppercase() || c.is_numeric())
}

/// Small words inside names and titles.
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 22] = [
        "a", "al", "and", "at", "bin", "da", "de", "del", "der", "di", "du", "el", "for", "in", "la", "le", "of", "on",
        "the", "van", "von", "y",
    ];
    SMALL.contains(&word) || word.starts_with("al-") || word.starts_with("el-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_how_a_line_ends() {
        assert!(Line::new("He left (for good).”").ends_sentence());
        assert!(!Line::new("No second plan").ends_sentence());
        assert!(Line::new("He left early. She stayed.").has_inner_stop());
        assert!(!Line::new("Mr. Orme left the U.S. early.").has_inner_stop());
    }

    #[test]
    fn words_are_split_at_every_blank() {
        let text = " a “b”\u{a0}\u{2003}c\u{3000}\u{e9}t\u{e9} \tю d\u{2028}";
        assert_eq!(Line::new(text).words, text.split_whitespace().collect::<Vec<_>>());
        let long = "ab ".repeat(LOOK);
        assert!(Line::new(&long).whole && !Line::new(&(long + "c")).whole);
    }

    #[test]
    fn tells_titles_from_sentences() {
        assert!(Line::new("Ferry Workers End Their Strike in Port Ellery").is_title_case());
        assert!(!Line::new("Ferry workers end their strike in Port Ellery").is_title_case());
        assert!(Line::new("Salim al-Haddad and Ana de Souza").is_name_like());
    }

    #[test]
    fn what_no_one_sees_is_blank() {
        let text = "\u{feff}\u{200b} a b\u{a0}\r";
        assert_eq!(trim(Span::new(0, text.len()), text).of(text), "a b");
    }
}
