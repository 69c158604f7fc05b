//! The words of a primary source, in the stretches that one quotation may be taken from.

use std::sync::Arc;

use super::{Relation, Voice, speaker_of, spoken};
use crate::{
    align::{Vocabulary, Wording},
    article::{Article, Speaker, TokenKind},
    index::voice,
    lexicon::{Lexicon, fold},
    record::{Material, Turn},
    span::Span,
};

/// What [`Voice::standing`] says of a person with a name.
const PERSON: u8 = 2;
/// Words of a text under which its language cannot be told.
const FEW: usize = 40;
/// Share of English function words below which a text is in another language; English has two in five.
const ENGLISH: usize = 5;

/// A turn of a transcript, or the whole of a statement or release.
pub(super) struct Stream {
    /// Place of its text among the articles.
    pub(super) article: usize,
    /// Who speaks; of a release, whose quotations have speakers of their own, nobody.
    pub(super) speaker: Option<Speaker>,
    /// The words, without “uh” and false starts.
    pub(super) wording: Wording,
    /// Whoever speaks in it, each once, as places among the voices of its text; none: somebody who is not known.
    speakers: Vec<Option<usize>>,
    is_turn: bool,
    /// Whether it is somebody's who asks questions: a reporter, “Q”.
    asks: bool,
}

/// What those are called who ask questions.
const ASKERS: [&str; 9] =
    ["audience", "host", "interviewer", "journalist", "moderator", "presenter", "q", "question", "reporter"];

impl Stream {
    /// The stretches of a text.
    pub(super) fn all(at: usize, article: &Article, vocabulary: &mut Vocabulary) -> Vec<Stream> {
        let Some(record) = &article.record else { return Vec::new() };
        match record.material {
            Material::Transcript => {
                let turns = record.turns.iter().zip(&article.quotations);
                let streams = turns.map(|(Turn { words, .. }, turn)| {
                    let mut wording = vocabulary.read(article, *words);
                    spoken::tidy(&mut wording, article);
                    let speakers = vec![voice::sure_source(turn).map(|source| source.0)];
                    let source = turn.speaker.and_then(|speaker| article.source(speaker.source?));
                    let asks = source.is_some_and(|source| {
                        source.name.is_none() && source.descriptions.iter().any(|d| ASKERS.contains(&fold(d).as_str()))
                    });
                    Stream { article: at, speaker: turn.speaker, wording, speakers, is_turn: true, asks }
                });
                streams.collect()
            }
            Material::Statement | Material::Release | Material::Wire | Material::Peer => {
                let wording = vocabulary.read(article, Span::new(0, article.prose.len()));
                let speaker = record.giver.map(speaker_of);
                let quoted = article.quotations.iter().filter(|quotation| quotation.kind.is_speech());
                let mut speakers: Vec<Option<usize>> =
                    quoted.map(|quotation| voice::sure_source(quotation).map(|source| source.0)).collect();
                speakers.extend(record.giver.map(Some));
                speakers.sort_unstable();
                speakers.dedup();
                vec![Stream { article: at, speaker, wording, speakers, is_turn: false, asks: false }]
            }
        }
    }

    /// Whether all of it is said by one speaker.
    pub(super) fn is_turn(&self) -> bool {
        self.is_turn
    }

    /// How somebody goes together with whoever speaks in it: the same, if one of them is. `known` tells it of each of them.
    pub(super) fn relation(&self, known: impl FnMut(Option<usize>) -> Relation) -> Relation {
        let relations: Vec<Relation> = self.speakers.iter().copied().map(known).collect();
        let order = [Relation::Same, Relation::Related, Relation::Unknown];
        order.into_iter().find(|relation| relations.contains(relation)).unwrap_or(match relations.is_empty() {
            true => Relation::Unknown,
            false => Relation::Different,
        })
    }

    /// How somebody goes together with the one who says the words at a place.
    pub(super) fn relation_at(&self, speaker: Option<Speaker>, voice: &Voice, voices: &[Arc<Voice>]) -> Relation {
        match speaker {
            // whoever asks is not the person of the day
            Some(_) if self.asks && voice.standing() == PERSON => Relation::Different,
            Some(speaker) => voice.relation(&Voice::at(voices, voice::sure(speaker))),
            None => Relation::Unknown,
        }
    }

    /// Who says the words at a place.
    pub(super) fn speaker_at(&self, article: &Article, place: Span) -> Option<Speaker> {
        if self.is_turn {
            return self.speaker;
        }
        let quoted = article.quotations.iter().find(|q| q.kind.is_speech() && q.span.overlaps(place));
        quoted.and_then(|quotation| quotation.speaker).or(self.speaker)
    }
}

/// The sentences that hold a stretch of the prose.
pub(super) fn sentences(article: &Article, span: Span) -> Span {
    let at = |offset: usize| article.sentence_at(offset).map_or(span, |sentence| sentence.span);
    let whole = at(span.start).union(at(span.end.saturating_sub(1)));
    let turns = article.record.iter().flat_map(|record| &record.turns);
    let turn = turns.map(|turn| turn.words).find(|words| words.contains(span));
    turn.map_or(whole, |turn| Span::new(whole.start.max(turn.start), whole.end.min(turn.end)))
}

/// Whether a text is in English, as it says itself or as its small words tell.
pub fn speaks_english(article: &Article, lexicon: &Lexicon) -> bool {
    if let Some(language) = &article.meta.language {
        return language.to_ascii_lowercase().starts_with("en");
    }
    let function = lexicon.class("function.word");
    let words = || article.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let all = words().count();
    all < FEW || ENGLISH * words().filter(|token| lexicon.has(token.set, function)).count() >= all
}
