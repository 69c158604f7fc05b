//! The form in which words are compared and found.

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
