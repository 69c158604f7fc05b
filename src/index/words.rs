//! The words of an article as numbers, by which articles are held against one another.

use crate::{article::Article, gazetteer::table::hash};

/// The hashes of the words and numbers of an article, in order: the same for a word in any case.
pub fn hashes(article: &Article) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(article.words);
    let counted = article.tokens.iter().filter(|token| token.is_counted());
    hashes.extend(counted.map(|token| hash(article.slice(token.span))));
    hashes
}
