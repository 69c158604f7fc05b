//! Words that British and American papers spell in two ways.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The British word, the American one, and `british` where only the British one tells the variety, with tabs between.
const LIST: &str = include_str!("../../rules/gazetteer/words/variety.tsv");

/// What a spelling tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelt {
    /// Whether it is the British spelling; else the American one.
    pub british: bool,
    /// How the other variety spells the word.
    pub other: &'static str,
}

/// What a word in small letters tells, if the varieties spell it in two ways.
pub fn spelt(word: &str) -> Option<Spelt> {
    static WORDS: OnceLock<FxHashMap<&'static str, Spelt>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = FxHashMap::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(british), Some(american)) = (fields.next(), fields.next()) else { continue };
            let sure = fields.next().is_none();
            words.insert(british, Spelt { british: true, other: american });
            if sure {
                words.insert(american, Spelt { british: false, other: british });
            }
        }
        words
    });
    words.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_tells_its_variety() {
        assert!(spelt("colour").is_some_and(|s| s.british && s.other == "color"));
        assert!(spelt("defense").is_some_and(|s| !s.british && s.other == "defence"));
        assert!(spelt("organised").is_some_and(|s| s.british));
        assert_eq!(spelt("organized"), None);
        assert_eq!(spelt("ferry"), None);
    }
}
