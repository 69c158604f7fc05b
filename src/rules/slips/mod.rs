//! Slips in names and set phrases: what several rules of spelling share, worked out once an article.

mod edit;
mod gate;
mod phrase;
mod piece;
mod say;
mod stands;

use std::sync::OnceLock;

use super::Context;
use crate::span::Span;

pub(super) use edit::{Kind, is_gendered, last_letter_differs, one_slip, same, undo};
pub(super) use piece::Piece;
pub(super) use say::{Slipped, report, sic_follows};

/// A word that is one slip away from the word that a name or a set phrase has in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The whole name, as it is printed.
    pub(super) at: Span,
    /// The word.
    pub(super) word: Span,
    /// The word that belongs there.
    pub(super) right: String,
    /// The whole name, with that word.
    pub(super) whole: String,
    /// Whether it is a set phrase or an office in small letters, not a name.
    pub(super) set: bool,
}

/// What the rules of spelling share of an article.
#[derive(Debug, Default)]
pub struct Spelling {
    pieces: OnceLock<Vec<Piece>>,
    slips: OnceLock<Vec<Slip>>,
}

impl Spelling {
    /// Gives up what only the rules of one article look at: the slips stay.
    pub fn shed(&mut self) {
        self.pieces = OnceLock::new();
    }
}

impl Context<'_> {
    /// The words of the article, as names are looked up.
    pub(super) fn pieces(&self) -> &[Piece] {
        self.spelling.pieces.get_or_init(|| piece::pieces(self.article, self.gazetteer))
    }

    /// The slips in names and set phrases, in order.
    pub(super) fn slips(&self) -> &[Slip] {
        self.spelling.slips.get_or_init(|| phrase::find(self, self.pieces()))
    }
}
