//! A quotation as it is held against those of other articles.

use std::sync::Arc;

use super::{Member, evidence, notes::Quoted, occasion::Day, primary::spoken, voice::Voice};
use crate::{
    align::{Key, Vocabulary, Wording},
    article::{Article, Quotation, TokenKind},
    record::Material,
    span::Span,
};

/// Content words under which a quotation needs company outside its marks to be told from a common phrase.
pub(super) const FEW: usize = 4;

/// A quotation as it is held against those of other articles.
#[derive(Debug)]
pub(super) struct Passage {
    /// Place of its article.
    pub(super) article: usize,
    /// Place in the quotations of the article.
    pub(super) quotation: usize,
    /// What stands between the marks, in the prose.
    pub(super) span: Span,
    /// Its words.
    pub(super) wording: Wording,
    /// What they tell in all; known when all passages are read.
    pub(super) mass: f32,
    /// Who says it.
    pub(super) voice: Arc<Voice>,
    /// When it was said, as far as the article tells.
    pub(super) day: Day,
    /// Content words of the sentences around it, sorted.
    pub(super) context: Vec<Key>,
}

impl Passage {
    /// Reads a quotation, out of whose voices its speaker has one; nothing if it has no words.
    pub(super) fn read(
        (at, article): (usize, &Article),
        quoted: &Quoted,
        vocabulary: &mut Vocabulary,
        voices: &[Arc<Voice>],
    ) -> Option<Passage> {
        let quotation = article.quotations.get(quoted.quotation)?;
        let mut wording = vocabulary.read_tokens(article, quoted.tokens.clone());
        // nobody has to print the false starts of a transcript
        if article.record.as_ref().is_some_and(|record| record.material == Material::Transcript) {
            spoken::tidy(&mut wording, article);
        }
        if wording.words.is_empty() {
            return None;
        }
        Some(Passage {
            article: at,
            quotation: quoted.quotation,
            span: quotation.span,
            wording,
            mass: 0.0,
            voice: Voice::among(voices, quotation),
            day: Day::of_quotation(article, quotation),
            context: context(article, quotation, quoted, vocabulary),
        })
    }

    /// It as a member of an utterance.
    pub(super) fn member(&self) -> Member {
        Member { article: self.article, quotation: self.quotation, span: self.span, words: self.wording.words.len() }
    }

    /// Whether another one is the same words of the same speaker and day.
    pub(super) fn repeats(&self, other: &Passage) -> bool {
        let (own, theirs) = (&self.wording.words, &other.wording.words);
        let same_words = own.len() == theirs.len() && own.iter().zip(theirs).all(|(one, two)| one.key == two.key);
        same_words && self.day == other.day && self.voice.is_identical(&other.voice)
    }

    /// Whether its words tell enough for the very same ones to be the same utterance.
    pub(super) fn is_telling(&self, vocabulary: &Vocabulary) -> bool {
        self.wording.words.iter().filter(|word| vocabulary.is_content(word.key)).count() >= FEW
    }

    /// How much of what stands around it and another one is the same.
    pub(super) fn context_with(&self, other: &Passage, vocabulary: &Vocabulary) -> (f32, f32) {
        let shared = self.shared_context(other, vocabulary).max(other.shared_context(self, vocabulary));
        evidence::context(shared, self.context_mass(vocabulary).min(other.context_mass(vocabulary)))
    }

    /// Weight of the content words around this passage that the other one has around it or in it.
    fn shared_context(&self, other: &Passage, vocabulary: &Vocabulary) -> f32 {
        let has = |key: Key| {
            other.context.binary_search(&key).is_ok() || other.wording.words.iter().any(|word| word.key == key)
        };
        let own = |key: &Key| !self.wording.words.iter().any(|word| word.key == *key);
        let shared = self.context.iter().filter(|key| own(key) && has(**key));
        shared.map(|key| vocabulary.weight(*key)).sum()
    }

    /// Weight of the content words around it.
    pub(super) fn context_mass(&self, vocabulary: &Vocabulary) -> f32 {
        self.context.iter().map(|key| vocabulary.weight(*key)).sum()
    }
}

/// Content words of the sentences that hold a quotation, without those between its marks and those that say who said
/// it.
fn context(article: &Article, quotation: &Quotation, quoted: &Quoted, vocabulary: &mut Vocabulary) -> Vec<Key> {
    let tokens = article.tokens.get(quoted.sentences.clone()).unwrap_or_default();
    let said = [Some(quotation.span), quotation.speaker.map(|speaker| speaker.span), quotation.cue];
    let outside = tokens.iter().filter(|token| {
        matches!(token.kind, TokenKind::Word | TokenKind::Number)
            && !said.iter().flatten().any(|span| span.contains(token.span))
    });
    let mut keys: Vec<Key> = Vec::new();
    outside.for_each(|token| keys.extend(vocabulary.keys_of(article.slice(token.span))));
    keys.retain(|key| vocabulary.is_content(*key));
    keys.sort_unstable();
    keys.dedup();
    keys
}
