//! Words, numbers and marks. No later layer looks at characters again.

use crate::{
    article::{Block, Case, STRETCH, Token, TokenKind},
    lexicon::{Classes, First, Folded, Lexicon, Opening, Word},
    span::Span,
};

/// Ends of web addresses that are told from a missing blank after a full stop.
const DOMAINS: [&str; 18] =
    ["com", "org", "net", "gov", "edu", "info", "io", "tv", "eu", "uk", "de", "fr", "ru", "co", "ca", "au", "us", "ie"];

/// Endings that a number may carry: ordinals, decades, units, hours.
const SUFFIXES: [&str; 16] =
    ["st", "nd", "rd", "th", "s", "m", "k", "bn", "km", "kg", "cm", "mm", "am", "pm", "mph", "ft"];

/// The tokens of every block of copy, in order, and what words there are in each stretch of them; a piece of code is one
/// token.
pub(super) fn tokenize(prose: &str, blocks: &[Block], code: &[Span], lexicon: &Lexicon) -> (Vec<Token>, Vec<Classes>) {
    let mut list = List::new(prose.len(), lexicon);
    let mut code = code.iter().peekable();
    for (block, found) in blocks.iter().enumerate().filter(|(_, b)| b.kind.is_copy()) {
        let mut scanner =
            Scanner { text: &prose[..found.span.end], at: found.span.start, start: found.span.start, lexicon };
        while let Some(Found { span, kind, form }) = scanner.next() {
            while code.next_if(|code| code.end <= span.start).is_some() {}
            let (span, kind, form) = match code.peek().filter(|code| code.start < span.end) {
                Some(code) => {
                    scanner.at = code.end.clamp(span.end, found.span.end);
                    (Span::new(span.start, scanner.at), TokenKind::Address, Form::Other)
                }
                None => (span, kind, form),
            };
            list.push(span, kind, form, block, span.of(prose));
        }
    }
    (list.tokens, list.stretches)
}

/// The tokens so far, with what is known of them.
struct List<'a> {
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    stretches: Vec<Classes>,
    /// The word before, where entries of several words begin with it.
    first: Option<First>,
}

impl<'a> List<'a> {
    fn new(len: usize, lexicon: &'a Lexicon) -> Self {
        let tokens = Vec::with_capacity(len / 5);
        let stretches = Vec::with_capacity(tokens.capacity() / STRETCH + 1);
        Self { lexicon, tokens, stretches, first: None }
    }

    fn push(&mut self, span: Span, kind: TokenKind, form: Form, block: usize, word: &str) {
        let case = match (kind, form) {
            (TokenKind::Word, Form::Lower) => Case::Lower,
            (TokenKind::Word, Form::Capital) => Case::Capital,
            (TokenKind::Word, Form::Other) => case_of(word),
            _ => Case::None,
        };
        let is_known = matches!(kind, TokenKind::Word | TokenKind::Number);
        let mut known = Word::default();
        if is_known || self.first.is_some() {
            let folded = match form {
                Form::Lower => Folded::Same(word),
                Form::Capital | Form::Other => Folded::of(word),
            };
            if let Some(first) = self.first.take() {
                self.open(first, &folded);
            }
            if is_known {
                known = self.lexicon.word(&folded);
            }
        }
        if self.tokens.len().is_multiple_of(STRETCH) {
            self.stretches.push(Classes::NONE);
        }
        let Word { set, first } = known;
        self.first = first;
        if let (false, Some(stretch)) = (set.is_none(), self.stretches.last_mut()) {
            *stretch = stretch.or(self.lexicon.of_set(set));
        }
        let opens = Opening::default();
        self.tokens.push(Token { span, kind, case, block, set, opens, quoted: false });
    }

    /// Notes of the last token what entries begin with it and the word that comes next.
    fn open(&mut self, first: First, next: &Folded) {
        let opens = self.lexicon.opening(first, next);
        if let (false, Some(token), Some(stretch)) =
            (opens.is_none(), self.tokens.last_mut(), self.stretches.last_mut())
        {
            token.opens = opens;
            *stretch = stretch.or(self.lexicon.opened(opens));
        }
    }
}

/// What the scanner finds.
struct Found {
    span: Span,
    kind: TokenKind,
    form: Form,
}

/// How a word is written, as far as its bytes tell while they are read.
#[derive(Clone, Copy)]
enum Form {
    /// Small letters of ASCII.
    Lower,
    /// The same after a capital.
    Capital,
    Other,
}

/// Of each byte, whether it is a small letter, a capital or a figure of ASCII.
const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => FIGURE,
            _ => 0,
        };
        at += 1;
    }
    table
};
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const FIGURE: u8 = 4;

struct Scanner<'a> {
    /// The prose up to the end of the block.
    text: &'a str,
    at: usize,
    /// Where the block starts.
    start: usize,
    lexicon: &'a Lexicon,
}

impl Scanner<'_> {
    #[inline]
    fn next(&mut self) -> Option<Found> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if let Some((end, form)) = self.plain_word(at) {
            self.at = end;
            return Some(Found { span: Span::new(at, end), kind: TokenKind::Word, form });
        }
        let stop = bytes.get(at) == Some(&b',') || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1) != Some(&b'.'));
        if stop {
            self.at = at + 1;
            return Some(Found { span: Span::new(at, at + 1), kind: TokenKind::Punctuation, form: Form::Other });
        }
        let (span, kind) = self.other(at)?;
        self.at = span.end;
        Some(Found { span, kind, form: Form::Other })
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

    /// The end of a word that is as most words are: plain letters, and behind them what is part of no word.
    #[inline]
    fn plain_word(&self, start: usize) -> Option<(usize, Form)> {
        let bytes = self.text.as_bytes();
        let first = PLAIN[usize::from(*bytes.get(start)?)];
        if first & (LOWER | UPPER) == 0 {
            return None;
        }
        let (mut end, mut rest) = (start + 1, 0);
        while let Some(byte) = bytes.get(end) {
            let plain = PLAIN[usize::from(*byte)];
            if plain == 0 {
                break;
            }
            rest |= plain;
            end += 1;
        }
        let form = match (first, rest) {
            (LOWER, 0 | LOWER) => Form::Lower,
            (UPPER, 0 | LOWER) => Form::Capital,
            _ => Form::Other,
        };
        match bytes.get(end) {
            None | Some(b' ' | b',' | b'\n' | b';' | b'"' | b'(' | b')') => Some((end, form)),
            // the last word of a sentence
            Some(b'.') if matches!(bytes.get(end + 1), None | Some(b' ' | b'\n')) => {
                let with_point = self.with_point(start, end);
                match with_point == end {
                    true if !self.text[start..end].eq_ignore_ascii_case("www") => Some((end, form)),
                    _ => None,
                }
            }
            _ => None,
        }
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

/// How a word is capitalised. A capital after a hyphen says nothing (“Frank-Walter”).
fn case_of(word: &str) -> Case {
    // as most words are: small letters, the first perhaps a capital
    if let Some((first, rest)) = word.as_bytes().split_first()
        && first.is_ascii_alphabetic()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        return if first.is_ascii_uppercase() { Case::Capital } else { Case::Lower };
    }
    let (mut upper, mut lower, mut inner_upper, mut first) = (0, 0, false, None);
    let mut before = '-';
    for c in word.chars() {
        if c.is_alphabetic() {
            first.get_or_insert(c);
        }
        if c.is_uppercase() {
            upper += 1;
            inner_upper |= before.is_alphabetic() || (before == '-' && lower > 0 && upper == 1);
        } else if c.is_lowercase() {
            lower += 1;
        }
        before = c;
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Capital,
        (_, 0) => Case::Upper,
        _ if first.is_some_and(char::is_uppercase) && !inner_upper => Case::Capital,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    const ABBREVIATIONS: &str = "[never-end]\nabout = ''\nwords = ['Mr.', 'Lt.', 'No.', 'Jan.']\n";

    fn tokens(text: &str) -> Vec<(String, TokenKind)> {
        let lexicon = Lexicon::load(&[("lexicon/abbreviations.toml", ABBREVIATIONS)]).unwrap_or_default();
        let all = Span::new(0, text.len());
        let blocks = [Block { kind: BlockKind::Paragraph, span: all, raw: all, aside: None }];
        tokenize(text, &blocks, &[], &lexicon).0.iter().map(|t| (t.span.of(text).to_owned(), t.kind)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn keeps_abbreviations_and_initials_whole() {
        assert_eq!(
            words("Mr. J. K. Dole of the U.S.-led force, at 9 a.m. Monday."),
            ["Mr.", "J.", "K.", "Dole", "of", "the", "U.S.-led", "force", ",", "at", "9", "a.m.", "Monday", ".",]
        );
        assert_eq!(
            words("the U.S. But No. 10 said no. No one"),
            ["the", "U.S.", "But", "No.", "10", "said", "no", ".", "No", "one",]
        );
        assert_eq!(words("UN.mediator caucus.The"), ["UN", ".", "mediator", "caucus", ".", "The"]);
    }

    #[test]
    fn splits_possessives_and_keeps_inner_apostrophes() {
        assert_eq!(words("Syria’s Ja'afari doesn’t"), ["Syria", "’s", "Ja'afari", "doesn’t"]);
        assert_eq!(tokens("Syria’s")[1].1, TokenKind::Possessive);
    }

    #[test]
    fn knows_addresses_and_numbers() {
        use TokenKind::{Address, Number, Word};
        assert_eq!(
            tokens("see https://x.org/a?b, bbc.co.uk, @desk #news a.b@c.com ann.lee_1@corran.example")
                .iter()
                .filter(|t| t.1 == Address)
                .count(),
            6
        );
        assert_eq!(tokens("3,000 5½-month 21st $23million")[..3].iter().map(|t| t.1).collect::<Vec<_>>(), [Number; 3]);
        assert_eq!(tokens("$23million")[1..].iter().map(|t| t.1).collect::<Vec<_>>(), [Number, Word]);
    }

    #[test]
    fn tells_cases() {
        let cases: Vec<Case> =
            ["word", "Word", "NATO", "U.S.", "al-Muslat", "McCain", "Frank-Walter", "A"].map(case_of).into();
        assert_eq!(
            cases,
            [
                Case::Lower,
                Case::Capital,
                Case::Upper,
                Case::Upper,
                Case::Mixed,
                Case::Mixed,
                Case::Capital,
                Case::Capital,
            ]
        );
    }

    #[test]
    fn marks_and_signs_stand_alone_and_what_is_written_in_one_stays_one() {
        let cases: [(&str, &[&str]); 15] = [
            ("€5 – 6… then -- so...", &["€", "5", "–", "6", "…", "then", "--", "so", "..."]),
            ("``so'' `so", &["``", "so", "''", "`", "so"]),
            ("AT&T nets & lines", &["AT&T", "nets", "&", "lines"]),
            ("a#b # c @ d", &["a", "#", "b", "#", "c", "@", "d"]),
            ("cafe\u{301}s na\u{ef}ve har\u{ad}bour", &["cafe\u{301}s", "naïve", "har\u{ad}bour"]),
            ("\u{200b}so  and\u{feff} on", &["so", "and", "on"]),
            ("3,500 10-year 24/7 3.5bn 9am 1990s 7:30", &["3,500", "10-year", "24/7", "3.5bn", "9am", "1990s", "7:30"]),
            ("pages 3-, 4", &["pages", "3", "-", ",", "4"]),
            ("Ann's James’s it's the 's", &["Ann", "'s", "James", "’s", "it", "'s", "the", "'", "s"]),
            ("Ann'sam boss’s’", &["Ann'sam", "boss’s", "’"]),
            ("rock 'n' roll o'clock", &["rock", "'", "n", "'", "roll", "o'clock"]),
            ("and/or so.and", &["and", "/", "or", "so", ".", "and"]),
            ("J.K. Dole a.m.-shift B.Sc U.S.-led", &["J.K.", "Dole", "a.m.-shift", "B.", "Sc", "U.S.-led"]),
            ("J.K.Dole left. I. Am", &["J.K.", "Dole", "left", ".", "I", ".", "Am"]),
            ("Jan. 5 JAN. jan. so", &["Jan.", "5", "JAN.", "jan.", "so"]),
        ];
        let wrong: Vec<_> = cases.iter().filter(|(text, parts)| words(text) != *parts).map(|(t, _)| words(t)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn an_address_is_one_token() {
        let addresses = |text: &str| -> Vec<String> {
            tokens(text).into_iter().filter(|t| t.1 == TokenKind::Address).map(|(word, _)| word).collect()
        };
        let cases: [(&str, &[&str]); 9] = [
            ("at ftp://corran.example/a,b.", &["ftp://corran.example/a,b"]),
            ("at www.Corran.example/x, then", &["www.Corran.example/x"]),
            ("at corran.org. So", &["corran.org"]),
            ("at news.corran.example now", &["news.corran.example"]),
            ("at corran.example/news now", &["corran.example/news"]),
            (
                "ask ann@corran.example, “bo@corran.example” or #news1",
                &["ann@corran.example", "bo@corran.example", "#news1"],
            ),
            ("he left.Then she came.Nobody spoke", &[]),
            ("at 9 a.m.The U.S. left", &[]),
            ("so @ the quay, ann@ the quay", &[]),
        ];
        let found: Vec<_> = cases.iter().map(|(text, _)| addresses(text)).collect();
        let wrong: Vec<_> = found.iter().zip(&cases).filter(|(found, (_, parts))| *found != parts).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_piece_of_code_is_one_token() {
        let text = "run make -j2 all, then wait";
        let lexicon = Lexicon::default();
        let all = Span::new(0, text.len());
        let blocks = [Block { kind: BlockKind::Paragraph, span: all, raw: all, aside: None }];
        let (found, _) = tokenize(text, &blocks, &[Span::new(4, 16)], &lexicon);
        let found: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found, ["run", "make -j2 all", ",", "then", "wait"]);
    }

    #[test]
    fn tells_cases_beyond_plain_letters() {
        let words = ["É", "Émile", "ÉTÉ", "été", "42", "iPhone", "pre-War", "Anglo-Danish", "St.-Pierre", "PhD"];
        use Case::{Capital, Lower, Mixed, None, Upper};
        assert_eq!(words.map(case_of), [Capital, Capital, Upper, Lower, None, Mixed, Mixed, Capital, Capital, Mixed]);
    }
}
