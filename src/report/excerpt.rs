//! What to show of a long line: the words in question, and as many around them as fit the page.
//!
//! News prose keeps a paragraph on one line. An excerpt is cut from it without reading the rest of the file, on one
//! line, with everything that could steer a terminal neutralised.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::{
    clean::{BRACKET, opens_command, stand_in},
    wrap,
};
use crate::{
    span::Span,
    text::{Format, Position, Text},
};

/// Columns of “… ” before or behind what is shown.
const CUT: usize = 2;
/// Columns of “╰── ” before a note.
const HOOK: usize = 4;
/// Columns of the marks beside a quotation that is too long to be shown whole.
const MARKS: usize = 2;
/// How much of a note should find room beside its hook before words are cut from the front to make room.
const NOTE: usize = 36;

/// A place to show, with what to say there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The file.
    pub(super) text: &'a Text,
    /// The place in the file as stored.
    pub(super) span: Span,
    /// What to say there; empty: nothing.
    pub(super) note: &'a str,
}

/// A part of a line, ready to show.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The file.
    pub(super) text: &'a Text,
    /// The words.
    pub(super) shown: String,
    /// The places in question, in order; the first of the spots comes as `lead`.
    pub(super) marks: Vec<Mark>,
}

/// A place in what is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its bytes of what is shown.
    pub(super) span: Span,
    /// Where it stands in the file.
    pub(super) position: Position,
    /// What to say there, in lines that fit; empty: nothing.
    pub(super) note: String,
    /// Whether it is the place that the excerpt is about.
    pub(super) lead: bool,
}

/// Cuts the excerpts for some places of which the first is the most important one, at most `room` columns wide.
///
/// Places on the same lines share an excerpt where there is room for all of them.
pub(super) fn excerpts<'a>(spots: &[Spot<'a>], room: usize) -> Vec<Excerpt<'a>> {
    let room = room.max(24);
    let mut groups: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        match groups.iter_mut().find(|group| joins(group, spot, room)) {
            Some(group) => group.push(*spot),
            None => groups.push(vec![*spot]),
        }
    }
    groups.into_iter().map(|group| cut(group, room)).collect()
}

/// Whether a place can share the excerpt of a group: on the same lines, beside its places, with room for all words.
fn joins(group: &[Spot], spot: &Spot, room: usize) -> bool {
    let lines = |s: &Spot| (s.text.line_of(s.span.start), s.text.line_of(last_byte(s.span)));
    let beside = group.iter().all(|other| {
        std::ptr::eq(other.text, spot.text)
            && lines(other) == lines(spot)
            && !(other.span.overlaps(spot.span) || other.span.start == spot.span.start)
    });
    let words = group.iter().chain([spot]).map(|s| columns(s.span.of(s.text.content()), room) + 3).sum::<usize>();
    beside && words + 2 * CUT <= room
}

fn last_byte(span: Span) -> usize {
    span.end.saturating_sub(1).max(span.start)
}

fn cut<'a>(mut group: Vec<Spot<'a>>, room: usize) -> Excerpt<'a> {
    let lead = group[0];
    group.sort_by_key(|spot| spot.span.start);
    let windows = windows(&group, room);
    let text = lead.text;
    let mut shown = String::new();
    let mut marks: Vec<Mark> = group
        .iter()
        .map(|spot| Mark {
            span: Span::default(),
            position: text.position(spot.span.start),
            note: String::new(),
            lead: spot.span == lead.span,
        })
        .collect();
    let (first, last) = (line(text, group[0].span), line(text, group[group.len() - 1].span));
    for (at, window) in windows.iter().enumerate() {
        if at > 0 {
            shown += " … ";
        } else if first.start < window.start {
            shown += "… ";
        }
        let frames = frames(text, *window);
        for (offset, c) in window.of(text.content()).char_indices() {
            let offset = window.start + offset;
            if frames.iter().any(|frame| frame.range().contains(&offset)) {
                continue;
            }
            for (mark, spot) in marks.iter_mut().zip(&group) {
                if offset <= spot.span.start {
                    mark.span.start = shown.len();
                }
            }
            push(&mut shown, c);
            let next = offset + c.len_utf8();
            for (mark, spot) in marks.iter_mut().zip(&group) {
                if next <= spot.span.start {
                    mark.span.start = shown.len();
                }
                if next <= spot.span.end {
                    mark.span.end = shown.len();
                }
            }
        }
    }
    if windows.last().is_some_and(|window| window.end < last.end) {
        shown += " …";
    }
    for (mark, spot) in marks.iter_mut().zip(&group) {
        mark.span.end = mark.span.end.max(mark.span.start);
        let middle = columns(&shown[..mark.span.start], room) + columns(mark.span.of(&shown), room) / 2;
        mark.note = wrap(spot.note, room.saturating_sub(middle + HOOK).max(12), 0);
    }
    Excerpt { text, shown, marks }
}

/// The lines of captions within a window that nobody says: the number and the times of a frame.
fn frames(text: &Text, window: Span) -> Vec<Span> {
    if text.format() != Format::Captions {
        return Vec::new();
    }
    let line = |at: usize| Span::new(text.line_start(at), text.line_start(at + 1));
    let is_time = |at: usize| line(at).of(text.content()).contains("-->");
    let is_number = |at: usize| {
        let number = line(at).of(text.content()).trim();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    let lines = text.line_of(window.start)..=text.line_of(last_byte(window));
    lines.filter(|at| is_time(*at) || (is_number(*at) && is_time(at + 1))).map(line).collect()
}

/// The parts of the file to show for places on the same lines, in order and apart.
fn windows(group: &[Spot], room: usize) -> Vec<Span> {
    let text = group[0].text;
    let content = text.content();
    let (first, last) = (group[0], group[group.len() - 1]);
    let whole = line(text, first.span).union(line(text, last.span));
    let words: usize = group.iter().map(|s| columns(s.span.of(content), room)).sum();

    if group.len() == 1 && words + 2 * CUT > room {
        // more words than fit: how they begin and how they end
        let spare = room - 2 * CUT - 3 - 2 * MARKS;
        let head = ahead(content, first.span.start, first.span.end, spare * 3 / 5);
        let tail = back(content, first.span.end, head, spare * 2 / 5);
        // with the quotation marks that stand beside them
        let start = back(content, first.span.start, whole.start, MARKS);
        let end = ahead(content, first.span.end, whole.end, MARKS);
        return vec![Span::new(start, head), Span::new(tail.max(head), end)];
    }
    // room before the words, so much that the note still finds its place behind
    let note = columns(first.note, NOTE);
    let before = room.saturating_sub(CUT + words / 2 + HOOK + note);
    if columns(whole.of(content), room + 1) <= room
        && columns(Span::new(whole.start, first.span.start).of(content), room) <= before
    {
        return vec![whole];
    }
    let spare = room.saturating_sub(words + 2 * CUT + 3 * (group.len() - 1));
    let pad = spare / (2 * group.len());
    let mut windows: Vec<Span> = Vec::new();
    for (at, spot) in group.iter().enumerate() {
        let left = if at == 0 { pad.min(before) } else { pad };
        let start = back(content, spot.span.start, whole.start, left);
        let used = columns(Span::new(start, spot.span.start).of(content), room);
        let right = if group.len() == 1 { spare.saturating_sub(used) } else { pad };
        let end = ahead(content, spot.span.end, whole.end, right);
        match windows.last_mut() {
            Some(left) if columns(content.get(left.end..start).unwrap_or_default(), 4) <= 3 => left.end = end,
            _ => windows.push(Span::new(start, end)),
        }
    }
    windows
}

/// The line or lines that hold a place, without their ends.
fn line(text: &Text, span: Span) -> Span {
    let start = text.line_start(text.line_of(span.start));
    let end = text.line_start(text.line_of(last_byte(span)) + 1);
    Span::new(start, end.max(span.end)).trim(text.content()).union(span)
}

/// Adds a character as it may be shown. White space that breaks the line is folded into one blank.
fn push(out: &mut String, c: char) {
    match shown(c) {
        Cow::Borrowed(" ") if c != ' ' && out.ends_with(' ') => {}
        _ if c == '[' && opens_command(out) => out.push(BRACKET),
        text => out.push_str(&text),
    }
}

fn shown(c: char) -> Cow<'static, str> {
    stand_in(c).unwrap_or_else(|| Cow::Owned(c.to_string()))
}

/// How many columns a character takes when shown.
fn width(c: char) -> usize {
    stand_in(c).map_or_else(|| c.width().unwrap_or(0), |shown| shown.chars().count())
}

/// How many columns a text takes; counting stops soon after `enough`.
fn columns(text: &str, enough: usize) -> usize {
    let mut sum = 0;
    for c in text.chars() {
        if sum > enough {
            break;
        }
        sum += width(c);
    }
    sum
}

/// The furthest start of a word that lies at most `room` columns before `from`, and not before `floor`.
fn back(content: &str, from: usize, floor: usize, room: usize) -> usize {
    let before = Span::new(floor.min(from), from).of(content);
    let mut used = 0;
    let (mut at, mut word) = (from, None);
    for (offset, c) in before.char_indices().rev() {
        used += width(c);
        if used > room {
            // between words if one begins in reach, else in the middle of this long one
            return word.unwrap_or(at);
        }
        if c.is_whitespace() {
            word = Some(at);
        }
        at = floor + offset;
    }
    at
}

/// The furthest end of a word that lies at most `room` columns behind `from`, and not behind `ceiling`.
fn ahead(content: &str, from: usize, ceiling: usize, room: usize) -> usize {
    let behind = Span::new(from, ceiling.max(from)).of(content);
    let mut used = 0;
    let mut word = None;
    for (offset, c) in behind.char_indices() {
        if c.is_whitespace() {
            word = Some(from + offset);
        }
        used += width(c);
        if used > room {
            return word.unwrap_or(from + offset);
        }
    }
    ceiling.max(from)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn spot<'a>(text: &'a Text, words: &str, note: &'a str) -> Spot<'a> {
        let start = text.content().find(words).unwrap_or_default();
        Spot { text, span: Span::new(start, start + words.len()), note }
    }

    fn marked<'a>(excerpt: &'a Excerpt) -> Vec<&'a str> {
        excerpt.marks.iter().map(|m| m.span.of(&excerpt.shown)).collect()
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = Text::new("a.txt", "One.\r\nThe ferry sailed at dawn.\r\nThree.\n");
        let found = excerpts(&[spot(&text, "sailed", "when?")], 60);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].shown, "The ferry sailed at dawn.");
        assert_eq!(marked(&found[0]), ["sailed"]);
        assert_eq!(found[0].marks[0].position, Position { line: 2, column: 11 });
    }

    #[test]
    fn a_long_line_is_cut_to_the_page_between_words() {
        let line = format!("{}the Untied States{}", "naïve words ".repeat(500), " and more".repeat(500));
        let text = Text::new("a.txt", line);
        let found = excerpts(&[spot(&text, "Untied States", "did you mean “United States”?")], 70);
        let shown = &found[0].shown;
        assert!(shown.width() <= 70, "{shown}");
        assert!(shown.starts_with("… naïve ") || shown.starts_with("… words "), "{shown}");
        assert!(shown.ends_with("and …") || shown.ends_with("more …"), "{shown}");
        assert_eq!(marked(&found[0]), ["Untied States"]);
    }

    #[test]
    fn a_long_quotation_shows_how_it_begins_and_ends() {
        let text = Text::new("a.txt", format!("Before “We begin{} we end” after.", " and go on".repeat(900)));
        let start = text.content().find("We").unwrap_or_default();
        let end = text.content().find('”').unwrap_or_default();
        let found = excerpts(&[Spot { text: &text, span: Span::new(start, end), note: "all of it" }], 60);
        let shown = &found[0].shown;
        assert!(shown.width() <= 60, "{shown}");
        assert!(shown.starts_with("… “We begin and"), "{shown}");
        assert!(shown.ends_with("we end” …"), "{shown}");
        assert_eq!(marked(&found[0]).len(), 1);
        assert!(marked(&found[0])[0].starts_with("We begin") && marked(&found[0])[0].ends_with("we end"));
    }

    #[test]
    fn places_of_one_line_share_an_excerpt_while_there_is_room() {
        let text = Text::new("a.txt", format!("A port official{} on condition of anonymity.", " spoke".repeat(60)));
        let spots = [spot(&text, "on condition of anonymity", "no reason"), spot(&text, "A port official", "who?")];
        let found = excerpts(&spots, 76);
        assert_eq!(found.len(), 1);
        assert_eq!(marked(&found[0]), ["A port official", "on condition of anonymity"]);
        assert!(found[0].shown.contains(" … ") && found[0].shown.width() <= 76, "{}", found[0].shown);
        assert_eq!(found[0].marks.iter().map(|m| m.lead).collect::<Vec<_>>(), [false, true]);
        assert_eq!(excerpts(&spots, 40).len(), 2);
    }

    #[test]
    fn what_steers_a_terminal_is_shown_and_marks_stay_in_place() {
        let text = Text::new("a.txt", "\u{1b}[2J\tthe \u{202e}Untied\u{202c}\nStates said");
        let found = excerpts(&[spot(&text, "Untied\u{202c}\nStates", "")], 60);
        assert_eq!(found[0].shown, "␛[2J the <U+202E>Untied<U+202C> States said");
        assert_eq!(marked(&found[0]), ["Untied<U+202C> States"]);
    }

    #[test]
    fn a_word_longer_than_the_page_and_an_empty_place_do_no_harm() {
        let text = Text::new("a.txt", "x".repeat(100_000));
        for span in [Span::new(50_000, 50_003), Span::new(0, 100_000), Span::new(100_000, 100_000), Span::new(7, 7)] {
            let found = excerpts(&[Spot { text: &text, span, note: "here" }], 50);
            assert!(found[0].shown.width() <= 50, "{}", found[0].shown);
            assert!(found[0].marks[0].span.end <= found[0].shown.len());
        }
    }

    #[test]
    fn numbers_and_times_of_captions_are_not_shown_as_words() {
        let content = "1\n00:00:04,000 --> 00:00:07,000\nThe lower gate has been\n\n2\n00:00:07,000 --> 00:00:09,000\nbent since 1911\n";
        let text = Text::new("said.srt", content);
        let span = Span::new(content.find("gate").unwrap_or(0), content.len() - 1);
        let cut = excerpts(&[Spot { text: &text, span, note: "" }], 80);
        assert_eq!(
            cut.iter().map(|excerpt| excerpt.shown.as_str()).collect::<Vec<_>>(),
            ["The lower gate has been bent since 1911"]
        );
    }
}
