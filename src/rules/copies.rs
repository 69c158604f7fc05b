//! What a finding says of outlets that print one text: it counts once.

use super::{
    Desk,
    versions::{Other, Own, outlet},
};
use crate::{
    english::listed,
    index::{self, Bond, Member},
};

/// Which articles of a run print one text.
pub(super) struct Copies<'a> {
    desk: Desk<'a>,
    copies: index::Copies<'a>,
}

/// Versions of an utterance that are one version printed by several outlets.
pub(super) struct Repeated {
    /// How many versions only repeat another one.
    pub(super) count: usize,
    /// Which outlets print the same copy, in a sentence of its own; none if there are none.
    pub(super) note: Option<String>,
}

impl<'a> Copies<'a> {
    pub(super) fn new(desk: &Desk<'a>) -> Self {
        Self { desk: *desk, copies: index::Copies::new(desk.articles, desk.lexicon) }
    }

    /// The versions that stand in several outlets because one agency, or one of them, wrote the copy.
    pub(super) fn repeated(&self, own: &Own, others: &[Other]) -> Repeated {
        let members: Vec<&Member> =
            std::iter::once(own.member).chain(others.iter().map(|other| other.member)).collect();
        let copies = self.copies.of(&members);
        let told: Vec<String> = copies
            .iter()
            .map(|copy| {
                let names: Vec<&str> =
                    copy.places.iter().map(|at| outlet(&self.desk.articles[members[*at].article])).collect();
                match copy.bond {
                    Bond::Agency(_) => format!("{} print the same agency copy, which counts once.", listed(&names)),
                    Bond::Passages => {
                        format!("{} print the same text in long passages, and count once.", listed(&names))
                    }
                }
            })
            .collect();
        Repeated {
            count: copies.iter().map(|copy| copy.places.len() - 1).sum(),
            note: (!told.is_empty()).then(|| told.join(" ")),
        }
    }
}
