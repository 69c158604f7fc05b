//! Who said what: fills the layers of an article, once.

mod mark;
mod sentence;
mod token;
mod vocabulary;

use crate::{article::Article, lexicon::Lexicon};
use vocabulary::Vocabulary;

/// Fills the layers of articles, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Annotator<'a> {
    lexicon: &'a Lexicon,
    vocabulary: Vocabulary,
}

impl<'a> Annotator<'a> {
    /// An annotator that knows the words of a lexicon.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon, vocabulary: Vocabulary::new(lexicon) }
    }

    /// Fills tokens, sentences, quotations, attributions and sources.
    pub fn annotate(&self, article: &mut Article) {
        article.tokens = token::tokenize(&article.prose, &article.blocks, self.lexicon);
        article.quotations = mark::pair(article);
        mark_quoted(article);
        article.sentences = sentence::split(article, &self.vocabulary);
    }
}

/// Notes of each token whether it stands between quotation marks.
fn mark_quoted(article: &mut Article) {
    for quotation in &article.quotations {
        let from = article.tokens.partition_point(|t| t.span.start < quotation.span.start);
        for token in article.tokens[from..].iter_mut().take_while(|t| t.span.end <= quotation.span.end) {
            token.quoted = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{parse::parse, text::Text};

    /// A plain text, annotated with the built-in lexicon.
    pub(super) fn annotated(text: &str) -> Article {
        let fallback = Lexicon::default();
        let lexicon = Lexicon::built_in().unwrap_or(&fallback);
        let mut article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
        Annotator::new(lexicon).annotate(&mut article);
        article
    }
}
