//! The lexicon groups that annotation asks for, by name.

use crate::lexicon::{Classes, Lexicon};

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $field:ident = $($group:literal)|+;)*) => {
        /// The lexicon groups that annotation asks for.
        #[derive(Debug, Clone, Copy, Default)]
        pub(super) struct Vocabulary {
            $($(#[$doc])* pub(super) $field: Classes,)*
        }

        impl Vocabulary {
            /// Looks every group up once.
            pub(super) fn new(lexicon: &Lexicon) -> Self {
                Self { $($field: Classes::NONE$(.or(lexicon.class($group)))+,)* }
            }

            /// The names of all groups, for the test that they exist.
            #[cfg(test)]
            const GROUPS: &[&str] = &[$($($group),+),*];
        }
    };
}

vocabulary! {
    /// Abbreviations that may end a sentence.
    may_end = "abbreviations.may-end";
    /// Closed-class words: articles, pronouns, prepositions, auxiliaries.
    function = "function.word";
    /// Every verb that attributes.
    speech = "speech.neutral" | "speech.factive" | "speech.doubting" | "speech.guilt" | "speech.colouring" | "speech.soft"
        | "speech.directive" | "speech.commissive" | "speech.stance" | "speech.manner";
    /// The same, with states of mind and what documents do.
    speech_verb = "speech.neutral" | "speech.factive" | "speech.doubting" | "speech.guilt" | "speech.colouring" | "speech.soft"
        | "speech.directive" | "speech.commissive" | "speech.stance" | "speech.manner" | "speech.mental" | "speech.document";
    neutral = "speech.neutral";
    mental = "speech.mental";
    cue_always = "cue.always";
    cue_sure = "cue.sure";
    cue_usual = "cue.usual";
    cue_often = "cue.often";
    cue_sometimes = "cue.sometimes";
    cue_rare = "cue.rare";
    cue_seldom = "cue.seldom";
    cue_never = "cue.never";
    cue_noun = "cue.noun";
    cue_adjective = "cue.adjective";
    cue_addressed = "cue.addressed";
    document_verb = "speech.document";

    /// Words of closed classes, as the tagger has them.
    closed = "grammar.determiner" | "grammar.possessive" | "grammar.subject" | "grammar.object" | "grammar.preposition"
        | "grammar.coordinator" | "grammar.subordinator" | "grammar.relative" | "grammar.be" | "grammar.have" | "grammar.do"
        | "grammar.modal" | "grammar.adverb" | "grammar.to";
    determiner = "grammar.determiner";
    possessive = "grammar.possessive";
    subject = "grammar.subject";
    object = "grammar.object";
    coordinator = "grammar.coordinator";
    subordinator = "grammar.subordinator";
    relative = "grammar.relative";
    be = "grammar.be";
    have = "grammar.have";
    do_ = "grammar.do";
    modal = "grammar.modal";
    auxiliary = "grammar.be" | "grammar.have" | "grammar.do" | "grammar.modal";
    adverb = "grammar.adverb";
    verb = "grammar.verb";
    verb_s = "grammar.verb-s";
    noun_verb = "grammar.noun-verb";
    noun_verb_s = "grammar.noun-verb-s";
    past = "grammar.past";
    participle = "grammar.participle";
    adjective = "grammar.adjective";
    ed_adjective = "grammar.ed-adjective";
    ing_noun = "grammar.ing-noun";
    ly_other = "grammar.ly-other";
    to = "grammar.to";
    by = "grammar.by";
    her = "grammar.her";
    that = "grammar.that";
    name_particle = "grammar.name-particle";
    relay = "media.relay-verb";
    pronoun_i = "grammar.first-person";
    feminine = "grammar.feminine";
    masculine = "grammar.masculine";
    /// Nouns and names of time, which no one is quoted by.
    time = "grammar.time" | "function.weekday" | "function.month";

    /// Adjectives of states: “Russian”.
    nationality = "states.nationality";
    /// States and seats that speak for those who govern.
    state = "states.country" | "organisations.seat" | "organisations.place-speaker";
    platform = "media.platform";
    /// Private people, who are no authority: together, and one of them.
    public = "unnamed.public";
    private = "unnamed.private" | "unnamed.family";
    /// Followers of a party or a faith: together, and one of them.
    adherent = "unnamed.adherent";
    adherent_one = "unnamed.adherent-one";
    /// What only one person is at a time in a place.
    office = "unnamed.office";

    /// Capitalised words that begin sentences and are no names.
    not_name = "function.not-name";
    title = "titles.prefix";
    /// What marks the first word of a sentence as part of a name.
    name_like = "titles.prefix" | "organisations.name-word" | "organisations.place-speaker" | "media.agency" | "media.outlet";
    organisation_name = "organisations.name-word";
    place_speaker = "organisations.place-speaker";
    organisation = "organisations.head";
    media_name = "media.agency" | "media.outlet";
    /// Nouns for outlets, and the words that end their names.
    media_noun = "media.noun";
    media_name_word = "media.name-word";
    /// Determiners that can stand alone for people.
    several = "grammar.several";
    media_word = "media.generic";
    document = "documents.noun";
    individual = "unnamed.individual" | "unnamed.spokesperson" | "unnamed.family" | "unnamed.role";
    plural_person = "unnamed.group" | "vague.collective" | "unnamed.vague";
    person_noun = "unnamed.individual" | "unnamed.spokesperson" | "unnamed.family" | "unnamed.role" | "unnamed.group" | "unnamed.vague"
        | "vague.collective";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_exists() {
        let lexicon = Lexicon::built_in();
        let missing = Vocabulary::GROUPS.iter().filter(|g| lexicon.is_ok_and(|l| l.class(g).is_none()));
        assert_eq!(missing.collect::<Vec<_>>(), [&""; 0]);
    }
}
