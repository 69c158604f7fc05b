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
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if text.is_ascii() {
        return (latin, 0);
    }
    let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
    letters.fold((latin, 0), |(latin, other), c| match c {
        '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' | '\u{fb00}'..='\u{fb06}' => {
            (latin + 1, other)
        }
        _ => (latin, other + 1),
    })
}
