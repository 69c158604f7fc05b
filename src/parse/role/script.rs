//! Lines in another script than the article's.

use super::Unit;
use crate::article::BlockKind;

/// Lines in another script than the article's are the page's, not the story's.
pub(super) fn mark_others(units: &mut [Unit]) {
    if units.iter().all(|unit| !has_other(unit.line.text)) {
        return;
    }
    let counts: Vec<(usize, usize)> = units.iter().map(|unit| letters(unit.line.text)).collect();
    let (latin, other) = counts.iter().fold((0, 0), |all, line| (all.0 + line.0, all.1 + line.1));
    for (unit, (in_latin, in_other)) in units.iter_mut().zip(counts) {
        let (own, foreign, all) =
            if latin >= other { (in_latin, in_other, other) } else { (in_other, in_latin, latin) };
        // where a fifth of the file is in the other script, the article is in both
        if unit.open() && foreign > own && foreign > 1 && all * 5 < latin + other {
            unit.kind = Some(BlockKind::Furniture);
        }
    }
}

/// Whether a text has a letter that is not Latin.
fn has_other(text: &str) -> bool {
    !text.is_ascii() && beyond_ascii(text).any(|c| !is_latin(c) && c.is_alphabetic())
}

/// How many Latin letters a text has, and how many others.
fn letters(text: &str) -> (usize, usize) {
    let plain = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let letters = beyond_ascii(text).filter(|c| c.is_alphabetic());
    letters.fold((plain, 0), |(latin, other), c| if is_latin(c) { (latin + 1, other) } else { (latin, other + 1) })
}

/// Bytes that are looked at together.
const PIECE: usize = 32;

/// The characters of a text beyond ASCII that may be letters.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    let next = std::iter::from_fn(move || {
        // by pieces, of which nearly all are plain
        let piece = PIECE * rest.as_bytes().chunks(PIECE).position(|piece| !piece.is_ascii())?;
        let at = piece + rest.bytes().skip(piece).position(|byte| !byte.is_ascii())?;
        let mut from = rest[at..].chars();
        let next = from.next()?;
        rest = from.as_str();
        Some(next)
    });
    // marks and dashes, by far the most of them, are none
    next.filter(|c| !('\u{2000}'..='\u{206f}').contains(c))
}

/// Whether a letter beyond ASCII is a Latin one.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' | '\u{fb00}'..='\u{fb06}')
}
