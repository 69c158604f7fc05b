//! One pass over an article that tells which pattern rules it can concern at all.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The words that wake rules.
pub(super) struct Gate {
    searcher: Option<AhoCorasick>,
    /// The rule of each word of the searcher.
    owners: Vec<usize>,
    /// Rules that every article wakes.
    always: Vec<bool>,
}

impl Gate {
    /// Of each rule, in order, the words that wake it; no words: always awake.
    pub(super) fn new<'a>(rules: impl Iterator<Item = &'a [String]>) -> Gate {
        let (mut words, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, gate) in rules.enumerate() {
            always.push(gate.is_empty());
            words.extend(gate);
            owners.resize(words.len(), rule);
        }
        let searcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words);
        match searcher {
            Ok(searcher) => Gate { searcher: Some(searcher), owners, always },
            // too many words for one searcher: run everything
            Err(_) => Gate { searcher: None, owners, always: vec![true; always.len()] },
        }
    }

    /// Of each rule, in order, whether it can find anything in the text.
    pub(super) fn awake(&self, text: &str) -> Vec<bool> {
        let mut awake = self.always.clone();
        for found in self.searcher.iter().flat_map(|s| s.find_overlapping_iter(text)) {
            awake[self.owners[found.pattern().as_usize()]] = true;
        }
        awake
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wakes_what_a_text_can_concern() {
        let rules = [vec!["anonym".to_owned()], vec![], vec!["said".to_owned(), "told".to_owned()]];
        let gate = Gate::new(rules.iter().map(Vec::as_slice));
        assert_eq!(gate.awake("On condition of ANONYMITY"), [true, true, false]);
        assert_eq!(gate.awake("He told us"), [false, true, true]);
    }
}
