//! Captions: SRT and WebVTT. Cues in, lines of speech out, each with the time at which it is shown.

use super::Line;
use crate::{parse::line::trim, span::Span};

/// Whether a file is captions: it says so, or a line of it gives the time of a cue.
pub(super) fn is_captions(content: &str) -> bool {
    let begin = content.trim_start_matches('\u{feff}').trim_start();
    begin.starts_with("WEBVTT") || content.lines().take(60).any(|line| timing(line).is_some())
}

/// The lines of speech of a file of captions.
///
/// A cue that is cut off gives what there is of it. Captions that roll up show a line twice; it counts once.
pub(super) fn lines(content: &str) -> Vec<Line> {
    let spans = split(content);
    let mut lines: Vec<Line> = Vec::new();
    let mut time = None;
    let mut skipping = false;
    let mut at = 0;
    while let Some(&span) = spans.get(at) {
        at += 1;
        let words = span.of(content);
        if words.is_empty() {
            skipping = false;
            continue;
        }
        if let Some(start) = timing(words) {
            (time, skipping) = (Some(start), false);
            continue;
        }
        let aside = |word: &str| words == word || words.strip_prefix(word).is_some_and(|r| r.starts_with([' ', '\t']));
        skipping |= ["NOTE", "STYLE", "REGION"].into_iter().any(aside);
        // the number or the name of a cue stands before its time
        let names_cue = spans.get(at).is_some_and(|next| timing(next.of(content)).is_some());
        let numbers_cue = words.bytes().all(|b| b.is_ascii_digit()) && spans.get(at).is_none_or(|next| next.is_empty());
        if skipping || time.is_none() || names_cue || numbers_cue {
            continue;
        }
        let rolled = lines.iter().rev().take(2).any(|last| last.span.of(content) == words);
        if !rolled {
            lines.push(Line { span, time, apart: false });
        }
    }
    lines
}

/// Every line of a file, without blanks at either end.
pub(super) fn split(content: &str) -> Vec<Span> {
    let mark = if content.contains('\n') { '\n' } else { '\r' };
    let mut start = 0;
    let ends = content.match_indices(mark).map(|(at, _)| at).chain([content.len()]);
    let line = |end: usize| {
        let span = trim(Span::new(start, end), content);
        start = end + 1;
        span
    };
    ends.map(line).collect()
}

/// When a cue begins, from the line that gives its time: `00:12:31,200 --> 00:12:34,000`. Its end may be missing.
fn timing(line: &str) -> Option<u64> {
    let (start, _) = line.split_once("-->")?;
    time(start.trim())
}

/// A time in milliseconds: `01:02:03.400`, `02:03`, `2:03,4`.
pub(super) fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, fraction),
        None => (text, ""),
    };
    let figures = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 4;
    let parts: Vec<&str> = clock.split(':').collect();
    let plain = parts.iter().all(|part| figures(part) && !part.is_empty()) && figures(fraction);
    if !(2..=3).contains(&parts.len()) || !plain || parts.iter().skip(1).any(|part| part.len() != 2) {
        return None;
    }
    let seconds = parts.iter().try_fold(0_u64, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))?;
    let thousandths = format!("{fraction:0<3}");
    Some(seconds * 1000 + thousandths.get(..3)?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<(u64, &str)> {
        lines(content).iter().map(|line| (line.time.unwrap_or_default(), line.span.of(content))).collect()
    }

    #[test]
    fn times_are_read() {
        assert_eq!(time("00:12:31,200"), Some(751_200));
        assert_eq!(time("12:31"), Some(751_000));
        assert_eq!(time("1:00:00.5"), Some(3_600_500));
        for text in ["", "12", "12:3", "a:bc", "1:2:3:4", "12:31 "] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn srt_and_webvtt_give_the_same_lines() {
        let srt = "1\r\n00:00:01,000 --> 00:00:04,000\r\nThe wall is good\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\nfor two metres.\r\n";
        let vtt = "WEBVTT - Sorn\n\nNOTE\nnot checked\n\nfirst\n00:01.000 --> 00:04.000 align:start\nThe wall is good\n\n\
                   00:04.000 --> 00:06.000\nThe wall is good\nfor two metres.\n";
        let expected = [(1_000, "The wall is good"), (4_000, "for two metres.")];
        assert_eq!(read(srt), expected);
        assert_eq!(read(vtt), expected);
        assert!(is_captions(srt) && is_captions(vtt) && !is_captions("1\n\nThe wall --> is good\n"));
    }

    #[test]
    fn half_a_file_gives_what_there_is() {
        let cut = "1\n00:00:01,000 --> 00:00:0\nThe wall\n\n2\n00:00:04,000 -->\nis good\n\n3\n";
        assert_eq!(read(cut), [(1_000, "The wall"), (4_000, "is good")]);
        assert_eq!(read("WEBVTT\n"), []);
        assert_eq!(read("WEBVTT\n\n00:01.000 --> 00:02.000"), []);
    }
}
