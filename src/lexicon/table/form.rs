//! The form in which words are compared and found.

/// How many openings of two letters are told apart.
pub(super) const OPENINGS: usize = 32 * 32;

/// The first two letters of a word as a number, whatever their case; none where they are not ASCII.
pub fn opening(word: &str) -> Option<usize> {
    let letter = |at: usize| word.as_bytes().get(at).map_or(0, |b| usize::from(b | 0x20));
    let (first, second) = (letter(0), letter(1));
    (first | second < 128).then_some((first % 32) * 32 + second % 32)
}

/// Lower case, with a straight apostrophe: the form in which words are compared.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// Whether a word is surely as [`fold`] would make it.
pub fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The hash of a word, eight bytes at a step.
#[inline]
pub(super) fn hash(word: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |hash: u64, value: u64| (hash.rotate_left(5) ^ value).wrapping_mul(FACTOR);
    let (chunks, rest) = word.as_chunks::<8>();
    let hash = chunks.iter().fold(word.len() as u64, |hash, chunk| step(hash, u64::from_le_bytes(*chunk)));
    let rest = rest.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    (step(hash, rest) >> 32) as u32
}
