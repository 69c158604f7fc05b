//! What kind of source somebody is, and whether copy leaves us without a name.

use super::{
    entity::Entity,
    phrase::Phrases,
    shape::{Shape, counted},
};
use crate::{
    annotate::{tag::Tag, vocabulary::Traits},
    article::{SourceKind, TokenKind},
};

/// What kind of source an entity is.
pub(super) fn kind(entity: &Entity) -> SourceKind {
    match entity.shape {
        Shape::Individual | Shape::Group if entity.name.is_some() => SourceKind::NamedPerson,
        Shape::Person => SourceKind::NamedPerson,
        Shape::Body => SourceKind::Organisation,
        Shape::Outlet => SourceKind::Media,
        Shape::Document => SourceKind::Document,
        Shape::Individual => SourceKind::UnnamedIndividual,
        Shape::Group => SourceKind::UnnamedGroup,
        Shape::Pronoun => SourceKind::Pronoun,
        Shape::Time | Shape::Thing => SourceKind::Unknown,
    }
}

/// How many mentions of a group are asked whether it is hidden.
const MOST: usize = 8;

/// Whether a source speaks without being identified: an official, an expert, a lawyer; but not a private person, nor the
/// bearer of an office, nor a party as a whole. A group is brought in by any of its `mentions`.
pub(super) fn is_anonymous(phrases: &Phrases, entity: &Entity, kind: SourceKind, mentions: &[usize]) -> bool {
    let described = |at: usize| Description::new(phrases, at);
    match kind {
        SourceKind::UnnamedIndividual => described(entity.first).is_hidden_person(),
        SourceKind::UnnamedGroup => {
            let groups = mentions.iter().filter(|m| phrases.shapes[**m] == Shape::Group);
            groups.take(MOST).any(|m| described(*m).is_hidden_group())
        }
        _ => false,
    }
}

/// The description by which an unnamed source is brought in.
struct Description<'a> {
    phrases: &'a Phrases<'a>,
    /// Its first token, those who count included: “a chorus of …”.
    start: usize,
    /// The head of those who are meant.
    head: usize,
    /// Past its last token.
    end: usize,
    /// Place of its sentence.
    sentence: usize,
}

/// Words after “people” that make sources of them: “people familiar with the talks”.
const INFORMED: &[&str] = &[
    "aware",
    "briefed",
    "close",
    "familiar",
    "informed",
    "inside",
    "involved",
    "knowledgeable",
    "present",
    "privy",
    "with",
];

/// How many tokens after a description are read for a wish to be anonymous.
const FAR: usize = 60;

/// Words before followers of a party that pick some of them out.
const PICKED: &[&str] = &[
    "a",
    "an",
    "another",
    "certain",
    "fellow",
    "few",
    "five",
    "four",
    "key",
    "leading",
    "many",
    "moderate",
    "more",
    "most",
    "numerous",
    "one",
    "other",
    "prominent",
    "senior",
    "several",
    "six",
    "some",
    "ten",
    "these",
    "those",
    "three",
    "top",
    "two",
    "unnamed",
    "various",
    "veteran",
];

/// Numbers that count people one by one.
const COUNTED: &[&str] = &["two", "three", "four", "five", "six", "several", "multiple"];

impl<'a> Description<'a> {
    fn new(phrases: &'a Phrases<'a>, at: usize) -> Self {
        let layers = phrases.layers;
        let of = counted(layers, at).unwrap_or(at);
        let meant = &layers.mentions[of];
        let start = layers.mentions[at].tokens.start;
        Description { phrases, start, head: meant.head, end: meant.tokens.end, sentence: meant.sentence }
    }

    fn head_is(&self, of: Traits) -> bool {
        self.phrases.layers.reading.is(self.head, of)
    }

    /// Whether a word before the head is one of some.
    fn before(&self, words: &[&str]) -> bool {
        (self.start..self.head).any(|t| self.phrases.layers.reading.has(t, words))
    }

    /// Whether the words after it make a source of anybody: “a person familiar with the talks”, “who asked for anonymity”.
    fn is_informed(&self) -> bool {
        let reading = &self.phrases.layers.reading;
        let sentence = reading.article.sentences.get(self.sentence).map_or(self.end, |s| s.tokens.end);
        let rest = self.end..sentence.min(self.end + FAR);
        let withheld = rest.clone().any(|t| !reading.is_quoted(t) && reading.has(t, &["anonymity", "anonymously"]));
        withheld || (rest.start < rest.end && reading.has(self.end, INFORMED))
    }

    /// “each candidate”, “no official”: nobody in particular.
    fn is_universal(&self) -> bool {
        self.phrases.layers.reading.has(self.start, &["all", "any", "each", "every", "neither", "no", "none"])
    }

    fn is_hidden_person(&self) -> bool {
        let reading = &self.phrases.layers.reading;
        let first = self.start;
        let definite = reading.has(first, &["the"])
            || (first..self.head).any(|t| reading.tags[t] == Tag::Genitive)
            || reading.tags[first] == Tag::Name
            || reading.is(first, Traits::POSSESSIVE);
        let known = self.head_is(Traits::PRIVATE) || definite && self.head_is(Traits::OFFICE);
        !self.is_universal() && (!known || self.is_informed())
    }

    fn is_hidden_group(&self) -> bool {
        let reading = &self.phrases.layers.reading;
        if self.head_is(Traits::ADHERENT) {
            return self.before(PICKED) || self.start + 2 < self.head;
        }
        if self.head_is(Traits::PUBLIC) || self.head_is(Traits::PRIVATE) || reading.tags[self.head] == Tag::Name {
            let people = reading.has(self.head, &["people", "persons", "others", "those"]);
            return people && (self.is_informed() || self.before(COUNTED));
        }
        let one = reading.word(self.head).strip_suffix('s').unwrap_or_default();
        let share =
            self.before(&["half", "majority", "minority", "percent", "percentage", "quarter", "share", "third"]);
        if share || self.is_universal() || reading.traits_of(one).any(Traits::PRIVATE) {
            return false;
        }
        // “leaders” alone are anybody's
        let office = reading.has(self.head, &["leaders", "ministers", "politicians"]);
        let word = |t: usize| reading.article.tokens[t].kind == TokenKind::Word && reading.tags[t] != Tag::Determiner;
        !office || (self.start..self.head).any(word)
    }
}
