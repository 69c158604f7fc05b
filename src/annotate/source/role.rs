//! When two words for what somebody is are one.

use super::words::{Word, Words};
use crate::annotate::{mention::Mention, reading::Reading, tag::Tag, vocabulary::Traits};

/// Titles as printed before names, and the nouns they stand for.
const SHORT: &[(&str, &str)] = &[
    ("sen", "senator"),
    ("sens", "senators"),
    ("rep", "representative"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("gov", "governor"),
    ("prof", "professor"),
    ("dr", "doctor"),
    ("gen", "general"),
    ("col", "colonel"),
    ("lt", "lieutenant"),
    ("capt", "captain"),
    ("sgt", "sergeant"),
    ("maj", "major"),
    ("adm", "admiral"),
    ("det", "detective"),
    ("supt", "superintendent"),
    ("insp", "inspector"),
    ("rev", "reverend"),
    ("amb", "ambassador"),
    ("cllr", "councillor"),
    ("chairwoman", "chairman"),
    ("chair", "chairman"),
    ("spokeswoman", "spokesman"),
    ("spokesperson", "spokesman"),
    ("attorney", "lawyer"),
    ("advisor", "adviser"),
];

/// Roles by which a leader may have been brought in, and others of one kind.
const KIN: &[(&str, &[&str])] = &[
    ("leader", &["president", "premier", "minister", "chancellor", "king", "dictator", "chairman", "ruler"]),
    ("premier", &["minister"]),
    ("lawmaker", &["senator", "representative", "legislator"]),
    ("legislator", &["senator", "representative", "lawmaker"]),
    ("diplomat", &["ambassador", "envoy", "mediator", "minister"]),
    ("envoy", &["mediator", "ambassador", "representative"]),
    ("mediator", &["envoy"]),
    ("officer", &["captain", "colonel", "sergeant", "lieutenant", "major", "detective", "inspector"]),
];

/// Roles that are not said of the one who spoke last for a change of words: everybody knows the one, or nobody does.
const APART: &[&str] = &[
    "announcer",
    "boy",
    "defendant",
    "doctor",
    "driver",
    "girl",
    "host",
    "judge",
    "king",
    "lawyer",
    "man",
    "minister",
    "moderator",
    "narrator",
    "officer",
    "official",
    "person",
    "plaintiff",
    "pope",
    "president",
    "queen",
    "reporter",
    "source",
    "spokesman",
    "suspect",
    "victim",
    "woman",
];

/// Whether “the” and a role may go on with a person just named: “the senator”, “the retired surgeon”.
pub(super) fn goes_on(role: &str) -> bool {
    !APART.contains(&role)
}

/// Whether a plural with “the” or “both” gathers persons named before: “both men”, “the candidates”.
pub(super) fn is_of_persons(reading: &Reading, mention: &Mention) -> bool {
    if reading.has(mention.head, &["men", "women", "lawmakers"]) {
        return mention.tokens.clone().any(|t| reading.has(t, &["both", "two", "three"]));
    }
    let word = reading.word(mention.head);
    let one = word.strip_suffix('s').unwrap_or(word);
    let office = reading.traits_of(one).any(Traits::OFFICE);
    office && mention.tokens.clone().all(|t| reading.tags[t] != Tag::Genitive)
}

/// The noun that a word for a role comes down to, folded.
pub(super) fn role(words: &mut Words, word: Word) -> Word {
    let folded = words.text(word);
    let plain = folded.strip_suffix('.').unwrap_or(folded);
    match SHORT.iter().find(|(short, _)| *short == plain) {
        Some((_, long)) => words.printed(long),
        None if plain.len() == folded.len() => word,
        None => {
            let plain = plain.to_owned();
            words.printed(&plain)
        }
    }
}

/// Other roles in which the bearer of a role may have been brought in.
pub(super) fn kin(role: &str) -> &'static [&'static str] {
    KIN.iter().find(|(name, _)| *name == role).map_or(&[], |(_, kin)| kin)
}

/// Whether two words say the same of somebody: “Russia” and “Russian”.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one == other || (common >= 4 && one.len().abs_diff(other.len()) <= 3 && common + 1 >= one.len().min(other.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_come_down_to_nouns() {
        let mut words = Words::new(0);
        let mut of = |word| {
            let word = words.folded(word);
            role(&mut words, word)
        };
        assert_eq!(of("Sen."), of("senator"));
        assert_eq!(of("spokeswoman"), of("Spokesman"));
        assert_eq!(of("Drs."), of("drs"));
    }

    #[test]
    fn states_and_their_adjectives_are_alike() {
        assert!(alike("russia", "russian") && alike("syria", "syrian") && alike("turkish", "turkis"));
        assert!(!alike("austria", "australia") && !alike("iran", "iraq"));
    }
}
