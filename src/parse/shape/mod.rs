//! What a single line is, as far as its own form tells.

mod credit;
mod furniture;
mod moment;

pub(in crate::parse) use moment::has_dateline;

use super::line::{Line, is_double_mark};
use crate::{
    article::BlockKind,
    lexicon::{Classes, Folded, Lexicon, Word},
};

/// The words by which lines are told.
pub(super) struct Vocabulary<'a> {
    lexicon: &'a Lexicon,
    line: Classes,
    weak: Classes,
    start: Classes,
    label: Classes,
    credit: Classes,
    contributed: Classes,
    caption: Classes,
    nameplate: Classes,
    age: Classes,
    moment: Classes,
    outlet: Classes,
    speech: Classes,
    weekday: Classes,
}

impl<'a> Vocabulary<'a> {
    /// Looks up the groups of a lexicon.
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        let class = |name| lexicon.class(name);
        Self {
            lexicon,
            line: class("furniture.line"),
            weak: class("furniture.weak"),
            start: class("furniture.start"),
            label: class("furniture.label"),
            credit: class("furniture.credit"),
            contributed: class("furniture.contributed"),
            caption: class("furniture.caption"),
            nameplate: class("furniture.nameplate"),
            age: class("furniture.age"),
            moment: class("furniture.moment"),
            outlet: class("media.outlet").or(class("media.agency")),
            speech: class("speech.neutral"),
            weekday: class("function.weekday"),
        }
    }

    /// How many words from a place form an entry of a group.
    fn entry(&self, words: &[&str], group: Classes) -> Option<usize> {
        let first = words.first()?;
        let word = self.lexicon.word(&Folded::of(first));
        let opens = self.opened(word, words).any(group);
        let several = opens.then(|| self.lexicon.phrase(first, |i| words.get(i).copied())).flatten();
        let several = several.filter(|(_, classes)| classes.any(group));
        several.map(|(count, _)| count).or_else(|| self.lexicon.of_set(word.set).any(group).then_some(1))
    }

    /// What the entries belong to that may begin with some words.
    fn opening(&self, words: &[&str]) -> Classes {
        let word = words.first().map(|first| self.lexicon.word(&Folded::of(first))).unwrap_or_default();
        self.lexicon.of_set(word.set).or(self.opened(word, words))
    }

    /// What the entries of several words belong to that may begin with some words, the first of which is known.
    fn opened(&self, word: Word, words: &[&str]) -> Classes {
        let second = word.first.zip(words.get(1));
        let opening = second.map(|(first, second)| self.lexicon.opening(first, &Folded::of(second)));
        opening.map_or(Classes::NONE, |opening| self.lexicon.of_set(opening))
    }

    /// Whether some words are an entry of a group from end to end.
    fn is_entry(&self, words: &[&str], group: Classes) -> bool {
        self.entry(words, group) == Some(words.len())
    }

    /// The role of a line, as far as its form alone tells; none for a paragraph, a headline, a subheading.
    pub(super) fn shape(&self, line: &Line) -> Option<BlockKind> {
        use BlockKind::{Byline, Caption, Credit, Dateline, Furniture, Label};
        if !line.text.contains(char::is_alphanumeric) {
            // a quotation mark that was torn off stays in the copy
            return (!line.has_double_mark()).then_some(Furniture);
        }
        if self.is_label(line) {
            return Some(Label);
        }
        let opening = self.opening(&line.words);
        if self.is_furniture(line, opening) {
            return Some(Furniture);
        }
        if self.is_credit(line, opening) {
            return Some(Credit);
        }
        if self.is_caption(line, opening) {
            return Some(Caption);
        }
        if self.is_byline(line) {
            return Some(Byline);
        }
        if self.is_dateline(line) {
            return Some(Dateline);
        }
        moment::is_clock(line).then_some(Label)
    }

    /// Whether a verb of speech stands in the present, near the start or last of all, as in a deck:
    /// “President says …”, “…, experts say”.
    pub(super) fn speaks_in_present(&self, line: &Line) -> bool {
        let says = |word: &str| {
            let word = word.trim_end_matches('.');
            word == "say" || (word.ends_with('s') && self.lexicon.classes(word).any(self.speech))
        };
        line.words.iter().skip(1).take(3).any(|word| says(word)) || line.words.last().is_some_and(|word| says(word))
    }
}

/// A line without the arrows, bars and points that pages set around their buttons.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "»›>→▶►•|·:…*_#<«‹←–—[]+▼▲×✕,".contains(c))
}

/// Whether a line says something in quotation marks: then it is somebody's story.
fn says(line: &Line) -> bool {
    line.has_double_mark() && line.ends_sentence()
}

/// The mark or number before an entry of a list: how many bytes it takes, its blank included.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['-', '*', '•', '▪', '◦', '►', '·', '‣', '■']).or_else(|| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - rest.len();
        rest.strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&digits))
    })?;
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then(|| text.len() - words.len())
}

/// Whether a line is a piece of quoted speech only by its marks.
pub(super) fn opens_quoted(text: &str) -> bool {
    text.starts_with(|c: char| is_double_mark(c) || matches!(c, '\'' | '‘' | '’' | '`'))
}
