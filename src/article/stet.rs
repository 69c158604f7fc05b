//! What the desk lets stand.

use crate::span::Span;

/// “Let it stand”: findings that the desk has looked at and keeps as they are. Its spans are places of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stet {
    /// Where it is written, its brackets or comment marks included.
    pub span: Span,
    /// The stretch of the file that it is about; empty if it is malformed.
    pub covers: Span,
    /// Ids, families or globs of the rules, as written.
    pub rules: Vec<String>,
    /// The words of the one finding that it is about; none: whatever these rules find there.
    pub words: Option<String>,
    /// Why, and perhaps who approved it and when.
    pub reason: Option<String>,
    /// What keeps it from being followed.
    pub flaw: Option<Flaw>,
}

/// What keeps a stet from being followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It names no rule.
    NoRule,
    /// The words it is about have no closing mark.
    OpenWords,
    /// It begins a stretch that nothing ends.
    NoEnd,
    /// It ends a stretch that nothing began.
    NoBegin,
    /// It is none of `stet`, `stet-file`, `stet-begin`, `stet-end`.
    Form,
}

impl Stet {
    /// Whether it names a rule of a family, or all of them.
    pub fn names_family(&self, family: &str) -> bool {
        self.rules.iter().filter_map(|rule| rule.split('/').next()).any(|head| head == family || head == "*")
    }
}
