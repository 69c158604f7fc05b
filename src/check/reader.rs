//! Texts in, annotated articles out: all that the commands need which run no rule.

use std::sync::Arc;

use rayon::prelude::*;

use super::CheckError;
use crate::{
    annotate::Annotator,
    article::Article,
    index::{Notes, QuoteIndex, primary},
    lexicon::Lexicon,
    monitor::Monitor,
    parse::{self, parse},
    record::Material,
    text::Text,
};

/// What reads articles, loaded once.
pub struct Reader {
    lexicon: &'static Lexicon,
    annotator: Annotator<'static>,
    monitor: Monitor,
}

impl Reader {
    /// A reader with the built-in word lists and weights.
    ///
    /// # Errors
    ///
    /// When built-in data are malformed, which the tests rule out.
    pub fn new() -> Result<Reader, CheckError> {
        let lexicon = Lexicon::built_in()?;
        Ok(Reader { lexicon, annotator: Annotator::new(lexicon)?, monitor: Monitor::default() })
    }

    /// The same, with its work and that of whoever checks what it has read followed.
    #[must_use]
    pub fn followed(self, monitor: Monitor) -> Reader {
        Reader { monitor, ..self }
    }

    /// What follows its work.
    pub fn monitor(&self) -> &Monitor {
        &self.monitor
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

    /// Reads texts as articles that are not annotated yet, in parallel, in the order given.
    pub fn parsed(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        texts.into_par_iter().map(|text| self.followed_by_tick(parse(text, self.lexicon))).collect()
    }

    /// Annotates an article, unless it is.
    pub fn annotate(&self, article: &mut Article) {
        if !article.annotated {
            self.annotator.annotate(article);
            self.monitor.tick();
        }
    }

    /// Reads texts as annotated articles, in parallel, in the order given.
    pub fn articles(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        texts.into_par_iter().map(|text| self.followed_by_tick(self.article(text))).collect()
    }

    /// Reads one text that articles are compared with: as what it is said to be, or as what its form makes it.
    pub fn record(&self, text: Arc<Text>, material: Option<Material>) -> Article {
        self.complete(parse::parse_record(text, material, self.lexicon))
    }

    /// Reads texts that are compared with one another, transcripts among them as such, in parallel, in the order given.
    ///
    /// Of a transcript, what the other texts quote of it takes the place of its turns.
    pub fn compared(&self, texts: Vec<Arc<Text>>) -> Vec<Article> {
        let read = |text| self.followed_by_tick(self.complete(parse::parse_either(text, self.lexicon)));
        let mut articles: Vec<Article> = texts.into_par_iter().map(read).collect();
        primary::quote_transcripts(&mut articles, self.lexicon);
        articles
    }

    /// An article, of which is told that it is done.
    fn followed_by_tick(&self, article: Article) -> Article {
        self.monitor.tick();
        article
    }

    /// Fills the layers of a text that may be a transcript, in which it is known who says what.
    fn complete(&self, mut article: Article) -> Article {
        match article.record.as_ref().map(|record| record.material) {
            Some(Material::Transcript) => self.annotator.tokenize(&mut article),
            Some(Material::Statement) => {
                self.annotator.annotate(&mut article);
                if let (Some(giver), Some(record)) = (parse::giver(&article, self.lexicon), &mut article.record) {
                    record.giver = Some(article.sources.len());
                    article.sources.push(giver);
                }
            }
            _ => self.annotator.annotate(&mut article),
        }
        article
    }

    /// Finds the utterances that several articles quote.
    pub fn index(&self, articles: &[Article]) -> QuoteIndex {
        QuoteIndex::new(articles, self.lexicon)
    }

    /// The same, of articles of which notes have been taken.
    pub fn index_noted(&self, articles: &[Article], notes: Vec<Notes>) -> QuoteIndex {
        QuoteIndex::noted(articles, notes, self.lexicon)
    }
}
