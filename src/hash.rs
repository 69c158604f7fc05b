//! The hash of a word, which all that is known of words is found by.
//!
//! The lexicon and the gazetteer are looked up by the same number, so that it is worked out once for each word of an
//! article. Most words have sixteen letters at most, which are taken in as two numbers, whatever their count: where the
//! letters of a word are gone over one by one, the processor guesses wrongly where most of the words end. The build script
//! packs the tables with this file, which stands alone for that reason.

/// Up to sixteen letters, the first of them the lowest bits of the first number; zeros behind the last.
pub(crate) type Letters = [u64; 2];

/// How many letters [`Letters`] hold.
pub(crate) const ROOM: usize = 16;

/// The hash of letters, without regard to the case of those that are ASCII.
#[inline]
pub(crate) fn hash(letters: &[u8]) -> u64 {
    match letters.len() {
        ..=ROOM => hash_of(lower(few(letters))),
        _ => hash_long(letters),
    }
}

/// The hash of letters in small case.
#[inline]
pub(crate) fn hash_of([first, second]: Letters) -> u64 {
    mix(step(step(SEED, first), second))
}

#[inline(never)]
fn hash_long(letters: &[u8]) -> u64 {
    let (chunks, rest) = letters.as_chunks::<8>();
    let hash = chunks.iter().fold(SEED, |hash, chunk| step(hash, lower_eight(u64::from_le_bytes(*chunk))));
    mix(if rest.is_empty() { hash } else { step(hash, lower_eight(few_of_eight(rest))) })
}

/// At most sixteen bytes.
#[inline]
pub(crate) fn few(bytes: &[u8]) -> Letters {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() <= ROOM => {
            // the last eight, without those that are among the first eight
            let last = u128::from(u64::from_le_bytes(*last)) >> (8 * (ROOM - bytes.len()));
            [u64::from_le_bytes(*first), last as u64]
        }
        _ => [few_of_eight(bytes), 0],
    }
}

/// At most seven bytes as one number, the first of them the lowest.
#[inline]
fn few_of_eight(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (_, _, [a, b, c]) => u64::from(*a) | u64::from(*b) << 8 | u64::from(*c) << 16,
        (_, _, [a, b]) => u64::from(*a) | u64::from(*b) << 8,
        (_, _, [a]) => u64::from(*a),
        // the first four and the last four of them hold all
        (Some(head), Some(tail), _) if bytes.len() < 8 => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << (8 * (bytes.len() - 4))
        }
        _ => 0,
    }
}

/// The bytes from a place on, so many of them at most as there is [`ROOM`] for; none where the text is too short to take
/// them all in at once.
#[inline]
pub(crate) fn from(text: &[u8], start: usize) -> Option<Letters> {
    let chunk = text.get(start..)?.first_chunk::<ROOM>()?;
    let all = u128::from_le_bytes(*chunk);
    Some([all as u64, (all >> u64::BITS) as u64])
}

/// The first of some letters.
#[inline]
pub(crate) fn first(letters: Letters, count: usize) -> Letters {
    let [one, two] = MASKS[count.min(ROOM)];
    [letters[0] & one, letters[1] & two]
}

/// The bits of the first so many letters.
const MASKS: [Letters; ROOM + 1] = {
    let mut masks = [[u64::MAX; 2]; ROOM + 1];
    let mut count = 0;
    while count < ROOM {
        let all = (1_u128 << (8 * count)) - 1;
        masks[count] = [all as u64, (all >> 64) as u64];
        count += 1;
    }
    masks
};

/// Where hashes begin.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The lowest bit of each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each of eight bytes.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;

/// Letters in small case.
#[inline]
pub(crate) fn lower(letters: Letters) -> Letters {
    letters.map(lower_eight)
}

#[inline]
fn lower_eight(letters: u64) -> u64 {
    letters | (within(letters, b'A', b'Z')) >> 2
}

/// The highest bit of each of eight bytes that is an ASCII character from one to another.
#[inline]
pub(crate) fn within(bytes: u64, from: u8, to: u8) -> u64 {
    let low = bytes & !HIGH;
    // the highest bit of each byte tells whether it is the first of them or further on, and whether it is past the last
    let reaches = low + EACH * u64::from(0x80 - from);
    let passes = low + EACH * u64::from(0x7f - to);
    (reaches ^ passes) & !bytes & HIGH
}

/// Takes eight more bytes of a word into its hash.
#[inline]
pub(crate) fn step(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(23) ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Spreads what tells hashes apart over all of their bits.
#[inline]
pub(crate) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

    #[test]
    fn words_are_told_apart_whatever_their_case() {
        let all: Vec<u64> = (0..=26).map(|len| hash(&PLAIN[..len])).collect();
        assert!((0..=26).all(|len| hash(&PLAIN[..len].to_ascii_uppercase()) == all[len]));
        assert!((1..=26).all(|len| !all[..len].contains(&all[len])));
        assert!(hash(b"ab") != hash(b"ba") && hash(b"[") != hash(b"{"));
    }

    #[test]
    fn letters_are_the_same_alone_and_in_a_text() {
        for len in 0..=ROOM {
            let alone = few(&PLAIN[..len]);
            assert_eq!(from(PLAIN, 0).map(|letters| first(letters, len)), Some(alone), "{len}");
            assert_eq!(hash_of(alone), hash(&PLAIN[..len]), "{len}");
        }
        assert_eq!(from(PLAIN, 11), None);
    }

    #[test]
    fn characters_are_told_by_their_range() {
        let bytes = *b"AZaz@[\xc1\xda";
        assert_eq!(within(u64::from_le_bytes(bytes), b'A', b'Z'), 0x8080);
        assert_eq!(lower(few(b"A@[Zz\xc1Q1\xdb{")), few(b"a@[zz\xc1q1\xdb{"));
    }
}
