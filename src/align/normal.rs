//! Reads a word in the form in which versions of an utterance are compared: without case, apostrophe style, contraction
//! or house spelling; numbers as digits.

use std::{borrow::Cow, sync::OnceLock};

use rustc_hash::FxHashMap;

use crate::lexicon::fold;

/// House spellings, `left<TAB>right`; `*` stands for any ending.
const SPELLING: &str = include_str!("../../rules/words/spelling.tsv");
/// Shortened and spoken forms, `short<TAB>words`.
const CONTRACTION: &str = include_str!("../../rules/words/contraction.tsv");
/// How much common words tell, `weight<TAB>words`.
const WEIGHT: &str = include_str!("../../rules/words/weight.tsv");

/// What a word tells that is in no list.
const RARE: f32 = 8.0;

/// Regular endings of contractions and what they stand for.
const ENDINGS: [(&str, &str); 6] =
    [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am")];

/// Prefixes that belong to their word, with a hyphen or without.
const PREFIXES: [&str; 12] = ["re", "pre", "non", "anti", "co", "un", "mid", "pro", "sub", "de", "over", "under"];

const NUMBERS: [(&str, u32); 28] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

struct Tables {
    /// Whole words, in house spelling or shortened.
    words: FxHashMap<&'static str, &'static str>,
    /// Beginnings of words, by their first two letters.
    stems: FxHashMap<&'static str, Vec<(&'static str, &'static str)>>,
    weights: FxHashMap<&'static str, f32>,
    numbers: FxHashMap<&'static str, String>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            weights: FxHashMap::default(),
            numbers: NUMBERS.iter().map(|(name, value)| (*name, value.to_string())).collect(),
        };
        for (from, to) in rows(SPELLING).chain(rows(CONTRACTION)) {
            match (from.strip_suffix('*'), from.get(..2)) {
                (Some(stem), Some(first)) => tables.stems.entry(first).or_default().push((stem, to)),
                _ => {
                    tables.words.insert(from, to);
                }
            }
        }
        for (weight, words) in rows(WEIGHT) {
            let weight = weight.parse().unwrap_or(RARE);
            tables.weights.extend(words.split(' ').map(|word| (word, weight)));
        }
        tables
    })
}

/// The rows of a table of two columns, without comments.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// A stretch as its words are compared: without case, marks, contractions and house spelling.
pub fn normal_form(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).flat_map(forms).collect::<Vec<_>>().join(" ")
}

/// Whether two stretches are the same words in another spelling, or shortened: “defence” and “defense”.
pub fn same_words(a: &str, b: &str) -> bool {
    normal_form(a) == normal_form(b)
}

/// How much a normal form tells: minus the logarithm of the share of sentences of news copy that hold it.
pub(super) fn weight(normal: &str) -> f32 {
    tables().weights.get(normal).copied().unwrap_or(RARE)
}

/// The normal forms that a word or number stands for, in order; most stand for one.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    each_form(word, &mut |form| forms.push(form.to_owned()));
    forms
}

/// Gives out the normal forms that a word or number stands for, in order.
pub(super) fn each_form(word: &str, with: &mut dyn FnMut(&str)) {
    let initials = word.chars().all(char::is_uppercase).then(|| dotted(word));
    let folded = match initials.filter(|d| tables().words.contains_key(d.as_str())) {
        Some(dotted) => Cow::Owned(dotted),
        None if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) => Cow::Borrowed(word),
        None => Cow::Owned(fold(word)),
    };
    let folded = folded.as_ref();
    if let Some(long) = tables().words.get(folded) {
        return long.split(' ').for_each(with);
    }
    if folded.contains('\'') {
        for (ending, long) in ENDINGS {
            if let Some(short) = folded.strip_suffix(ending).filter(|s| !s.is_empty()) {
                with(&spelling(short));
                return with(long);
            }
        }
    }
    if folded.starts_with(|c: char| c.is_ascii_digit()) {
        return number(folded).iter().for_each(|form| with(form));
    }
    if folded.contains('-') {
        if let Some(known) = known_stem(folded) {
            return with(&known);
        }
        let mut parts = folded.split('-').filter(|part| !part.is_empty());
        if parts.clone().next().is_some_and(|first| PREFIXES.contains(&first)) {
            return with(&spelling(&parts.collect::<String>()));
        }
        return parts.by_ref().for_each(|part| each_form(part, with));
    }
    match tables().numbers.get(folded) {
        Some(value) => with(value),
        // it is no whole word of the tables, as has been seen
        None => with(&known_beginning(folded).map_or_else(|| ending(folded), Cow::Owned)),
    }
}

/// “UN” as “u.n.”
fn dotted(initials: &str) -> String {
    initials.chars().flat_map(|c| c.to_lowercase().chain(['.'])).collect()
}

/// Digits without separators; “3bn” as “3 billion”, “10-year” as “10 year”.
fn number(folded: &str) -> Vec<String> {
    let digits = folded.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(folded.len());
    let (value, rest) = folded.split_at(digits);
    let value = value.replace(',', "");
    let mut forms = vec![value.trim_end_matches('.').to_owned()];
    match rest.trim_start_matches('-') {
        "" => {}
        "m" => forms.push("million".to_owned()),
        "bn" => forms.push("billion".to_owned()),
        "k" => forms.push("thousand".to_owned()),
        // ordinals, decades and hours are words of their own
        unit if !rest.starts_with('-') => return vec![format!("{}{unit}", forms[0])],
        unit => {
            let parts = unit.split('-').filter(|part| !part.is_empty());
            forms.extend(parts.map(|part| spelling(part).into_owned()));
        }
    }
    forms
}

/// One word in the spelling in which all are compared.
fn spelling(folded: &str) -> Cow<'_, str> {
    known_stem(folded).map_or_else(|| ending(folded), Cow::Owned)
}

/// A word with its ending in the spelling in which all are compared.
fn ending(folded: &str) -> Cow<'_, str> {
    // -ise and -ize; the few words that are never written with z change on both sides alike
    if let Some(b'n' | b's' | b'e' | b'd' | b'g') = folded.as_bytes().last() {
        for (ending, american) in [
            ("isation", "ization"),
            ("isations", "izations"),
            ("ise", "ize"),
            ("ised", "ized"),
            ("ises", "izes"),
            ("ising", "izing"),
        ] {
            if let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.len() > 2) {
                return Cow::Owned(format!("{stem}{american}"));
            }
        }
    }
    match folded.trim_end_matches('\'') {
        bare if bare.is_ascii() => Cow::Borrowed(bare),
        bare => Cow::Owned(bare.replace('\u{ad}', "")),
    }
}

fn known_stem(folded: &str) -> Option<String> {
    if let Some(known) = tables().words.get(folded) {
        return Some((*known).to_owned());
    }
    known_beginning(folded)
}

fn known_beginning(folded: &str) -> Option<String> {
    let stems = tables().stems.get(folded.get(..2)?)?;
    stems.iter().find_map(|(from, to)| folded.strip_prefix(from).map(|ending| format!("{to}{ending}")))
}

/// The word without the ending of number, tense or adverb, so that “contingents” and “contingent” are known as kin.
pub(super) fn stem(normal: &str) -> &str {
    if normal.len() < 4 || !normal.is_ascii() || normal.starts_with(|c: char| c.is_ascii_digit()) {
        return normal;
    }
    // by their last letter; of those of one letter the longer ones first
    let endings: &[&str] = match normal.as_bytes().last() {
        Some(b's') => &["ations", "ities", "ments", "ions", "ness", "ies", "es", "s"],
        Some(b'n') => &["ation", "ion"],
        Some(b'y') => &["ingly", "ity", "ely", "ly", "y"],
        Some(b't') => &["ment"],
        Some(b'g') => &["ing"],
        Some(b'd') => &["ied", "ed"],
        Some(b'e') => &["ive", "e"],
        Some(b'r') => &["er", "or"],
        Some(b'l') => &["al"],
        _ => &[],
    };
    // “dress” has no ending
    let is_stem = |stem: &&str, ending: &str| stem.len() > 3 && !(ending == "s" && stem.ends_with('s'));
    let stem = endings.iter().find_map(|ending| normal.strip_suffix(ending).filter(|stem| is_stem(stem, ending)));
    let stem = stem.unwrap_or(normal);
    // “travelling”, “planned”
    let doubled = stem.as_bytes().windows(2).last().is_some_and(|pair| pair[0] == pair[1] && pair[0] != b's');
    if doubled { &stem[..stem.len() - 1] } else { stem.trim_end_matches(['e', 'i', 'y']) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(word: &str) -> String {
        forms(word).join(" ")
    }

    #[test]
    fn contractions_are_read_as_words() {
        let cases = [("don’t", "do not"), ("I'm", "i am"), ("won't", "will not"), ("They’ve", "they have")];
        for (word, expected) in cases {
            assert_eq!(one(word), expected);
        }
        assert_eq!(one("gonna"), "going to");
    }

    #[test]
    fn house_spellings_are_one() {
        for (a, b) in [
            ("defence", "Defense"),
            ("cease-fire", "ceasefire"),
            ("organisations", "organizations"),
            ("colours", "colors"),
            ("US", "U.S."),
            ("pre-war", "prewar"),
            ("onto", "on-to"),
        ] {
            assert_eq!(one(a), one(b));
        }
        assert_ne!(one("us"), one("US"));
    }

    #[test]
    fn numbers_are_read_as_digits() {
        for (a, b) in [("five", "5"), ("1,200", "1200"), ("twenty-year", "20-year")] {
            assert_eq!(one(a), one(b));
        }
        assert_eq!(one("3bn"), "3 billion");
        assert_ne!(one("5"), one("50"));
    }

    #[test]
    fn a_figure_keeps_what_belongs_to_it() {
        let cases = [
            ("5k", "5 thousand"),
            ("3m", "3 million"),
            ("10-year", "10 year"),
            ("20th", "20th"),
            ("1990s", "1990s"),
            ("7pm", "7pm"),
            ("1.5", "1.5"),
            ("40-foot-crane", "40 foot crane"),
        ];
        for (word, expected) in cases {
            assert_eq!(one(word), expected);
        }
    }

    #[test]
    fn words_that_only_look_like_two_spellings_stay_two() {
        for (a, b) in [("prised", "prized"), ("noise", "noize"), ("co-op", "coop-er"), ("it's", "its")] {
            assert_ne!(one(a), one(b));
        }
    }

    #[test]
    fn a_stretch_is_compared_without_its_dress() {
        assert_eq!(normal_form("“The Defence – they’re sure – colours all.”"), "the defense they are sure colors all");
        assert_eq!(normal_form(" … "), "");
        assert!(same_words("the harbour’s defence", "The harbor's defense,"));
        assert!(!same_words("the harbour is clear", "the harbour was clear"));
    }

    #[test]
    fn short_words_and_syllables_are_no_stems() {
        for whole in ["the", "see", "all", "string", "during", "dress", "1990s", "café"] {
            assert_eq!(stem(whole), whole);
        }
        assert_eq!(stem("dress"), stem("dresses"));
    }

    #[test]
    fn kin_share_their_stem() {
        for (a, b) in [
            ("contingent", "contingents"),
            ("fulfilled", "fulfill"),
            ("planned", "plan"),
            ("experience", "experienced"),
            ("policy", "policies"),
            ("withdrawal", "withdraw"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("should"), stem("shout"));
        assert_ne!(stem("minister"), stem("ministry"));
    }

    #[test]
    fn common_words_tell_little() {
        assert!(weight("the") < weight("people") && weight("people") < weight("pipeline"));
    }
}
