//! The quotations of all articles, those of one utterance together.

use crate::article::Article;

/// The quotations of all articles of a run.
#[derive(Debug, Default)]
pub struct QuoteIndex;

impl QuoteIndex {
    /// Finds the utterances that are quoted more than once.
    pub fn new(_articles: &[Article]) -> QuoteIndex {
        QuoteIndex
    }
}
