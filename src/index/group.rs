//! Utterances out of links between pairs of quotations.
//!
//! A quotation may hold more than one utterance (two sentences that another outlet quotes apart), so that links do not
//! simply chain. An utterance has a core: the words that its first link has in common. A quotation joins if a link
//! brings the core along. Short cores come first, so that two fragments out of one long quotation stay apart.

use std::{cmp::Reverse, collections::BinaryHeap, ops::Range};

use rustc_hash::FxHashSet;

/// Two passages that are one utterance.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Words that match, as places in the two lists of words.
    pub(super) common: Vec<(usize, usize)>,
    /// How sure it is.
    pub(super) likelihood: f32,
    /// Share of the lighter one that matches, by weight.
    pub(super) share: f32,
    /// Share of the heavier one that matches, by weight.
    pub(super) heavier: f32,
}

/// What grouping must know of the passages.
pub(super) trait Places {
    /// Whether two passages stand in one article.
    fn meet(&self, a: usize, b: usize) -> bool;
    /// How many words a passage has.
    fn words(&self, passage: usize) -> usize;
}

/// How much more of a quotation another one of the same article must have, for the weaker link to be chance.
const BETTER: f32 = 0.2;
/// A quotation that another one holds as wholly as this is a part of it, whatever else is like it.
const WHOLE: f32 = 0.9;
/// Words beyond those that an utterance has in common, for a quotation to be more than a part of another one.
const LONGER: usize = 3;

/// The links that remain when an article is taken to quote words once: where another quotation of the same article has
/// much more of them, the weaker likeness is chance, or the speaker repeating himself.
pub(super) fn best(links: Vec<Link>, passages: usize, places: &impl Places) -> Vec<Link> {
    let of_passage = of_passage(&links, passages);
    let beaten = |link: &Link| {
        link.share < WHOLE
            && [(link.a, link.b), (link.b, link.a)].into_iter().any(|(own, other)| {
                let stretch = link.stretch(own);
                of_passage[own].iter().map(|at| &links[*at]).any(|rival| {
                    let rival_end = if rival.a == own { rival.b } else { rival.a };
                    rival_end != other
                        && rival.share >= link.share + BETTER
                        && places.meet(rival_end, other)
                        && 2 * shared(&rival.stretch(own), &stretch) >= stretch.len()
                })
            })
    };
    let kept: Vec<bool> = links.iter().map(|link| !beaten(link)).collect();
    links.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(link, _)| link).collect()
}

/// Of each passage, the links that hold it.
fn of_passage(links: &[Link], passages: usize) -> Vec<Vec<usize>> {
    let mut of_passage: Vec<Vec<usize>> = vec![Vec::new(); passages];
    for (at, link) in links.iter().enumerate() {
        of_passage[link.a].push(at);
        if link.b != link.a {
            of_passage[link.b].push(at);
        }
    }
    of_passage
}

/// How many places two stretches share.
fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

impl Link {
    /// The stretch of words that the link holds on one of its sides.
    fn stretch(&self, passage: usize) -> Range<usize> {
        let side = |pair: &(usize, usize)| if passage == self.a { pair.0 } else { pair.1 };
        let from = self.common.iter().map(side).min().unwrap_or(0);
        from..self.common.iter().map(side).max().map_or(0, |last| last + 1)
    }

    /// Where a stretch of one side lies on the other.
    fn carry(&self, passage: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let flip = |pair: &(usize, usize)| if passage == self.a { *pair } else { (pair.1, pair.0) };
        let reached = self.common.iter().map(flip).filter(|(own, _)| stretch.contains(own)).map(|(_, other)| other);
        let (from, last) = reached.fold((usize::MAX, 0), |(from, last), at| (from.min(at), last.max(at)));
        (from != usize::MAX).then(|| from..last + 1)
    }
}

/// Words of a core that may be a set phrase …
const PHRASE: usize = 5;
/// … and how many of the sentences around it are held against the others.
const SENTENCES: usize = 8;

/// The passages of each utterance, sorted.
pub(super) fn group(links: &[Link], passages: usize, places: &impl Places) -> Vec<Vec<usize>> {
    let of_passage = of_passage(links, passages);
    let mut seeds: Vec<usize> = (0..links.len()).collect();
    let length = |link: &Link| link.stretch(link.a).len().min(link.stretch(link.b).len());
    seeds.sort_by_key(|at| (length(&links[*at]), links[*at].a, links[*at].b));
    let mut covered: FxHashSet<(usize, usize)> = FxHashSet::default();
    let linked: FxHashSet<(usize, usize)> = links.iter().map(|link| (link.a.min(link.b), link.a.max(link.b))).collect();
    let mut groups = Vec::new();
    for seed in seeds {
        let link = &links[seed];
        if covered.contains(&(link.a, link.b)) {
            continue;
        }
        let members = grow(link, links, &of_passage, places);
        let all: Vec<usize> = members.iter().map(|(passage, _)| *passage).collect();
        for member in &all {
            covered.extend(
                of_passage[*member]
                    .iter()
                    .map(|at| (links[*at].a, links[*at].b))
                    .filter(|(a, b)| all.contains(a) && all.contains(b)),
            );
        }
        if !is_phrase(&members, &linked, places) {
            groups.push(all);
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups.dedup();
    groups
}

/// Whether a core is a set phrase rather than somebody's words on one occasion: a few words that stand in sentences which
/// have nothing else in common.
fn is_phrase(members: &[(usize, Range<usize>)], linked: &FxHashSet<(usize, usize)>, places: &impl Places) -> bool {
    let is_around =
        |(passage, core): &&(usize, Range<usize>)| core.len() <= PHRASE && places.words(*passage) > core.len() + LONGER;
    let around: Vec<usize> = members.iter().filter(is_around).map(|(passage, _)| *passage).collect();
    around.iter().take(SENTENCES).enumerate().any(|(at, one)| {
        let strange = |other: &&usize| !linked.contains(&(*one.min(*other), *one.max(*other)));
        around[at + 1..].iter().filter(strange).any(|other| !places.meet(*one, *other))
    })
}

/// Everything that holds the core of a link, the surest first. An article that is there already comes in again only with a
/// part of what the link holds, not with something alike; and if a longer quotation of it is there, not with another one
/// around the same few words, which are the speaker repeating himself.
fn grow(seed: &Link, links: &[Link], of_passage: &[Vec<usize>], places: &impl Places) -> Vec<(usize, Range<usize>)> {
    let mut members = vec![(seed.a, seed.stretch(seed.a))];
    if seed.b != seed.a {
        members.push((seed.b, seed.stretch(seed.b)));
    }
    let mut inside: FxHashSet<usize> = [seed.a, seed.b].into_iter().collect();
    // likelihood, link, and the place of the member that it starts from
    let mut open: BinaryHeap<(u32, Reverse<usize>, usize)> = BinaryHeap::new();
    let mut next = 0;
    loop {
        while let Some((passage, _)) = members.get(next) {
            // likelihoods are not negative, so that their bits order as they do
            open.extend(of_passage[*passage].iter().map(|at| (links[*at].likelihood.to_bits(), Reverse(*at), next)));
            next += 1;
        }
        let Some((_, Reverse(at), from)) = open.pop() else { return members };
        let (link, (passage, core)) = (&links[at], members[from].clone());
        let other = if link.a == passage { link.b } else { link.a };
        let stretch = link.stretch(passage);
        if inside.contains(&other) || 2 * shared(&stretch, &core) < stretch.len().min(core.len()) {
            continue;
        }
        if link.share < WHOLE && inside.iter().any(|member| places.meet(*member, other)) {
            continue;
        }
        if let Some(reached) = link.carry(passage, &core) {
            let is_longer = |(passage, core): &(usize, Range<usize>)| places.words(*passage) > core.len() + LONGER;
            let again = |member: &(usize, Range<usize>)| is_longer(member) && places.meet(member.0, other);
            if link.heavier < WHOLE && is_longer(&(other, reached.clone())) && members.iter().any(again) {
                continue;
            }
            inside.insert(other);
            members.push((other, reached));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: usize, b: usize, from: (usize, usize), len: usize) -> Link {
        let common = (0..len).map(|i| (from.0 + i, from.1 + i)).collect();
        Link { a, b, common, likelihood: 0.9, share: 1.0, heavier: 0.5 }
    }

    /// Passages by their number of words, and two of them that stand in one article.
    struct Of(&'static [usize], Option<(usize, usize)>);

    impl Places for Of {
        fn meet(&self, a: usize, b: usize) -> bool {
            a == b || self.1 == Some((a.min(b), a.max(b)))
        }

        fn words(&self, passage: usize) -> usize {
            self.0[passage]
        }
    }

    #[test]
    fn two_parts_of_one_quotation_are_two_utterances() {
        // passage 0 holds both sentences, 1 the first, 2 the second, 3 both
        let links = [link(0, 1, (0, 0), 6), link(0, 2, (6, 0), 6), link(0, 3, (0, 0), 12), link(2, 3, (0, 6), 6)];
        assert_eq!(group(&links, 4, &Of(&[12, 6, 6, 12], None)), [vec![0, 1, 3], vec![0, 2, 3]]);
    }

    #[test]
    fn versions_chain_through_the_same_words() {
        let links = [link(0, 1, (0, 0), 8), link(1, 2, (2, 0), 6)];
        assert_eq!(group(&links, 3, &Of(&[8, 8, 6], None)), [vec![0, 1, 2]]);
    }

    #[test]
    fn an_article_quotes_words_once() {
        // passages 1 and 2 stand in one article; 0 is nearly 1, and has some words of 2
        let weak = Link { share: 0.5, ..link(0, 2, (2, 0), 4) };
        let links = best(vec![link(0, 1, (0, 0), 8), weak], 3, &Of(&[8, 8, 6], Some((1, 2))));
        assert_eq!(links.iter().map(|link| (link.a, link.b)).collect::<Vec<_>>(), [(0, 1)]);
    }

    #[test]
    fn words_said_twice_are_not_one_utterance() {
        // 0 is a fragment that stands in two sentences of one article, 1 and 2; 3 is the first sentence elsewhere
        let links = [link(0, 1, (0, 0), 3), link(0, 2, (0, 4), 3), link(1, 3, (0, 0), 12)];
        assert_eq!(group(&links, 4, &Of(&[3, 12, 12, 12], Some((1, 2)))), [vec![0, 1, 3], vec![0, 2]]);
    }

    #[test]
    fn a_phrase_in_unlike_sentences_is_no_utterance() {
        // 0 is a slogan that stands in 1 and in 2, which share nothing else; 3 and 4 are one sentence around another fragment
        let links = [link(0, 1, (0, 4), 3), link(0, 2, (0, 6), 3), link(3, 4, (0, 0), 12), link(3, 5, (4, 0), 3)];
        assert_eq!(group(&links, 6, &Of(&[3, 12, 12, 12, 12, 3], None)), [vec![3, 4, 5]]);
        let linked = link(1, 2, (4, 6), 5);
        assert_eq!(group(&[links[0].clone(), links[1].clone(), linked], 3, &Of(&[3, 12, 12], None)), [vec![0, 1, 2]]);
    }

    #[test]
    fn a_fragment_and_its_sentence_may_stand_in_one_article() {
        let links = [link(0, 1, (0, 4), 3), link(1, 2, (0, 0), 12), link(0, 2, (0, 4), 3)];
        assert_eq!(group(&links, 3, &Of(&[3, 12, 12], Some((0, 2)))), [vec![0, 1, 2]]);
    }
}
