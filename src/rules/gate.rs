//! One pass over an article that tells which patterns can match at all, and in which blocks.
//!
//! A few words of an article wake a few patterns; no other pattern is compiled or tried.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::article::Article;

/// The words that wake patterns.
pub(super) struct Gate {
    searcher: Option<AhoCorasick>,
    /// Rule and pattern of each word of the searcher.
    owners: Vec<(usize, usize)>,
}

/// What an article wakes.
pub(super) struct Awake {
    /// Sorted by rule, then pattern, then block. None: everything, everywhere.
    wakes: Option<Vec<Wake>>,
}

/// A word that belongs to a pattern of a rule stands in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wake {
    rule: usize,
    pattern: usize,
    block: usize,
}

/// What an article wakes of one rule.
#[derive(Clone, Copy)]
pub(super) struct Waking<'a> {
    wakes: Option<&'a [Wake]>,
}

impl Gate {
    /// Of each rule, in order, of each of its patterns the words that wake it.
    pub(super) fn new<'a>(rules: impl Iterator<Item = &'a [Vec<String>]>) -> Gate {
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        for (rule, patterns) in rules.enumerate() {
            for (pattern, own) in patterns.iter().enumerate() {
                words.extend(own);
                owners.resize(words.len(), (rule, pattern));
            }
        }
        let searcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words);
        // too many words for one searcher: try everything
        Gate { searcher: searcher.ok(), owners }
    }

    /// What an article wakes.
    pub(super) fn awake(&self, article: &Article) -> Awake {
        let Some(searcher) = &self.searcher else { return Awake { wakes: None } };
        let mut wakes = Vec::new();
        for (block, b) in article.blocks.iter().enumerate() {
            for found in searcher.find_overlapping_iter(article.slice(b.span)) {
                let (rule, pattern) = self.owners[found.pattern().as_usize()];
                wakes.push(Wake { rule, pattern, block });
            }
        }
        wakes.sort_unstable();
        wakes.dedup();
        Awake { wakes: Some(wakes) }
    }
}

impl Awake {
    /// What of a rule is awake, by its place among the rules.
    pub(super) fn of(&self, rule: usize) -> Waking<'_> {
        let wakes = self.wakes.as_deref().map(|wakes| {
            let start = wakes.partition_point(|w| w.rule < rule);
            let len = wakes[start..].partition_point(|w| w.rule == rule);
            &wakes[start..start + len]
        });
        Waking { wakes }
    }
}

impl<'a> Waking<'a> {
    /// Everything.
    #[cfg(test)]
    pub(super) const ALL: Waking<'static> = Waking { wakes: None };

    /// The blocks in which a pattern is awake; none: in all of them.
    pub(super) fn blocks(self, pattern: usize) -> Option<impl Iterator<Item = usize> + 'a> {
        let wakes = self.wakes?;
        let start = wakes.partition_point(|w| w.pattern < pattern);
        let own = wakes[start..].iter().take_while(move |w| w.pattern == pattern);
        Some(own.map(|w| w.block))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{lexicon::Lexicon, parse::parse, text::Text};

    #[test]
    fn wakes_what_a_block_can_concern() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let rules = [vec![list(&["anonym"])], vec![list(&["told"]), list(&["said", "told"])]];
        let gate = Gate::new(rules.iter().map(Vec::as_slice));
        let text = "It was said.\n\nHe TOLD us, and said so.\n\nOn condition of ANONYMITY.\n";
        let awake = gate.awake(&parse(Arc::new(Text::new("a.txt", text)), &Lexicon::default()));
        let blocks = |rule, pattern| awake.of(rule).blocks(pattern).map(|blocks| blocks.collect::<Vec<_>>());
        assert_eq!(blocks(0, 0), Some(vec![2]));
        assert_eq!(blocks(1, 0), Some(vec![1]));
        assert_eq!(blocks(1, 1), Some(vec![0, 1]));
        assert_eq!(blocks(2, 0), Some(vec![]));
    }
}
