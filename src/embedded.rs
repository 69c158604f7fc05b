//! The files under `rules/`, as built into the program.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The lexicons, packed.
pub(crate) static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Lists of words, of each of which one stands in every text that a pattern matches.
type Needs = &'static [&'static [&'static str]];

/// What the build made of a pattern of a built-in rule: its word lists filled in, and what every match needs.
pub(crate) fn pattern(written: &str) -> Option<(&'static str, Needs)> {
    let at = PATTERNS.binary_search_by(|(known, ..)| (*known).cmp(written)).ok()?;
    PATTERNS.get(at).map(|(_, filled, needs)| (*filled, *needs))
}
