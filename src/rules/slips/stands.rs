//! Where each word stands in an article.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::Piece;

/// The pieces of an article as their words are looked up there: those that share the leading bits of their hashes make a
/// chain.
#[derive(Debug)]
pub(super) struct Stands<'a> {
    pieces: &'a [Piece],
    /// How far a hash is moved for its leading bits to be left.
    shift: u32,
    /// The first piece of each chain.
    first: Vec<u32>,
    /// The piece that follows each in its chain.
    next: Vec<u32>,
    /// All pairs of neighbours, once somebody asks what stands beside a word that stands in many places.
    pairs: OnceCell<FxHashSet<(u64, u64)>>,
}

/// How many places of a word are looked at one by one.
const FEW: usize = 16;

/// Stands where a chain has no further piece.
const END: u32 = u32::MAX;

impl<'a> Stands<'a> {
    pub(super) fn new(pieces: &'a [Piece]) -> Self {
        let bits = pieces.len().max(1).ilog2() + 1;
        let shift = u64::BITS - bits;
        let (mut first, mut next) = (vec![END; 1 << bits], vec![END; pieces.len()]);
        for (at, (piece, next)) in (0..).zip(pieces.iter().zip(&mut next)) {
            let chain = first.get_mut((piece.hash >> shift) as usize).filter(|_| piece.token.is_some());
            if let Some(chain) = chain {
                *next = std::mem::replace(chain, at);
            }
        }
        Stands { pieces, shift, first, next, pairs: OnceCell::new() }
    }

    /// The places among the pieces at which a word stands, by its hash; the last one first.
    pub(super) fn of(&self, word: u64) -> impl Iterator<Item = usize> {
        let chain = |at: u32| usize::try_from(at).ok().filter(|_| at != END);
        let first = self.first.get((word >> self.shift) as usize).and_then(|at| chain(*at));
        let all = std::iter::successors(first, move |at| self.next.get(*at).and_then(|next| chain(*next)));
        all.filter(move |at| self.pieces.get(*at).is_some_and(|piece| piece.hash == word))
    }

    /// Whether a word stands in the article.
    pub(super) fn has(&self, word: u64) -> bool {
        self.of(word).next().is_some()
    }

    /// Whether two words stand side by side.
    pub(super) fn has_pair(&self, first: u64, second: u64) -> bool {
        let mut places = self.of(first);
        let near = places.by_ref().take(FEW).any(|at| self.pieces.get(at + 1).is_some_and(|next| next.hash == second));
        near || (places.next().is_some() && self.pairs().contains(&(first, second)))
    }

    fn pairs(&self) -> &FxHashSet<(u64, u64)> {
        let beside = |pair: &[Piece]| match pair {
            [piece, next] if piece.token.is_some() => Some((piece.hash, next.hash)),
            _ => None,
        };
        self.pairs.get_or_init(|| self.pieces.windows(2).filter_map(beside).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand_and_breaks_nowhere() {
        let piece = |hash: u64| Piece { hash, token: Some(0), ..Piece::BREAK };
        let (a, b, c) = (1 << 63, 1 << 63 | 1, 7);
        let pieces = [Piece::BREAK, piece(a), piece(b), Piece::BREAK, piece(a), piece(c)];
        let stands = Stands::new(&pieces);
        let places = |word: u64| stands.of(word).collect::<Vec<_>>();
        assert_eq!((places(a), places(b), places(c)), (vec![4, 1], vec![2], vec![5]));
        assert!(!stands.has(Piece::BREAK.hash) && !stands.has(8) && stands.has(a));
        assert!(stands.has_pair(a, b) && stands.has_pair(a, c) && !stands.has_pair(b, a));
        assert!(!Stands::new(&[]).has(a));
        let many: Vec<Piece> = std::iter::repeat_n(piece(a), 2 * FEW).chain([piece(c), piece(a), piece(b)]).collect();
        let stands = Stands::new(&many);
        assert!(stands.has_pair(a, a) && stands.has_pair(a, c) && !stands.has_pair(a, 8) && !stands.has_pair(b, a));
    }
}
