//! Who said what: fills the layers of an article, once.

mod attribution;
mod content;
mod count;
mod cue;
mod few;
mod kind;
mod layers;
mod mark;
mod mention;
mod model;
mod reading;
mod relay;
mod scanner;
mod sentence;
mod source;
mod speaker;
pub mod study;
mod subject;
mod tag;
mod tagger;
mod token;
mod vocabulary;

use crate::{
    article::{Article, Attribution, QuotationKind, Source, Speaker},
    lexicon::Lexicon,
    span::Span,
};
use layers::Layers;
use model::Model;
pub use model::WeightError;
use reading::Reading;
use vocabulary::Vocabulary;

/// Fills the layers of articles, one after the other.
#[derive(Debug, Clone)]
pub struct Annotator<'a> {
    lexicon: &'a Lexicon,
    vocabulary: Vocabulary,
    models: Models,
}

/// Who says what in an article.
struct Found {
    /// Who says each quotation.
    said: Vec<Said>,
    /// What each quotation is.
    kinds: Vec<QuotationKind>,
    attributions: Vec<Attribution>,
    sources: Vec<Source>,
}

/// Who says a quotation, with which cue, and who relays it.
#[derive(Default)]
struct Said {
    speaker: Option<Speaker>,
    cue: Option<Span>,
    via: Option<Span>,
}

impl Said {
    fn new(layers: &Layers, ledger: &source::Ledger, choice: speaker::Choice) -> Said {
        let span = |mention: &mention::Mention| mention.span(&layers.reading);
        Said {
            speaker: choice.mention.map(|mention| Speaker {
                span: span(&layers.mentions[mention]),
                source: ledger.source_of(mention),
                confidence: choice.share,
            }),
            cue: choice.cue.map(|cue| layers.reading.span(layers.cues[cue].tokens.clone())),
            via: choice.cue.and_then(|cue| layers.relay_of(cue)).map(span),
        }
    }
}

/// The weights of every choice.
#[derive(Debug, Clone)]
struct Models {
    subject: Model,
    speaker: Model,
    content: Model,
    kind: Model,
}

impl<'a> Annotator<'a> {
    /// An annotator that knows the words of a lexicon.
    ///
    /// # Errors
    ///
    /// When the built-in weights are malformed, which the tests rule out.
    pub fn new(lexicon: &'a Lexicon) -> Result<Self, WeightError> {
        let models = Models {
            subject: Model::read(&subject::QUESTIONS, include_bytes!(concat!(env!("OUT_DIR"), "/subject.weights")))?,
            speaker: Model::read(&speaker::QUESTIONS, include_bytes!(concat!(env!("OUT_DIR"), "/speaker.weights")))?,
            content: Model::read(&content::QUESTIONS, include_bytes!(concat!(env!("OUT_DIR"), "/content.weights")))?,
            kind: Model::read(&kind::QUESTIONS, include_bytes!(concat!(env!("OUT_DIR"), "/kind.weights")))?,
        };
        Ok(Self { lexicon, vocabulary: Vocabulary::new(lexicon), models })
    }

    /// Fills tokens, sentences, quotations, attributions and sources.
    pub fn annotate(&self, article: &mut Article) {
        self.read(article);
        let found = self.find(article);
        for (quotation, said) in article.quotations.iter_mut().zip(found.said) {
            quotation.speaker = said.speaker;
            quotation.cue = said.cue;
            quotation.via = said.via;
        }
        for (quotation, kind) in article.quotations.iter_mut().zip(found.kinds) {
            quotation.kind = kind;
        }
        article.attributions = found.attributions;
        article.sources = found.sources;
    }

    /// Fills tokens and sentences only, for a text in which it is already known who says what.
    pub fn tokenize(&self, article: &mut Article) {
        token::tokenize(article, self.lexicon);
        mark_quoted(article);
        article.sentences = sentence::split(article, &self.vocabulary);
    }

    /// Finds who says what in an article that has been read.
    fn find(&self, article: &Article) -> Found {
        let layers = self.layers(article);
        let mut choices = speaker::choose(&layers, &self.models.speaker);
        let mut attributed = attribution::find(&layers, &choices, &self.models.content);
        let kinds = kind::find(&layers, &choices, &attributed.covers, &self.models.kind);
        // nobody says a title or a term
        choices.iter_mut().zip(&kinds).filter(|(_, kind)| !kind.is_speech()).for_each(|(choice, _)| *choice = None);
        attributed.complete(&layers, &choices);
        let quoted = choices.iter().flatten().filter_map(|c| c.mention);
        let mut speaking: Vec<usize> = attributed.list.iter().filter_map(|a| a.mention).chain(quoted).collect();
        speaking.sort_unstable();
        speaking.dedup();
        let ledger = source::resolve(&layers, &speaking);
        let said = choices.iter().map(|choice| choice.map(|c| Said::new(&layers, &ledger, c)).unwrap_or_default());
        let attributions = attributed.list.into_iter().map(|a| Attribution {
            form: a.form,
            content: a.content,
            source: a.mention.map(|mention| layers.mentions[mention].span(&layers.reading)),
            source_id: a.mention.and_then(|mention| ledger.source_of(mention)),
            cue: a.cue,
        });
        Found { said: said.collect(), kinds, attributions: attributions.collect(), sources: ledger.sources }
    }

    /// Fills tokens, quotations and sentences.
    fn read(&self, article: &mut Article) {
        token::tokenize(article, self.lexicon);
        article.quotations = mark::pair(article);
        mark_quoted(article);
        article.sentences = sentence::split(article, &self.vocabulary);
    }

    /// The layers of an article that has been read.
    fn layers<'b>(&'b self, article: &'b Article) -> Layers<'b> {
        let reading = Reading::new(article, &self.vocabulary, self.lexicon);
        Layers::new(reading, &self.models.subject)
    }
}

/// Notes of each token whether it stands between quotation marks, and counts words.
fn mark_quoted(article: &mut Article) {
    for quotation in &mut article.quotations {
        let from = article.tokens.partition_point(|t| t.span.start < quotation.span.start);
        quotation.words = 0;
        for token in article.tokens[from..].iter_mut().take_while(|t| t.span.end <= quotation.span.end) {
            token.quoted = true;
            quotation.words += usize::from(token.is_counted());
        }
    }
    article.words = article.tokens.iter().filter(|token| token.is_counted()).count();
    article.annotated = true;
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, OnceLock};

    use super::*;
    use crate::{parse::parse, text::Text};

    /// A plain text, annotated with the built-in lexicon.
    pub(super) fn annotated(text: &str) -> Article {
        let lexicon = lexicon();
        let mut article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
        if let Ok(annotator) = Annotator::new(lexicon) {
            annotator.annotate(&mut article);
        }
        article
    }

    /// What a function makes of a plain text as read.
    pub(super) fn with_reading<T>(text: &str, make: impl FnOnce(&Reading) -> T) -> T {
        let lexicon = lexicon();
        let article = annotated(text);
        let vocabulary = Vocabulary::new(lexicon);
        make(&Reading::new(&article, &vocabulary, lexicon))
    }

    fn lexicon() -> &'static Lexicon {
        static NONE: OnceLock<Lexicon> = OnceLock::new();
        Lexicon::built_in().unwrap_or_else(|_| NONE.get_or_init(Lexicon::default))
    }

    #[test]
    fn the_built_in_weights_load() {
        assert!(Annotator::new(lexicon()).is_ok(), "{:?}", Annotator::new(lexicon()).err());
    }
}
