//! Who speaks: the words at the beginning of a line that name a speaker.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Line, captions::time};
use crate::{lexicon::fold, parse::line::is_capitalised};

/// Bytes that a name with title, office and outlet may have.
const LONGEST: usize = 90;
/// Words that it may have, those in brackets aside.
const WORDS: usize = 8;

/// What stands before a colon and is no speaker.
const HEADS: [&str; 36] = [
    "breaking",
    "contact",
    "correction",
    "date",
    "dateline",
    "duration",
    "embargo",
    "event",
    "exclusive",
    "http",
    "https",
    "kind",
    "language",
    "live",
    "location",
    "note",
    "notes",
    "participants",
    "photo",
    "photos",
    "place",
    "present",
    "re",
    "read",
    "recorded",
    "related",
    "source",
    "subject",
    "tel",
    "time",
    "title",
    "transcript",
    "update",
    "updated",
    "video",
    "watch",
];
/// Speakers that are called by what they do.
const ROLES: [&str; 16] = [
    "answer",
    "anchor",
    "audience",
    "chair",
    "host",
    "interpreter",
    "interviewer",
    "journalist",
    "moderator",
    "narrator",
    "presenter",
    "q",
    "a",
    "question",
    "reporter",
    "speaker",
];

/// A speaker named at the beginning of a line; bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, with title and what stands in brackets.
    pub(super) name: Range<usize>,
    /// Where the words begin.
    pub(super) words: usize,
    /// The time that stands beside the name.
    pub(super) time: Option<u64>,
    /// Whether its form alone makes it a speaker: capitals, bold letters, a role.
    pub(super) sure: bool,
}

impl Label {
    /// Reads the speaker that a line begins with.
    pub(super) fn read(line: &str) -> Option<Label> {
        let mut at = line.len() - line.trim_start_matches(['>', ' ', '\t', '-', '–', '—']).len();
        let mut heading = false;
        let mut bold = false;
        let hashes = line[at..].bytes().take_while(|b| *b == b'#').count();
        if hashes > 0 && line[at + hashes..].starts_with(' ') {
            (at, heading) = (at + hashes + 1, hashes > 1);
        }
        if line[at..].starts_with("**") || line[at..].starts_with("__") {
            (at, bold) = (at + 2, true);
        }
        let (start, stamp) = skip_time(line, at);
        let rest = &line[start..];
        let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
        if let Some(label) = Label::asked(line, start, stamp) {
            return Some(label);
        }
        let digit = |at: usize| near.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        // not that of a time
        let mut colons = near.match_indices(':').map(|(at, _)| at).filter(|at| !digit(at + 1));
        let end = colons.next().map(|colon| (colon, colon + 1)).or_else(|| bare(near, heading));
        let (end, mut words) = end?;
        let after = &rest[words..];
        let marks = after.len() - after.trim_start_matches(['*', '_']).len();
        words += marks;
        if !rest[words..].is_empty() && !rest[words..].starts_with(|c: char| c.is_whitespace()) {
            return None;
        }
        let (name, beside) = without_time(&rest[..end]);
        let name = name.trim_end_matches(['*', '_', ' ', '\t']);
        let form = Form::of(name)?;
        let brackets = name.contains('(');
        let sure = form == Form::Capitals || form == Form::Role || bold || heading || brackets || beside.is_some();
        Some(Label { name: start..start + name.len(), words: start + words, time: beside.or(stamp), sure })
    }

    /// `Q.` and `A.`, as courts and archives write them.
    fn asked(line: &str, start: usize, time: Option<u64>) -> Option<Label> {
        let rest = &line[start..];
        let after = rest.strip_prefix(['Q', 'A'])?;
        let end = match after.strip_prefix('.') {
            Some(words) if words.starts_with([' ', '\t']) => 2,
            _ if after.starts_with('\t') || after.starts_with("  ") => 1,
            _ => return None,
        };
        Some(Label { name: start..start + 1, words: start + end, time, sure: true })
    }
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// “MS. SAMIK”
    Capitals,
    /// “Ruta Samik”
    Name,
    /// “Moderator”, “Speaker 2”
    Role,
}

impl Form {
    /// How the words before a colon are written, if they may name a speaker.
    fn of(name: &str) -> Option<Form> {
        let mut bare = String::new();
        let mut depth = 0_usize;
        for c in name.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                c if depth == 0 => bare.push(c),
                _ => {}
            }
        }
        let words: Vec<&str> = bare.split_whitespace().collect();
        let first = fold(words.first()?.trim_matches(|c: char| !c.is_alphanumeric()));
        let letters = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || "'’.,-&/#".contains(c));
        if words.len() > WORDS || !words.iter().all(letters) || !bare.contains(char::is_alphabetic) {
            return None;
        }
        if HEADS.contains(&first.as_str()) {
            return None;
        }
        if ROLES.contains(&first.as_str()) && words.len() <= 3 {
            return Some(Form::Role);
        }
        if !bare.contains(char::is_lowercase) {
            return Some(Form::Capitals);
        }
        // “MS. McADAM”
        let upper = words.iter().filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1).count();
        if upper == words.len() {
            return Some(Form::Capitals);
        }
        let small = |word: &&str| ["of", "the", "and", "de", "van", "von", "al", "for"].contains(word);
        let named = words.iter().all(|word| is_capitalised(word) || small(word)) && is_capitalised(words[0]);
        named.then_some(Form::Name)
    }
}

/// Whether a name, folded, is only what somebody does: “reporter”, “speaker 2”.
pub(super) fn is_role(name: &str) -> bool {
    let mut words = name.split(' ');
    words.next().is_some_and(|first| ROLES.contains(&first)) && words.next().is_none_or(|second| second.len() < 3)
}

/// Which of the labels of a text are speakers: those whose form says so, full names, and what comes more than once.
pub(super) fn speakers(lines: &[Line], content: &str) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = lines.iter().map(|line| Label::read(line.span.of(content))).collect();
    let name = |line: &Line, label: &Label| fold(line.span.of(content).get(label.name.clone()).unwrap_or_default());
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (line, label) in lines.iter().zip(&labels) {
        let Some(label) = label else { continue };
        let name = name(line, label);
        if let Some((_, surname)) = name.rsplit_once(' ') {
            *seen.entry(surname.to_owned()).or_default() += 1;
        }
        *seen.entry(name).or_default() += 1;
    }
    for (line, label) in lines.iter().zip(&mut labels) {
        let known = |label: &Label| {
            let name = name(line, label);
            label.sure || seen.get(&name).is_some_and(|times| *times > 1) || name.contains(' ')
        };
        if label.as_ref().is_some_and(|label| !known(label)) {
            *label = None;
        }
    }
    labels
}

/// Where a line goes on behind a time at a place of it: `[00:12:31] `, `00:12:31 - `.
fn skip_time(line: &str, at: usize) -> (usize, Option<u64>) {
    let rest = &line[at..];
    let open = usize::from(rest.starts_with(['[', '(']));
    let len = rest[open..].bytes().take_while(|b| b.is_ascii_digit() || b":.,".contains(b)).count();
    let Some(stamp) = time(&rest[open..open + len]) else { return (at, None) };
    let close = usize::from(rest[open + len..].starts_with([']', ')']));
    let after = &rest[open + len + close..];
    let blank = after.len() - after.trim_start_matches([' ', '\t', '-', '–', '—', '*', '|']).len();
    (at + open + len + close + blank, Some(stamp))
}

/// A name without the time behind it: “Ruta Samik (00:12:31)”.
fn without_time(name: &str) -> (&str, Option<u64>) {
    let bare = name.trim_end_matches([')', ']', ' ']);
    let digits = bare.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let start = bare.len() - digits;
    match time(&bare[start..]) {
        Some(stamp) => (bare[..start].trim_end_matches(['(', '[', ' ', '\t', ',']), Some(stamp)),
        None => (name, None),
    }
}

/// A name alone on its line: with the time behind it, or as a heading.
fn bare(near: &str, heading: bool) -> Option<(usize, usize)> {
    let named = heading || without_time(near).1.is_some();
    (named && !near.contains(['.', '?', '!']) && near.split_whitespace().count() <= WORDS)
        .then_some((near.len(), near.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&str, &str, bool)> {
        let label = Label::read(line)?;
        Some((&line[label.name], line[label.words..].trim(), label.sure))
    }

    #[test]
    fn speakers_are_named_in_many_ways() {
        for (line, name, words, sure) in [
            ("MS. SAMIK: The wall is good.", "MS. SAMIK", "The wall is good.", true),
            ("PRESIDENT VESHKO (via interpreter): No.", "PRESIDENT VESHKO (via interpreter)", "No.", true),
            ("THE PRESIDENT:", "THE PRESIDENT", "", true),
            ("Ruta Samik: It is.", "Ruta Samik", "It is.", false),
            ("Ruta Samik, Orva Hydro: It is.", "Ruta Samik, Orva Hydro", "It is.", false),
            ("**Ruta Samik:** It is.", "Ruta Samik", "It is.", true),
            ("**Ruta Samik**: It is.", "Ruta Samik", "It is.", true),
            ("## Ruta Samik", "Ruta Samik", "", true),
            ("Q: Will it hold?", "Q", "Will it hold?", true),
            ("Q. Will it hold?", "Q", "Will it hold?", true),
            ("A.\tIt will.", "A", "It will.", true),
            ("Q  Will it hold?", "Q", "Will it hold?", true),
            ("[00:12:31] SAMIK: It will.", "SAMIK", "It will.", true),
            ("00:12:31 Samik: It will.", "Samik", "It will.", false),
            ("Speaker 2: It will.", "Speaker 2", "It will.", true),
            ("Ruta Samik (00:12:31): It will.", "Ruta Samik", "It will.", true),
            ("Ruta Samik  0:31", "Ruta Samik", "", true),
            (">> REPORTER: Will it?", "REPORTER", "Will it?", true),
        ] {
            assert_eq!(read(line), Some((name, words, sure)), "{line}");
        }
        assert_eq!(Label::read("[00:12:31] SAMIK: It will.").and_then(|label| label.time), Some(751_000));
        assert_eq!(Label::read("Ruta Samik  0:31").and_then(|label| label.time), Some(31_000));
    }

    #[test]
    fn a_sentence_with_a_colon_names_nobody() {
        for line in [
            "She said this: no.",
            "The answer is simple: no.",
            "DATE: 5 March 2026",
            "At 10:30 we left.",
            "https://example.org",
            "There was one thing left to say, and I said it to him: go.",
            "A wall is a wall.",
            "# Press conference at the dam",
            "",
            ":",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
