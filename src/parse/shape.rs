//! What a single line is, as far as its own form tells.

use super::{
    date,
    line::{Line, is_capitalised, is_double_mark},
};
use crate::{
    article::BlockKind,
    lexicon::{Classes, Lexicon},
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
            outlet: class("media.outlet").or(class("media.agency")),
            speech: class("speech.neutral"),
            weekday: class("function.weekday"),
        }
    }

    /// How many words from a place form an entry of a group.
    fn entry(&self, words: &[&str], group: Classes) -> Option<usize> {
        let first = words.first()?;
        let several = self.lexicon.phrase(first, |i| words.get(i).copied()).filter(|(_, classes)| classes.any(group));
        several.map(|(count, _)| count).or_else(|| self.lexicon.classes(first).any(group).then_some(1))
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
        if self.is_furniture(line) {
            return Some(Furniture);
        }
        if self.is_credit(line) {
            return Some(Credit);
        }
        if self.is_caption(line) {
            return Some(Caption);
        }
        if self.is_byline(line) {
            return Some(Byline);
        }
        if self.is_dateline(line) {
            return Some(Dateline);
        }
        is_clock(line).then_some(Label)
    }

    /// Whether it is furniture beside furniture: a word such as “Save”, or a few words without a full stop.
    pub(super) fn is_weak(&self, line: &Line) -> bool {
        let bare = bare(line.text);
        let words: Vec<&str> = bare.split_whitespace().collect();
        line.at_most(3) && self.is_entry(&words, self.weak)
    }

    fn is_label(&self, line: &Line) -> bool {
        line.at_most(5) && {
            let words: Vec<&str> = bare(line.text).split_whitespace().collect();
            self.is_entry(&words, self.label)
        }
    }

    fn is_furniture(&self, line: &Line) -> bool {
        let words = &line.words;
        let entries = line.at_most(16) && self.are_buttons(line.text);
        let plain: Vec<&str> = words.iter().take(12).map(|word| word.trim_end_matches([',', '.', '?', '!'])).collect();
        let begins = self.entry(words, self.start).or_else(|| self.entry(&plain, self.start));
        let begins = begins.is_some_and(|count| count > 2 || (line.at_most(15) && !says(line)));
        entries
            || begins
            || is_address(line)
            || is_rights(line)
            || is_style(line)
            || self.is_age(line)
            || is_video(line)
    }

    /// Whether it is a button or a row of them.
    fn are_buttons(&self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().collect();
        if self.is_entry(&words, self.line) {
            return true;
        }
        let mut buttons = 0;
        text.split("  ").flat_map(|part| part.split(['|', '·', '•', '\t'])).map(bare).filter(|b| !b.is_empty()).all(
            |button| {
                buttons += 1;
                let words: Vec<&str> = button.split_whitespace().collect();
                self.is_entry(&words, self.line) || (buttons > 1 && self.is_entry(&words, self.weak))
            },
        ) && buttons > 0
    }

    /// “6 years ago”, “Published 3 hours ago”
    fn is_age(&self, line: &Line) -> bool {
        let [.., number, unit, ago] = line.words.as_slice() else { return false };
        line.at_most(5)
            && bare(ago).eq_ignore_ascii_case("ago")
            && self.lexicon.classes(unit).any(self.age)
            && (number.bytes().all(|b| b.is_ascii_digit())
                || matches!(*number, "a" | "an" | "A" | "An" | "one" | "One"))
    }

    fn is_credit(&self, line: &Line) -> bool {
        if !line.whole {
            return false;
        }
        let words = &line.words;
        let text = line.text.trim_start_matches(['(', '—', '–', '-', '[', ' ', '\u{a0}']);
        let first: Vec<&str> = text.split_whitespace().take(8).collect();
        let begins = line.at_most(30) && !says(line) && self.entry(&first, self.credit).is_some();
        let contributed = words.iter().enumerate().any(|(at, word)| {
            word.starts_with("contribut") && {
                let rest: Vec<&str> = words[at..].iter().map(|w| w.trim_end_matches(['.', ',', ')', ';'])).collect();
                self.entry(&rest, self.contributed).is_some()
            }
        });
        begins || contributed || (line.at_most(6) && self.names_outlet(bare(text).trim_end_matches(['.', ')', ']'])))
    }

    /// Whether a few words are the name of an outlet or an agency, or “Ana Orme/Reuters”.
    pub(super) fn names_outlet(&self, name: &str) -> bool {
        let pieces = name.split('/').map(|piece| piece.split_whitespace().collect::<Vec<_>>());
        let mut known = false;
        for piece in pieces {
            let count = self.entry(&piece, self.outlet);
            // an edition may follow: “Al Arabiya English”
            known |= count.is_some_and(|count| piece.len() <= count + 1 && piece.iter().all(|w| is_capitalised(w)));
            if piece.is_empty() || !piece.iter().all(|word| is_capitalised(word)) {
                return false;
            }
        }
        known
    }

    /// Whether a few words end as names of outlets do: “The Port Ellery Post”.
    pub(super) fn is_nameplate(&self, line: &Line) -> bool {
        let ends = line.words.last().is_some_and(|word| self.lexicon.classes(bare(word)).any(self.nameplate));
        line.at_most(6) && line.words.len() > 1 && ends && line.is_name_like() && !line.ends_sentence()
    }

    fn is_caption(&self, line: &Line) -> bool {
        self.entry(&line.words, self.caption).is_some() || self.ends_in_credit(line.text)
    }

    /// Whether a paragraph begins with its dateline: “PORT ELLERY (AP) —”.
    pub(super) fn has_dateline(line: &Line) -> bool {
        let place = line.words.first().is_some_and(|word| {
            word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.contains(char::is_lowercase)
        });
        place && line.words.iter().take(10).any(|word| matches!(*word, "—" | "–" | "―" | "-" | "--"))
    }

    /// “… after the storm. (Ana Orme/Reuters)”, “… at the pier.CreditAna Orme/Reuters”
    fn ends_in_credit(&self, text: &str) -> bool {
        let tail = text.trim_end_matches(['.', ' ']);
        if let Some((_, credit)) = tail.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
            let named = |piece: &str| {
                let words: Vec<&str> = piece.split_whitespace().collect();
                let name = words.len() > 1 && words.iter().all(|w| is_capitalised(w));
                name || self.entry(&words, self.outlet).is_some()
            };
            let photo = ["photo", "Photo", "PHOTO", "Handout", "handout", "Courtesy", "courtesy", "Getty"];
            return credit.len() < 80
                && credit.starts_with(char::is_uppercase)
                && !says_in_brackets(credit)
                && (photo.iter().any(|word| credit.contains(word))
                    || (credit.contains('/')
                        && credit.split('/').any(named)
                        && credit.split('/').all(is_capitalised)));
        }
        text.rsplit_once("Credit").is_some_and(|(before, name)| {
            let glued = before.trim_end().ends_with(['.', '!', '?', '”', '"', ')']);
            glued && name.len() < 80 && name.trim_start_matches([':', ' ', '.', '…']).starts_with(char::is_uppercase)
        })
    }

    /// “By Ana Orme”, “Ana Orme, staff writer”
    fn is_byline(&self, line: &Line) -> bool {
        let Some(first) = line.words.first().filter(|_| line.at_most(14)) else { return false };
        let by = bare(first).eq_ignore_ascii_case("by");
        let role = ["staff writer", "staff reporter", "correspondent", "special to the", "political editor"];
        let lower = || line.text.to_lowercase();
        if by {
            return line.words.len() > 1 && line.is_name_like() && !line.text.ends_with('.');
        }
        line.at_most(8)
            && !line.ends_sentence()
            && line.words.iter().take(2).all(|word| is_capitalised(word))
            && line.text.contains(',')
            && role.iter().any(|role| lower().ends_with(role))
    }

    /// A place, a day, the hour and an agency, and nothing else.
    fn is_dateline(&self, line: &Line) -> bool {
        const MOMENT: [&str; 26] = [
            "published",
            "updated",
            "posted",
            "modified",
            "last",
            "first",
            "on",
            "at",
            "am",
            "pm",
            "a.m",
            "p.m",
            "et",
            "est",
            "edt",
            "gmt",
            "utc",
            "bst",
            "pt",
            "pst",
            "pdt",
            "ct",
            "local",
            "time",
            "date",
            "ist",
        ];
        if !line.at_most(14) || line.has_double_mark() {
            return false;
        }
        let (mut month, mut day, mut others) = (false, false, 0);
        for word in &line.words {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
            let figures = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b":./-".contains(&b));
            if plain.is_empty() || MOMENT.contains(&plain.to_ascii_lowercase().as_str()) {
            } else if figures || date::day(plain).is_some() {
                day = true;
            } else if date::month(plain).is_some() && is_capitalised(plain) {
                month = true;
            } else if self.lexicon.classes(plain).any(self.weekday.or(self.outlet)) {
            } else if is_capitalised(plain) {
                others += 1;
            } else {
                return false;
            }
        }
        let whole = date::Date::find(line.text).is_some();
        (whole || (month && day)) && others <= if line.text.contains(',') { 4 } else { 0 }
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

    /// Whether a day of the week is named, as a lead does.
    pub(super) fn names_weekday(&self, line: &Line) -> bool {
        line.words.iter().any(|word| self.lexicon.classes(bare(word)).any(self.weekday))
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

/// Whether a bracket holds a sentence: more words than a credit has.
fn says_in_brackets(text: &str) -> bool {
    text.split_whitespace().count() > 10
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
    let [.., before, last] = line.words.as_slice() else { return false };
    let mut parts = last.trim_matches(['(', ')', '[', ']']).split(':');
    let figures = |part: &str, len: usize| (1..=len).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let clock = parts.next().is_some_and(|p| figures(p, 2))
        && parts.next().is_some_and(|p| p.len() == 2 && figures(p, 2))
        && parts.next().is_none_or(|p| p.len() == 2 && figures(p, 2))
        && parts.next().is_none();
    let title = before.contains(char::is_alphabetic) && !BEFORE_AN_HOUR.contains(before) && !before.ends_with(',');
    line.at_most(14) && clock && title
}

/// The hour alone on a line, as live reports set it: “7 p.m.”
fn is_clock(line: &Line) -> bool {
    let [hour, half] = line.words.as_slice() else { return false };
    let figures =
        hour.starts_with(|c: char| c.is_ascii_digit()) && hour.bytes().all(|b| b.is_ascii_digit() || b == b':');
    figures && matches!(*half, "a.m." | "p.m." | "am" | "pm" | "AM" | "PM")
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
