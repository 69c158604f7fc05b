//! What two passages can share at most: enough to pass over pairs that cannot be one utterance without aligning them.

use super::Passage;
use crate::align::Vocabulary;

/// A passage without the order of its words.
#[derive(Debug)]
pub(super) struct Outline {
    /// The stems of its words, sorted, with what each of the words tells.
    stems: Vec<(u32, f32)>,
    /// How many of its words are words of content.
    pub(super) content: usize,
}

impl Outline {
    /// Of a passage, once the words have their weights.
    pub(super) fn new(passage: &Passage, vocabulary: &Vocabulary) -> Outline {
        let words = &passage.wording.words;
        let stems = words.iter().map(|word| (vocabulary.stem(word.key), vocabulary.weight(word.key)));
        let mut stems: Vec<(u32, f32)> = stems.collect();
        stems.sort_unstable_by_key(|(stem, _)| *stem);
        Outline { stems, content: words.iter().filter(|word| vocabulary.is_content(word.key)).count() }
    }

    /// The most that the words tell which an alignment of the two can match: each word matches one of its stem, and is
    /// worth no more than itself.
    pub(super) fn shared(&self, other: &Outline) -> f32 {
        let (mut own, mut theirs) = (0.0, 0.0);
        let (mut a, mut b) = (self.stems.as_slice(), other.stems.as_slice());
        while let (Some((x, _)), Some((y, _))) = (a.first(), b.first()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a = &a[1..],
                std::cmp::Ordering::Greater => b = &b[1..],
                std::cmp::Ordering::Equal => {
                    own += take(&mut a, *x);
                    theirs += take(&mut b, *y);
                }
            }
        }
        f32::min(own, theirs)
    }
}

/// What the words of a stem tell at the front of a list; takes them away.
fn take(list: &mut &[(u32, f32)], stem: u32) -> f32 {
    let count = list.iter().take_while(|(other, _)| *other == stem).count();
    let (same, rest) = list.split_at(count);
    *list = rest;
    same.iter().map(|(_, weight)| weight).sum()
}
