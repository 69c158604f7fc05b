//! Whom each mention means.

use rustc_hash::FxHashMap;

use super::name::{Name, same_body};
use crate::annotate::{
    cue::USUAL,
    layers::Layers,
    mention::{Mention, MentionKind},
    tag::Tag,
};
use crate::lexicon::fold;

/// How many sentences back a pronoun looks.
const PRONOUN_REACH: usize = 4;

/// Somebody or something that mentions mean.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The first mention, as a place in the list of mentions.
    pub(super) first: usize,
    /// The fullest name, without title.
    pub(super) name: Option<Name>,
    /// What its first mention looks like.
    pub(super) kind: MentionKind,
    /// What speaks for a person (above nothing) or for a place or a thing (below).
    person: i32,
    feminine: bool,
    masculine: bool,
    /// Whether it turned out to be another one.
    merged: bool,
    /// Its latest mention.
    latest: usize,
}

/// Everybody and everything in an article.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// The entity of each mention.
    pub(super) meant: Vec<Option<usize>>,
    /// Persons by surname.
    surnames: FxHashMap<String, Vec<usize>>,
    /// The latest entity that a noun describes: “mayor”, “official”.
    nouns: FxHashMap<String, usize>,
    /// The latest entity whose first mention had these words.
    words: FxHashMap<String, usize>,
    /// Bodies and outlets.
    bodies: Vec<usize>,
    /// For each mention, whether it is the subject of a cue that mostly attributes.
    subjects: Vec<bool>,
}

impl Entities {
    /// The entity of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<usize> {
        self.meant.get(mention).copied().flatten()
    }

    /// Reads all mentions in order.
    pub(super) fn read(layers: &Layers, speaking: &[usize]) -> Entities {
        let count = layers.mentions.len();
        let mut entities = Entities {
            list: Vec::new(),
            meant: vec![None; count],
            surnames: FxHashMap::default(),
            nouns: FxHashMap::default(),
            words: FxHashMap::default(),
            bodies: Vec::new(),
            subjects: vec![false; count],
        };
        for (cue, subject) in layers.cues.iter().zip(&layers.subjects) {
            if let Some(mention) = subject.mention.filter(|_| cue.level >= USUAL) {
                entities.subjects[mention] = true;
            }
        }
        for at in 0..count {
            let speaks = speaking.binary_search(&at).is_ok();
            let entity = entities.resolve(layers, at, speaks);
            entities.meant[at] = entity;
            if let Some(entity) = entity {
                entities.note(layers, at, entity);
            }
        }
        entities
    }

    /// Notes what a mention says of its entity.
    fn note(&mut self, layers: &Layers, at: usize, entity: usize) {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let v = reading.vocabulary;
        let before = mention.tokens.start.checked_sub(1);
        let place = before.is_some_and(|b| {
            reading.tags[b] == Tag::Preposition
                && reading.has(b, &["in", "into", "across", "throughout", "inside", "outside", "near"])
        });
        let known = &mut self.list[entity];
        known.latest = at;
        if mention.kind == MentionKind::Name {
            let title = mention.tokens.clone().any(|t| reading.article.tokens[t].classes.any(v.title));
            let article = reading.tags[mention.tokens.start] == Tag::Determiner;
            known.person +=
                2 * i32::from(title) + i32::from(self.subjects[at]) - 2 * i32::from(place) - i32::from(article);
        }
    }

    fn resolve(&mut self, layers: &Layers, at: usize, speaks: bool) -> Option<usize> {
        let mention = &layers.mentions[at];
        match mention.kind {
            MentionKind::Time => None,
            MentionKind::Pronoun => speaks.then(|| self.pronoun(layers, at)),
            MentionKind::Name => Some(self.name(layers, at)),
            MentionKind::Organisation | MentionKind::Media => Some(self.body(layers, at)),
            MentionKind::Thing if !speaks => None,
            _ => Some(self.description(layers, at)),
        }
    }

    fn add(&mut self, layers: &Layers, at: usize, name: Option<Name>) -> usize {
        let mention = &layers.mentions[at];
        let tokens = &layers.reading.article.tokens;
        let v = layers.reading.vocabulary;
        let any = |class| mention.tokens.clone().any(|t| tokens[t].classes.any(class));
        self.list.push(Entity {
            first: at,
            person: i32::from(name.as_ref().is_some_and(|n| n.is_full())) * 2,
            name,
            kind: mention.kind,
            feminine: any(v.feminine),
            masculine: any(v.masculine),
            merged: false,
            latest: at,
        });
        self.list.len() - 1
    }

    /// A person's name: the same surname is the same person, unless the first names differ.
    fn name(&mut self, layers: &Layers, at: usize) -> usize {
        let name = Name::new(name_of(layers, &layers.mentions[at]));
        let known = self.surnames.get(&name.surname).and_then(|entities| {
            entities.iter().rev().copied().find(|e| self.list[*e].name.as_ref().is_some_and(|n| n.agrees(&name)))
        });
        let entity = known.unwrap_or_else(|| {
            let entity = self.add(layers, at, Some(name.clone()));
            self.surnames.entry(name.surname.clone()).or_default().push(entity);
            entity
        });
        let known = &mut self.list[entity];
        if known.name.as_ref().is_none_or(|n| n.words.len() < name.words.len()) {
            known.person += 2;
            known.name = Some(name);
        }
        self.describe(layers, at, entity);
        if let Some(described) = described_before(layers, at) {
            self.nouns.insert(fold(layers.reading.word(layers.mentions[described].head)), entity);
            if let Some(before) = self.meant[described].replace(entity) {
                self.list[before].merged = true;
            }
            self.subjects[at] |= self.subjects[described];
        }
        entity
    }

    /// Notes the nouns that stand with a name: a title before it, an apposition after it.
    fn describe(&mut self, layers: &Layers, at: usize, entity: usize) {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let v = reading.vocabulary;
        let own = mention.tokens.clone();
        let mut nouns: Vec<usize> =
            own.filter(|t| reading.tags[*t] == Tag::Noun || reading.article.tokens[*t].classes.any(v.title)).collect();
        let apposition = layers.mentions.get(at + 1).filter(|m| {
            m.tokens.start == mention.tokens.end + 1
                && reading.tags[mention.tokens.end] == Tag::Comma
                && matches!(m.kind, MentionKind::Individual | MentionKind::Thing)
        });
        nouns.extend(apposition.map(|m| m.head));
        let any = |class| mention.tokens.clone().any(|t| reading.article.tokens[t].classes.any(class));
        let known = &mut self.list[entity];
        known.feminine |= any(v.feminine);
        known.masculine |= any(v.masculine);
        for noun in nouns {
            self.nouns.insert(fold(reading.word(noun)), entity);
        }
    }

    /// A body or an outlet: the same name, or its initials.
    fn body(&mut self, layers: &Layers, at: usize) -> usize {
        let words = bare(layers, &layers.mentions[at]);
        let folded = fold(words);
        if let Some(known) = self.words.get(&folded) {
            return *known;
        }
        let named = layers.reading.tags[layers.mentions[at].head] == Tag::Name;
        let same = |e: &&usize| self.list[**e].name.as_ref().is_some_and(|n| same_body(&n.text, words));
        let known = self.bodies.iter().rev().find(same).copied().filter(|_| named);
        let entity = known.unwrap_or_else(|| {
            let entity = self.add(layers, at, named.then(|| Name::new(words)));
            self.bodies.push(entity);
            entity
        });
        self.words.insert(folded, entity);
        entity
    }

    /// A description: with “the”, the latest that it fits; else somebody new.
    fn description(&mut self, layers: &Layers, at: usize) -> usize {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let head = fold(reading.word(mention.head));
        let definite = reading.tags[mention.tokens.start] == Tag::Determiner
            && reading.has(mention.tokens.start, &["the", "this", "that", "these", "those"]);
        let words = fold(bare(layers, mention));
        let same_words = || self.words.get(&words).filter(|_| definite || mention.kind == MentionKind::Group).copied();
        let known = self.nouns.get(&head).filter(|_| definite).copied().or_else(same_words);
        let entity = known.unwrap_or_else(|| self.add(layers, at, None));
        self.nouns.insert(head, entity);
        self.words.insert(words, entity);
        entity
    }

    /// A pronoun: the nearest that fits, subjects first, in this sentence or a few before.
    fn pronoun(&mut self, layers: &Layers, at: usize) -> usize {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let c = reading.article.tokens[mention.head].classes;
        let v = reading.vocabulary;
        let several = reading.has(mention.head, &["they", "they've", "they'll", "they'd"]);
        let it = reading.has(mention.head, &["it"]);
        let fits = |e: &Entity| {
            let person = e.kind == MentionKind::Individual || (e.kind == MentionKind::Name && e.person > 0);
            if c.any(v.feminine) {
                person && (e.feminine || !e.masculine)
            } else if c.any(v.masculine) {
                person && (e.masculine || !e.feminine)
            } else if several {
                e.kind == MentionKind::Group
            } else {
                it && (matches!(e.kind, MentionKind::Organisation | MentionKind::Media | MentionKind::Document)
                    || (e.kind == MentionKind::Name && e.person <= 0))
            }
        };
        let salience = |e: &Entity| {
            let latest = &layers.mentions[e.latest];
            let back = mention.sentence.saturating_sub(latest.sentence);
            let known = (c.any(v.feminine) && e.feminine) || (c.any(v.masculine) && e.masculine);
            let score = 3 * usize::from(self.subjects[e.latest]) + usize::from(known) + usize::from(!latest.genitive);
            (back <= PRONOUN_REACH).then_some((score + 2 * (PRONOUN_REACH - back.min(PRONOUN_REACH)), e.latest))
        };
        let fitting = self.list.iter().enumerate().filter(|(_, e)| !e.merged && fits(e));
        let best = fitting.filter_map(|(at, e)| salience(e).map(|s| (s, at))).max().map(|(_, at)| at);
        match best {
            Some(entity) => {
                self.list[entity].feminine |= c.any(v.feminine);
                self.list[entity].masculine |= c.any(v.masculine);
                entity
            }
            None => self.add(layers, at, None),
        }
    }
}

/// The description that a name in apposition belongs to: “the mayor” in “the mayor of Rudholm, Orla Quist,”.
fn described_before(layers: &Layers, at: usize) -> Option<usize> {
    let reading = &layers.reading;
    let name = &layers.mentions[at];
    let comma = name.tokens.start.checked_sub(1).filter(|c| reading.tags[*c] == Tag::Comma)?;
    let closed = reading.tags.get(name.tokens.end).is_none_or(|t| matches!(t, Tag::Comma | Tag::Other | Tag::Break));
    if !closed {
        return None;
    }
    let joins = |t: usize| {
        reading.tags[t].is_nominal() || matches!(reading.tags[t], Tag::Preposition | Tag::Determiner | Tag::Genitive)
    };
    let near = (at.saturating_sub(4)..at).rev();
    near.filter(|m| layers.mentions[*m].sentence == name.sentence).find(|m| {
        let mention = &layers.mentions[*m];
        mention.kind == MentionKind::Individual && !mention.genitive && (mention.tokens.end..comma).all(joins)
    })
}

/// The words of a mention without its article.
fn bare<'a>(layers: &'a Layers, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let article = reading.tags[mention.tokens.start] == Tag::Determiner && mention.tokens.len() > 1;
    reading.span(mention.tokens.start + usize::from(article)..mention.tokens.end).of(&reading.article.prose)
}

/// The name in a mention, without titles and descriptions.
fn name_of<'a>(layers: &'a Layers, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let v = reading.vocabulary;
    let mut first = mention.head;
    while first > mention.tokens.start && reading.tags[first - 1] == Tag::Name {
        first -= 1;
    }
    // past the last title: “Russian President Vladimir Putin”
    let title = (first..mention.head).rev().find(|t| reading.article.tokens[*t].classes.any(v.title));
    let first = title.map_or(first, |t| t + 1);
    reading.span(first..mention.head + 1).of(&reading.article.prose)
}
