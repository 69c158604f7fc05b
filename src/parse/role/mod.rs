//! What each block is, told by its form and then by its neighbours.

mod head;
mod script;
mod story;
mod tail;
#[cfg(test)]
mod tests;

use super::{
    line::Line,
    prose::Draft,
    shape::{Vocabulary, bullet},
};
use crate::{
    article::{Block, BlockKind},
    lexicon::Lexicon,
};

/// More words than any subheading has.
const HEADING: usize = 12;

/// A draft with the line it is read as.
struct Unit<'a> {
    line: Line<'a>,
    kind: Option<BlockKind>,
    /// Whether a blank line follows it. Where a file has none at all, they say nothing, and every line stands apart.
    apart: bool,
}

impl Unit<'_> {
    /// Whether nothing is known of it but that it may be copy.
    fn open(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it reads as a paragraph of the story.
    fn is_paragraph(&self) -> bool {
        match self.kind {
            None => self.line.ends_sentence() || !self.line.at_most(HEADING),
            Some(kind) => kind.is_story(),
        }
    }
}

/// Gives every draft its role. `titled`: the headline is known, wherever it stands.
pub(super) fn assign(drafts: &[Draft], prose: &str, titled: bool, lexicon: &Lexicon) -> Vec<Block> {
    let vocabulary = Vocabulary::new(lexicon);
    let mut units: Vec<Unit> = drafts
        .iter()
        .map(|draft| Unit { line: Line::new(draft.span.of(prose)), kind: draft.kind, apart: draft.apart })
        .collect();

    let spaced = drafts.iter().rev().skip(1).any(|draft| draft.apart);
    units.iter_mut().for_each(|unit| unit.apart |= !spaced);

    script::mark_others(&mut units);
    for unit in units.iter_mut().filter(|unit| unit.kind.is_none()) {
        unit.kind = vocabulary.shape(&unit.line);
    }
    head::mark_nameplate(&mut units, &vocabulary);
    if !titled {
        head::mark_headline(&mut units, spaced);
    }
    head::mark_byline(&mut units);
    story::mark_labels(&mut units);
    story::mark_video_titles(&mut units);
    head::mark_deck(&mut units, &vocabulary);
    tail::mark_signature(&mut units, &vocabulary);
    tail::mark_tail(&mut units, &vocabulary);
    story::mark_list(&mut units);
    story::mark_headings(&mut units, spaced);

    let blocks = drafts.iter().zip(&units).map(|(draft, unit)| {
        let kind = unit.kind.unwrap_or(BlockKind::Paragraph);
        let mut span = draft.span;
        if kind == BlockKind::ListItem && draft.kind.is_none() {
            span.start += bullet(unit.line.text).unwrap_or(0);
        }
        Block { kind, span, raw: draft.raw, aside: draft.aside.filter(|_| kind == BlockKind::Furniture) }
    });
    blocks.collect()
}
