//! How far two words are apart, as fingers slip: one letter more, less, other, or two neighbours swapped.

use crate::gazetteer::table::plain;

/// Whether two words differ by exactly one slip, without regard to case and accents.
pub(in crate::rules) fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        let (mut left, mut right) = ([0; 32], [0; 32]);
        if let (Some(left), Some(right)) = (lower(a, &mut left), lower(b, &mut right)) {
            return one_apart(left, right);
        }
    }
    let letters = |word: &str| word.chars().map(plain).collect::<Vec<char>>();
    one_apart(&letters(a), &letters(b))
}

/// Whether two words are the same, without regard to case and accents.
pub(in crate::rules) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!(a.is_ascii() && b.is_ascii()) && a.chars().map(plain).eq(b.chars().map(plain)))
}

fn lower<'a>(word: &str, into: &'a mut [u8; 32]) -> Option<&'a [u8]> {
    let into = into.get_mut(..word.len())?;
    into.copy_from_slice(word.as_bytes());
    into.make_ascii_lowercase();
    Some(into)
}

fn one_apart<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => match (&short[same..], &long[same..]) {
            ([x, y, rest_a @ ..], [v, w, rest_b @ ..]) if x == w && y == v => rest_a == rest_b,
            ([_, rest_a @ ..], [_, rest_b @ ..]) => rest_a == rest_b,
            _ => false,
        },
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

/// The ending that one of two words has and the other has not: of a plural, a people, a possessive.
pub(super) fn ending<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (stem, rest) = long.split_at_checked(short.len())?;
    (same(stem, short) && matches!(rest, "s" | "n" | "'s" | "’s" | "'" | "’")).then_some(rest)
}

/// Every word that one slip makes of a word, in the order in which slips are likely: two letters swapped, a letter
/// twice, a letter missing, another letter, a letter too many.
pub(in crate::rules) fn undo(word: &str, mut see: impl FnMut(&str)) {
    let letters: Vec<char> = word.chars().map(plain).collect();
    let mut out = String::with_capacity(word.len() + 4);
    let mut emit = |parts: [&[char]; 3]| {
        out.clear();
        out.extend(parts.into_iter().flatten());
        see(&out);
    };
    for at in 1..letters.len() {
        if letters[at] != letters[at - 1] {
            emit([&letters[..at - 1], &[letters[at], letters[at - 1]], &letters[at + 1..]]);
        }
    }
    for at in 1..letters.len() {
        if letters[at] == letters[at - 1] {
            emit([&letters[..at], &[], &letters[at + 1..]]);
        }
    }
    for at in 0..=letters.len() {
        for letter in 'a'..='z' {
            emit([&letters[..at], &[letter], &letters[at..]]);
        }
    }
    for at in 0..letters.len() {
        for letter in ('a'..='z').filter(|l| *l != letters[at]) {
            emit([&letters[..at], &[letter], &letters[at + 1..]]);
        }
    }
    for at in 0..letters.len() {
        emit([&letters[..at], &[], &letters[at + 1..]]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_one_swap() {
        for (a, b) in
            [("Untied", "United"), ("Sate", "State"), ("Crux", "Cruz"), ("Stree", "Street"), ("jose", "JOSÉS")]
        {
            assert!(one_slip(a, b) && one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("States", "states"), ("Paris", "Prague"), ("ab", "ba c"), ("Minster", "Ministers"), ("é", "e")]
        {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn every_slip_is_undone() {
        for (wrong, right) in [("teh", "the"), ("betore", "before"), ("uurging", "urging"), ("severl", "several")] {
            let mut found = false;
            undo(wrong, |word| found |= word == right);
            assert!(found, "{wrong}");
        }
    }
}
