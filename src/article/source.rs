//! Who is quoted.

use serde::Serialize;

use crate::span::Span;

/// Place of a source in [`Article::sources`](super::Article::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub usize);

/// A person, body or document that is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The fullest name in the article, without title; none for the unnamed.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Whether it is an unnamed individual or group that speaks without being identified, or a vague authority.
    pub anonymous: bool,
    /// How the article describes it, in order of appearance, each wording once.
    pub descriptions: Vec<String>,
    /// Every place that means it, in order.
    pub mentions: Vec<Span>,
}

impl Source {
    /// What to call it in a report: its name, or its first description.
    pub fn label(&self) -> &str {
        self.name.as_deref().or_else(|| self.descriptions.first().map(String::as_str)).unwrap_or("somebody")
    }
}

/// What kind of source somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A person with a name.
    NamedPerson,
    /// “a U.S. official”
    UnnamedIndividual,
    /// “officials”, “residents”, “critics”
    UnnamedGroup,
    /// A body that speaks: “the ministry”, “the Kremlin”.
    Organisation,
    /// A report, a statement, a poll.
    Document,
    /// A news outlet.
    Media,
    /// A pronoun that the article does not resolve.
    Pronoun,
    /// None of these.
    Unknown,
}
