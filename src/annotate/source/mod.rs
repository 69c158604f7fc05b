//! Who the mentions mean: sources, resolved through the whole article.
//!
//! A full name comes first, the surname or a description later; a pronoun means the one whom the text shows. Only those
//! that speak become sources, with every mention that means them: those whose words were found, and the subjects of verbs
//! that attribute.

mod entity;
mod kind;
mod name;
mod phrase;
mod pronoun;
mod role;
mod shape;

use std::collections::BTreeMap;

use super::{cue::NEVER, layers::Layers};
use crate::{
    article::{Source, SourceId, SourceKind},
    span::Span,
};
use entity::{Entities, Entity};
use phrase::Phrases;
use shape::Shape;

/// How many wordings of a description are kept.
const MOST_DESCRIPTIONS: usize = 12;

/// The sources of an article, and which of them each mention means.
pub(super) struct Ledger {
    pub(super) sources: Vec<Source>,
    /// Place of a mention among the mentions, and its source.
    ids: BTreeMap<usize, SourceId>,
}

impl Ledger {
    /// The source that a mention means.
    pub(super) fn source_of(&self, mention: usize) -> Option<SourceId> {
        self.ids.get(&mention).copied()
    }
}

/// Resolves the mentions of an article; `speaking` are those that a quotation or an attribution names.
pub(super) fn resolve(layers: &Layers, speaking: &[usize]) -> Ledger {
    let phrases = Phrases::new(layers);
    let quoted = speaking;
    let speaking = all_speaking(&phrases, quoted);
    let entities = Entities::read(&phrases, &speaking, quoted);
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); entities.list.len()];
    for (mention, entity) in entities.meant.iter().enumerate() {
        if let Some(entity) = entity {
            mentions[*entity].push(mention);
        }
    }
    let mut order: BTreeMap<usize, SourceId> = BTreeMap::new();
    let mut ledger = Ledger { sources: Vec::new(), ids: BTreeMap::new() };
    for mention in &speaking {
        let Some(at) = entities.of(*mention) else { continue };
        order.entry(at).or_insert_with(|| {
            ledger.sources.push(source(&phrases, &entities.list[at], &mentions[at]));
            SourceId(ledger.sources.len() - 1)
        });
    }
    for (mention, entity) in entities.meant.iter().enumerate() {
        if let Some(id) = entity.and_then(|e| order.get(&e)) {
            ledger.ids.insert(mention, *id);
        }
    }
    ledger
}

/// Those whose words were found, and the subjects of verbs that may attribute, in order.
fn all_speaking(phrases: &Phrases, speaking: &[usize]) -> Vec<usize> {
    let layers = phrases.layers;
    let cues = layers.cues.iter().zip(&layers.subjects).filter(|(cue, _)| cue.level > NEVER);
    let subjects = cues.filter_map(|(_, subject)| subject.mention);
    let known = subjects.filter(|m| !matches!(phrases.shapes[*m], Shape::Thing | Shape::Pronoun | Shape::Time));
    let mut all: Vec<usize> = known.chain(speaking.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn source(phrases: &Phrases, entity: &Entity, mentions: &[usize]) -> Source {
    let reading = &phrases.layers.reading;
    let mut descriptions: Vec<String> = Vec::new();
    let mut spans = Vec::with_capacity(mentions.len());
    for at in mentions {
        let mention = &phrases.layers.mentions[*at];
        let span: Span = reading.span(mention.tokens.start..phrases.end(*at));
        spans.push(span);
        let described = !matches!(phrases.shapes[*at], Shape::Pronoun | Shape::Person);
        let words = span.of(&reading.article.prose);
        if described
            && descriptions.len() < MOST_DESCRIPTIONS
            && !descriptions.iter().any(|d| d.eq_ignore_ascii_case(words))
        {
            descriptions.push(words.to_owned());
        }
    }
    let kind = kind::kind(entity);
    let nameless = matches!(kind, SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup);
    Source {
        name: entity.name.as_ref().map(|n| n.text.clone()).filter(|_| !nameless),
        kind,
        anonymous: kind::is_anonymous(phrases, entity, kind),
        descriptions,
        mentions: spans,
    }
}
