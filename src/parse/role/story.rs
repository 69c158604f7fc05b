//! Subheadings, lists and labels between the paragraphs of a story.

use super::{HEADING, Unit};
use crate::{
    article::BlockKind,
    parse::{line::Line, shape::bullet},
};

/// More words than the title of a video has.
const TITLE: usize = 24;

/// Among the paragraphs of the story, a section label is a subheading.
pub(super) fn mark_labels(units: &mut [Unit]) {
    let Some(lead) = units.iter().position(|unit| unit.open() && unit.is_paragraph()) else { return };
    let last = units.iter().rposition(|unit| unit.open() && unit.is_paragraph()).unwrap_or(lead);
    let labels = units.iter_mut().enumerate().filter(|(at, unit)| unit.kind == Some(BlockKind::Label) && *at > lead);
    for (at, unit) in labels {
        let update = unit.line.text.contains(|c: char| c.is_ascii_digit() || c == ':');
        unit.kind = match at < last {
            true if update => Some(BlockKind::Label),
            true => Some(BlockKind::Heading),
            false => Some(BlockKind::Furniture),
        };
    }
}

/// A line without a full stop just above “6 years ago” is the title of something else.
pub(super) fn mark_video_titles(units: &mut [Unit]) {
    for at in 1..units.len() {
        let (before, rest) = units.split_at_mut(at);
        let (Some(title), Some(age)) = (before.last_mut(), rest.first()) else { continue };
        let ago = age.kind == Some(BlockKind::Furniture) && age.line.text.ends_with("ago");
        if ago && title.open() && title.line.at_most(TITLE) && !title.line.ends_sentence() {
            title.kind = Some(BlockKind::Furniture);
        }
    }
}

/// Entries of a list: lines with a bullet. After a number, a hyphen or an asterisk, one alone is none.
pub(super) fn mark_list(units: &mut [Unit]) {
    let listed = |at: Option<usize>| {
        let unit = at.and_then(|at| units.get(at)).filter(|unit| unit.open())?;
        bullet(unit.line.text).and(unit.line.text.chars().next())
    };
    let is_entry = |at: usize| match listed(Some(at)) {
        Some('0'..='9' | '-' | '*') => listed(at.checked_sub(1)).or(listed(Some(at + 1))).is_some(),
        bulleted => bulleted.is_some(),
    };
    let entries: Vec<bool> = (0..units.len()).map(is_entry).collect();
    for (unit, _) in units.iter_mut().zip(entries).filter(|(_, entry)| *entry) {
        unit.kind = Some(BlockKind::ListItem);
    }
}

/// Subheadings: short lines without a full stop between paragraphs. Where no blank lines tell them apart, shorter ones.
pub(super) fn mark_headings(units: &mut [Unit], spaced: bool) {
    let limit = if spaced { HEADING } else { HEADING * 2 / 3 };
    let mut above = true;
    for at in 0..units.len() {
        let (Some(unit), next) = (units.get(at), units.get(at + 1)) else { continue };
        let begins =
            |next: &Unit| next.open() && next.is_paragraph() && !next.line.text.starts_with(char::is_lowercase);
        let short = unit.line.at_most(limit) && is_heading(&unit.line);
        let heading = unit.open() && above && unit.apart && short && next.is_some_and(begins);
        above = unit.apart && unit.kind != Some(BlockKind::Heading) && !heading;
        if heading && let Some(unit) = units.get_mut(at) {
            unit.kind = Some(BlockKind::Heading);
        }
    }
}

fn is_heading(line: &Line) -> bool {
    // a whole line between single marks is a subheading in British copy
    let (first, last) = (line.text.chars().next(), line.text.chars().next_back());
    if matches!((first, last), (Some('‘'), Some('’')) | (Some('\''), Some('\''))) {
        return !line.ends_sentence();
    }
    let open_end = line.text.ends_with([',', ':', ';', '-', '–', '—', '…', '"', '”', '\'', '’']);
    let begins = line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let asked = line.text.ends_with('?') && line.at_most(8) && !line.text.contains(':');
    begins && !open_end && !line.text.contains(';') && (asked || !line.ends_sentence()) && !line.has_inner_stop()
}
