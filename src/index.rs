//! The quotations of all articles, those of one utterance together.

use crate::article::Article;

/// The quotations of all articles of a run.
#[derive(Debug, Default)]
pub struct QuoteIndex {
    tallies: Vec<Tally>,
}

/// How the quotations of an article stand against the other articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Quotations of somebody's speech.
    pub total: usize,
    /// Those that another article quotes too.
    pub matched: usize,
    /// Of the matched ones, those that another article prints in other words, house style apart.
    pub differing: usize,
    /// Those that were held against a transcript or another primary source.
    pub checked: usize,
}

impl QuoteIndex {
    /// Finds the utterances that are quoted more than once.
    pub fn new(articles: &[Article]) -> QuoteIndex {
        let tally = |article: &Article| Tally { total: article.speech(), ..Tally::default() };
        QuoteIndex { tallies: articles.iter().map(tally).collect() }
    }

    /// How the quotations of an article stand, by its place among the articles.
    pub fn tally(&self, article: usize) -> Tally {
        self.tallies.get(article).copied().unwrap_or_default()
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |sum, t| Tally {
            total: sum.total + t.total,
            matched: sum.matched + t.matched,
            differing: sum.differing + t.differing,
            checked: sum.checked + t.checked,
        })
    }
}
