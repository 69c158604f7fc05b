//! Lines of the page: buttons, menus, labels, notices, titles of videos.

use super::{Vocabulary, bare, says};
use crate::{lexicon::Classes, parse::line::Line};

impl Vocabulary<'_> {
    /// Whether it is furniture beside furniture: a word such as “Save”, or a few words without a full stop.
    pub(in crate::parse) fn is_weak(&self, line: &Line) -> bool {
        line.at_most(3) && {
            let words: Vec<&str> = bare(line.text).split_whitespace().collect();
            self.is_entry(&words, self.weak)
        }
    }

    /// A section label alone on its line: “Breaking News”.
    pub(super) fn is_label(&self, line: &Line) -> bool {
        line.at_most(5) && {
            let words: Vec<&str> = bare(line.text).split_whitespace().collect();
            self.is_entry(&words, self.label)
        }
    }

    /// A line that belongs to the page and not to the article.
    pub(super) fn is_furniture<'a>(&self, line: &Line<'a>, opening: Classes) -> bool {
        let words = &line.words;
        let entries = line.at_most(16) && self.are_buttons(line);
        let begins = opening.any(self.start).then(|| self.entry(words, self.start)).flatten().or_else(|| {
            let bare = |word: &&'a str| word.trim_end_matches([',', '.', '?', '!']);
            // most lines begin with two words that nothing hangs on
            let is_bare = words.iter().take(2).all(|word| bare(word).len() == word.len());
            let ahead = || words.iter().take(2).map(bare).collect::<Vec<_>>();
            let opening = if is_bare { opening } else { self.opening(&ahead()) };
            let plain = || words.iter().take(12).map(bare).collect::<Vec<_>>();
            opening.any(self.start).then(|| self.entry(&plain(), self.start)).flatten()
        });
        let begins = begins.is_some_and(|count| count > 2 || (line.at_most(15) && !says(line)));
        entries
            || begins
            || is_navigation(line)
            || is_address(line)
            || is_rights(line)
            || is_style(line)
            || self.is_age(line)
            || is_video(line)
    }

    /// Whether it is a button or a row of them.
    fn are_buttons(&self, line: &Line) -> bool {
        if self.is_entry(&line.words, self.line) {
            return true;
        }
        if !is_row(line.text) {
            // one button at most, whose words are known but for what is set around it
            let only = bare(line.text);
            let is_dressed = only.len() < line.text.len() && !only.is_empty();
            return is_dressed && self.is_entry(&only.split_whitespace().collect::<Vec<_>>(), self.line);
        }
        let mut buttons = 0;
        line.text.split("  ").flat_map(|part| part.split(PARTING)).map(bare).filter(|b| !b.is_empty()).all(|button| {
            buttons += 1;
            let words: Vec<&str> = button.split_whitespace().collect();
            self.is_entry(&words, self.line) || (buttons > 1 && self.is_entry(&words, self.weak))
        }) && buttons > 0
    }

    /// “6 years ago”, “Published 3 hours ago”
    fn is_age(&self, line: &Line) -> bool {
        let ([.., number, unit, ago], true) = (line.words.as_slice(), line.at_most(5)) else { return false };
        bare(ago).eq_ignore_ascii_case("ago")
            && self.lexicon.classes(unit).any(self.age)
            && (number.bytes().all(|b| b.is_ascii_digit())
                || matches!(*number, "a" | "an" | "A" | "An" | "one" | "One"))
    }
}

/// What parts the buttons of a row, besides two blanks.
const PARTING: [char; 4] = ['|', '·', '•', '\t'];

/// Whether there may be several buttons in a line.
fn is_row(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2(b'|', b'\t', bytes).is_some()
        || memchr::memmem::find(bytes, b"  ").is_some()
        || (!text.is_ascii() && text.contains(PARTING))
}

/// A row of links: “Home | News | Sport”.
fn is_navigation(line: &Line) -> bool {
    let links = || line.text.split(['|', '·', '•', '›']).map(str::trim);
    let parted = || memchr::memchr(b'|', line.text.as_bytes()).is_some() || !line.text.is_ascii();
    line.at_most(24)
        && parted()
        && links().count() > 2
        && links().all(|link| link.split_whitespace().count() <= 3 && link.starts_with(char::is_uppercase))
}

/// A web address or a handle and nothing else.
fn is_address(line: &Line) -> bool {
    let [word] = line.words.as_slice() else { return false };
    line.whole
        && (word.contains("://")
            || word.starts_with("www.")
            || word.starts_with("pic.twitter.com/")
            || word.starts_with('@'))
}

/// “© 2019 The Port Ellery Post”
fn is_rights(line: &Line) -> bool {
    let year = |at: usize| line.words.get(at).is_some_and(|w| w.starts_with("19") || w.starts_with("20"));
    let first = line.words.first().copied().unwrap_or_default();
    first.starts_with('©')
        || first.eq_ignore_ascii_case("(c)")
        || (first.eq_ignore_ascii_case("copyright") && (year(1) || line.text.contains(['©', '('])))
}

/// A line of a style sheet.
fn is_style(line: &Line) -> bool {
    let first = line.words.first().copied().unwrap_or_default();
    let property = first.contains(':') && first.starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
    line.at_most(6) && (line.text.ends_with('{') || (line.text.ends_with(';') && property))
}

/// The title of a video, with its running time: “Divers search the wreck 1:10”.
fn is_video(line: &Line) -> bool {
    const BEFORE_AN_HOUR: [&str; 16] = [
        "at", "by", "from", "until", "till", "before", "after", "around", "about", "in", "of", "to", "past", "since",
        "and", "than",
    ];
    let ([.., before, last], true) = (line.words.as_slice(), line.at_most(14)) else { return false };
    let mut parts = last.trim_matches(['(', ')', '[', ']']).split(':');
    let figures = |part: &str, len: usize| (1..=len).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let clock = parts.next().is_some_and(|p| figures(p, 2))
        && parts.next().is_some_and(|p| p.len() == 2 && figures(p, 2))
        && parts.next().is_none_or(|p| p.len() == 2 && figures(p, 2))
        && parts.next().is_none();
    let title = before.contains(char::is_alphabetic) && !BEFORE_AN_HOUR.contains(before) && !before.ends_with(',');
    clock && title
}
