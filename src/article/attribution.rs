//! Who says what, between quotation marks or not.

use serde::Serialize;

use super::SourceId;
use crate::span::Span;

/// Source, cue and content of something said.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Direct, mixed or indirect.
    pub form: Form,
    /// What is attributed, in one or more pieces, quotation marks included.
    pub content: Vec<Span>,
    /// The mention of the source.
    pub source: Option<Span>,
    /// The source that the mention resolves to.
    pub source_id: Option<SourceId>,
    /// The verb or phrase that attributes.
    pub cue: Option<Span>,
}

/// How much of an attribution stands between marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}
