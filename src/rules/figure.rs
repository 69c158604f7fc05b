//! Figures of people harmed: “killed at least 40 people”, “nine people were injured”.

use std::ops::Range;

use crate::{
    article::TokenKind,
    lexicon::Classes,
    rules::{Context, words::Words},
};

/// Words before a number that make it an estimate.
const ABOUT: [&str; 16] = [
    "more", "than", "at", "least", "about", "some", "nearly", "over", "almost", "around", "up", "to", "as", "many",
    "another", "an",
];
/// What is counted, where it is not people that are harmed.
const UNITS: [&str; 24] = [
    "years",
    "year",
    "days",
    "day",
    "hours",
    "hour",
    "minutes",
    "months",
    "month",
    "weeks",
    "week",
    "times",
    "percent",
    "%",
    "miles",
    "kilometers",
    "kilometres",
    "points",
    "seats",
    "jobs",
    "p.m.",
    "a.m.",
    "birds",
    "animals",
];
/// Verbs of a toll that need neither the people nor an auxiliary before them: “nine died”, “two drowned”.
const ALONE: [&str; 7] = ["killed", "injured", "wounded", "die", "died", "drowned", "perished"];
/// What people are called where they are counted.
const PEOPLE: [&str; 27] = [
    "people",
    "civilians",
    "soldiers",
    "men",
    "women",
    "children",
    "others",
    "passengers",
    "protesters",
    "police",
    "officers",
    "students",
    "residents",
    "persons",
    "fighters",
    "militants",
    "americans",
    "syrians",
    "iraqis",
    "palestinians",
    "israelis",
    "victims",
    "troops",
    "workers",
    "migrants",
    "refugees",
    "members",
];

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Finds the figures.
pub(super) struct Figures<'a> {
    words: Words<'a>,
    number: Classes,
    harm: Classes,
    harming: Classes,
    toll: Classes,
    /// All three: where none of them stands, there is no figure.
    any: Classes,
}

/// A figure and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// Its words, from the verb to the counted, or the other way round.
    pub(super) tokens: Range<usize>,
    /// The number, where it is written in digits or one word.
    pub(super) value: Option<u64>,
    /// “killed”, “injured”, “displaced”: the stem of what happened.
    pub(super) what: &'static str,
}

impl<'a> Figures<'a> {
    /// For the article that a rule looks at.
    pub(super) fn new(context: &Context<'a>) -> Self {
        let class = |name| context.lexicon.class(name);
        let (harm, harming, toll) = (class("claims.harm"), class("claims.harming"), class("claims.toll"));
        Self {
            words: Words::new(context),
            number: class("function.number"),
            harm,
            harming,
            toll,
            any: harm.or(harming).or(toll),
        }
    }

    /// The figures among the tokens of a sentence, in order.
    pub(super) fn within(&self, tokens: Range<usize>) -> Vec<Figure> {
        let words = self.words;
        let mut found: Vec<Figure> = Vec::new();
        // most sentences tell of no harm at all
        if !words.may_have(tokens.clone(), self.any) {
            return found;
        }
        for at in tokens.clone() {
            if words.is_quoted(at) || found.last().is_some_and(|f| at < f.tokens.end) {
                continue;
            }
            let figure = self.object(at, tokens.end).or_else(|| self.subject(at, tokens.end));
            found.extend(figure);
        }
        found
    }

    /// “killed at least 40 people”
    fn object(&self, at: usize, end: usize) -> Option<Figure> {
        let words = self.words;
        let verb = words.entry(at, end, self.harming)?;
        // “were killed 20 years ago”
        if words.after(at, &["is", "are", "was", "were", "be", "been", "being", "get", "got"]) {
            return None;
        }
        let from = at + verb;
        let number = (from..(from + 5).min(end)).find(|i| !words.is(*i, &ABOUT))?;
        let last = self.number(number, end)?;
        let counted = match words.is(last, &PEOPLE) || (words.is_lower(last) && words.is(last + 1, &PEOPLE)) {
            true if words.is(last, &PEOPLE) => last + 1,
            true => last + 2,
            false if words.is(last, &["the"]) => last + 2,
            false => last,
        };
        Some(Figure { tokens: at..counted.min(end), value: self.value(number), what: stem(words.word(at)) })
    }

    /// “nine people were injured”, “40 dead”
    fn subject(&self, at: usize, end: usize) -> Option<Figure> {
        let words = self.words;
        let last = self.number(at, end)?;
        let mut next = last;
        // “of the”, an adjective, and who they are
        while next < (last + 4).min(end) && (words.is(next, &PEOPLE) || words.is(next, &["more", "other", "young"])) {
            next += 1;
        }
        let people = next > last;
        let aux = next;
        while next < (aux + 3).min(end)
            && words.is(next, &["were", "was", "are", "have", "been", "had", "has", "reported", "is", "also", "later"])
        {
            next += 1;
        }
        let toll = !people && aux == next && words.has(next, self.toll);
        let harmed = (people || next > aux || words.is(next, &ALONE)) && words.has(next, self.harm);
        let dead = people && next > aux && words.is(next, &["dead", "missing"]);
        if !(toll || harmed || dead) || words.is(next + 1, &["heat", "end", "each", "every"]) {
            return None;
        }
        let more = words.is(next + 1, &["and"]) && words.has(next + 2, self.toll.or(self.harm));
        let first = (0..4).fold(at, |first, _| match first.checked_sub(1) {
            Some(before) if words.is(before, &ABOUT) => before,
            _ => first,
        });
        let end = if more { next + 3 } else { next + 1 };
        Some(Figure { tokens: first..end, value: self.value(at), what: stem(words.word(next)) })
    }

    /// Whether a token is a number that says how many: no year, and none that counts something else.
    pub(super) fn is_exact(&self, at: usize) -> bool {
        let words = self.words;
        let word = words.word(at);
        let digits = || {
            let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) && !year && word != "1"
        };
        // “twenty-nine”, of which the ten has five to seven letters, the last one being a “y”
        let tens = || {
            let may_be = word.bytes().skip(4).take(3).any(|b| matches!(b, b'y' | b'Y'));
            may_be && word.split('-').next().is_some_and(|first| TENS.iter().any(|ten| ten.eq_ignore_ascii_case(first)))
        };
        match words.kind(at) {
            Some(TokenKind::Number) => digits(),
            Some(TokenKind::Word) => (words.has(at, self.number) || tens()) && !words.is(at, &["one", "zero", "first"]),
            _ => false,
        }
    }

    /// One past a number of people, if one begins at a token: no year, no age, none that counts something else.
    pub(super) fn number(&self, at: usize, end: usize) -> Option<usize> {
        let words = self.words;
        if !matches!(words.kind(at), Some(TokenKind::Number | TokenKind::Word)) {
            return None;
        }
        let amount = || words.is(at, &["half", "dozens", "scores", "hundreds", "thousands", "millions"]);
        let counts = self.is_exact(at) || amount();
        if !counts || words.after(at, &["$", "€", "£", "no.", "aged", "age"]) {
            return None;
        }
        let mut last = at + 1;
        while last < end && words.is(last, &["million", "thousand", "hundred", "of"]) {
            last += 1;
        }
        // “killed half the crew”
        (!words.is(last, &UNITS) && !words.is(last, &["-", ":"])).then_some(last)
    }

    /// The number at a token, in digits or spelt out up to ninety-nine.
    pub(super) fn value(&self, at: usize) -> Option<u64> {
        let word = self.words.word(at);
        if self.words.is(at + 1, &["million", "thousand", "hundred", "dozen"]) {
            return None;
        }
        let place = |list: &[&str], part: &str| list.iter().position(|s| s.eq_ignore_ascii_case(part));
        let (ten, one) = word.split_once('-').map_or((word, "zero"), |(ten, one)| (ten, one));
        let tens = place(&TENS, ten).and_then(|t| Some((t + 2) * 10 + place(&ONES, one)?));
        let spelt = place(&ONES, word).or(tens).and_then(|n| u64::try_from(n).ok());
        spelt.or_else(|| word.replace(',', "").parse().ok())
    }
}

fn stem(word: &str) -> &'static str {
    const STEMS: [(&str, &str); 12] = [
        ("kill", "killed"),
        ("dead", "killed"),
        ("death", "killed"),
        ("fatal", "killed"),
        ("slain", "killed"),
        ("die", "killed"),
        ("drown", "killed"),
        ("perish", "killed"),
        ("wound", "injured"),
        ("injur", "injured"),
        ("hurt", "injured"),
        ("displac", "displaced"),
    ];
    let word = word.to_lowercase();
    STEMS.iter().find(|(start, _)| word.starts_with(start)).map_or("harmed", |(_, stem)| stem)
}
