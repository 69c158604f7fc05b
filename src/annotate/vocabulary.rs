//! The lexicon groups that annotation asks for, by name.

use crate::{
    article::Token,
    lexicon::{Classes, Folded, Lexicon, MOST_GROUPS, SetNumber},
};

/// What is known of a word: which of the groups that annotation asks for it belongs to, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Traits(u128);

impl Traits {
    /// Whether it has one of these.
    #[inline]
    pub(super) const fn any(self, of: Traits) -> bool {
        self.0 & of.0 != 0
    }

    /// Those of both.
    #[inline]
    pub(super) const fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

/// What the words of a lexicon are.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// The traits of each set of groups, by its number.
    traits: Vec<Traits>,
    /// Titles before names.
    pub(super) title: Classes,
    /// States and seats that speak for those who govern.
    pub(super) state: Classes,
    /// Names of outlets.
    pub(super) media_name: Classes,
}

impl Vocabulary {
    /// Looks every group up once.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut of_group = [Traits::default(); MOST_GROUPS];
        for (name, groups) in Traits::ALL {
            for place in groups.iter().flat_map(|group| lexicon.class(group).places()) {
                of_group[place] = of_group[place].or(*name);
            }
        }
        let classes = |of: Traits| {
            let groups = Traits::ALL.iter().filter(|(name, _)| *name == of).flat_map(|(_, groups)| *groups);
            groups.fold(Classes::NONE, |all, group| all.or(lexicon.class(group)))
        };
        let traits = |set: Classes| set.places().fold(Traits::default(), |all, place| all.or(of_group[place]));
        Self {
            traits: lexicon.sets().map(traits).collect(),
            title: classes(Traits::TITLE),
            state: classes(Traits::STATE),
            media_name: classes(Traits::MEDIA_NAME),
        }
    }

    /// What a token is.
    #[inline]
    pub(super) fn of(&self, token: &Token) -> Traits {
        self.at(token.set)
    }

    /// What a single word is, whatever its case.
    pub(super) fn word(&self, lexicon: &Lexicon, word: &str) -> Traits {
        self.at(lexicon.word(&Folded::of(word)).set)
    }

    /// What the words and entries of a set are.
    #[inline]
    pub(super) fn at(&self, set: SetNumber) -> Traits {
        self.traits.get(set.place()).copied().unwrap_or_default()
    }
}

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $($group:literal)|+;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "they are the names of constants")]
        enum Bit { $($name),* }

        impl Traits {
            $($(#[$doc])* pub(super) const $name: Traits = Traits(1 << Bit::$name as u32);)*

            /// All traits, each with the groups whose words have it.
            const ALL: &[(Traits, &[&str])] = &[$((Traits::$name, &[$($group),+])),*];
        }
    };
}

traits! {
    /// Abbreviations that may end a sentence.
    MAY_END = "abbreviations.may-end";
    /// Closed-class words: articles, pronouns, prepositions, auxiliaries.
    FUNCTION = "function.word";
    /// Every verb that attributes.
    SPEECH = "speech.neutral" | "speech.factive" | "speech.doubting" | "speech.guilt" | "speech.colouring" | "speech.soft"
        | "speech.directive" | "speech.commissive" | "speech.stance" | "speech.manner";
    /// The same, with states of mind and what documents do.
    SPEECH_VERB = "speech.neutral" | "speech.factive" | "speech.doubting" | "speech.guilt" | "speech.colouring" | "speech.soft"
        | "speech.directive" | "speech.commissive" | "speech.stance" | "speech.manner" | "speech.mental" | "speech.document";
    NEUTRAL = "speech.neutral";
    MENTAL = "speech.mental";
    CUE_ALWAYS = "cue.always";
    CUE_SURE = "cue.sure";
    CUE_USUAL = "cue.usual";
    CUE_OFTEN = "cue.often";
    CUE_SOMETIMES = "cue.sometimes";
    CUE_RARE = "cue.rare";
    CUE_SELDOM = "cue.seldom";
    CUE_NEVER = "cue.never";
    CUE_NOUN = "cue.noun";
    CUE_ADJECTIVE = "cue.adjective";
    CUE_ADDRESSED = "cue.addressed";
    DOCUMENT_VERB = "speech.document";

    /// Words of closed classes, as the tagger has them.
    CLOSED = "grammar.determiner" | "grammar.possessive" | "grammar.subject" | "grammar.object" | "grammar.preposition"
        | "grammar.coordinator" | "grammar.subordinator" | "grammar.relative" | "grammar.be" | "grammar.have" | "grammar.do"
        | "grammar.modal" | "grammar.adverb" | "grammar.to";
    /// Those of them that no verb begins with, not even with an adverb before it.
    NO_VERB = "grammar.determiner" | "grammar.possessive" | "grammar.subject" | "grammar.object" | "grammar.preposition"
        | "grammar.coordinator" | "grammar.subordinator" | "grammar.relative" | "grammar.to";
    /// Words that an object or a clause begins with.
    CLAUSE = "grammar.determiner" | "grammar.possessive" | "grammar.subject" | "grammar.object" | "grammar.that" | "grammar.to"
        | "grammar.subordinator";
    DETERMINER = "grammar.determiner";
    POSSESSIVE = "grammar.possessive";
    SUBJECT = "grammar.subject";
    OBJECT = "grammar.object";
    COORDINATOR = "grammar.coordinator";
    SUBORDINATOR = "grammar.subordinator";
    RELATIVE = "grammar.relative";
    BE = "grammar.be";
    HAVE = "grammar.have";
    DO = "grammar.do";
    MODAL = "grammar.modal";
    AUXILIARY = "grammar.be" | "grammar.have" | "grammar.do" | "grammar.modal";
    ADVERB = "grammar.adverb";
    VERB = "grammar.verb";
    VERB_S = "grammar.verb-s";
    NOUN_VERB = "grammar.noun-verb";
    NOUN_VERB_S = "grammar.noun-verb-s";
    PAST = "grammar.past";
    PARTICIPLE = "grammar.participle";
    ADJECTIVE = "grammar.adjective";
    ED_ADJECTIVE = "grammar.ed-adjective";
    ING_NOUN = "grammar.ing-noun";
    LY_OTHER = "grammar.ly-other";
    TO = "grammar.to";
    BY = "grammar.by";
    HER = "grammar.her";
    THAT = "grammar.that";
    NAME_PARTICLE = "grammar.name-particle";
    RELAY = "media.relay-verb";
    PRONOUN_I = "grammar.first-person";
    FEMININE = "grammar.feminine";
    MASCULINE = "grammar.masculine";
    /// Nouns and names of time, which no one is quoted by.
    TIME = "grammar.time" | "function.weekday" | "function.month";

    /// Adjectives of states: “Russian”.
    NATIONALITY = "states.nationality";
    /// States and seats that speak for those who govern.
    STATE = "states.country" | "organisations.seat" | "organisations.place-speaker";
    PLATFORM = "media.platform";
    /// Private people, who are no authority: together, and one of them.
    PUBLIC = "unnamed.public";
    PRIVATE = "unnamed.private" | "unnamed.family";
    /// Followers of a party or a faith: together, and one of them.
    ADHERENT = "unnamed.adherent";
    ADHERENT_ONE = "unnamed.adherent-one";
    /// What only one person is at a time in a place.
    OFFICE = "unnamed.office";

    /// Capitalised words that begin sentences and are no names.
    NOT_NAME = "function.not-name";
    TITLE = "titles.prefix";
    /// What marks the first word of a sentence as part of a name.
    NAME_LIKE = "titles.prefix" | "organisations.name-word" | "organisations.place-speaker" | "media.agency" | "media.outlet";
    ORGANISATION_NAME = "organisations.name-word";
    PLACE_SPEAKER = "organisations.place-speaker";
    ORGANISATION = "organisations.head";
    MEDIA_NAME = "media.agency" | "media.outlet";
    /// Nouns for outlets, and the words that end their names.
    MEDIA_NOUN = "media.noun";
    MEDIA_NAME_WORD = "media.name-word";
    /// Determiners that can stand alone for people.
    SEVERAL = "grammar.several";
    MEDIA_WORD = "media.generic";
    DOCUMENT = "documents.noun";
    INDIVIDUAL = "unnamed.individual" | "unnamed.spokesperson" | "unnamed.family" | "unnamed.role";
    PLURAL_PERSON = "unnamed.group" | "vague.collective" | "unnamed.vague";
    PERSON_NOUN = "unnamed.individual" | "unnamed.spokesperson" | "unnamed.family" | "unnamed.role" | "unnamed.group" | "unnamed.vague"
        | "vague.collective";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_exists() {
        let lexicon = Lexicon::built_in();
        let missing =
            Traits::ALL.iter().flat_map(|(_, groups)| *groups).filter(|g| lexicon.is_ok_and(|l| l.class(g).is_none()));
        assert_eq!(missing.collect::<Vec<_>>(), [&""; 0]);
    }
}
