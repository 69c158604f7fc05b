//! Which articles tell one story.

use rustc_hash::FxHashSet;

use crate::rules::Desk;

/// Articles up to which all are taken to tell one story; beyond, only those that quote an utterance together.
const ONE_STORY: usize = 12;

/// Which articles tell one story.
pub(super) struct Related {
    all: bool,
    pairs: FxHashSet<(usize, usize)>,
    /// Articles that tell a story with another one.
    some: FxHashSet<usize>,
}

impl Related {
    pub(super) fn new(desk: &Desk) -> Related {
        let mut pairs = FxHashSet::default();
        let all = desk.articles.len() <= ONE_STORY;
        for utterance in desk.index.utterances().iter().filter(|_| !all) {
            for pair in &utterance.pairs {
                if let (Some(a), Some(b)) = (utterance.members.get(pair.a), utterance.members.get(pair.b)) {
                    pairs.insert((a.article.min(b.article), a.article.max(b.article)));
                }
            }
        }
        let some = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        Related { all, pairs, some }
    }

    /// Whether no two articles do.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.pairs.is_empty()
    }

    /// Whether an article tells a story with any other one.
    pub(super) fn has_any(&self, article: usize) -> bool {
        self.all || self.some.contains(&article)
    }

    /// Whether two articles do.
    pub(super) fn are(&self, a: usize, b: usize) -> bool {
        self.all || self.pairs.contains(&(a.min(b), a.max(b)))
    }
}
