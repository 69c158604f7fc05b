//! How far two words are apart, as fingers slip: one letter more, less, other, or two neighbours swapped.

use crate::gazetteer::table::plain;

/// Whether two words differ by exactly one slip, without regard to case and accents.
pub(in crate::rules) fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    if !shares_an_end(a.as_bytes(), b.as_bytes()) {
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

/// Whether two words have their first or their last letter in common, as those that are one slip apart have; of short words,
/// and of those that begin or end with other letters than English ones, nothing is said.
fn shares_an_end(a: &[u8], b: &[u8]) -> bool {
    let ([first_a, .., last_a], [first_b, .., last_b]) = (a, b) else { return true };
    let plain = [first_a, last_a, first_b, last_b].iter().all(|byte| byte.is_ascii());
    !plain || a.len().min(b.len()) < 3 || first_a.eq_ignore_ascii_case(first_b) || last_a.eq_ignore_ascii_case(last_b)
}

/// Whether a word may be one slip away from the right one, or from its plural if that counts too: a slip leaves the first or
/// the last letter.
#[inline]
pub(super) fn may_be_slip(word: &[u8], right: &[u8], plural: bool) -> bool {
    let s = || word.last().is_none_or(|last| last.eq_ignore_ascii_case(&b's') || !last.is_ascii());
    word.len().abs_diff(right.len()) < 4 && (shares_an_end(word, right) || (plural && s()))
}

/// Whether two words are the same, without regard to case and accents.
#[inline]
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

/// The ending that one of two words has and the other has not: of a plural, a people, a tense, a possessive.
pub(super) fn ending<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (stem, rest) = long.split_at_checked(short.len())?;
    let known = ["s", "n", "i", "y", "d", "r", "'s", "’s", "'", "’"];
    (same(stem, short) && known.contains(&rest)).then_some(rest)
}

/// Whether two long words are the same but for their last letter.
pub(in crate::rules) fn last_letter_differs(a: &str, b: &str) -> bool {
    let stem = |word: &str| word.char_indices().next_back().map_or(0, |(at, _)| at);
    let (a, b) = (&a[..stem(a)], &b[..stem(b)]);
    a.len() > 3 && same(a, b)
}

/// “chairmen” and “chairman”, “crises” and “crisis”
pub(super) fn is_other_number(a: &str, b: &str) -> bool {
    let pairs = [("man", "men"), ("is", "es")];
    let stems =
        |x: &str, y: &str| a.strip_suffix(x).is_some_and(|stem| b.strip_suffix(y).is_some_and(|s| same(s, stem)));
    pairs.iter().any(|(x, y)| stems(x, y) || stems(y, x))
}

/// Whether two words are the same word, spelt in two ways: British and American, “adviser” and “advisor”.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    const VARIANTS: [(&str, &str); 6] =
        [("or", "our"), ("er", "re"), ("er", "or"), ("is", "iz"), ("ys", "yz"), ("ense", "ence")];
    // “corse” is no other spelling of “course”
    let swaps = |from: &str, to: &str| {
        a.match_indices(from).filter(|(at, _)| *at > 1).any(|(at, _)| {
            let (head, tail) = (&a[..at], &a[at + from.len()..]);
            b.len() == head.len() + to.len() + tail.len()
                && b.starts_with(head)
                && b.ends_with(tail)
                && b.get(head.len()..).is_some_and(|rest| rest.starts_with(to))
        })
    };
    VARIANTS.iter().any(|(x, y)| swaps(x, y) || swaps(y, x))
}

/// Whether two names are the male and the female form of one: “Eric” and “Erica”, “Antonio” and “Antonia”.
pub(in crate::rules) fn is_gendered(a: &str, b: &str) -> bool {
    let stem = |word: &str| {
        let mut letters = word.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        let vowel = matches!(last, Some('a' | 'o' | 'e')) && last != before;
        word.len() - usize::from(vowel)
    };
    let (a, b) = (&a[..stem(a)], &b[..stem(b)]);
    a.len() > 2 && same(a, b)
}

/// How a finger slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Kind {
    /// Two letters swapped.
    Swapped,
    /// A letter twice.
    Doubled,
    /// A letter missing.
    Missing,
    /// The letter of the key beside the right one.
    Beside,
    /// Another letter.
    Other,
    /// A letter too many.
    Extra,
}

/// Every word of which one slip makes the given one, in small letters of ASCII, the likeliest slips first. Of a word with other
/// letters than English ones, none.
pub(in crate::rules) fn undo(word: &str, mut see: impl FnMut(&[u8], Kind)) {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let word = word.to_ascii_lowercase().into_bytes();
    let mut letters = word.clone();
    for at in 1..word.len() {
        if word[at] != word[at - 1] {
            letters.swap(at - 1, at);
            see(&letters, Kind::Swapped);
            letters.swap(at - 1, at);
        }
    }
    // each of the shorter words comes from the one before it: the letter before the gap moves over it
    let mut shorter = word[1..].to_vec();
    for at in 1..word.len() {
        shorter[at - 1] = word[at - 1];
        if word[at] == word[at - 1] {
            see(&shorter, Kind::Doubled);
        }
    }
    let mut longer = [&[0], word.as_slice()].concat();
    for at in 0..=word.len() {
        for letter in b'a'..=b'z' {
            longer[at] = letter;
            see(&longer, Kind::Missing);
        }
        longer[at] = word.get(at).copied().unwrap_or_default();
    }
    for at in 0..word.len() {
        for letter in (b'a'..=b'z').filter(|letter| *letter != word[at]) {
            letters[at] = letter;
            see(&letters, if is_beside(letter, word[at]) { Kind::Beside } else { Kind::Other });
        }
        letters[at] = word[at];
    }
    let mut shorter = word[1..].to_vec();
    for at in 0..word.len() {
        if at > 0 {
            shorter[at - 1] = word[at - 1];
        }
        see(&shorter, Kind::Extra);
    }
}

/// Whether two small letters lie side by side on a keyboard.
fn is_beside(a: u8, b: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    const BESIDE: [u32; 26] = {
        let mut beside = [0; 26];
        let mut row = 0;
        while row < ROWS.len() {
            let mut at = 1;
            while at < ROWS[row].len() {
                let (left, right) = (ROWS[row][at - 1] - b'a', ROWS[row][at] - b'a');
                beside[left as usize] |= 1 << right;
                beside[right as usize] |= 1 << left;
                at += 1;
            }
            row += 1;
        }
        beside
    };
    let mask = BESIDE.get(usize::from(a.wrapping_sub(b'a'))).copied().unwrap_or_default();
    mask & 1_u32.checked_shl(u32::from(b.wrapping_sub(b'a'))).unwrap_or_default() != 0
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
            undo(wrong, |word, _| found |= word == right.as_bytes());
            assert!(found, "{wrong}");
        }
    }

    #[test]
    fn slips_are_undone_in_their_order() {
        let mut found = Vec::new();
        undo("Abb", |word, kind| found.push((String::from_utf8_lossy(word).into_owned(), kind)));
        let of = |kind: Kind| found.iter().filter(|(_, k)| *k == kind).map(|(w, _)| w.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Kind::Swapped), ["bab"]);
        assert_eq!(of(Kind::Doubled), ["ab"]);
        assert_eq!(of(Kind::Extra), ["bb", "ab", "ab"]);
        assert_eq!(of(Kind::Beside), ["sbb", "anb", "avb", "abn", "abv"]);
        assert_eq!(of(Kind::Missing)[..2], ["aabb", "babb"]);
        assert_eq!((of(Kind::Missing).len(), of(Kind::Missing)[26], of(Kind::Missing)[3 * 26]), (104, "aabb", "abba"));
    }

    #[test]
    fn letters_lie_beside_their_neighbours() {
        let beside =
            |letter: u8| (b'a'..=b'z').filter(|other| is_beside(letter, *other)).map(char::from).collect::<String>();
        assert_eq!((beside(b'q'), beside(b'g'), beside(b'm')), ("w".into(), "fh".into(), "n".into()));
    }
}
