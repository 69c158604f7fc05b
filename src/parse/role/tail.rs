//! What stands below the story: the outlet's name, credits, the page's own lines.

use super::Unit;
use crate::{
    article::BlockKind,
    parse::{
        line::{Line, is_capitalised},
        shape::Vocabulary,
    },
};

/// A closing line that names the outlet, or says who reported from where.
pub(super) fn mark_signature(units: &mut [Unit], vocabulary: &Vocabulary) {
    let Some(last) = units.iter().rposition(|unit| unit.open() && !vocabulary.is_weak(&unit.line)) else { return };
    let story = units.iter().take(last).any(|unit| unit.open() && unit.is_paragraph());
    let signs = |unit: &Unit| vocabulary.is_nameplate(&unit.line) || reports_from(&unit.line);
    if let Some(unit) = units.get_mut(last).filter(|unit| story && signs(unit)) {
        unit.kind = Some(BlockKind::Credit);
    }
}

/// “Ana Orme and Li Vance reported from Port Ellery.”
fn reports_from(line: &Line) -> bool {
    let at = line.words.windows(2).position(|pair| matches!(pair, ["reported", "from"]));
    let named = at
        .and_then(|at| line.words.get(..at))
        .is_some_and(|names| names.len() > 1 && names.iter().all(|word| is_capitalised(word) || *word == "and"));
    named && line.at_most(30) && !line.has_double_mark()
}

/// Short lines among the furniture below the story are furniture too; so are words such as “Save” anywhere beside it.
pub(super) fn mark_tail(units: &mut [Unit], vocabulary: &Vocabulary) {
    let is = |units: &[Unit], at: usize, kind| units.get(at).is_some_and(|unit| unit.kind == Some(kind));
    let story = units.iter().rposition(|unit| unit.open() && unit.is_paragraph());
    let tail = story.map_or(units.len(), |at| at + 1);
    let furnished = (tail..units.len()).any(|at| is(units, at, BlockKind::Furniture));
    for at in 0..units.len() {
        let Some(unit) = units.get(at).filter(|unit| unit.open()) else { continue };
        let below = furnished && at >= tail && unit.line.at_most(6) && !unit.line.has_double_mark();
        let beside = vocabulary.is_weak(&unit.line)
            && (at >= tail && story.is_some()
                || at.checked_sub(1).is_some_and(|before| is(units, before, BlockKind::Furniture))
                || is(units, at + 1, BlockKind::Furniture));
        if (below || beside)
            && let Some(unit) = units.get_mut(at)
        {
            unit.kind = Some(BlockKind::Furniture);
        }
    }
}
