//! One pass over an article that tells which patterns can match at all, and in which blocks.
//!
//! A few words of an article wake a few patterns; no other pattern is compiled or tried.

use std::{
    borrow::Cow,
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use crate::article::Article;

/// What every match of a pattern needs: lists of words, in lower case, of each of which one stands in it in some case.
/// No list: nothing can be said, and nothing wakes the pattern.
pub(super) type Needs = Vec<Vec<Cow<'static, str>>>;

/// How many articles must have been searched before it is worth the time to build a faster search.
const OFTEN: usize = 128;

/// The words that wake patterns.
#[derive(Default)]
pub(super) struct Gate {
    words: Vec<Cow<'static, str>>,
    /// A search for them that is soon built.
    small: OnceLock<Option<AhoCorasick>>,
    /// One that is fast, once it has been needed [`OFTEN`].
    fast: OnceLock<Option<AhoCorasick>>,
    needed: AtomicUsize,
    /// Of each word, the lists that it stands in.
    lists: Vec<Vec<usize>>,
    /// The pattern of each list.
    owners: Vec<usize>,
    patterns: Vec<Waker>,
}

/// A pattern that can be woken.
struct Waker {
    rule: usize,
    pattern: usize,
    /// Its lists, all of which must have a word in a block.
    lists: Range<usize>,
}

/// What an article wakes.
pub(super) struct Awake {
    /// Sorted by rule, then pattern, then block. None: everything, everywhere.
    wakes: Option<Vec<Wake>>,
}

/// A block has what a pattern of a rule needs.
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

impl Waking<'_> {
    /// No word of the article wakes anything.
    pub(super) const NOTHING: Waking<'static> = Waking { wakes: Some(&[]) };
}

impl Gate {
    /// Of each rule, in order, what each of its patterns needs.
    pub(super) fn new<'a>(rules: impl Iterator<Item = &'a [Needs]>) -> Gate {
        let mut words: FxHashMap<&str, usize> = FxHashMap::default();
        let mut gate = Gate::default();
        for (rule, patterns) in rules.enumerate() {
            for (pattern, needs) in patterns.iter().enumerate().filter(|(_, needs)| !needs.is_empty()) {
                let first = gate.owners.len();
                for list in needs {
                    for word in list {
                        let at = *words.entry(word).or_insert_with(|| {
                            gate.lists.push(Vec::new());
                            gate.words.push(word.clone());
                            gate.lists.len() - 1
                        });
                        gate.lists[at].push(gate.owners.len());
                    }
                    gate.owners.push(gate.patterns.len());
                }
                gate.patterns.push(Waker { rule, pattern, lists: first..gate.owners.len() });
            }
        }
        gate
    }

    /// What searches for the words; none if they are too many for one search: then everything is tried.
    fn searcher(&self) -> Option<&AhoCorasick> {
        let build = |kind| {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard).kind(Some(kind));
            builder.build(self.words.iter().map(Cow::as_ref)).ok()
        };
        match self.needed.fetch_add(1, Ordering::Relaxed) < OFTEN {
            true => self.small.get_or_init(|| build(AhoCorasickKind::ContiguousNFA)).as_ref(),
            false => self.fast.get_or_init(|| build(AhoCorasickKind::DFA)).as_ref(),
        }
    }

    /// What an article wakes.
    pub(super) fn awake(&self, article: &Article) -> Awake {
        let Some(searcher) = self.searcher() else { return Awake { wakes: None } };
        let mut wakes = Vec::new();
        // of each word and each list, the last block that had it, from 1
        let mut words = vec![0; self.lists.len()];
        let mut lists = vec![0; self.owners.len()];
        for (block, b) in article.blocks.iter().enumerate() {
            let from = wakes.len();
            for found in searcher.find_overlapping_iter(article.slice(b.span)) {
                let word = found.pattern().as_usize();
                if std::mem::replace(&mut words[word], block + 1) == block + 1 {
                    continue;
                }
                for list in &self.lists[word] {
                    lists[*list] = block + 1;
                    let waker = &self.patterns[self.owners[*list]];
                    if *list == waker.lists.start {
                        wakes.push((self.owners[*list], Wake { rule: waker.rule, pattern: waker.pattern, block }));
                    }
                }
            }
            let mut at = from;
            while let Some((waker, _)) = wakes.get(at) {
                if lists[self.patterns[*waker].lists.clone()].iter().all(|last| *last == block + 1) {
                    at += 1;
                } else {
                    wakes.swap_remove(at);
                }
            }
        }
        let mut wakes: Vec<Wake> = wakes.into_iter().map(|(_, wake)| wake).collect();
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
    /// Whether no pattern of the rule is awake that anything can wake.
    pub(super) fn is_nothing(self) -> bool {
        self.wakes.is_some_and(<[Wake]>::is_empty)
    }

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
        let list = |words: &[&'static str]| words.iter().map(|w| Cow::Borrowed(*w)).collect::<Vec<_>>();
        let one = |words: &[&'static str]| vec![list(words)];
        let rules = [
            vec![one(&["anonym"])],
            vec![one(&["told"]), one(&["said", "told"]), Vec::new(), vec![list(&["said"]), list(&["told", "it"])]],
        ];
        let gate = Gate::new(rules.iter().map(Vec::as_slice));
        let text = "It was said.\n\nHe TOLD us, and said so.\n\nOn condition of ANONYMITY.\n\nHe said that.\n";
        let awake = gate.awake(&parse(Arc::new(Text::new("a.txt", text)), &Lexicon::default()));
        let blocks = |rule, pattern| awake.of(rule).blocks(pattern).map(|blocks| blocks.collect::<Vec<_>>());
        assert_eq!(blocks(0, 0), Some(vec![2]));
        assert_eq!(blocks(1, 0), Some(vec![1]));
        assert_eq!(blocks(1, 1), Some(vec![0, 1, 3]));
        assert_eq!(blocks(1, 2), Some(vec![]));
        assert_eq!(blocks(1, 3), Some(vec![0, 1]));
        assert_eq!(blocks(2, 0), Some(vec![]));
    }
}
