//! Words that limit a claim: “as far as I know”, “largely”, “most of”.

use std::ops::Range;

use super::{diff::Side, wording::Role};
use crate::lexicon::{Classes, Lexicon};

/// How many words before a place a phrase may begin and still reach into it.
const REACH: usize = 5;

/// Finds hedges in a stretch of a quotation.
#[derive(Debug, Clone, Copy)]
pub struct Hedges<'a> {
    lexicon: &'a Lexicon,
    /// “as far as I know”, “I believe”
    opening: Classes,
    /// “largely”, “the main part of”
    limit: Classes,
}

/// The hedges of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hedged {
    /// An opening that makes the sentence a view or a limited knowledge.
    pub(super) opening: bool,
    /// Words that limit the claim itself.
    pub(super) limit: bool,
}

/// Where a stretch stands in its quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before what the versions share.
    Start,
    /// Within it.
    Middle,
    /// After it.
    End,
}

impl<'a> Hedges<'a> {
    /// The hedges that a lexicon knows.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            opening: lexicon.class("hedges.opening"),
            limit: lexicon.class("hedges.adverb").or(lexicon.class("hedges.partial")),
        }
    }

    /// The hedges of a stretch that bear on what the versions share: those of the sentence that touches it.
    pub(super) fn of(&self, side: Side, stretch: &Range<usize>, place: Place) -> Hedged {
        let is_stop = |at: &usize| side.wording.units.get(*at).is_some_and(|unit| unit.role == Role::Stop);
        let (from, to) = match place {
            Place::Start => (stretch.clone().rev().find(is_stop).map_or(stretch.start, |at| at + 1), stretch.end),
            Place::Middle => (stretch.start, stretch.end),
            Place::End => (stretch.start, stretch.clone().find(is_stop).unwrap_or(stretch.end)),
        };
        let mut hedged = Hedged::default();
        for at in from.saturating_sub(REACH)..to {
            let (len, classes) = self.phrase(side, at);
            if at + len > from {
                hedged.opening |= classes.any(self.opening);
                // in what one version cuts off, a limit need not bear on the rest
                hedged.limit |= classes.any(self.limit) && place == Place::Middle;
            }
        }
        hedged
    }

    /// The longest entry that begins at a unit: how many units it has, and what it belongs to.
    fn phrase(&self, side: Side, at: usize) -> (usize, Classes) {
        let word = |at: usize| {
            let unit = side.wording.units.get(at).filter(|unit| unit.role == Role::Word)?;
            Some(side.article.slice(unit.span))
        };
        let Some(first) = word(at) else { return (1, Classes::NONE) };
        let phrase = self.lexicon.phrase(first, |ahead| word(at + ahead));
        phrase.unwrap_or_else(|| (1, self.lexicon.classes(first)))
    }
}
