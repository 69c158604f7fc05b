//! How findings and annotations are shown: one file a format.

pub mod quotes;

/// How a report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How many columns a line may take.
    pub width: usize,
    /// Whether to use colour.
    pub color: bool,
}

impl Default for Look {
    /// For a file: 100 columns, no colour.
    fn default() -> Self {
        Look { width: 100, color: false }
    }
}
