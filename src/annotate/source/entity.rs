//! Whom each mention means.

use crate::annotate::{
    layers::Layers,
    mention::{Mention, MentionKind},
    tag::Tag,
};
use crate::lexicon::fold;

/// How many sentences back a pronoun looks.
const PRONOUN_REACH: usize = 3;

/// Somebody or something that mentions mean.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The first mention, as a place in the list of mentions.
    pub(super) first: usize,
    /// The fullest name, without title.
    pub(super) name: Option<String>,
    /// What its first mention looks like.
    pub(super) kind: MentionKind,
    /// Nouns that describe it, folded: “mayor”, “official”.
    nouns: Vec<String>,
    feminine: bool,
    masculine: bool,
    /// Its latest mention.
    latest: usize,
}

/// Everybody and everything in an article.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// The entity of each mention.
    pub(super) meant: Vec<Option<usize>>,
}

impl Entities {
    /// The entity of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<usize> {
        self.meant.get(mention).copied().flatten()
    }

    /// Reads all mentions in order.
    pub(super) fn read(layers: &Layers, speaking: &[usize]) -> Entities {
        let mut entities = Entities { list: Vec::new(), meant: vec![None; layers.mentions.len()] };
        for at in 0..layers.mentions.len() {
            let speaks = speaking.binary_search(&at).is_ok();
            entities.meant[at] = entities.resolve(layers, at, speaks);
            if let Some(entity) = entities.meant[at] {
                entities.list[entity].latest = at;
            }
        }
        entities
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

    fn add(&mut self, layers: &Layers, at: usize, name: Option<String>) -> usize {
        let mention = &layers.mentions[at];
        let tokens = &layers.reading.article.tokens;
        let v = layers.reading.vocabulary;
        let any = |class| mention.tokens.clone().any(|t| tokens[t].classes.any(class));
        let nouns =
            mention.tokens.clone().filter(|t| layers.reading.tags[*t] == Tag::Noun || tokens[*t].classes.any(v.title));
        self.list.push(Entity {
            first: at,
            name,
            kind: mention.kind,
            nouns: nouns.map(|t| fold(layers.reading.word(t))).collect(),
            feminine: any(v.feminine),
            masculine: any(v.masculine),
            latest: at,
        });
        self.list.len() - 1
    }

    /// A person's name: the same surname is the same person, unless the first names differ.
    fn name(&mut self, layers: &Layers, at: usize) -> usize {
        let name = name_of(layers, &layers.mentions[at]);
        let words: Vec<&str> = name.split(' ').collect();
        let known = self.list.iter().rposition(|e| {
            e.kind == MentionKind::Name && e.name.as_deref().is_some_and(|known| same_person(known, &words))
        });
        let entity = known.unwrap_or_else(|| self.add(layers, at, Some(name.clone())));
        let fuller = self.list[entity].name.as_ref().is_none_or(|k| k.split(' ').count() < words.len());
        if fuller {
            self.list[entity].name = Some(name);
        }
        self.describe(layers, at, entity);
        entity
    }

    /// Notes the nouns that stand with a name: a title before it, an apposition after it.
    fn describe(&mut self, layers: &Layers, at: usize, entity: usize) {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let v = reading.vocabulary;
        let mut nouns: Vec<usize> = mention
            .tokens
            .clone()
            .filter(|t| reading.tags[*t] == Tag::Noun || reading.article.tokens[*t].classes.any(v.title))
            .collect();
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
            let noun = fold(reading.word(noun));
            if !known.nouns.contains(&noun) {
                known.nouns.push(noun);
            }
        }
    }

    /// A body or an outlet: the same name, or its initials.
    fn body(&mut self, layers: &Layers, at: usize) -> usize {
        let words = bare(layers, &layers.mentions[at]);
        let known = self.list.iter().rposition(|e| {
            matches!(e.kind, MentionKind::Organisation | MentionKind::Media)
                && e.name.as_deref().is_some_and(|known| same_body(known, &words))
        });
        known.unwrap_or_else(|| self.add(layers, at, Some(words)))
    }

    /// A description: with “the”, the latest that it fits; else somebody new.
    fn description(&mut self, layers: &Layers, at: usize) -> usize {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let head = fold(reading.word(mention.head));
        let definite = reading.has(mention.tokens.start, &["the", "this", "that", "these", "those"]);
        let words = fold(&bare(layers, mention));
        let known = self.list.iter().rposition(|e| {
            let same_words = layers.mentions.get(e.first).is_some_and(|m| fold(&bare(layers, m)) == words);
            let fits = definite && e.nouns.contains(&head);
            fits || (same_words && (definite || mention.kind == MentionKind::Group))
        });
        known.unwrap_or_else(|| self.add(layers, at, None))
    }

    /// A pronoun: the nearest that fits, in this sentence or a few before.
    fn pronoun(&mut self, layers: &Layers, at: usize) -> usize {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let c = reading.article.tokens[mention.head].classes;
        let v = reading.vocabulary;
        let fits = |e: &Entity| {
            let person = matches!(e.kind, MentionKind::Name | MentionKind::Individual);
            if c.any(v.feminine) {
                person && (e.feminine || !e.masculine)
            } else if c.any(v.masculine) {
                person && (e.masculine || !e.feminine)
            } else if reading.has(mention.head, &["they", "they've", "they'll"]) {
                e.kind == MentionKind::Group
            } else {
                reading.has(mention.head, &["it"])
                    && matches!(e.kind, MentionKind::Organisation | MentionKind::Media | MentionKind::Document)
            }
        };
        let near = |e: &&usize| layers.mentions[self.list[**e].latest].sentence + PRONOUN_REACH >= mention.sentence;
        let mut candidates: Vec<usize> = (0..self.list.len()).filter(|e| fits(&self.list[*e])).collect();
        candidates.sort_by_key(|e| self.list[*e].latest);
        let nearest = candidates.iter().rev().find(near).copied();
        match nearest {
            Some(entity) => {
                self.list[entity].feminine |= c.any(v.feminine);
                self.list[entity].masculine |= c.any(v.masculine);
                entity
            }
            None => self.add(layers, at, None),
        }
    }
}

/// The words of a mention without its article.
fn bare(layers: &Layers, mention: &Mention) -> String {
    let reading = &layers.reading;
    let from = mention.tokens.start
        + usize::from(reading.tags[mention.tokens.start] == Tag::Determiner && mention.tokens.len() > 1);
    reading.span(from..mention.tokens.end).of(&reading.article.prose).to_owned()
}

/// The name in a mention, without titles and descriptions.
fn name_of(layers: &Layers, mention: &Mention) -> String {
    let reading = &layers.reading;
    let v = reading.vocabulary;
    let mut first = mention.head;
    while first > mention.tokens.start && reading.tags[first - 1] == Tag::Name {
        first -= 1;
    }
    while first < mention.head && reading.article.tokens[first].classes.any(v.title) {
        first += 1;
    }
    reading.span(first..mention.head + 1).of(&reading.article.prose).to_owned()
}

/// Whether two names can be one person's: the same last name, and no different first names.
fn same_person(known: &str, words: &[&str]) -> bool {
    let known: Vec<&str> = known.split(' ').collect();
    let surname = |words: &[&str]| {
        let suffix = |w: &str| matches!(w.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
        words.iter().rev().find(|w| !suffix(w)).map(|w| fold(w))
    };
    if surname(&known) != surname(words) {
        return false;
    }
    match (&known[..], words) {
        ([first, _, ..], [other, _, ..]) => {
            let (first, other) = (fold(first), fold(other));
            let initial =
                |a: &str, b: &str| a.trim_end_matches('.').len() == 1 && b.starts_with(a.trim_end_matches('.'));
            first == other || initial(&first, &other) || initial(&other, &first)
        }
        _ => true,
    }
}

/// Whether two names are one body's: the same words, or the initials of them.
fn same_body(known: &str, words: &str) -> bool {
    if fold(known) == fold(words) {
        return true;
    }
    let initials =
        |name: &str| name.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect::<String>();
    let plain = |name: &str| name.replace('.', "");
    (words.split(' ').count() > 1 && plain(known) == initials(words))
        || (known.split(' ').count() > 1 && plain(words) == initials(known))
}
