//! Which lines of a plain text were broken at a width and belong together.

use super::line::is_blank;

/// The narrowest column that anyone wraps an article at.
const NARROW: usize = 40;
/// The widest.
const WIDE: usize = 120;

/// A line as the wrapping sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// How many characters it has.
    len: usize,
    /// How many its first word has.
    first: usize,
    /// Whether it begins with a small letter.
    small: bool,
    /// Whether it ends as a sentence does.
    stop: bool,
}

impl Measure {
    /// Measures a line without its outer blanks.
    pub(super) fn of(line: &str) -> Self {
        // a line that is far too long to be wrapped need not be counted
        let len = if line.len() > WIDE * 4 { line.len() } else { line.chars().count() };
        Self {
            len,
            first: line.split(is_blank).next().map_or(0, |word| word.chars().count()),
            small: line.starts_with(char::is_lowercase),
            stop: line.ends_with(['.', '!', '?', '”', '"', ':']),
        }
    }
}

/// The width at which a text is wrapped, if it visibly is. `pairs` are lines with no blank line between them.
///
/// Then nearly every line is full: the first word of the next would not have fitted. Lines seldom end where sentences do,
/// and some go on with a small letter. Short lines, as of a menu, say nothing either way.
pub(super) fn width(pairs: impl Iterator<Item = (Measure, Measure)> + Clone) -> Option<usize> {
    let pairs = pairs.filter(|(line, _)| line.len >= NARROW);
    let width = pairs.clone().map(|(line, _)| line.len).max().filter(|width| *width <= WIDE)?;
    let (mut all, mut full, mut stops, mut small) = (0_usize, 0_usize, 0_usize, 0_usize);
    for (line, next) in pairs {
        all += 1;
        full += usize::from(line.len + 1 + next.first > width);
        stops += usize::from(line.stop);
        small += usize::from(next.small);
    }
    (full * 10 >= all * 8 && stops * 2 <= all && small * 4 >= all).then_some(width)
}

/// Whether two lines of a text that is wrapped at `width` belong to one paragraph.
pub(super) fn joins(line: Measure, next: Measure, width: usize) -> bool {
    line.len + 1 + next.first > width || next.small || line.len * 4 >= width * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width_of(text: &str) -> Option<usize> {
        let lines: Vec<Measure> = text.lines().map(Measure::of).collect();
        width(lines.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))))
    }

    #[test]
    fn sees_a_column() {
        let text = "The harbour council voted on Tuesday to close the old\n\
                    ferry pier, which engineers have called unsafe since a\n\
                    storm tore two of its pilings loose in the spring.";
        assert_eq!(width_of(text), Some(54));
    }

    #[test]
    fn menus_and_one_line_paragraphs_are_no_column() {
        assert_eq!(width_of("XS\nSM\nMD\nLG"), None);
        let text = "The council voted on Tuesday to close the pier for good.\n\
                    Engineers called it unsafe, and the mayor agreed at once.\n\
                    “We had no choice,” she told reporters outside the hall.";
        assert_eq!(width_of(text), None);
    }
}
