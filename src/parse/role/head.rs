//! Headline, deck and byline: what stands above the story.

use super::Unit;
use crate::{
    article::BlockKind,
    parse::{
        line::{Line, is_capitalised, is_double_mark},
        shape::{Vocabulary, has_dateline, opens_quoted},
    },
};

/// More words than any headline has.
const HEADLINE: usize = 24;
/// More words than a headline with a full stop has, unless it is set in capitals.
const STOPPED_HEADLINE: usize = 14;
/// More words than any deck has.
const DECK: usize = 30;

/// The name of the outlet above its menu is the page's.
pub(super) fn mark_nameplate(units: &mut [Unit], vocabulary: &Vocabulary) {
    let Some(([first, ..], rest)) = units.split_at_mut_checked(1) else { return };
    let menu = rest.first().is_some_and(|next| matches!(next.kind, Some(BlockKind::Furniture | BlockKind::Label)));
    if menu && first.open() && vocabulary.is_nameplate(&first.line) {
        first.kind = Some(BlockKind::Furniture);
    }
}

/// The first line after furniture is the headline, when a blank line follows and it is not a whole paragraph.
///
/// Where a file has no blank lines at all, a line without a full stop is, if byline or dateline stand just below; and a
/// line that ends with a semicolon is the first of two.
pub(super) fn mark_headline(units: &mut [Unit], spaced: bool) {
    if units.iter().any(|unit| unit.kind == Some(BlockKind::Headline)) {
        return;
    }
    let byline = |unit: &Unit| unit.kind == Some(BlockKind::Byline) && unit.line.words.len() > 4;
    let Some(at) = units.iter().position(|unit| unit.open() || byline(unit)) else { return };
    let (before, rest) = units.split_at_mut(at);
    let Some((first, after)) = rest.split_first_mut() else { return };
    // a caption above the headline is rare; a story that begins with one has lost its headline
    let lost = before.iter().any(|unit| unit.kind == Some(BlockKind::Caption));
    let signed = after.iter().take(3).any(|unit| matches!(unit.kind, Some(BlockKind::Byline | BlockKind::Dateline)));
    let stacked = first.line.text.ends_with(';') && after.first().is_some_and(|deck| deck.open() && deck.apart);
    let apart = if spaced { first.apart || stacked } else { signed && !first.line.ends_sentence() };
    if lost || !apart || after.is_empty() || !is_headline(&first.line, after) {
        return;
    }
    first.kind = Some(BlockKind::Headline);
    if let Some(deck) = after.first_mut().filter(|deck| stacked && spaced && deck.line.at_most(DECK)) {
        deck.kind = Some(BlockKind::Deck);
    }
    for unit in after.iter_mut().take(4).filter(|unit| unit.open() && unit.line.text == first.line.text) {
        unit.kind = Some(BlockKind::Furniture);
    }
}

/// Whether a line reads as a headline and not as a whole paragraph.
fn is_headline(line: &Line, after: &[Unit]) -> bool {
    if !line.at_most(HEADLINE) || line.text.ends_with(',') {
        return false;
    }
    let stopped = line.ends_sentence() && !line.text.ends_with(['?', '!']);
    if !stopped || line.is_title_case() {
        return true;
    }
    let marked = line.text.contains(is_double_mark);
    let longer = |next: &Unit| next.line.text.len() * 2 > line.text.len() * 3 || has_dateline(&next.line);
    let shorter = after.iter().take(2).any(longer);
    line.at_most(STOPPED_HEADLINE) && !marked && shorter
}

/// Who wrote it, without a “By”, between headline and story: “Ana Orme, harbour editor”, “Ana Orme in Port Ellery”,
/// or a bare name beside the dateline.
pub(super) fn mark_byline(units: &mut [Unit]) {
    let Some(headline) = units.iter().position(|unit| unit.kind == Some(BlockKind::Headline)) else { return };
    let story = units.iter().skip(headline + 1).position(|unit| unit.open() && unit.line.ends_sentence());
    let story = story.map_or(headline, |at| headline + 1 + at);
    for at in headline + 1..story {
        let dated = [at - 1, at + 1]
            .iter()
            .any(|beside| units.get(*beside).is_some_and(|unit| unit.kind == Some(BlockKind::Dateline)));
        if let Some(unit) = units.get_mut(at).filter(|unit| unit.open() && signs(&unit.line, dated)) {
            unit.kind = Some(BlockKind::Byline);
        }
    }
}

/// Whether a line is a name, and what the person is or where.
fn signs(line: &Line, dated: bool) -> bool {
    let name = line.words.iter().take_while(|word| is_capitalised(word) && word.contains(char::is_alphabetic)).count();
    let comma = line.words.get(..name).is_some_and(|name| name.last().is_some_and(|word| word.ends_with(',')));
    let place = line.words.get(name).is_some_and(|word| matches!(*word, "in" | "at" | "for"))
        && line.words.iter().skip(name + 1).all(|word| is_capitalised(word));
    let role = comma && line.words.len() > name && line.words.iter().skip(name).all(|word| !is_capitalised(word));
    let bare = line.is_name_like() && (2..=5).contains(&line.words.len()) && !line.text.contains(char::is_numeric);
    let known = line.at_most(8) && !line.ends_sentence() && !line.has_double_mark();
    known && ((name > 1 && name < 5 && (role || dated && place)) || (dated && bare))
}

/// The summary under the headline, or under the first paragraph where a page moved it there.
pub(super) fn mark_deck(units: &mut [Unit], vocabulary: &Vocabulary) {
    let Some(headline) = units.iter().position(|unit| unit.kind == Some(BlockKind::Headline)) else { return };
    let open: Vec<usize> =
        (headline + 1..units.len()).filter(|at| units.get(*at).is_some_and(Unit::open)).take(3).collect();
    for pair in open.windows(2) {
        let [at, next] = *pair else { continue };
        let (Some(unit), Some(after)) = (units.get(at), units.get(next)) else { continue };
        let summary = unit.line.at_most(DECK) && !unit.line.has_double_mark() && !opens_quoted(unit.line.text);
        let first = open.first() == Some(&at);
        let deck = match unit.line.ends_sentence() {
            false => {
                unit.line.words.len() > if first { 3 } else { 8 } && unit.line.text.ends_with(char::is_alphanumeric)
            }
            true => first && tells_no_day(unit, after, vocabulary),
        };
        if summary && deck && after.is_paragraph() {
            if let Some(unit) = units.get_mut(at) {
                unit.kind = Some(BlockKind::Deck);
            }
            return;
        }
    }
}

/// A deck with a full stop: one sentence in the present, above a lead that names its day.
fn tells_no_day(unit: &Unit, after: &Unit, vocabulary: &Vocabulary) -> bool {
    vocabulary.speaks_in_present(&unit.line)
        && !unit.line.has_inner_stop()
        && !vocabulary.names_weekday(&unit.line)
        && vocabulary.names_weekday(&after.line)
}
