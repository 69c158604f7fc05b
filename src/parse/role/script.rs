//! Lines in another script than the article's.

use super::Unit;
use crate::article::BlockKind;

/// Lines in another script than the article's are the page's, not the story's.
pub(super) fn mark_others(units: &mut [Unit]) {
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

/// How many Latin letters a text has, and how many others.
fn letters(text: &str) -> (usize, usize) {
    // sums of bytes, which the compiler counts many at a time
    let plain = |part: &[u8]| part.iter().map(|byte| u8::from(byte.is_ascii_alphabetic())).sum::<u8>();
    let (mut latin, mut other) = (text.as_bytes().chunks(255).map(|part| usize::from(plain(part))).sum(), 0);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let mut letters = rest[at..].chars();
        match letters.next() {
            Some(
                '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' | '\u{fb00}'..='\u{fb06}',
            ) => {
                latin += usize::from(rest[at..].starts_with(char::is_alphabetic));
            }
            // marks and dashes
            Some('\u{2000}'..='\u{206f}') => {}
            Some(c) => other += usize::from(c.is_alphabetic()),
            None => {}
        }
        rest = letters.as_str();
    }
    (latin, other)
}
