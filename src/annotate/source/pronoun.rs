//! Whom a pronoun means: the one who spoke last and stood as a subject, before those who are only named beside.

use super::{entity::Entities, phrase::Phrases, shape::Shape};
use crate::annotate::{layers::Layers, mention::Mention, tag::Tag, vocabulary::Traits};

/// How many sentences back a pronoun looks.
const REACH: usize = 4;

/// How many mentions back it looks at most.
const MOST: usize = 80;

/// What a pronoun asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Woman,
    Man,
    Several,
    Thing,
}

/// The entity that a pronoun means; none where the text shows none.
pub(super) fn resolve(entities: &mut Entities, phrases: &Phrases, at: usize) -> Option<usize> {
    let layers = phrases.layers;
    let reading = &layers.reading;
    let mention = &layers.mentions[at];
    let c = reading.traits[mention.head];
    let wanted = if c.any(Traits::FEMININE) {
        Wanted::Woman
    } else if c.any(Traits::MASCULINE) {
        Wanted::Man
    } else if reading.has(mention.head, &["they", "they've", "they'll", "they'd", "they're", "their", "them"]) {
        Wanted::Several
    } else if reading.has(mention.head, &["it", "its"]) {
        Wanted::Thing
    } else {
        return None;
    };
    let mut best: Option<(i32, usize)> = None;
    for before in (0..at).rev().take(MOST) {
        let other = &layers.mentions[before];
        let back = mention.sentence.saturating_sub(other.sentence);
        if back > REACH {
            break;
        }
        let Some(entity) = entities.of(before).filter(|e| fits(entities, *e, wanted)) else { continue };
        let known = &entities.list[entity];
        let gender = (wanted == Wanted::Woman && known.feminine) || (wanted == Wanted::Man && known.masculine);
        let full = known.name.as_ref().is_some_and(super::name::Name::is_full);
        let score = 3 * i32::from(entities.subjects[before])
            + 3 * i32::from(entities.spoke.is_some_and(|(spoke, _)| spoke == entity))
            + 2 * i32::from(gender)
            + i32::from(full)
            + standing(layers, other)
            - 2 * i32::try_from(back).unwrap_or_default();
        // of equals, the nearer
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, entity));
        }
    }
    let (_, entity) = best?;
    entities.list[entity].feminine |= wanted == Wanted::Woman;
    entities.list[entity].masculine |= wanted == Wanted::Man;
    Some(entity)
}

/// Whether an entity can be meant at all.
fn fits(entities: &Entities, entity: usize, wanted: Wanted) -> bool {
    let known = &entities.list[entity];
    let person = known.shape == Shape::Individual || (known.shape == Shape::Person && known.person > 0);
    match wanted {
        Wanted::Woman => person && (known.feminine || !known.masculine),
        Wanted::Man => person && (known.masculine || !known.feminine),
        Wanted::Several => known.shape == Shape::Group || (known.shape == Shape::Body && known.name.is_none()),
        Wanted::Thing => {
            matches!(known.shape, Shape::Body | Shape::Outlet | Shape::Document)
                || (known.shape == Shape::Person && known.person <= 0)
        }
    }
}

/// What the place of a mention in its sentence says for it: a subject leads, an object trails, a possessor is but named.
fn standing(layers: &Layers, mention: &Mention) -> i32 {
    let tags = &layers.reading.tags;
    let before = mention.tokens.start.checked_sub(1).map(|b| tags[b]);
    let object = match before {
        Some(Tag::Preposition) => -2,
        Some(Tag::Verb | Tag::Infinitive | Tag::Gerund | Tag::Participle) => -1,
        _ => 0,
    };
    let verb = matches!(tags.get(mention.tokens.end), Some(Tag::Verb | Tag::Auxiliary));
    object + i32::from(verb && object == 0) - i32::from(mention.genitive)
}
