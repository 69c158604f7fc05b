//! Who the mentions mean: sources, resolved through the whole article.
//!
//! A full name comes first, the surname or a description later; a pronoun means the one whom the text shows. Only those
//! that speak become sources, with every mention that means them.

mod entity;
mod kind;
mod name;

use std::collections::BTreeMap;

use super::{layers::Layers, mention::MentionKind};
use crate::{
    article::{Source, SourceId, SourceKind},
    span::Span,
};
use entity::{Entities, Entity};

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
    let entities = Entities::read(layers, speaking);
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); entities.list.len()];
    for (mention, entity) in entities.meant.iter().enumerate() {
        if let Some(entity) = entity {
            mentions[*entity].push(mention);
        }
    }
    let mut order: BTreeMap<usize, SourceId> = BTreeMap::new();
    let mut ledger = Ledger { sources: Vec::new(), ids: BTreeMap::new() };
    for mention in speaking {
        let Some(at) = entities.of(*mention) else { continue };
        order.entry(at).or_insert_with(|| {
            ledger.sources.push(source(layers, &entities.list[at], &mentions[at]));
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

fn source(layers: &Layers, entity: &Entity, mentions: &[usize]) -> Source {
    let reading = &layers.reading;
    let mut descriptions: Vec<String> = Vec::new();
    for mention in mentions {
        let mention = &layers.mentions[*mention];
        if matches!(mention.kind, MentionKind::Pronoun | MentionKind::Name) {
            continue;
        }
        let words = mention.span(reading).of(&reading.article.prose);
        if !descriptions.iter().any(|d| d.eq_ignore_ascii_case(words)) {
            descriptions.push(words.to_owned());
        }
    }
    let kind = kind::kind(layers, entity);
    Source {
        name: entity
            .name
            .as_ref()
            .map(|n| n.text.clone())
            .filter(|_| !matches!(kind, SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup)),
        kind,
        anonymous: kind::is_anonymous(layers, entity, kind),
        descriptions,
        mentions: mentions.iter().map(|m| layers.mentions[*m].span(reading)).collect::<Vec<Span>>(),
    }
}
