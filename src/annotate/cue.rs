//! What may attribute: verbs with their auxiliaries, “according to”, a colon after a name.
//!
//! Any verb can attribute; the lexicon says how often a form does. Nothing is decided here.

use std::ops::Range;

use super::{reading::Reading, tag::Tag, vocabulary::Traits};

/// Words that may attribute, outside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Its tokens: auxiliaries, adverbs and the verb.
    pub(super) tokens: Range<usize>,
    /// The verb itself.
    pub(super) head: usize,
    /// Its form.
    pub(super) form: Form,
    /// How often its verb attributes, as a place in [`LEVELS`].
    pub(super) level: usize,
    /// Place of its sentence in [`Article::sentences`](crate::article::Article::sentences).
    pub(super) sentence: usize,
}

impl Cue {
    /// Whether it is a verb with a subject of its own.
    #[inline]
    pub(super) fn is_finite(&self) -> bool {
        matches!(self.form, Form::Finite | Form::Modal | Form::Passive)
    }
}

/// The form of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// “said”, “has said”, “is saying”
    Finite,
    /// “would say”
    Modal,
    /// “to say”
    Infinitive,
    /// “saying”
    Gerund,
    /// “was told”
    Passive,
    /// “told by his doctor”, without a form of be
    Participle,
    /// “according to”
    According,
    /// A colon after a name or a description.
    Colon,
    /// “the mayor's claim that”
    Noun,
    /// “is confident that”
    Adjective,
}

impl Form {
    /// The names of all forms, in their order, and of none.
    pub(super) const OR_NONE: &[&str] = &[
        "finite",
        "modal",
        "infinitive",
        "gerund",
        "passive",
        "participle",
        "according",
        "colon",
        "noun",
        "adjective",
        "none",
    ];
    /// The names of all forms, in their order.
    pub(super) const NAMES: &[&str] = Self::OR_NONE.split_at(Self::OR_NONE.len() - 1).0;
}

/// The names of the levels.
pub(super) const LEVELS: &[&str] =
    &["unknown", "never", "seldom", "rare", "sometimes", "often", "usual", "sure", "always"];

/// The level from which on a verb attributes more often than not.
pub(super) const USUAL: usize = 6;

/// The level of verbs that do not attribute.
pub(super) const NEVER: usize = 1;

/// Every cue outside quotation marks, in order.
pub(super) fn find(reading: &Reading) -> Vec<Cue> {
    let mut cues = Vec::with_capacity(reading.tags.len() / 8);
    for (sentence, range) in reading.article.sentences.iter().map(|s| s.tokens.clone()).enumerate() {
        for at in range.clone() {
            let tag = reading.tags[at];
            let may = tag.is_verb() || matches!(tag, Tag::Noun | Tag::Adjective | Tag::Colon);
            if !may || reading.is_quoted(at) {
                continue;
            }
            if tag == Tag::Gerund
                && reading.has(at, &["according"])
                && at + 1 < range.end
                && reading.has(at + 1, &["to"])
            {
                cues.push(Cue {
                    tokens: at..at + 2,
                    head: at,
                    form: Form::According,
                    level: LEVELS.len() - 1,
                    sentence,
                });
            } else if tag.is_verb() {
                cues.push(verb(reading, range.start, at, sentence));
            } else if tag == Tag::Noun && at + 1 < range.end && says(reading, at) {
                cues.push(Cue { tokens: at..at + 1, head: at, form: Form::Noun, level: 0, sentence });
            } else if tag == Tag::Adjective && at > range.start && attitude(reading, at) {
                let cue = verb(reading, range.start, at, sentence);
                cues.push(Cue { form: Form::Adjective, ..cue });
            } else if tag == Tag::Colon && at > range.start && speaks(reading, range.clone(), at) {
                cues.push(Cue { tokens: at..at + 1, head: at, form: Form::Colon, level: 0, sentence });
            }
        }
    }
    cues
}

/// Whether a noun of saying stands before what is said.
fn says(reading: &Reading, at: usize) -> bool {
    reading.is(at, Traits::CUE_NOUN)
        && matches!(
            reading.tags[at + 1],
            Tag::Subordinator | Tag::Relative | Tag::To | Tag::Preposition | Tag::Mark | Tag::Auxiliary | Tag::Colon
        )
}

/// Whether an adjective of attitude stands after a form of be.
fn attitude(reading: &Reading, at: usize) -> bool {
    reading.is(at, Traits::CUE_ADJECTIVE) && matches!(reading.tags[at - 1], Tag::Auxiliary | Tag::Adverb)
}

/// Whether a colon may stand for a verb: words before it, and words or a quotation after it.
fn speaks(reading: &Reading, sentence: Range<usize>, at: usize) -> bool {
    let before = reading.tags[at - 1];
    at + 1 < reading.tags.len()
        && (matches!(before, Tag::Name | Tag::Noun | Tag::Break | Tag::Pronoun)
            || reading.has(at - 1, &[")", "ago", "later"]))
        && (at + 1 < sentence.end || reading.tags[at + 1] == Tag::Mark)
}

/// The verb group whose verb stands at a token.
fn verb(reading: &Reading, start: usize, head: usize, sentence: usize) -> Cue {
    let tokens = &reading.article.tokens;
    let mut first = head;
    let (mut be, mut have, mut modal, mut to) = (false, false, false, false);
    let mut at = head;
    while at > start && !reading.is_quoted(at - 1) {
        at -= 1;
        match reading.tags[at] {
            Tag::Auxiliary => {
                let c = reading.traits[at];
                // “'s” is in no group
                be |= c.any(Traits::BE) || tokens[at].set.is_none();
                have |= c.any(Traits::HAVE);
                modal |= c.any(Traits::MODAL) || c.any(Traits::DO);
                first = at;
            }
            Tag::To => {
                to = true;
                first = at;
                break;
            }
            Tag::Adverb => {}
            _ => break,
        }
    }
    let form = match reading.tags[head] {
        _ if to => Form::Infinitive,
        Tag::Participle if be => Form::Passive,
        Tag::Participle if have => Form::Finite,
        Tag::Participle => Form::Participle,
        Tag::Gerund if be => Form::Finite,
        Tag::Gerund => Form::Gerund,
        Tag::Infinitive if modal => Form::Modal,
        _ => Form::Finite,
    };
    let c = reading.traits[head];
    let levels = [
        Traits::CUE_ALWAYS,
        Traits::CUE_SURE,
        Traits::CUE_USUAL,
        Traits::CUE_OFTEN,
        Traits::CUE_SOMETIMES,
        Traits::CUE_RARE,
        Traits::CUE_SELDOM,
        Traits::CUE_NEVER,
    ];
    let level = levels.iter().position(|l| c.any(*l)).map_or(0, |l| levels.len() - l);
    Cue { tokens: first..head + 1, head, form, level, sentence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::with_reading;

    fn cues(text: &str) -> Vec<(String, Form)> {
        with_reading(text, |reading| {
            find(reading)
                .into_iter()
                .map(|c| (reading.span(c.tokens).of(&reading.article.prose).to_owned(), c.form))
                .collect()
        })
    }

    #[test]
    fn reads_verb_groups_and_phrases() {
        let cases: [(&str, &[(&str, Form)]); 5] = [
            ("Quist has repeatedly said no.", &[("has repeatedly said", Form::Finite)]),
            ("He would not say.", &[("would not say", Form::Modal)]),
            ("She was told to leave.", &[("was told", Form::Passive), ("to leave", Form::Infinitive)]),
            ("It sank, according to Quist.", &[("sank", Form::Finite), ("according to", Form::According)]),
            ("Quist: “No.”", &[(":", Form::Colon)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(c, f)| ((*c).to_owned(), *f)).collect();
            assert_eq!(cues(text), expected, "{text}");
        }
    }

    #[test]
    fn nouns_adjectives_and_colons_attribute_where_they_stand_right() {
        use Form::{Adjective, Colon, Finite, Gerund, Noun, Participle, Passive};
        let cases: [(&str, &str, Option<Form>); 17] = [
            ("Her claim that it sank was odd.", "claim", Some(Noun)),
            ("Her claim on the boat was odd.", "claim", Some(Noun)),
            ("Her claim failed.", "claim", None),
            ("Her boat that sank was odd.", "boat", None),
            ("Quist is confident that it floats.", "is confident", Some(Adjective)),
            ("The confident captain left.", "confident", None),
            ("Quist is wet that day.", "is wet", None),
            ("Quist is saying so.", "is saying", Some(Finite)),
            ("Quist, saying no, left.", "saying", Some(Gerund)),
            ("Quist was told so.", "was told", Some(Passive)),
            ("A bridge damaged by ice sank.", "damaged", Some(Participle)),
            ("The mayor: no comment.", ":", Some(Colon)),
            ("The mayor (left): no comment.", ":", Some(Colon)),
            ("The boat was damaged: it rained.", ":", None),
            ("He said “yes” and left.", "said", Some(Finite)),
            ("“Never say so,” he said.", "say", None),
            ("According plans were made.", "According plans", None),
        ];
        let form = |text: &str, cue: &str| cues(text).into_iter().find(|(c, _)| c == cue).map(|(_, form)| form);
        let wrong: Vec<_> = cases.iter().filter(|(t, c, f)| form(t, c) != *f).map(|(t, ..)| (t, cues(t))).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
