//! Whom each mention means.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{
    name::{Name, Names, initials},
    phrase::Phrases,
    pronoun,
    role::{self, role},
    shape::{self, Shape},
    words::{ByWord, Lists, Word, Words},
};
use crate::annotate::{cue::USUAL, layers::Layers, mention::Mention, tag::Tag, vocabulary::Traits};

/// How many bearers of a surname or of a role are looked at, the latest first.
const MOST: usize = 16;

/// How many sentences back “the senator” may mean the one who spoke last.
const NEAR: usize = 3;

/// Somebody or something that mentions mean.
#[derive(Debug, Clone)]
pub(super) struct Entity<'a> {
    /// The first mention, as a place in the list of mentions.
    pub(super) first: usize,
    /// The fullest name, without title.
    pub(super) name: Option<Name<'a>>,
    /// What its first mention stands for.
    pub(super) shape: Shape,
    /// What speaks for a person (above nothing) or for a place or a thing (below).
    pub(super) person: i32,
    pub(super) feminine: bool,
    pub(super) masculine: bool,
    /// How many words of its titles and descriptions are known.
    traits: usize,
}

/// Everybody and everything in an article.
pub(super) struct Entities<'a> {
    pub(super) list: Vec<Entity<'a>>,
    /// The entity of each mention.
    pub(super) meant: Vec<Option<usize>>,
    /// For each mention, whether it is the subject of a cue that mostly attributes.
    pub(super) subjects: Vec<bool>,
    /// Who spoke last, and with which mention.
    pub(super) spoke: Option<(usize, usize)>,
    /// How many persons have been named in full.
    persons: usize,
    words: Words,
    names: Names,
    /// Of each word, the noun for a role that it comes down to.
    nouns: ByWord<Word>,
    /// Persons by name as printed, as long as it means nobody else.
    printed: ByWord<usize>,
    /// Persons by surname.
    surnames: Lists<usize>,
    /// Those whom a noun describes: “mayor”, “official”.
    roles: Lists<usize>,
    /// The words of the titles and descriptions of each entity, folded.
    traits: Lists<Word>,
    /// The latest entity whose mention had these words.
    described: ByWord<usize>,
    /// Bodies by their initials.
    initials: ByWord<usize>,
}

impl<'a> Entities<'a> {
    /// The entity of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<usize> {
        self.meant.get(mention).copied().flatten()
    }

    /// Reads all mentions in order; `speaking` are those that speak, `quoted` those of them whose words were found.
    pub(super) fn read(phrases: &Phrases<'a>, speaking: &[usize], quoted: &[usize]) -> Self {
        let layers = phrases.layers;
        let count = layers.mentions.len();
        let mut entities = Entities {
            list: Vec::with_capacity(count / 2),
            meant: vec![None; count],
            subjects: vec![false; count],
            spoke: None,
            persons: 0,
            words: Words::new(layers.reading.tags.len()),
            names: Names::new(),
            nouns: ByWord::new(),
            printed: ByWord::new(),
            surnames: Lists::new(),
            roles: Lists::new(),
            traits: Lists::new(),
            described: ByWord::new(),
            initials: ByWord::new(),
        };
        for (cue, subject) in layers.cues.iter().zip(&layers.subjects) {
            if let Some(mention) = subject.mention.filter(|_| cue.level >= USUAL) {
                entities.subjects[mention] = true;
            }
        }
        let speaks = marked(count, speaking);
        let quoted = marked(count, quoted);
        for at in 0..count {
            let entity = match entities.meant[at] {
                // known from the name that it stands beside
                Some(entity) => Some(entity),
                None => entities.resolve(phrases, at, speaks[at]),
            };
            entities.meant[at] = entity;
            if let Some(entity) = entity {
                entities.note(layers, at, entity);
                if quoted[at] {
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
        for at in 0..self.list.len() {
            let entity = &self.list[at];
            let mention = &phrases.layers.mentions[entity.first];
            let office = reading.is(mention.head, Traits::OFFICE);
            if entity.shape != Shape::Individual || mention.tokens.len() > 1 || mention.genitive || !office {
                continue;
            }
            let noun = self.noun(phrases.layers, mention.head);
            let bearers: Vec<usize> = self.roles.of(noun.list()).collect();
            let named = |e: &&usize| self.list[**e].shape == Shape::Person && self.list[**e].name.is_some();
            if let Some(holder) = bearers.iter().rev().take(MOST).find(named) {
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
        let traits = reading.traits[mention.tokens.clone()].iter().fold(Traits::default(), |all, own| all.or(*own));
        let place = mention.tokens.start.checked_sub(1).is_some_and(|b| {
            reading.tags[b] == Tag::Preposition
                && reading.has(b, &["in", "into", "across", "throughout", "inside", "outside", "near"])
        });
        let known = &mut self.list[entity];
        known.feminine |= traits.any(Traits::FEMININE);
        known.masculine |= traits.any(Traits::MASCULINE);
        if known.shape == Shape::Person {
            let article = reading.tags[mention.tokens.start] == Tag::Determiner;
            known.person += 2 * i32::from(traits.any(Traits::TITLE)) + i32::from(self.subjects[at])
                - 2 * i32::from(place)
                - i32::from(article);
        }
    }

    fn resolve(&mut self, phrases: &Phrases<'a>, at: usize, speaks: bool) -> Option<usize> {
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

    fn add(&mut self, phrases: &Phrases, at: usize, name: Option<Name<'a>>) -> usize {
        self.list.push(Entity {
            first: at,
            person: i32::from(name.as_ref().is_some_and(Name::is_full)) * 2,
            name,
            shape: phrases.shapes[at],
            feminine: false,
            masculine: false,
            traits: 0,
        });
        self.list.len() - 1
    }

    /// The person of a surname who may bear a name; nobody where all have other first names.
    fn bearer(&self, name: &Name) -> Option<usize> {
        let agrees = |known: &Name| self.names.agree(&self.words, known, name);
        let mut bearers = self.surnames.of(name.surname.list()).take(MOST);
        bearers.find(|e| self.list[*e].name.as_ref().is_some_and(agrees))
    }

    /// The noun for a role that the word of a token comes down to.
    fn noun(&mut self, layers: &Layers, at: usize) -> Word {
        let word = self.words.token(at, layers.reading.word(at));
        if let Some(known) = self.nouns.get(word) {
            return known;
        }
        let noun = role(&mut self.words, word);
        self.nouns.set(word, Some(noun));
        noun
    }

    /// A person's name: the same surname is the same person, unless the first names differ.
    fn name(&mut self, phrases: &Phrases<'a>, at: usize) -> usize {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let (text, first) = name_of(layers, mention);
        let titled = first > mention.tokens.start;
        let printed = self.words.printed(text);
        let entity = match self.printed.get(printed) {
            Some(known) if !titled => known,
            _ => {
                let entity = self.person(phrases, at, text);
                self.printed.set(printed, Some(entity));
                self.describe(layers, mention.tokens.start..first, entity);
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
    fn person(&mut self, phrases: &Phrases<'a>, at: usize, text: &'a str) -> usize {
        let name = self.names.read(&mut self.words, text);
        let entity = self.bearer(&name).unwrap_or_else(|| {
            let entity = self.add(phrases, at, Some(name));
            self.persons += usize::from(name.is_full() || self.list[entity].person > 0);
            // from now on the surname alone may mean another
            let last = self.words.printed(text.rsplit(' ').next().unwrap_or(text));
            self.printed.set(last, None);
            self.surnames.push(name.surname.list(), entity);
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
            let noun = self.noun(layers, at);
            let telling = Traits::TITLE.or(Traits::OFFICE).or(Traits::PERSON_NOUN);
            if (reading.tags[at] == Tag::Noun || reading.is(at, telling))
                && self.roles.of(noun.list()).next() != Some(entity)
            {
                self.roles.push(noun.list(), entity);
            }
            let known = &mut self.list[entity].traits;
            if *known < 2 * MOST && !self.traits.of(entity).any(|word| word == noun) {
                *known += 1;
                self.traits.push(entity, noun);
            }
        }
    }

    /// A body or an outlet: the same name, or its initials.
    fn body(&mut self, phrases: &Phrases<'a>, at: usize) -> usize {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let text = bare(layers, mention);
        let folded = self.words.folded(text);
        if let Some(known) = self.described.get(folded) {
            return known;
        }
        let named = layers.reading.tags[mention.head] == Tag::Name;
        // “Jordan” is a person where one of that name has been named in full
        if named && !text.contains(' ') {
            let name = self.names.read(&mut self.words, text);
            if self.bearer(&name).is_some_and(|e| self.list[e].person > 1) {
                return self.name(phrases, at);
            }
        }
        let short = if named { initials(&mut self.words, text) } else { None };
        let head = self.words.token(mention.head, layers.reading.word(mention.head));
        // “the ministry” after “the Harbour Ministry”
        let again = || {
            let lone = !named && is_definite(layers, mention) && shape::own(&layers.reading, mention).len() == 1;
            self.roles.of(head.list()).next().filter(|_| lone)
        };
        let known = short.and_then(|short| self.initials.get(short)).or_else(again);
        let entity = known.unwrap_or_else(|| {
            let name = named.then(|| self.names.read(&mut self.words, capitalised(layers, mention)));
            self.add(phrases, at, name)
        });
        if let Some(short) = short
            && self.initials.get(short).is_none()
        {
            self.initials.set(short, Some(entity));
        }
        self.roles.push(head.list(), entity);
        self.described.set(folded, Some(entity));
        entity
    }

    /// A description: with “the”, the one that it fits best; else somebody new.
    fn description(&mut self, phrases: &Phrases<'a>, at: usize) -> usize {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let titled = shape::begins_title(layers, at);
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
        let words = self.words.folded(if counted {
            mention.span(&layers.reading).of(&layers.reading.article.prose)
        } else {
            bare(layers, mention)
        });
        let known = if definite { self.bearer_of_role(phrases, at) } else { None };
        let known = known.or_else(|| {
            let same = self.described.get(words)?;
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
        if self.described.set(words, Some(entity)) != Some(entity) {
            self.describe(layers, mention.tokens.clone(), entity);
        }
        entity
    }

    /// The one who spoke last, where “the senator” or “the Republican” goes on with a person named just before.
    fn last_speaker(&mut self, phrases: &Phrases, at: usize) -> Option<usize> {
        let layers = phrases.layers;
        let mention = &layers.mentions[at];
        let (entity, last) = self.spoke?;
        let near = mention.sentence.saturating_sub(layers.mentions[last].sentence) <= NEAR;
        let known = &self.list[entity];
        let named = known.shape == Shape::Person && known.name.is_some();
        // “the mayor of Rudholm” and “Rudholm's mayor” are somebody of their own
        let alone = phrases.end(at) == mention.tokens.end && layers.reading.has(mention.tokens.start, &["the"]);
        let woman = layers.reading.is(mention.head, Traits::FEMININE);
        let fits = phrases.shapes[at] == Shape::Individual && !(woman && known.masculine && !known.feminine);
        if !(near && named && alone && fits) {
            return None;
        }
        let noun = self.noun(layers, mention.head);
        role::goes_on(self.words.text(noun)).then_some(entity)
    }

    /// Whom “the Russian leader” means, of those who were given that role or one like it.
    fn bearer_of_role(&mut self, phrases: &Phrases, at: usize) -> Option<usize> {
        let reading = &phrases.layers.reading;
        let mention = &phrases.layers.mentions[at];
        let shape = phrases.shapes[at];
        let head = self.noun(phrases.layers, mention.head);
        let kin = role::kin(self.words.text(head));
        if self.roles.of(head.list()).next().is_none() && kin.is_empty() {
            return None;
        }
        let others = mention
            .tokens
            .clone()
            .filter(|t| *t != mention.head && matches!(reading.tags[*t], Tag::Name | Tag::Adjective | Tag::Noun));
        let nation = Traits::NATIONALITY.or(Traits::STATE);
        let modifiers: Vec<(Word, bool)> =
            others.map(|t| (self.noun(phrases.layers, t), reading.is(t, nation))).collect();
        let kin: Vec<Word> = kin.iter().map(|noun| self.words.printed(noun)).collect();
        let chairman = self.words.printed("chairman");
        let fit = |entity: usize| {
            let known = &self.list[entity];
            let alike = match shape {
                Shape::Individual => matches!(known.shape, Shape::Individual | Shape::Person),
                shape => known.shape == shape,
            };
            let alike_to = |modifier: Word| {
                let text = self.words.text(modifier);
                self.traits.of(entity).any(|t| role::alike(self.words.text(t), text))
            };
            let matched = modifiers.iter().filter(|(m, _)| alike_to(*m)).count();
            let national = |t: Word| reading.traits_of(self.words.text(t)).any(Traits::NATIONALITY);
            let foreign =
                modifiers.iter().any(|(m, nation)| *nation && !alike_to(*m) && self.traits.of(entity).any(national));
            (alike && !foreign).then_some(matched)
        };
        let mut best = None;
        for noun in std::iter::once(head).chain(kin) {
            let exact = noun == head;
            for (back, entity) in self.roles.of(noun.list()).take(MOST).enumerate() {
                // a role of the same kind wants a word in common: “the Russian leader” for a Russian president
                let Some(matched) = fit(entity) else { continue };
                let stateless = self.list[entity].name.is_some() && noun != chairman;
                if !exact && matched == 0 && !(modifiers.len() == 1 && stateless) {
                    continue;
                }
                let score = (matched, exact, Reverse(back));
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, entity));
                }
            }
        }
        best.map(|(_, entity)| entity)
    }
}

/// Which of so many are in a list of places.
fn marked(count: usize, places: &[usize]) -> Vec<bool> {
    let mut marked = vec![false; count];
    places.iter().for_each(|at| marked[*at] = true);
    marked
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
fn bare<'a>(layers: &Layers<'a>, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let article = reading.tags[mention.tokens.start] == Tag::Determiner && mention.tokens.len() > 1;
    reading.span(mention.tokens.start + usize::from(article)..mention.tokens.end).of(&reading.article.prose)
}

/// The name of a body, without what describes it: “Harbour Board” in “the cash-strapped Harbour Board”.
fn capitalised<'a>(layers: &Layers<'a>, mention: &Mention) -> &'a str {
    let reading = &layers.reading;
    let first = mention.tokens.clone().find(|t| reading.tags[*t] == Tag::Name).unwrap_or(mention.head);
    reading.span(first..mention.tokens.end).of(&reading.article.prose)
}

/// The name in a mention, without titles and descriptions, and its first token.
fn name_of<'a>(layers: &Layers<'a>, mention: &Mention) -> (&'a str, usize) {
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
