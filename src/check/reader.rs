//! Texts in, annotated articles out: all that the commands need which run no rule.

use std::sync::Arc;

use rayon::prelude::*;

use super::CheckError;
use crate::{annotate::Annotator, article::Article, index::QuoteIndex, lexicon::Lexicon, parse::parse, text::Text};

/// What reads articles, loaded once.
pub struct Reader {
    lexicon: &'static Lexicon,
    annotator: Annotator<'static>,
}

impl Reader {
    /// A reader with the built-in word lists and weights.
    ///
    /// # Errors
    ///
    /// When built-in data are malformed, which the tests rule out.
    pub fn new() -> Result<Reader, CheckError> {
        let lexicon = Lexicon::built_in()?;
        Ok(Reader { lexicon, annotator: Annotator::new(lexicon)? })
    }

    /// The word lists.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// Reads one text as an annotated article.
    pub fn article(&self, text: Arc<Text>) -> Article {
        let mut article = parse(text, self.lexicon);
        self.annotator.annotate(&mut article);
        article
    }

    /// Reads texts as annotated articles, in parallel, in the order given.
    pub fn articles(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        texts.into_par_iter().map(|text| self.article(text)).collect()
    }

    /// Finds the utterances that several articles quote.
    pub fn index(&self, articles: &[Article]) -> QuoteIndex {
        QuoteIndex::new(articles, self.lexicon)
    }
}
