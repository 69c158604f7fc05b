//! Whether two quotations are one utterance: a few figures about what they share, weighed together.

use super::{Passage, Relation};
use crate::align::{Matching, Vocabulary};

/// What speaks for two quotations being one utterance; every figure lies between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence([f32; Evidence::NAMES.len()]);

/// The weight of each figure, fitted on hand-labelled pairs (see `docs/`).
const WEIGHTS: [f32; Evidence::NAMES.len()] =
    [-5.0, 0.0, 0.0, 5.5, 4.5, 0.0, 0.0, 1.5, -1.0, 0.0, -1.0, 0.0, -1.0, 1.0];

impl Evidence {
    /// The names of the figures, in order.
    pub const NAMES: [&'static str; 14] = [
        "one",
        "share",
        "mass",
        "ordered",
        "loose",
        "loose-share",
        "run",
        "context",
        "few",
        "unknown",
        "different",
        "unknown-ordered",
        "different-ordered",
        "identical",
    ];

    /// Weighs what two passages share.
    pub(super) fn new(
        a: &Passage,
        b: &Passage,
        matching: &Matching,
        relation: Relation,
        vocabulary: &Vocabulary,
    ) -> Evidence {
        let grown = |mass: f32, scale: f32| 1.0 - (-mass / scale).exp();
        let share = matching.share();
        let mass = grown(matching.mass, 12.0);
        let ordered = share * mass;
        let loose = (matching.loose_share * matching.loose_mass.min(25.0) / 25.0).sqrt();
        let few = if matching.content < 3 { 1.0 } else { 0.0 };
        let unknown = if relation == Relation::Unknown { 1.0 } else { 0.0 };
        let different = match relation {
            Relation::Different => 1.0,
            Relation::Related => 0.5,
            Relation::Same | Relation::Unknown => 0.0,
        };
        let identical = a.wording.words.len() == b.wording.words.len()
            && a.wording.words.iter().zip(&b.wording.words).all(|(x, y)| x.key == y.key);
        Evidence([
            1.0,
            share,
            mass,
            ordered,
            loose,
            matching.loose_share,
            grown(matching.run, 12.0),
            grown(a.shared_context(b, vocabulary), 8.0),
            few,
            unknown,
            different,
            unknown * ordered,
            different * ordered,
            if identical { 1.0 } else { 0.0 },
        ])
    }

    /// How likely the two are one utterance, 0 to 1.
    pub fn likelihood(&self) -> f32 {
        let sum: f32 = self.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The figures, in the order of [`Evidence::NAMES`].
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}
