//! A quotation as it is held against those of other articles.

use super::{occasion::Day, voice::Voice};
use crate::{
    align::{Key, Vocabulary, Wording},
    article::{Article, Quotation, TokenKind},
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
    pub(super) voice: Voice,
    /// When the article appeared.
    pub(super) day: Day,
    /// Content words of the sentences around a short one, sorted.
    context: Vec<Key>,
}

impl Passage {
    /// Reads a quotation; nothing if it has no words.
    pub(super) fn read(
        (at, article): (usize, &Article),
        (place, quotation): (usize, &Quotation),
        vocabulary: &mut Vocabulary,
    ) -> Option<Passage> {
        let wording = vocabulary.read(article, quotation.span);
        if wording.words.is_empty() {
            return None;
        }
        let content = wording.words.iter().filter(|word| vocabulary.is_content(word.key)).count();
        let context = if content < FEW { context(article, quotation, vocabulary) } else { Vec::new() };
        Some(Passage {
            article: at,
            quotation: place,
            span: quotation.span,
            wording,
            mass: 0.0,
            voice: Voice::of(article, quotation),
            day: Day::parse(article.meta.date.as_deref()),
            context,
        })
    }

    /// Whether its words tell enough for the very same ones to be the same utterance.
    pub(super) fn is_telling(&self, vocabulary: &Vocabulary) -> bool {
        self.wording.words.iter().filter(|word| vocabulary.is_content(word.key)).count() >= FEW
    }

    /// Weight of the content words that both passages have around them. Long quotations do not look around.
    pub(super) fn shared_context(&self, other: &Passage, vocabulary: &Vocabulary) -> f32 {
        let shared = self.context.iter().filter(|key| other.context.binary_search(key).is_ok());
        shared.map(|key| vocabulary.weight(*key)).sum()
    }
}

/// Content words of the sentences that hold a quotation, without those between its marks.
fn context(article: &Article, quotation: &Quotation, vocabulary: &mut Vocabulary) -> Vec<Key> {
    let inside = |at: usize| article.sentence_at(at).map(|sentence| sentence.tokens.clone());
    let end = quotation.span.end.saturating_sub(1);
    let (Some(first), Some(last)) =
        (inside(quotation.span.start), inside(end).or_else(|| inside(quotation.span.start)))
    else {
        return Vec::new();
    };
    let tokens = article.tokens.get(first.start..last.end.max(first.end)).unwrap_or_default();
    let outside = tokens.iter().filter(|token| {
        matches!(token.kind, TokenKind::Word | TokenKind::Number) && !quotation.span.contains(token.span)
    });
    let mut keys: Vec<Key> = outside.flat_map(|token| vocabulary.keys_of(article.slice(token.span))).collect();
    keys.retain(|key| vocabulary.is_content(*key));
    keys.sort_unstable();
    keys.dedup();
    keys
}
