//! Where the same runs of words stand in several places of the articles.

use crate::index::{Again, Runs};

/// Places under one run of words that are looked at: a formula that everybody prints is nobody's.
const CROWD: usize = 8;

/// Where the runs of words stand that stand more than once: those of one number one after the other, by article and place.
#[derive(Debug)]
pub(super) struct Places(Vec<Place>);

/// A run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    run: u32,
    article: u32,
    at: u32,
}

/// A place in an article whose run of words stands elsewhere, too.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    pub(super) article: usize,
    /// Its place among the words of the article.
    pub(super) at: usize,
    /// Where it stands among the places that its run has.
    list: (usize, usize),
}

impl Place {
    pub(super) fn article(self) -> usize {
        self.article as usize
    }

    /// Its place among the words of its article.
    pub(super) fn at(self) -> usize {
        self.at as usize
    }
}

impl Places {
    /// Of the runs of each article.
    pub(super) fn new<'a>(articles: impl Iterator<Item = &'a Runs> + Clone) -> Places {
        let numbers = articles.clone().flat_map(|runs| runs.numbers().iter().copied().filter(|run| *run != 0));
        let again = Again::new(numbers.clone().map(u64::from), numbers.count());
        let mut places = Vec::new();
        for (article, runs) in (0..).zip(articles) {
            let again = (0..).zip(runs.numbers()).filter(|(_, run)| **run != 0 && again.has(u64::from(**run)));
            places.extend(again.map(|(at, run)| Place { run: *run, article, at }));
        }
        places.sort_unstable();
        Places(places)
    }

    /// The places whose run stands elsewhere, too, and is not everybody's; by article and place.
    pub(super) fn shared(&self) -> Vec<Shared> {
        let mut shared = Vec::new();
        let mut from = 0;
        for list in self.0.chunk_by(|one, next| one.run == next.run) {
            let to = from + list.len();
            if (2..=CROWD).contains(&list.len()) {
                shared.extend(list.iter().map(|place| Shared {
                    article: place.article(),
                    at: place.at(),
                    list: (from, to),
                }));
            }
            from = to;
        }
        shared.sort_unstable();
        shared
    }

    /// All places of a run, the shared one among them.
    pub(super) fn of(&self, shared: &Shared) -> &[Place] {
        self.0.get(shared.list.0..shared.list.1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_two_or_a_few_are_shared() {
        let articles = [vec![0, 5, 6, 7, 1], vec![6, 0, 0, 7, 2], vec![6, 3]];
        let crowd = vec![vec![9]; CROWD + 1];
        let runs: Vec<Runs> = articles.into_iter().chain(crowd).map(Runs::from).collect();
        let places = Places::new(runs.iter());
        let shared = places.shared();
        let found: Vec<(usize, usize)> = shared.iter().map(|shared| (shared.article, shared.at)).collect();
        assert_eq!(found, [(0, 2), (0, 3), (1, 0), (1, 3), (2, 0)]);
        let others: Vec<(usize, usize)> =
            places.of(&shared[0]).iter().map(|place| (place.article(), place.at())).collect();
        assert_eq!(others, [(0, 2), (1, 0), (2, 0)]);
    }
}
