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
