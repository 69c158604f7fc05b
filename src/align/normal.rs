//! Reads a word in the form in which versions of an utterance are compared: without case, apostrophe style, contraction
//! or house spelling; numbers as digits.

use std::sync::OnceLock;

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
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables =
            Tables { words: FxHashMap::default(), stems: FxHashMap::default(), weights: FxHashMap::default() };
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
    let initials = word.chars().all(char::is_uppercase).then(|| dotted(word));
    let folded = initials.filter(|d| tables().words.contains_key(d.as_str())).unwrap_or_else(|| fold(word));
    if let Some(long) = tables().words.get(folded.as_str()) {
        return long.split(' ').map(str::to_owned).collect();
    }
    for (ending, long) in ENDINGS {
        if let Some(short) = folded.strip_suffix(ending).filter(|s| !s.is_empty()) {
            return vec![spelling(short), long.to_owned()];
        }
    }
    if folded.starts_with(|c: char| c.is_ascii_digit()) {
        return number(&folded);
    }
    if folded.contains('-') {
        if let Some(known) = known_stem(&folded) {
            return vec![known];
        }
        let parts: Vec<&str> = folded.split('-').filter(|part| !part.is_empty()).collect();
        if parts.first().is_some_and(|first| PREFIXES.contains(first)) {
            return vec![spelling(&parts.concat())];
        }
        return parts.into_iter().flat_map(forms).collect();
    }
    if let Some((_, value)) = NUMBERS.iter().find(|(name, _)| *name == folded) {
        return vec![value.to_string()];
    }
    vec![spelling(&folded)]
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
        unit => forms.extend(unit.split('-').filter(|part| !part.is_empty()).map(spelling)),
    }
    forms
}

/// One word in the spelling in which all are compared.
fn spelling(folded: &str) -> String {
    if let Some(known) = known_stem(folded) {
        return known;
    }
    // -ise and -ize; the few words that are never written with z change on both sides alike
    for (ending, american) in [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
    ] {
        if let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            return format!("{stem}{american}");
        }
    }
    folded.trim_end_matches('\'').replace('\u{ad}', "")
}

fn known_stem(folded: &str) -> Option<String> {
    if let Some(known) = tables().words.get(folded) {
        return Some((*known).to_owned());
    }
    let stems = tables().stems.get(folded.get(..2)?)?;
    stems.iter().find_map(|(from, to)| folded.strip_prefix(from).map(|ending| format!("{to}{ending}")))
}

/// The word without the ending of number, tense or adverb, so that “contingents” and “contingent” are known as kin.
pub(super) fn stem(normal: &str) -> &str {
    if normal.len() < 4 || !normal.is_ascii() || normal.starts_with(|c: char| c.is_ascii_digit()) {
        return normal;
    }
    let endings = [
        "ations", "ation", "ingly", "ities", "ments", "ment", "ions", "ness", "ity", "ing", "ies", "ied", "ion", "ive",
        "ely", "ed", "es", "er", "or", "ly", "al", "s", "e", "y",
    ];
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
