//! The form in which words are compared and found.

/// Lower case, with a straight apostrophe: the form in which words are compared.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// A word as [`fold`] would make it, for as long as it takes to look it up: a string is made only where it must be.
pub enum Folded<'a> {
    /// It is so already.
    Same(&'a str),
    /// A short word of ASCII, and its length.
    Short([u8; SHORT], usize),
    /// Any other.
    Long(String),
}

/// As long as nearly all words are.
const SHORT: usize = 24;

impl<'a> Folded<'a> {
    /// A word in this form.
    #[inline]
    pub fn of(word: &'a str) -> Folded<'a> {
        if is_folded(word) {
            return Folded::Same(word);
        }
        if word.len() > SHORT || !word.is_ascii() {
            return Folded::Long(fold(word));
        }
        let mut short = [0; SHORT];
        short.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        Folded::Short(short, word.len())
    }

    /// Its letters, in UTF-8.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Folded::Same(word) => word.as_bytes(),
            Folded::Short(word, len) => word.get(..*len).unwrap_or_default(),
            Folded::Long(word) => word.as_bytes(),
        }
    }
}

/// Whether a word is surely as [`fold`] would make it.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The hash of a word: its length with what stands at its two ends, which overlap in a short word, and in a long one what
/// lies between.
#[inline]
pub(super) fn hash(word: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |hash: u64, value: u64| (hash.rotate_left(5) ^ value).wrapping_mul(FACTOR);
    let long = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let short = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let seed = word.len() as u64;
    let hash = if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let between = word.get(8..word.len().saturating_sub(8)).unwrap_or_default();
        let hash = between.chunks(8).fold(step(seed, long(first)), |hash, chunk| {
            chunk.iter().fold(hash, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte)).wrapping_mul(FACTOR)
        });
        step(hash, long(last))
    } else if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        step(step(seed, short(first)), short(last))
    } else {
        let byte = |at: usize| word.get(at).map_or(0, |byte| u64::from(*byte));
        step(seed, byte(0) | byte(1) << 8 | byte(2) << 16)
    };
    (hash >> 32) as u32
}

/// The hash of two words, the first given by the place where it lies.
#[inline]
pub(super) fn join(first: usize, second: &[u8]) -> u32 {
    (hash(second) ^ first as u32).wrapping_mul(0x9e37_79b1).rotate_right(8)
}
