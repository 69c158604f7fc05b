//! What a mention stands for: a person, a body, an outlet, a document, somebody unnamed.

use std::ops::Range;

use crate::annotate::{
    layers::Layers,
    mention::{Mention, MentionKind},
    reading::Reading,
    tag::Tag,
    vocabulary::Traits,
};

/// What a mention stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Pronoun,
    /// A person by name, with or without title.
    Person,
    Individual,
    Group,
    Body,
    Outlet,
    Document,
    Time,
    Thing,
}

/// Nouns that count those who are named after “of”.
const COUNTS: &[&str] = &[
    "number",
    "majority",
    "minority",
    "handful",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "couple",
    "pair",
    "half",
    "third",
    "quarter",
    "percent",
    "percentage",
    "share",
    "most",
    "many",
    "some",
    "several",
    "few",
    "all",
    "rest",
    "chorus",
    "group",
    "groups",
    "lot",
    "lots",
    "plenty",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "one",
];

/// Families and the like, which are several persons though one word.
const FAMILIES: &[&str] = &["family", "couple", "public", "crowd", "audience", "staff", "everyone", "everybody"];

/// Endings of nouns for people by what they do.
const PROFESSIONS: &[&str] = &["ologist", "ographer", "ician", "alist", "onomist", "keeper", "maker"];

/// What a mention stands for.
pub(super) fn shape(layers: &Layers, at: usize) -> Shape {
    let Layers { reading, mentions, .. } = layers;
    let mention = &mentions[at];
    match mention.kind {
        MentionKind::Pronoun => Shape::Pronoun,
        MentionKind::Time => Shape::Time,
        MentionKind::Media => Shape::Outlet,
        _ if reading.tags[mention.head] == Tag::Name => named(reading, mention),
        _ => match counted(layers, at) {
            Some(of) => match described(reading, &mentions[of]) {
                Shape::Individual => Shape::Group,
                Shape::Group if reading.has(mention.head, &["one"]) => Shape::Individual,
                Shape::Person | Shape::Thing => described(reading, mention),
                shape => shape,
            },
            None => described(reading, mention),
        },
    }
}

/// Those who are counted: “prominent farmers” after “a chorus of”.
pub(super) fn counted(layers: &Layers, at: usize) -> Option<usize> {
    let Layers { reading, mentions, .. } = layers;
    let mention = &mentions[at];
    let of = mention.tokens.end;
    if of >= reading.tags.len() || !reading.has(of, &["of"]) || !reading.has(mention.head, COUNTS) {
        return None;
    }
    let next = longest(layers, of + 1).filter(|m| mentions[*m].sentence == mention.sentence)?;
    (mentions[next].kind != MentionKind::Time).then_some(next)
}

/// How many tokens at the start of a mention end a title that began before it: “State” in “Secretary of State Orla Quist”.
fn title_tail(reading: &Reading, mention: &Mention) -> usize {
    let Some(first) = mention.tokens.start.checked_sub(2).filter(|t| reading.has(*t + 1, &["of", "in"])) else {
        return 0;
    };
    if !reading.may_open(first, Traits::TITLE) {
        return 0;
    }
    let title = reading.lexicon.entry(reading.vocabulary.title, reading.word(first), |i| {
        (first + i < mention.tokens.end).then(|| reading.word(first + i))
    });
    title.and_then(|n| n.checked_sub(2)).filter(|n| *n < mention.tokens.len()).unwrap_or(0)
}

/// Whether a mention is the beginning of a title that the next one ends with a name.
pub(super) fn begins_title(layers: &Layers, at: usize) -> Option<usize> {
    let Layers { reading, mentions, .. } = layers;
    let end = mentions[at].tokens.end;
    if end >= reading.tags.len() || !reading.has(end, &["of", "in"]) {
        return None;
    }
    longest(layers, end + 1).filter(|next| title_tail(reading, &mentions[*next]) > 0)
}

/// The longest phrase that begins at a token: “the port's lawyer”, not “the port”.
pub(super) fn longest(layers: &Layers, token: usize) -> Option<usize> {
    let last = layers.mentions_from(token + 1).checked_sub(1)?;
    (layers.mentions[last].tokens.start == token).then_some(last)
}

/// The tokens of a mention after its possessor.
pub(super) fn own(reading: &Reading, mention: &Mention) -> Range<usize> {
    let genitive = mention.tokens.clone().rev().find(|t| reading.tags[*t] == Tag::Genitive);
    let start = genitive.map_or(mention.tokens.start + title_tail(reading, mention), |g| g + 1);
    let article = start < mention.head && reading.tags[start] == Tag::Determiner;
    start + usize::from(article)..mention.tokens.end
}

/// A mention whose head has a capital.
fn named(reading: &Reading, mention: &Mention) -> Shape {
    let own = own(reading, mention);
    let class = |t: usize, of: Traits| reading.is(t, of);
    let head = class(mention.head, Traits::ADHERENT) || class(mention.head, Traits::PUBLIC);
    if (head && own.len() <= 2) || is_people(reading, mention.head) {
        return Shape::Group;
    }
    let bare = own.len() == 1 && reading.tags[mention.tokens.start] != Tag::Determiner;
    if bare && class(mention.head, Traits::PLATFORM) {
        return Shape::Outlet;
    }
    if own.start > mention.tokens.start && title_tail(reading, mention) > 0 {
        return Shape::Person;
    }
    if class(mention.head, Traits::ADHERENT_ONE) && !bare {
        return Shape::Individual;
    }
    if titled(reading, own.clone()).is_some() {
        return Shape::Person;
    }
    let title = |t: usize| class(t, Traits::TITLE) || class(t, Traits::OFFICE);
    if title(mention.head) && own.clone().filter(|t| reading.tags[*t] == Tag::Name).all(title) {
        return if bare && !class(mention.head, Traits::OFFICE) { Shape::Person } else { Shape::Individual };
    }
    // “the Post's Orla Quist” is no newspaper
    let possessed = own.start > mention.tokens.start + 1 && own.len() > 1;
    let organised =
        !possessed || own.clone().any(|t| class(t, Traits::ORGANISATION_NAME) || class(t, Traits::ORGANISATION));
    if (mention.kind == MentionKind::Organisation && organised) || is_state(reading, own) {
        Shape::Body
    } else {
        Shape::Person
    }
}

/// The first word of a name after a title or a description: “Putin” in “the Russian president Putin”.
pub(super) fn titled(reading: &Reading, own: Range<usize>) -> Option<usize> {
    let class = |t: usize, of: Traits| reading.is(t, of);
    let last = own.end.checked_sub(1)?;
    let title = (own.start..last).rev().find(|t| class(*t, Traits::TITLE) || class(*t, Traits::PERSON_NOUN))?;
    let name = title + 1..own.end;
    let clean = name.clone().all(|t| {
        reading.tags[t] == Tag::Name && !class(t, Traits::ORGANISATION_NAME) && (t == last || !class(t, Traits::TITLE))
    });
    // “Attorney General” is all title, “Mr. Dean” is not
    let office = class(last, Traits::OFFICE) || (class(last, Traits::TITLE) && class(title, Traits::OFFICE));
    (clean && !(office && name.len() == 1)).then_some(name.start)
}

/// “Russians”, “Americans”
fn is_people(reading: &Reading, head: usize) -> bool {
    let word = reading.word(head);
    let one = word.strip_suffix('s').filter(|w| w.len() > 3 && !w.contains('.'));
    one.is_some_and(|w| reading.traits_of(w).any(Traits::NATIONALITY))
}

/// “Russia”, “the White House”
fn is_state(reading: &Reading, own: Range<usize>) -> bool {
    let Some(first) = reading.article.tokens.get(own.start).filter(|_| !own.is_empty()) else { return false };
    if own.len() == 1 {
        return reading.is(own.start, Traits::STATE);
    }
    let within = |i: usize| (own.start + i < own.end).then(|| reading.word(own.start + i));
    reading.vocabulary.at(first.opens).any(Traits::STATE)
        && reading.lexicon.entry(reading.vocabulary.state, reading.word(own.start), within) == Some(own.len())
}

/// A mention whose head is a common noun.
fn described(reading: &Reading, mention: &Mention) -> Shape {
    if reading.tags[mention.head] == Tag::Name {
        return named(reading, mention);
    }
    let c = reading.traits[mention.head];
    let word = reading.word(mention.head);
    if word.eq_ignore_ascii_case("police") {
        return Shape::Body;
    }
    if c.any(Traits::PUBLIC.or(Traits::ADHERENT)) || reading.has(mention.head, FAMILIES) {
        return Shape::Group;
    }
    match mention.kind {
        MentionKind::Document => Shape::Document,
        MentionKind::Group => Shape::Group,
        MentionKind::Individual => Shape::Individual,
        MentionKind::Media => Shape::Outlet,
        MentionKind::Organisation => Shape::Body,
        _ if c.any(Traits::PRIVATE.or(Traits::OFFICE).or(Traits::ADHERENT_ONE)) => Shape::Individual,
        _ if profession(word).is_some_and(|ending| word.len() > ending.len() + 3) => Shape::Individual,
        _ => plural(reading, word),
    }
}

/// The ending of a noun for people by what they do.
fn profession(word: &str) -> Option<&'static str> {
    // all of them end so
    if !matches!(word.as_bytes().last(), Some(b't' | b'r' | b'n')) {
        return None;
    }
    PROFESSIONS.iter().copied().find(|ending| word.ends_with(ending))
}

/// The plural of a noun that is known in the singular: “groups”, “countries”.
fn plural(reading: &Reading, word: &str) -> Shape {
    let Some(one) = word.strip_suffix('s').filter(|w| w.len() > 2) else { return Shape::Thing };
    let known = match one.strip_suffix("ie") {
        Some(stem) => reading.traits_of(&format!("{stem}y")),
        None => reading.traits_of(one),
    };
    if known.any(Traits::ORGANISATION) {
        Shape::Body
    } else if known.any(Traits::OFFICE.or(Traits::INDIVIDUAL).or(Traits::PRIVATE)) || profession(one).is_some() {
        Shape::Group
    } else if known.any(Traits::DOCUMENT) {
        Shape::Document
    } else {
        Shape::Thing
    }
}
