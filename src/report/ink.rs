//! Colours, where they are wanted; nothing is told by colour alone.

use super::Look;
use crate::diagnostic::Severity;

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Must be mended.
    Error,
    /// Should be looked at.
    Warning,
    /// Worth knowing.
    Info,
    /// A heading, a name.
    Strong,
    /// What may be passed over.
    Faint,
    /// Words only in the other version.
    Added,
    /// Words only in the own version.
    Removed,
}

impl Ink {
    /// The colour of a severity.
    pub fn of(severity: Severity) -> Ink {
        match severity {
            Severity::Error => Ink::Error,
            Severity::Warning => Ink::Warning,
            Severity::Info => Ink::Info,
        }
    }
}

impl Look {
    /// A text in a colour, if there are colours.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Error | Ink::Removed => "31",
            Ink::Warning => "33",
            Ink::Info => "36",
            Ink::Added => "32",
            Ink::Strong => "1",
            Ink::Faint => "2",
        };
        if self.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
