//! A finding: plain owned data, without the text it is about.

use serde::Serialize;

use crate::span::Span;

pub use crate::align::{Change, Kind, Op};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Look at it before publishing.
    Warning,
    /// Do not publish like this.
    Error,
}

impl Severity {
    /// As it is written in reports and options.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Which of the checked articles: its place in the list of articles, in order of path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub usize);

/// A finding of a rule at a place of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Id of the rule, `family/name`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence that quotes the words.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file.
    pub text: TextId,
    /// The place in the file as stored.
    pub span: Span,
    /// What to say at the place itself, where a few words help.
    pub note: Option<String>,
    /// Whether the place is inside quotation marks, where the desk cannot change a word.
    pub in_quotation: bool,
    /// Other places that belong to the finding, in this file or in another.
    pub labels: Vec<Label>,
    /// What to change, where that is known.
    pub fix: Option<Fix>,
    /// For findings across outlets: the versions of the utterance.
    pub details: Option<Details>,
    /// What it is one place of: findings of a rule that share it, in one article, are told of once.
    pub slip: Option<String>,
    /// Stable across unrelated edits: rule, normalised words and their neighbourhood, no line numbers.
    pub fingerprint: String,
}

/// A second place of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub text: TextId,
    /// The place in the file as stored.
    pub span: Span,
    /// What to say there.
    pub message: String,
}

/// A change that would mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// What to replace, in order, never overlapping. Spans are of the file as stored.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Never changes what is said.
    Safe,
    /// Names and wording: the desk decides.
    Offered,
}

/// One replacement of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The place in the file as stored.
    pub span: Span,
    /// The words to put there.
    pub replacement: String,
}

/// One utterance as several articles print it.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Who said it.
    pub speaker: Option<String>,
    /// The other versions, each against the finding's own quotation.
    pub versions: Vec<Version>,
}

/// An utterance as one other article prints it, against the finding's own quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The file.
    pub text: TextId,
    /// The place in the file as stored.
    pub span: Span,
    /// How the two differ.
    pub kinds: Vec<Kind>,
    /// How alike the two are, 0 to 1.
    pub similarity: f32,
    /// The difference word by word; `a` is the finding's own quotation.
    pub diff: Vec<Change>,
}

impl Diagnostic {
    /// With another severity than its rule's.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a few words at the place itself.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// With a second place.
    #[must_use]
    pub fn with_label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// One place of a slip that may be told of once for all of them.
    #[must_use]
    pub fn with_slip(mut self, slip: impl Into<String>) -> Self {
        self.slip = Some(slip.into());
        self
    }

    /// With what to change.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// With the versions of an utterance.
    #[must_use]
    pub fn with_details(mut self, details: Details) -> Self {
        self.details = Some(details);
        self
    }
}
