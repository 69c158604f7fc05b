//! How far a noun phrase reaches beyond its head, and which phrases stand in apposition.

use super::shape::{self, Shape};
use crate::annotate::{
    layers::Layers,
    mention::{Mention, MentionKind},
    tag::Tag,
};

/// How many prepositions a description is followed over.
const REACH: usize = 3;

/// The mentions of an article with their shapes.
pub(super) struct Phrases<'a> {
    pub(super) layers: &'a Layers<'a>,
    pub(super) shapes: Vec<Shape>,
}

impl<'a> Phrases<'a> {
    pub(super) fn new(layers: &'a Layers<'a>) -> Self {
        let shapes = (0..layers.mentions.len()).map(|at| shape::shape(layers, at)).collect();
        Phrases { layers, shapes }
    }

    fn mention(&self, at: usize) -> &Mention {
        &self.layers.mentions[at]
    }

    fn tag(&self, token: usize) -> Option<Tag> {
        self.layers.reading.tags.get(token).copied()
    }

    fn phrase_at(&self, token: usize) -> Option<usize> {
        shape::longest(self.layers, token)
    }

    /// Where a description ends with what belongs to it: “a lawyer for the port”, “advisers to Ms. Quist”.
    pub(super) fn end(&self, at: usize) -> usize {
        let mention = self.mention(at);
        let reading = &self.layers.reading;
        let mut end = mention.tokens.end;
        if mention.genitive || matches!(self.shapes[at], Shape::Person | Shape::Pronoun | Shape::Outlet | Shape::Time) {
            return end;
        }
        // “said a lawyer at the trial”: after a verb, only what surely belongs
        let inverted = reading.tags[mention.head] == Tag::Name
            || mention.tokens.start.checked_sub(1).is_some_and(|b| reading.tags[b].is_verb());
        let sure: &[&str] = &["of", "for", "to"];
        for _ in 0..REACH {
            let joins = self.tag(end) == Some(Tag::Preposition)
                && (reading.has(end, sure) || (!inverted && reading.has(end, &["at", "from"])));
            let next = if joins { self.phrase_at(end + 1) } else { None };
            let Some(next) = next.map(|m| self.mention(m)).filter(|m| m.sentence == mention.sentence) else { break };
            if next.kind == MentionKind::Time {
                break;
            }
            end = next.tokens.end;
        }
        end
    }

    /// The name that stands in apposition after a description: “the mayor of Rudholm, Orla Quist,”.
    pub(super) fn name_after(&self, at: usize) -> Option<usize> {
        if self.mention(at).genitive {
            return None;
        }
        let one = match self.shapes[at] {
            Shape::Individual => true,
            Shape::Group => self.is_one_of(at),
            Shape::Thing => self.layers.reading.has(self.mention(at).tokens.start, &["a", "an", "another"]),
            _ => false,
        };
        if !one {
            return None;
        }
        let comma = self.end(at);
        let name = self.phrase_at(comma + 1).filter(|_| self.tag(comma) == Some(Tag::Comma))?;
        let mention = self.mention(name);
        let names = mention.tokens.clone().filter(|t| self.tag(*t) == Some(Tag::Name)).count();
        let closed = self.tag(mention.tokens.end).is_none_or(|tag| {
            matches!(tag, Tag::Comma | Tag::Break | Tag::Mark | Tag::Verb | Tag::Auxiliary | Tag::Other)
        });
        (self.shapes[name] == Shape::Person
            && names > 1
            && closed
            && !mention.genitive
            && mention.sentence == self.mention(at).sentence)
            .then_some(name)
    }

    /// The description that stands in apposition after a name: “Orla Quist, the mayor of Rudholm,”.
    fn description_after(&self, at: usize) -> Option<usize> {
        let mention = self.mention(at);
        let reading = &self.layers.reading;
        if self.shapes[at] != Shape::Person || mention.genitive || self.tag(mention.tokens.end) != Some(Tag::Comma) {
            return None;
        }
        let mut start = mention.tokens.end + 1;
        // “Orla Quist, 43, a lawyer,”
        if self.tag(start) == Some(Tag::Number) && self.tag(start + 1) == Some(Tag::Comma) {
            start += 2;
        }
        if start + 2 < reading.tags.len() && reading.has(start, &["one"]) && reading.has(start + 1, &["of"]) {
            start += 2;
        }
        let found = self.phrase_at(start)?;
        let description = self.mention(found);
        let one = match self.shapes[found] {
            Shape::Individual => true,
            Shape::Group => reading.has(start - 1, &["of"]),
            // “Orla Quist, a fundraiser”: whatever it is, it is she
            Shape::Thing => reading.has(start, &["a", "an"]) && mention.tokens.len() > 1,
            _ => false,
        };
        // “said Quist, the mayor said”: a subject of its own is no apposition
        let subject = matches!(self.tag(self.end(found)), Some(Tag::Verb | Tag::Auxiliary | Tag::Adverb));
        (one && !subject && !description.genitive && description.sentence == mention.sentence).then_some(found)
    }

    /// The phrase that “and” joins to a mention: “farmers” before “and their lawyers”.
    pub(super) fn joined_before(&self, at: usize) -> Option<usize> {
        let mention = self.mention(at);
        let and = mention.tokens.start.checked_sub(1).filter(|t| self.tag(*t) == Some(Tag::Coordinator))?;
        let mentions = &self.layers.mentions;
        let before = (0..at).rev().take(2).find(|m| mentions[*m].tokens.end == and)?;
        let fits = matches!(self.shapes[before], Shape::Person | Shape::Individual | Shape::Group | Shape::Body);
        (fits && self.layers.reading.has(and, &["and", "or"]) && !mentions[before].genitive).then_some(before)
    }

    /// The descriptions in apposition after a name, two where “and” joins them: “Orla Quist, a lawyer and former mayor,”.
    pub(super) fn descriptions_after(&self, at: usize) -> [Option<usize>; 2] {
        let first = self.description_after(at);
        let second = first.and_then(|first| {
            let end = self.end(first);
            let joined = self.tag(end) == Some(Tag::Coordinator) && self.layers.reading.has(end, &["and"]);
            let second = if joined { self.phrase_at(end + 1) } else { None };
            second.filter(|m| {
                let mention = self.mention(*m);
                matches!(self.shapes[*m], Shape::Individual | Shape::Thing)
                    && !mention.genitive
                    && mention.sentence == self.mention(at).sentence
            })
        });
        [first, second]
    }

    /// “one of the port's lawyers”
    pub(super) fn is_one_of(&self, at: usize) -> bool {
        let start = self.mention(at).tokens.start;
        let reading = &self.layers.reading;
        start >= 2 && reading.has(start - 1, &["of"]) && reading.has(start - 2, &["one"])
    }
}
