//! Whom each mention means.

use rustc_hash::FxHashMap;

use super::{
    name::{Name, initials},
    phrase::Phrases,
    pronoun,
    role::{self, role},
    shape::{self, Shape},
};
use crate::annotate::{cue::USUAL, layers::Layers, mention::Mention, tag::Tag, vocabulary::Traits};
use crate::lexicon::fold;

/// How many bearers of a surname or of a role are looked at, the latest first.
const MOST: usize = 16;

/// How many sentences back “the senator” may mean the one who spoke last.
const NEAR: usize = 3;

/// Somebody or something that mentions mean.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The first mention, as a place in the list of mentions.
    pub(super) first: usize,
    /// The fullest name, without title.
    pub(super) name: Option<Name>,
    /// What its first mention stands for.
    pub(super) shape: Shape,
    /// What speaks for a person (above nothing) or for a place or a thing (below).
    pub(super) person: i32,
    pub(super) feminine: bool,
    pub(super) masculine: bool,
    /// The words of its titles and descriptions, folded.
    traits: Vec<String>,
}

/// Everybody and everything in an article.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// The entity of each mention.
    pub(super) meant: Vec<Option<usize>>,
    /// For each mention, whether it is the subject of a cue that mostly attributes.
    pub(super) subjects: Vec<bool>,
    /// Who spoke last, and with which mention.
    pub(super) spoke: Option<(usize, usize)>,
    /// How many persons have been named in full.
    persons: usize,
    /// Persons by name as printed, as long as it means nobody else.
    names: FxHashMap<String, usize>,
    /// Persons by surname.
    surnames: FxHashMap<String, Vec<usize>>,
    /// Those whom a noun describes, the latest last: “mayor”, “official”.
    roles: FxHashMap<String, Vec<usize>>,
    /// The latest entity whose mention had these words.
    words: FxHashMap<String, usize>,
    /// Bodies by their initials.
    initials: FxHashMap<String, usize>,
}

impl Entities {
    /// The entity of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<usize> {
        self.meant.get(mention).copied().flatten()
    }

    /// Reads all mentions in order; `speaking` are those that speak, `quoted` those of them whose words were found.
    pub(super) fn read(phrases: &Phrases, speaking: &[usize], quoted: &[usize]) -> Entities {
        let layers = phrases.layers;
        let count = layers.mentions.len();
        let mut entities = Entities {
            list: Vec::new(),
            meant: vec![None; count],
            subjects: vec![false; count],
            spoke: None,
            persons: 0,
            names: FxHashMap::default(),
            surnames: FxHashMap::default(),
            roles: FxHashMap::default(),
            words: FxHashMap::default(),
            initials: FxHashMap::default(),
        };
        for (cue, subject) in layers.cues.iter().zip(&layers.subjects) {
            if let Some(mention) = subject.mention.filter(|_| cue.level >= USUAL) {
                entities.subjects[mention] = true;
            }
        }
        for at in 0..count {
            let speaks = speaking.binary_search(&at).is_ok();
            let entity = match entities.meant[at] {
                // known from the name that it stands beside
                Some(entity) => Some(entity),
                None => entities.resolve(phrases, at, speaks),
            };
            entities.meant[at] = entity;
            if let Some(entity) = entity {
                entities.note(layers, at, entity);
                if quoted.binary_search(&at).is_ok() {
                    entities.spoke = Some((entity, at));
                }
            }
        }
        entities.name_offices(phrases);
        entities
    }

    /// Gives an office without an article, as headlines have it, to the first person in the article who is said to hold it:
    /// “President says army will leave”, then “President Orla Quist”.
    fn name_offices(&mut self, phrases: &Phrases) {
        let reading = &phrases.layers.reading;
        let mut holders: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, entity) in self.list.iter().enumerate() {
            let mention = &phrases.layers.mentions[entity.first];
            let office = reading.is(mention.head, Traits::OFFICE);
            if entity.shape != Shape::Individual || mention.tokens.len() > 1 || mention.genitive || !office {
                continue;
            }
            let bearers = self.roles.get(&role(reading.word(mention.head))).map_or(&[][..], Vec::as_slice);
            let named = |e: &&usize| self.list[**e].shape == Shape::Person && self.list[**e].name.is_some();
            if let Some(holder) = bearers.iter().take(MOST).find(named) {
                holders.insert(at, *holder);
            }
        }
        if !holders.is_empty() {
            let meant = self.meant.iter_mut().flatten();
            meant.for_each(|entity| *entity = holders.get(entity).copied().unwrap_or(*entity));
        }
    }

    /// Notes what a mention says of its entity.
    fn note(&mut self, layers: &Layers, at: usize, entity: usize) {
        let reading = &layers.reading;
        let mention = &layers.mentions[at];
        let any = |class| mention.tokens.clone().any(|t| reading.is(t, class));
        let place = mention.tokens.start.checked_sub(1).is_some_and(|b| {
            reading.tags[b] == Tag::Preposition
                && reading.has(b, &["in", "into", "across", "throughout", "inside", "outside", "near"])
        });
        let known = &mut self.list[entity];
        known.feminine |= any(Traits::FEMININE);
        known.masculine |= any(Traits::MASCULINE);
        if known.shape == Shape::Person {
            let article = reading.tags[mention.tokens.start] == Tag::Determiner;
            known.person += 2 * i32::from(any(Traits::TITLE)) + i32::from(self.subjects[at])
                - 2 * i32::from(place)
                - i32::from(article);
        }
    }

    fn resolve(&mut self, phrases: &Phrases, at: usize, speaks: bool) -> Option<usize> {
        match phrases.shapes[at] {
            Shape::Time => None,
            Shape::Pronoun if speaks => {
                Some(pronoun::resolve(self, phrases, at).unwrap_or_else(|| self.add(phrases, at, None)))
            }
            Shape::Pronoun => None,
            Shape::Person => Some(self.name(phrases, at)),
            Shape::Body | Shape::Outlet => Some(self.body(phrases, at)),
            Shape::Thing if !speaks => None,
            _ => Some(self.description(phrases, at)),
        }
    }

    fn add(&mut self, phrases: &Phrases, at: usize, name: Option<Name>) -> usize {
        self.list.push(Entity {
            first: at,
            person: i32::from(name.as_ref().is_some_and(Name::is_full)) * 2,
            name,
            shape: phrases.shapes[at],
            feminine: false,
            masculine: false,
            traits: Vec::new(),
        });
        self.list.len() - 1
    }

    /// The person of a surname who may bear a name; nobody where all have other first names.
    fn bearer(&self, name: &Name) -> Option<usize> {
        let bearers = self.surnames.get(&name.surname)?;
        bearers.iter().rev().take(MOST).copied().find(|e| self.list[*e].name.as_ref().is_some_and(|n| n.agrees(name)))
    }

    /// A person's name: the same surname is the same person, unless the first names differ.
    fn name(&mut self, phrases: &Phrases, at: usize) -> usize {
        let layers = phrases.layers;
        let (words, first) = name_of(layers, &layers.mentions[at]);
        let titled = first > layers.mentions[at].tokens.start;
        let entity = match self.names.get(words) {
            Some(known) if !titled => *known,
            _ => {
                let entity = self.person(phrases, at, words);
                self.names.insert(words.to_owned(), entity);
                self.describe(layers, layers.mentions[at].tokens.start..first, entity);
                entity
            }
        };
        for description in phrases.descriptions_after(at).into_iter().flatten() {
            self.meant[description] = Some(entity);
            self.describe(layers, layers.mentions[description].tokens.clone(), entity);
        }
        entity
    }

    /// The bearer of a name, or somebody new.
    fn person(&mut self, phrases: &Phrases, at: usize, words: &str) -> usize {
        let name = Name::new(words);
        let entity = self.bearer(&name).unwrap_or_else(|| {
            let entity = self.add(phrases, at, Some(name.clone()));
            self.persons += usize::from(name.is_full() || self.list[entity].person > 0);
            // from now on the surname alone may mean another
            self.names.remove(words.rsplit(' ').next().unwrap_or(words));
            self.surnames.entry(name.surname.clone()).or_default().push(entity);
            entity
        });
        let known = &mut self.list[entity];
        if known.name.as_ref().is_none_or(|n| n.length < name.length) {
            known.person += 2;
            known.name = Some(name);
        }
        entity
    }

    /// Notes the words that tell who somebody is: a title before a name, an apposition after it.
    fn describe(&mut self, layers: &Layers, tokens: std::ops::Range<usize>, entity: usize) {
        let reading = &layers.reading;
        for at in tokens {
            if !matches!(reading.tags[at], Tag::Noun | Tag::Name | Tag::Adjective) {
                continue;
            }
            let word = role(reading.word(at));
            let c = reading.traits[at];
            if c.any(Traits::TITLE)
                || c.any(Traits::OFFICE)
                || c.any(Traits::PERSON_NOUN)
                || reading.tags[at] == Tag::Noun
            {
                let bearers = self.roles.entry(word.clone()).or_default();
                if bearers.last() != Some(&entity) {
                    bearers.push(entity);
                }
            }
            let traits = &mut self.list[entity].traits;
            if traits.len() < 2 * MOST && !traits.contains(&word) {
                traits.push(word);
            }
        }
    }

    /// A body or an outlet: the same name, or its initials.
    fn body(&mut self, phrases: &Phrases, at: usize) -> usize {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let words = bare(layers, mention);
        let folded = fold(words);
        if let Some(known) = self.words.get(&folded) {
            return *known;
        }
        let named = layers.reading.tags[mention.head] == Tag::Name;
        // “Jordan” is a person where one of that name has been named in full
        if named && !words.contains(' ') && self.bearer(&Name::new(words)).is_some_and(|e| self.list[e].person > 1) {
            return self.name(phrases, at);
        }
        let short = initials(words).filter(|_| named);
        let head = fold(layers.reading.word(mention.head));
        let same_initials = short.as_ref().and_then(|short| self.initials.get(short)).copied();
        // “the ministry” after “the Harbour Ministry”
        let again = || {
            let lone = !named && is_definite(layers, mention) && shape::own(&layers.reading, mention).len() == 1;
            self.roles.get(&head).filter(|_| lone).and_then(|bodies| bodies.last()).copied()
        };
        let entity = same_initials
            .or_else(again)
            .unwrap_or_else(|| self.add(phrases, at, named.then(|| Name::new(capitalised(layers, mention)))));
        if let Some(short) = short {
            self.initials.entry(short).or_insert(entity);
        }
        self.roles.entry(head).or_default().push(entity);
        self.words.insert(folded, entity);
        entity
    }

    /// A description: with “the”, the one that it fits best; else somebody new.
    fn description(&mut self, phrases: &Phrases, at: usize) -> usize {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let titled = shape::begins_title(&layers.reading, &layers.mentions, at);
        let titled = titled.filter(|name| phrases.shapes[*name] == Shape::Person);
        if let Some(name) = titled.or_else(|| phrases.name_after(at)) {
            let entity = self.name(phrases, name);
            self.subjects[name] |= self.subjects[at];
            self.describe(layers, mention.tokens.clone(), entity);
            return entity;
        }
        let definite = is_definite(layers, mention);
        let shape = phrases.shapes[at];
        // “some farmers” are not “farmers”, but “the farmers” may be
        let counted = shape == Shape::Group && !definite;
        let words = fold(if counted {
            mention.span(&layers.reading).of(&layers.reading.article.prose)
        } else {
            bare(layers, mention)
        });
        let known = if definite { self.bearer_of_role(phrases, at) } else { None };
        let known = known.or_else(|| {
            let same = self.words.get(&words).copied()?;
            (definite || shape == Shape::Group).then_some(same)
        });
        let known = known.or_else(|| self.last_speaker(phrases, at).filter(|_| definite));
        let entity = known.unwrap_or_else(|| {
            let entity = self.add(phrases, at, None);
            if shape == Shape::Group && definite && self.persons > 1 && role::is_of_persons(&layers.reading, mention) {
                self.list[entity].shape = Shape::Person;
            }
            entity
        });
        // the same words tell nothing new
        if self.words.insert(words, entity) != Some(entity) {
            self.describe(layers, mention.tokens.clone(), entity);
        }
        entity
    }

    /// The one who spoke last, where “the senator” or “the Republican” goes on with a person named just before.
    fn last_speaker(&self, phrases: &Phrases, at: usize) -> Option<usize> {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let (entity, last) = self.spoke?;
        let known = &self.list[entity];
        let near = mention.sentence.saturating_sub(layers.mentions[last].sentence) <= NEAR;
        let named = known.shape == Shape::Person && known.name.is_some();
        // “the mayor of Rudholm” and “Rudholm's mayor” are somebody of their own
        let alone = phrases.end(at) == mention.tokens.end && layers.reading.has(mention.tokens.start, &["the"]);
        let woman = layers.reading.is(mention.head, Traits::FEMININE);
        let fits = phrases.shapes[at] == Shape::Individual && !(woman && known.masculine && !known.feminine);
        (near && named && alone && fits && role::goes_on(layers.reading.word(mention.head))).then_some(entity)
    }

    /// Whom “the Russian leader” means, of those who were given that role or one like it.
    fn bearer_of_role(&self, phrases: &Phrases, at: usize) -> Option<usize> {
        let reading = &phrases.layers.reading;
        let mention = &phrases.layers.mentions[at];
        let shape = phrases.shapes[at];
        let head = role(reading.word(mention.head));
        if !self.roles.contains_key(&head) && role::kin(&head).is_empty() {
            return None;
        }
        let modifiers: Vec<(String, bool)> = mention
            .tokens
            .clone()
            .filter(|t| *t != mention.head && matches!(reading.tags[*t], Tag::Name | Tag::Adjective | Tag::Noun))
            .map(|t| {
                let nation = reading.is(t, Traits::NATIONALITY.or(Traits::STATE));
                (role(reading.word(t)), nation)
            })
            .collect();
        let fit = |entity: usize| {
            let known = &self.list[entity];
            let alike = match shape {
                Shape::Individual => matches!(known.shape, Shape::Individual | Shape::Person),
                shape => known.shape == shape,
            };
            let matched = modifiers.iter().filter(|(m, _)| known.traits.iter().any(|t| role::alike(t, m))).count();
            let foreign = modifiers.iter().any(|(m, nation)| {
                *nation
                    && !known.traits.iter().any(|t| role::alike(t, m))
                    && known.traits.iter().any(|t| reading.traits_of(t).any(Traits::NATIONALITY))
            });
            (alike && !foreign).then_some(matched)
        };
        let mut best = None;
        for name in std::iter::once(head.as_str()).chain(role::kin(&head).iter().copied()) {
            let exact = name == head;
            let bearers = self.roles.get(name).map_or(&[][..], Vec::as_slice);
            for (back, entity) in bearers.iter().rev().take(MOST).enumerate() {
                // a role of the same kind wants a word in common: “the Russian leader” for a Russian president
                let Some(matched) = fit(*entity) else { continue };
                let stateless = self.list[*entity].name.is_some() && name != "chairman";
                if !exact && matched == 0 && !(modifiers.len() == 1 && stateless) {
                    continue;
                }
                let score = (matched, exact, std::cmp::Reverse(back));
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, *entity));
                }
            }
        }
        best.map(|(_, entity)| entity)
    }
}

/// Whether a mention points back: “the mayor”, “Rudholm's mayor”.
fn is_definite(layers: &Layers, mention: &Mention) -> bool {
    let reading = &layers.reading;
    let first = mention.tokens.start;
    let article = reading.tags[first] == Tag::Determiner
        && reading.has(first, &["the", "this", "that", "these", "those", "both"]);
    article || mention.tokens.clone().any(|t| reading.tags[t] == Tag::Genitive)
}

/// The words of a mention without its article.
fn bare<'a>(layers: &'a Layers, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let article = reading.tags[mention.tokens.start] == Tag::Determiner && mention.tokens.len() > 1;
    reading.span(mention.tokens.start + usize::from(article)..mention.tokens.end).of(&reading.article.prose)
}

/// The name of a body, without what describes it: “Harbour Board” in “the cash-strapped Harbour Board”.
fn capitalised<'a>(layers: &'a Layers, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let first = mention.tokens.clone().find(|t| reading.tags[*t] == Tag::Name).unwrap_or(mention.head);
    reading.span(first..mention.tokens.end).of(&reading.article.prose)
}

/// The name in a mention, without titles and descriptions, and its first token.
fn name_of<'a>(layers: &'a Layers, mention: &Mention) -> (&'a str, usize) {
    let reading = &layers.reading;
    let own = shape::own(reading, mention);
    let mut first = mention.head;
    while first > own.start && reading.tags[first - 1] == Tag::Name {
        first -= 1;
    }
    // past the last title: “Russian President Vladimir Putin”
    let first = shape::titled(reading, own).map_or(first, |name| name.max(first));
    (reading.span(first..mention.head + 1).of(&reading.article.prose), first)
}
