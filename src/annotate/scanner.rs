//! Where the words, numbers and marks of a block begin and end, and what each is.

use crate::{
    article::TokenKind,
    hash::{self, HIGH, Letters, ROOM},
    lexicon::Lexicon,
    span::Span,
};

/// Ends of web addresses that are told from a missing blank after a full stop.
const DOMAINS: [&str; 18] =
    ["com", "org", "net", "gov", "edu", "info", "io", "tv", "eu", "uk", "de", "fr", "ru", "co", "ca", "au", "us", "ie"];

/// Endings that a number may carry: ordinals, decades, units, hours.
const SUFFIXES: [&str; 16] =
    ["st", "nd", "rd", "th", "s", "m", "k", "bn", "km", "kg", "cm", "mm", "am", "pm", "mph", "ft"];

/// What the scanner finds.
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) form: Form,
    /// The hash of a word of plain letters and figures of ASCII; 0 of others.
    pub(super) hash: u64,
}

/// How a word is written, as far as its bytes tell while they are read.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Small letters of ASCII.
    Lower,
    /// The same after a capital.
    Capital,
    Other,
}

/// A word of plain letters and figures.
struct Plain {
    end: usize,
    form: Form,
    hash: u64,
}

impl Plain {
    /// The word that begins with a letter and ends before what comes next does.
    #[inline]
    fn read(next: Letters, start: usize) -> Option<Plain> {
        let upper = next.map(|bytes| hash::within(bytes, b'A', b'Z'));
        let lower = next.map(|bytes| hash::within(bytes, b'a', b'z'));
        let figures = next.map(|bytes| hash::within(bytes, b'0', b'9'));
        let ends = |at: usize| (!(upper[at] | lower[at] | figures[at]) & HIGH).trailing_zeros() as usize / 8;
        let len = if ends(0) < 8 { ends(0) } else { 8 + ends(1) };
        if len == ROOM {
            return None;
        }
        let has = |kind: Letters| hash::first(kind, len) != [0, 0];
        let form = match (has([upper[0] & !0xff, upper[1]]) || has(figures), upper[0] & 0x80 != 0) {
            (true, _) => Form::Other,
            (false, true) => Form::Capital,
            (false, false) => Form::Lower,
        };
        let small = [next[0] | upper[0] >> 2, next[1] | upper[1] >> 2];
        Some(Plain { end: start + len, form, hash: hash::hash_of(hash::first(small, len)) })
    }

    /// The word that begins at a place, byte by byte.
    #[cold]
    fn read_one_by_one(bytes: &[u8], start: usize) -> Option<Plain> {
        let rest = bytes.get(start..)?;
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = rest.get(..len)?;
        let (first, others) = word.split_first()?;
        let form = match (others.iter().all(u8::is_ascii_lowercase), first.is_ascii_uppercase()) {
            (false, _) => Form::Other,
            (true, true) => Form::Capital,
            (true, false) => Form::Lower,
        };
        Some(Plain { end: start + len, form, hash: hash::hash(word) })
    }
}

/// Goes over a block from token to token.
pub(super) struct Scanner<'a> {
    prose: &'a str,
    /// The prose up to the end of the block.
    text: &'a str,
    at: usize,
    /// Where the block starts.
    start: usize,
    lexicon: &'a Lexicon,
}

impl<'a> Scanner<'a> {
    /// Begins where a block of the prose does.
    pub(super) fn new(prose: &'a str, block: Span, lexicon: &'a Lexicon) -> Self {
        Self { prose, text: &prose[..block.end], at: block.start, start: block.start, lexicon }
    }

    /// Passes over all up to a place.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token, if there is one.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Found> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if let Some(Plain { end, form, hash }) = self.plain_word(at) {
            self.at = end;
            return Some(Found { span: Span::new(at, end), kind: TokenKind::Word, form, hash });
        }
        let stop = bytes.get(at) == Some(&b',') || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1) != Some(&b'.'));
        if stop {
            self.at = at + 1;
            return Some(Found {
                span: Span::new(at, at + 1),
                kind: TokenKind::Punctuation,
                form: Form::Other,
                hash: 0,
            });
        }
        let (span, kind) = self.other(at)?;
        self.at = span.end;
        let word = span.of(self.text).as_bytes();
        let is_plain = kind == TokenKind::Word && word.iter().all(u8::is_ascii_alphanumeric);
        let hash = if is_plain { hash::hash(word) } else { 0 };
        Some(Found { span, kind, form: Form::Other, hash })
    }

    /// The next token from a place on, whatever it is.
    fn other(&self, at: usize) -> Option<(Span, TokenKind)> {
        let rest = &self.text[at..];
        let start = at + (rest.len() - rest.trim_start_matches(is_blank).len());
        let first = self.text[start..].chars().next()?;
        let (end, kind) = match first {
            // before letters beyond ASCII are looked up
            c if is_double(c) => (start + c.len_utf8(), TokenKind::Mark),
            c if c.is_alphabetic() => self.word(start),
            c if c.is_numeric() => (self.number(start), TokenKind::Number),
            '@' | '#' if self.char_at(start + 1).is_some_and(char::is_alphanumeric) && !self.joined(start) => {
                (self.run(start), TokenKind::Address)
            }
            '\'' | '’' if self.joined(start) && self.ends_possessive(start + first.len_utf8()) => {
                (start + first.len_utf8() + 1, TokenKind::Possessive)
            }
            '\'' if self.text[start..].starts_with("''") => (start + 2, TokenKind::Mark),
            '`' if self.text[start..].starts_with("``") => (start + 2, TokenKind::Mark),
            c if is_mark(c) => (start + c.len_utf8(), TokenKind::Mark),
            c => {
                // dots and dashes run together: “...”, “--”
                let len =
                    if matches!(c, '.' | '-') { self.text[start..].chars().take_while(|d| *d == c).count() } else { 1 };
                (start + len * c.len_utf8(), TokenKind::Punctuation)
            }
        };
        Some((Span::new(start, end), kind))
    }

    /// A word that is as most words are: plain letters, and behind them what is part of no word.
    #[inline]
    fn plain_word(&self, start: usize) -> Option<Plain> {
        let bytes = self.text.as_bytes();
        if !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let plain = hash::from(self.prose.as_bytes(), start).and_then(|next| Plain::read(next, start));
        // at the end of the prose, and where the word is long
        let plain = plain.filter(|plain| plain.end <= bytes.len()).or_else(|| Plain::read_one_by_one(bytes, start))?;
        let end = plain.end;
        match *bytes.get(end..).unwrap_or_default() {
            [] | [b' ' | b',' | b'\n' | b';' | b'"' | b'(' | b')' | b'?' | b'!', ..] => Some(plain),
            [b':', after, ..] if after != b'/' => Some(plain),
            // curly marks, dashes and the dots of an ellipsis
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..] => Some(plain),
            [b'.'] | [b'.', b' ' | b'\n', ..] if self.ends_sentence(start, end) => Some(plain),
            _ => None,
        }
    }

    /// Whether a plain word with a point after it surely ends a sentence: neither an initial, an abbreviation nor one of the
    /// few words that depend on what follows.
    fn ends_sentence(&self, start: usize, point: usize) -> bool {
        let bytes = self.text.as_bytes();
        let unsure = match bytes.get(start..point).unwrap_or_default() {
            [_] => true,
            word => word.eq_ignore_ascii_case(b"no") || word.eq_ignore_ascii_case(b"www"),
        };
        let with_point = bytes.get(start..=point).unwrap_or_default();
        !unsure && self.lexicon.plain(hash::hash(with_point)).set.is_none()
    }

    /// A word, or an address that begins with letters.
    fn word(&self, start: usize) -> (usize, TokenKind) {
        let mut end = start;
        loop {
            end += self.plain(end);
            let Some(c) = self.char_at(end) else { break };
            let after = end + c.len_utf8();
            let next = self.char_at(after);
            let inner = match c {
                _ if c.is_alphanumeric() || is_combining(c) => true,
                '\'' | '’' => next.is_some_and(char::is_alphabetic) && end > start && !self.ends_possessive(after),
                '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => next.is_some_and(char::is_alphanumeric),
                '&' => next.is_some_and(char::is_uppercase),
                '.' => self.is_inner_point(start, end, next),
                '/' if self.text[end..].starts_with("://") => return (self.run(start), TokenKind::Address),
                _ => false,
            };
            if !inner {
                break;
            }
            end = after;
        }
        if self.is_address(start, end) {
            return (self.run(start), TokenKind::Address);
        }
        (self.with_point(start, end), TokenKind::Word)
    }

    /// How many plain letters and figures stand from a place on.
    fn plain(&self, at: usize) -> usize {
        self.text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count()
    }

    /// Whether a word that has come so far is the start of an address.
    fn is_address(&self, start: usize, end: usize) -> bool {
        let rest = &self.text[end..];
        if rest.starts_with("://") || is_mailbox(rest) {
            return true;
        }
        let Some(tail) = rest.strip_prefix('.') else { return false };
        if self.text[start..end].eq_ignore_ascii_case("www") {
            return true;
        }
        let letters = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
        let domain = &tail[..letters];
        let next = tail[letters..].chars().next();
        let more = next.is_some_and(|c| c == '.' || c == '/') && tail[letters + 1..].starts_with(char::is_alphanumeric);
        (DOMAINS.contains(&domain) || (more && domain.bytes().all(|b| b.is_ascii_lowercase()) && !domain.is_empty()))
            && !(self.text[start..end].contains('.') && domain.len() < 2)
    }

    /// Whether the point at `at` lies inside an abbreviation (“U.S.”, “a.m.”, “J.K. Harrow”).
    fn is_inner_point(&self, start: usize, at: usize, next: Option<char>) -> bool {
        let so_far = &self.text[start..at];
        let letters = so_far.rsplit('.').next().unwrap_or(so_far);
        let dotted = so_far.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic));
        if !dotted || letters.is_empty() {
            return false;
        }
        let upper = letters.starts_with(char::is_uppercase);
        match next {
            // “U.S.-led” goes on, “U.S. troops” ends with its point
            Some('-') => so_far.contains('.'),
            Some(c) if c.is_alphabetic() => {
                let after = self.char_at(at + 1 + c.len_utf8());
                after == Some('.')
                    || (upper && so_far.contains('.') && c.is_uppercase() && !after.is_some_and(char::is_alphanumeric))
            }
            _ => false,
        }
    }

    /// The end of a word with the point that belongs to it, where it is an abbreviation or an initial.
    fn with_point(&self, start: usize, end: usize) -> usize {
        if self.char_at(end) != Some('.') || self.text[end..].starts_with("..") {
            return end;
        }
        let word = &self.text[start..end];
        let next = self.char_at(end + 1);
        let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        let initial = word.chars().count() == 1
            && word.starts_with(char::is_uppercase)
            && word != "I"
            && next.is_some_and(|c| is_blank(c) || c.is_uppercase());
        let known = || {
            let abbreviation = &self.text[start..=end];
            !self.lexicon.classes(abbreviation).is_none()
                && !next.is_some_and(char::is_alphanumeric)
                // “No. 10”, but “He said no.”
                && (!word.eq_ignore_ascii_case("no") || self.text[end + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        if dotted || initial || known() { end + 1 } else { end }
    }

    /// A number, with inner separators and the letters that belong to it.
    fn number(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(c) = self.char_at(end) {
            let next = self.char_at(end + c.len_utf8());
            let inner = c.is_numeric()
                || (matches!(c, ',' | '.' | ':' | '/') && next.is_some_and(|n| n.is_ascii_digit()))
                || (c == '-' && next.is_some_and(char::is_alphanumeric));
            if inner {
                end += c.len_utf8();
                continue;
            }
            if c.is_alphabetic() {
                let letters = &self.text[end..];
                let letters = &letters[..letters.find(|c: char| !c.is_alphabetic()).unwrap_or(letters.len())];
                let hyphen = self.text[start..end].ends_with('-') || self.text[start..end].contains('-');
                if hyphen || SUFFIXES.iter().any(|s| s.eq_ignore_ascii_case(letters)) {
                    end += letters.len();
                    continue;
                }
            }
            break;
        }
        end
    }

    /// Whether the letters from `at` are the ending `s` of a possessive or a contraction, and the word ends there.
    fn ends_possessive(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        rest.starts_with(['s', 'S']) && !rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '’' || c == '\'')
    }

    /// The end of the run without white space from `start`, less the marks at its end.
    fn run(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let run = &rest[..rest.find(|c: char| c.is_whitespace() || is_double(c)).unwrap_or(rest.len())];
        start + run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']).len().max(1)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Whether the place touches a word before it.
    fn joined(&self, at: usize) -> bool {
        at > self.start && self.text[..at].ends_with(char::is_alphanumeric)
    }
}

/// As many characters as an e-mail address may have before its “@”.
const LONGEST_MAILBOX: usize = 64;

/// Whether what follows a word makes it the start of an e-mail address: “ann.lee@corran.example” from “ann” on.
fn is_mailbox(rest: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = rest.bytes().take(LONGEST_MAILBOX).take_while(|byte| inner(*byte)).count();
    let before = rest[..local].bytes().next_back();
    let named = before.is_none_or(|byte| byte.is_ascii_alphanumeric());
    named && rest[local..].strip_prefix('@').is_some_and(|host| host.starts_with(char::is_alphanumeric))
}

/// White space, and characters that show nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Whether a character may be a quotation mark; a single one may turn out to be an apostrophe.
fn is_mark(c: char) -> bool {
    is_double(c) || matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`')
}
