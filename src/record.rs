//! What articles are held against: transcripts, statements, releases, wire copy, other outlets' articles. Types only.

use serde::Serialize;

use crate::span::Span;

/// What a text is that articles are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Material {
    /// Who said what, turn by turn, or the captions of a film.
    Transcript,
    /// The words of one person or body, as they gave them out.
    Statement,
    /// What a press office sends out.
    Release,
    /// An agency's copy.
    Wire,
    /// Another outlet's article.
    Peer,
}

impl Material {
    /// All of them, the primary ones first.
    pub const ALL: [Material; 5] =
        [Material::Transcript, Material::Statement, Material::Release, Material::Wire, Material::Peer];

    /// As it is written on the command line and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Material::Transcript => "transcript",
            Material::Statement => "statement",
            Material::Release => "release",
            Material::Wire => "wire",
            Material::Peer => "peer",
        }
    }

    /// The one of a name, whatever its case.
    pub fn parse(name: &str) -> Option<Material> {
        let name = name.trim();
        Material::ALL.into_iter().find(|material| material.as_str().eq_ignore_ascii_case(name))
    }

    /// Whether it holds the very words of those who speak in it, so that a quotation can be verified by it.
    pub fn is_primary(self) -> bool {
        matches!(self, Material::Transcript | Material::Statement | Material::Release)
    }
}

/// A text that articles are compared with, as what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub material: Material,
    /// Who says what, in order; of all but transcripts none.
    pub turns: Vec<Turn>,
    /// Of a statement, whose it is: its place among the sources of the article.
    pub giver: Option<usize>,
    /// When its words were said, as far as it tells, in order of place.
    pub moments: Vec<Moment>,
}

/// What one speaker says until another one begins. Spans are places of the prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks, as the text calls them; none: it does not say.
    pub label: Option<Span>,
    /// The words.
    pub words: Span,
}

/// A time that a recording or a transcript gives for a place of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The place in the prose from which on it holds.
    pub at: usize,
    /// Milliseconds from the beginning of the recording.
    pub time: u64,
}

impl Record {
    /// One without turns.
    pub fn new(material: Material) -> Record {
        Record { material, turns: Vec::new(), giver: None, moments: Vec::new() }
    }

    /// When the words at a place of the prose were said: `00:12:31`.
    pub fn time(&self, at: usize) -> Option<String> {
        let next = self.moments.partition_point(|moment| moment.at <= at);
        let moment = self.moments.get(next.checked_sub(1)?)?;
        let seconds = moment.time / 1000;
        Some(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_holds_until_the_next_one() {
        let moments = vec![Moment { at: 10, time: 751_000 }, Moment { at: 40, time: 3_661_500 }];
        let record = Record { moments, ..Record::new(Material::Transcript) };
        assert_eq!(record.time(9), None);
        assert_eq!(record.time(39).as_deref(), Some("00:12:31"));
        assert_eq!(record.time(90).as_deref(), Some("01:01:01"));
    }

    #[test]
    fn materials_are_called_by_their_names() {
        assert!(Material::ALL.into_iter().all(|material| Material::parse(material.as_str()) == Some(material)));
        assert_eq!(Material::parse("Release"), Some(Material::Release));
        assert_eq!(Material::parse("rumour"), None);
    }
}
