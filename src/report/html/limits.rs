//! How much a page shows: a browser must still open it, and an editor still read it.

/// What there is room for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Articles, those with findings first.
    pub(super) articles: usize,
    /// Findings of the whole page.
    pub(super) findings: usize,
    /// Bytes of paragraphs without findings, of the whole page.
    pub(super) copy: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { articles: 60, findings: 2_000, copy: 2_000_000 }
    }
}

/// Bytes of a stretch of words that is shown whole.
pub(super) const STRETCH: usize = 8_000;
/// Bytes of the words of another place that are quoted in the margin.
pub(super) const QUOTED: usize = 240;
/// Versions that are put beside one quotation.
pub(super) const VERSIONS: usize = 12;
/// Files that could not be read, and articles without room, that are named.
pub(super) const NAMED: usize = 200;
