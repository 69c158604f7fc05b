//! How much of something stands before each token, counted once, so that nobody has to search or to count again.

use std::ops::Range;

use super::tag::Tag;

/// How many items of a list stand before each token.
pub(super) struct Ranks(Vec<u32>);

impl Ranks {
    /// Of items that stand at these places among so many tokens, in order.
    pub(super) fn new(tokens: usize, places: impl Iterator<Item = usize>) -> Ranks {
        let mut before = vec![0; tokens + 2];
        for place in places {
            before[place.min(tokens) + 1] += 1;
        }
        let mut count = 0;
        for own in &mut before {
            count += *own;
            *own = count;
        }
        Ranks(before)
    }

    /// How many stand before a token; the next in the list is the first that does not.
    #[inline]
    pub(super) fn before(&self, token: usize) -> usize {
        self.0.get(token).or(self.0.last()).map_or(0, |count| *count as usize)
    }
}

/// How many tokens of some kinds stand before a token, or between two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Verb forms that can have a subject: all but those after “to” or a modal.
    pub(super) verbs: u32,
    /// Finite verbs and auxiliaries.
    pub(super) predicates: u32,
    /// Commas, dashes, brackets.
    pub(super) commas: u32,
    /// Whatever is neither a verb nor an auxiliary, an adverb or a comma.
    pub(super) others: u32,
}

/// Counts in one number, so that one addition counts all and one subtraction compares: the bits of each begin here, and no
/// article is so long that one runs into the next.
type Packed = u128;
const VERBS: u32 = 0;
const PREDICATES: u32 = 32;
const COMMAS: u32 = 64;
const OTHERS: u32 = 96;

/// What a token adds that plays a part, by the number of the part: which one comes next nobody can guess, so it is looked
/// up, without a jump.
const STEPS: [Packed; Tag::COUNT] = {
    let mut steps = [1 << OTHERS; Tag::COUNT];
    steps[Tag::Verb as usize] = 1 << VERBS | 1 << PREDICATES;
    steps[Tag::Participle as usize] = 1 << VERBS;
    steps[Tag::Gerund as usize] = 1 << VERBS;
    steps[Tag::Auxiliary as usize] = 1 << PREDICATES;
    steps[Tag::Comma as usize] = 1 << COMMAS;
    steps[Tag::Break as usize] = 1 << COMMAS;
    steps[Tag::Infinitive as usize] = 0;
    steps[Tag::Adverb as usize] = 0;
    steps
};

/// The counts before each token.
pub(super) struct Sums(Vec<Packed>);

impl Sums {
    pub(super) fn new(tags: &[Tag]) -> Sums {
        let mut sums = Vec::with_capacity(tags.len() + 1);
        let mut sum = 0;
        sums.push(sum);
        sums.extend(tags.iter().map(|tag| {
            sum += STEPS[*tag as usize];
            sum
        }));
        Sums(sums)
    }

    /// The counts of some tokens.
    #[inline]
    pub(super) fn of(&self, tokens: Range<usize>) -> Counts {
        let before = |at: usize| self.0.get(at).or(self.0.last()).copied().unwrap_or_default();
        let all = before(tokens.end).saturating_sub(before(tokens.start));
        let count = |first: u32| (all >> first) as u32;
        Counts { verbs: count(VERBS), predicates: count(PREDICATES), commas: count(COMMAS), others: count(OTHERS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_what_a_search_would_find() {
        let places = [0, 2, 2, 5];
        let ranks = Ranks::new(5, places.into_iter());
        let found: Vec<usize> = (0..9).map(|token| ranks.before(token)).collect();
        let searched: Vec<usize> = (0..9).map(|token| places.partition_point(|p| *p < token)).collect();
        assert_eq!(found, searched);
        assert_eq!(Ranks::new(0, std::iter::empty()).before(3), 0);
    }

    #[test]
    fn counts_are_of_the_tokens_between() {
        let tags = [Tag::Name, Tag::Comma, Tag::Auxiliary, Tag::Adverb, Tag::Participle, Tag::Verb, Tag::Infinitive];
        let sums = Sums::new(&tags);
        assert_eq!(sums.of(0..7), Counts { verbs: 2, predicates: 2, commas: 1, others: 1 });
        assert_eq!(sums.of(1..4), Counts { verbs: 0, predicates: 1, commas: 1, others: 0 });
        assert_eq!((sums.of(3..3), sums.of(Range { start: 4, end: 2 }), sums.of(9..12)), Default::default());
    }
}
