//! `typo/mojibake`: “GuantÃ¡namo”, broken encoding.

use crate::{
    article::{Article, TokenKind},
    diagnostic::{Diagnostic, Safety},
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
    span::Span,
};

/// Flags text that was written in one encoding and read in another.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut words: Vec<(Span, Vec<Broken>)> = Vec::new();
    for broken in broken(&article.prose) {
        if article.block_at(broken.at.start).is_none_or(|b| !article.blocks[b].kind.is_copy()) {
            continue;
        }
        let around = word_around(article, broken.at);
        match words.last_mut().filter(|(word, _)| word.end >= around.start) {
            Some((word, all)) => {
                *word = word.union(around);
                all.push(broken);
            }
            None => words.push((around, vec![broken])),
        }
    }
    words.iter().filter_map(|(word, all)| finding(context, rule, *word, all)).collect()
}

/// A run of characters that was written in another encoding.
struct Broken {
    at: Span,
    /// What stood there; nothing where it is lost.
    right: Option<String>,
}

/// The broken runs of a text, in order.
fn broken(prose: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = next_suspect(prose, at) {
        let rest = prose.get(next..).unwrap_or_default();
        let lost = rest.len() - rest.trim_start_matches('\u{fffd}').len();
        let run = match decode_at(prose, next) {
            // what is still broken was broken twice
            Some((at, right)) if right.contains(['Ã', 'Â', 'â']) => Broken { at, right: None },
            Some((at, right)) => Broken { at, right: Some(right) },
            None if lost > 0 => Broken { at: Span::new(next, next + lost), right: None },
            None => {
                at = next + 1;
                continue;
            }
        };
        at = run.at.end;
        found.push(run);
    }
    found
}

/// The finding for a word with broken characters in it.
fn finding(context: &Context, rule: &Rule, word: Span, broken: &[Broken]) -> Option<Diagnostic> {
    let article = context.article;
    let printed = article.slice(word);
    let (first, last) = (broken.first()?.at, broken.last()?.at);
    let mut right = String::new();
    let mut from = first.start;
    for run in broken {
        let Some(whole) = &run.right else {
            let message = format!("“{printed}”: a character was lost in reading or saving the file");
            let found = context.finding(rule, word, message).with_slip("lost");
            return Some(found.with_help("Look it up in the original and type it again."));
        };
        right.push_str(article.slice(Span::new(from, run.at.start)));
        right.push_str(whole);
        from = run.at.end;
    }
    let (head, tail) = (Span::new(word.start, first.start), Span::new(last.end, word.end));
    let whole = format!("{}{right}{}", article.slice(head), article.slice(tail));
    let slipped = Slipped {
        at: word,
        replace: first.union(last),
        replacement: &right,
        safety: Safety::Safe,
        message: format!("“{printed}” is “{whole}” read in the wrong encoding"),
        quoted: format!("“{printed}” in a quotation: check the quotation; it is “{whole}” read in the wrong encoding"),
        help: "Put the right characters in, and look for others in the file.",
    };
    report(context, rule, slipped).map(|found| found.with_slip("broken"))
}

/// The next character that broken encoding leaves behind: “Ã”, “Â”, “â”, “Å”, “Ä” or the mark of a lost character.
fn next_suspect(prose: &str, from: usize) -> Option<usize> {
    let bytes = prose.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr2(0xc3, 0xef, bytes.get(at..)?) {
        at += found;
        match bytes.get(at..at + 2)? {
            [0xc3, 0x82..=0x85 | 0x90 | 0x91 | 0xa2 | 0xb0] => return Some(at),
            [0xef, 0xbf] if bytes.get(at + 2) == Some(&0xbd) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The longest run from a place that is UTF-8 read as Windows-1252, with what it should be.
fn decode_at(prose: &str, at: usize) -> Option<(Span, String)> {
    let mut bytes = Vec::new();
    let mut end = at;
    let mut wanted = 0;
    let mut letters = prose.get(at..)?.chars().peekable();
    while let Some(c) = letters.next().filter(|_| bytes.len() < 4) {
        end += c.len_utf8();
        let next = letters.peek().copied().and_then(spacing).filter(|_| c == ' ');
        if let Some(mark) = next {
            end += letters.next().map_or(0, char::len_utf8);
            bytes.push(windows_1252(mark)?);
        } else {
            bytes.push(windows_1252(c)?);
        }
        if wanted == 0 {
            wanted = match bytes.first()? {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        }
        if bytes.len() == wanted {
            let right = String::from_utf8(bytes).ok()?;
            // a control character was never meant
            let printable = right.chars().all(|c| !c.is_control());
            return printable.then(|| (Span::new(at, end), right));
        }
    }
    None
}

/// The mark that normal forms write as a space with a mark on it: “Ã¨” may come as “Ã ̈”.
fn spacing(combining: char) -> Option<char> {
    match combining {
        '\u{308}' => Some('¨'),
        '\u{304}' => Some('¯'),
        '\u{301}' => Some('´'),
        '\u{327}' => Some('¸'),
        _ => None,
    }
}

/// The byte that Windows-1252 writes a character with.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match HIGH.iter().position(|high| *high == c) {
        Some(at) => u8::try_from(at + 0x80).ok(),
        None => u8::try_from(u32::from(c)).ok().filter(|b| !(0x80..0xa0).contains(b)),
    }
}

/// The run without white space around a place.
fn word_around(article: &Article, at: Span) -> Span {
    let block = article.block_at(at.start).map_or(at, |b| article.blocks[b].span);
    let near = article.tokens_in(block);
    let tokens = article.tokens.get(near).unwrap_or_default();
    let touching =
        tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.end >= at.start && t.span.start <= at.end);
    touching.fold(at, |all, token| all.union(token.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_was_read_in_the_wrong_encoding() {
        let decoded = |text: &str| next_suspect(text, 0).and_then(|at| decode_at(text, at)).map(|(_, right)| right);
        assert_eq!(decoded("GuantÃ¡namo").as_deref(), Some("á"));
        assert_eq!(decoded("donâ€™t").as_deref(), Some("’"));
        assert_eq!(decoded("crÃ \u{308}me").as_deref(), Some("è"));
        assert_eq!(decoded("Gonzàlez, Raúl, São, pâté, Århus"), None);
    }
}
