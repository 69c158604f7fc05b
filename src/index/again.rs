//! Which of very many numbers come more than once, in little room.

/// Numbers that come more than once, and a few that do not: bits are set for them, of which some share one. Nearly all
/// numbers of a kind come once, and need no place in a map.
#[derive(Debug, Default)]
pub struct Again {
    bits: Vec<Seen>,
}

/// Bits for numbers that have come, and for those of them that have come again: both are at hand at once.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    once: u64,
    again: u64,
}

/// Bits for each number, at least.
const ROOM: usize = 8;

impl Again {
    /// Of some numbers, about how many being known.
    pub fn new(numbers: impl Iterator<Item = u64>, count: usize) -> Again {
        let words = (ROOM * count).next_power_of_two().div_ceil(u64::BITS as usize);
        let mut seen = Again { bits: vec![Seen::default(); words] };
        // what goes through several lists is faster in one go than asked number by number
        numbers.for_each(|number| {
            let (at, bit) = seen.place(number);
            if let Some(seen) = seen.bits.get_mut(at) {
                seen.again |= seen.once & bit;
                seen.once |= bit;
            }
        });
        seen
    }

    /// Whether a number may come more than once; if not, it does not.
    pub fn has(&self, number: u64) -> bool {
        let (at, bit) = self.place(number);
        self.bits.get(at).is_some_and(|seen| seen.again & bit != 0)
    }

    /// The word and the bit in it that stand for a number.
    fn place(&self, number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // the highest bits depend on all of the number
        ((mixed >> 32) as usize & (self.bits.len() - 1), 1 << (mixed >> 26 & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_known_and_little_else() {
        let numbers = || (0..4000_u64).map(|at| at * at).chain((0..50).map(|at| (at * 3) * (at * 3)));
        let again = Again::new(numbers(), 4050);
        assert!((0..50).all(|at| again.has((at * 3) * (at * 3))));
        let known = (0..4000).filter(|at| again.has(at * at)).count();
        assert!((50..800).contains(&known), "{known}");
        assert!(!Again::new(std::iter::empty(), 0).has(7));
    }
}
