//! The files under `rules/`, as built into the program.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Bytes that begin where what a processor fetches at a time does.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

/// The lexicons, packed.
pub(crate) static LEXICON: &[u8] = {
    static PACKED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")));
    &PACKED.0
};

/// Lists of words, of each of which one stands in every text that a pattern matches.
type Needs = &'static [&'static [&'static str]];

/// What the build made of a pattern of a built-in rule: its word lists filled in, and what every match needs.
pub(crate) fn pattern(written: &str) -> Option<(&'static str, Needs)> {
    let at = PATTERNS.binary_search_by(|(known, ..)| (*known).cmp(written)).ok()?;
    PATTERNS.get(at).map(|(_, filled, needs)| (*filled, *needs))
}
