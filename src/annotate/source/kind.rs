//! What kind of source somebody is, and whether copy leaves us without a name.

use super::entity::Entity;
use crate::annotate::{layers::Layers, mention::MentionKind};
use crate::article::SourceKind;

/// What kind of source an entity is.
pub(super) fn kind(layers: &Layers, entity: &Entity) -> SourceKind {
    match entity.kind {
        MentionKind::Name => SourceKind::NamedPerson,
        MentionKind::Organisation => SourceKind::Organisation,
        MentionKind::Media => SourceKind::Media,
        MentionKind::Document => SourceKind::Document,
        MentionKind::Individual | MentionKind::Group if entity.name.is_some() => SourceKind::NamedPerson,
        MentionKind::Individual => SourceKind::UnnamedIndividual,
        MentionKind::Group => SourceKind::UnnamedGroup,
        MentionKind::Pronoun => SourceKind::Pronoun,
        MentionKind::Time | MentionKind::Thing => {
            let head = &layers.reading.article.tokens[layers.mentions[entity.first].head];
            if head.classes.any(layers.reading.vocabulary.organisation) {
                SourceKind::Organisation
            } else {
                SourceKind::Unknown
            }
        }
    }
}

/// Whether a source speaks without being identified.
pub(super) fn is_anonymous(_layers: &Layers, _entity: &Entity, kind: SourceKind) -> bool {
    matches!(kind, SourceKind::UnnamedIndividual | SourceKind::UnnamedGroup)
}
