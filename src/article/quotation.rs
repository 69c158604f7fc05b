//! What stands between quotation marks, and who says it.

use serde::Serialize;

use super::SourceId;
use crate::span::Span;

/// What stands between quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// What stands between the marks.
    pub span: Span,
    /// The same with its marks, those that are there.
    pub outer: Span,
    /// How many words and numbers it holds, once the article has been annotated.
    pub words: usize,
    /// What it is.
    pub kind: QuotationKind,
    /// Place of its block in [`Article::blocks`](super::Article::blocks).
    pub block: usize,
    /// Whether it has its closing mark. A running quotation leaves it out where the next paragraph opens again.
    pub closed: bool,
    /// The quotation that this one goes on from, in the paragraph before (running-quote convention).
    pub continues: Option<usize>,
    /// Whether it stands inside another quotation.
    pub nested: bool,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Who relays it: “State TV” in “State TV quoted the mayor as saying …”.
    pub via: Option<Span>,
}

impl Quotation {
    /// Words set apart as a speaker's, without marks of their own.
    pub fn block(span: Span, block: usize, speaker: Option<Speaker>) -> Quotation {
        Quotation {
            span,
            outer: span,
            words: 0,
            kind: QuotationKind::Block,
            block,
            closed: true,
            continues: None,
            nested: false,
            speaker,
            cue: None,
            via: None,
        }
    }
}

/// What a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationKind {
    /// Whole clauses of a speaker.
    Direct,
    /// A fragment inside the writer's own sentence.
    Partial,
    /// Words kept at arm's length.
    Scare,
    /// The title of a work or a document.
    Title,
    /// A term, a name or a word as a word.
    Term,
    /// Set apart as a block.
    Block,
}

impl QuotationKind {
    /// Whether somebody's speech is quoted.
    pub fn is_speech(self) -> bool {
        matches!(self, QuotationKind::Direct | QuotationKind::Partial | QuotationKind::Block)
    }
}

/// Who says a quotation: the mention beside it, and whom it means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speaker {
    /// The mention beside the quotation: a name, a description or a pronoun.
    pub span: Span,
    /// The source it resolves to.
    pub source: Option<SourceId>,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}
