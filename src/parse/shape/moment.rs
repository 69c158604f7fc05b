//! Place and time: datelines, hours, days of the week.

use super::{Vocabulary, bare};
use crate::parse::{
    date,
    line::{Line, is_capitalised},
};

impl Vocabulary<'_> {
    /// A place, a day, the hour and an agency, and nothing else.
    pub(super) fn is_dateline(&self, line: &Line) -> bool {
        if !line.at_most(14) || line.has_double_mark() {
            return false;
        }
        let known = self.moment.or(self.weekday).or(self.outlet);
        let (mut month, mut day, mut others) = (false, false, 0);
        for word in &line.words {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
            let figures = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b":./-".contains(&b));
            if plain.is_empty() || self.lexicon.classes(plain).any(known) {
            } else if figures || date::day(plain).is_some() {
                day = true;
            } else if date::month(plain).is_some() && is_capitalised(plain) {
                month = true;
            } else if is_capitalised(plain) {
                others += 1;
            } else {
                return false;
            }
        }
        let most = if line.text.contains(',') { 4 } else { 0 };
        others <= most && ((month && day) || date::Date::find(line.text).is_some())
    }

    /// Whether a day of the week is named, as a lead does.
    pub(in crate::parse) fn names_weekday(&self, line: &Line) -> bool {
        line.words.iter().any(|word| self.lexicon.classes(bare(word)).any(self.weekday))
    }
}

/// Whether a paragraph begins with its dateline: “PORT ELLERY (AP) —”.
pub(in crate::parse) fn has_dateline(line: &Line) -> bool {
    let place = line.words.first().is_some_and(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.contains(char::is_lowercase)
    });
    place && line.words.iter().take(10).any(|word| matches!(*word, "—" | "–" | "―" | "-" | "--"))
}

/// The hour alone on a line, as live reports set it: “7 p.m.”
pub(super) fn is_clock(line: &Line) -> bool {
    let [hour, half] = line.words.as_slice() else { return false };
    let figures =
        hour.starts_with(|c: char| c.is_ascii_digit()) && hour.bytes().all(|b| b.is_ascii_digit() || b == b':');
    figures && matches!(*half, "a.m." | "p.m." | "am" | "pm" | "AM" | "PM")
}
