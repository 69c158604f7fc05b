//! Runs of text: what stands between two places at which a line ends.

use super::tree::Page;

/// Pieces of text that make one paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Its pieces: the first, and one past the last.
    pub(super) pieces: (usize, usize),
    /// The block that it stands in.
    pub(super) block: usize,
    /// How many characters and commas it has, and how many of the characters are links.
    pub(super) text: u32,
    pub(super) commas: u32,
    pub(super) linked: u32,
    /// Whether its block holds no other run and no other block with text.
    pub(super) alone: bool,
}

/// The shortest line that can be a whole paragraph between two line breaks.
const LINE: u32 = 60;

/// All runs of a page, in order. Two line breaks end a run; one does where the words before it are a sentence to the end.
pub(super) fn all(page: &Page, content: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, piece) in page.pieces.iter().enumerate() {
        let block = page.elements.get(piece.element).map_or(0, |element| element.block);
        let ends = |last: &Run| {
            piece.fresh
                || piece.breaks > 1
                || piece.breaks == 1 && last.text >= LINE && ends_sentence(page, content, last)
        };
        match runs.last_mut().filter(|last| last.block == block && !ends(last)) {
            Some(run) => {
                run.pieces.1 = at + 1;
                run.text += piece.text;
                run.commas += piece.commas;
                run.linked += if piece.linked { piece.text } else { 0 };
            }
            None => {
                let linked = if piece.linked { piece.text } else { 0 };
                let (text, commas) = (piece.text, piece.commas);
                runs.push(Run { pieces: (at, at + 1), block, text, commas, linked, alone: false });
            }
        }
    }
    for run in &mut runs {
        let whole = page.elements.get(run.block).is_some_and(|block| block.pieces == run.pieces);
        run.alone = whole;
    }
    runs
}

/// Whether the words of a run so far end as a sentence does.
fn ends_sentence(page: &Page, content: &str, run: &Run) -> bool {
    let pieces = page.pieces.get(run.pieces.0..run.pieces.1).unwrap_or_default();
    let last = pieces.iter().rev().map(|piece| page.words(piece, content).trim_end()).find(|words| !words.is_empty());
    last.is_some_and(|words| words.trim_end_matches(['”', '"', '\'', '’', '»', ')']).ends_with(['.', '!', '?', '…']))
}
