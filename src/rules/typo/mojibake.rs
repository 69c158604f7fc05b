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
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = next_suspect(&article.prose, at) {
        let (broken, right) = match decode_at(&article.prose, next) {
            // what is still broken was broken twice
            Some((broken, right)) if right.contains(['Ã', 'Â', 'â']) => (broken, String::new()),
            Some(decoded) => decoded,
            None if article.prose.get(next..).is_some_and(|t| t.starts_with('\u{fffd}')) => {
                let lost = article.prose.get(next..).unwrap_or_default();
                let len = lost.len() - lost.trim_start_matches('\u{fffd}').len();
                (Span::new(next, next + len), String::new())
            }
            None => {
                at = next + 1;
                continue;
            }
        };
        at = broken.end;
        if article.block_at(broken.start).is_none_or(|b| !article.blocks[b].kind.is_copy()) {
            continue;
        }
        let around = word_around(article, broken);
        let printed = article.slice(around);
        if right.is_empty() {
            let message = format!("“{printed}”: a character was lost in reading or saving the file");
            found.push(
                context.finding(rule, around, message).with_help("Look it up in the original and type it again."),
            );
            continue;
        }
        let (head, tail) = (Span::new(around.start, broken.start), Span::new(broken.end, around.end));
        let whole = format!("{}{right}{}", article.slice(head), article.slice(tail));
        found.extend(report(
            context,
            rule,
            Slipped {
                at: around,
                replace: broken,
                replacement: &right,
                safety: Safety::Safe,
                message: format!("“{printed}” is “{whole}” read in the wrong encoding"),
                quoted: format!(
                    "“{printed}” in a quotation: check the quotation; it is “{whole}” read in the wrong encoding"
                ),
                help: "Put the right characters in, and look for others in the file.",
            },
        ));
    }
    found
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
    for c in prose.get(at..)?.chars().take(4) {
        bytes.push(windows_1252(c)?);
        end += c.len_utf8();
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
        assert_eq!(decoded("Gonzàlez, Raúl, São, pâté, Århus"), None);
    }
}
