//! Small indexes that lie in a string of bytes and are read in place.

/// Numbers that never fall from one to the next, kept as what each is off a straight line from 0 to the last: two bytes a
/// number instead of four, where they rise evenly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    /// Where the first number lies.
    start: usize,
    /// How much the line rises from one number to the next, in parts of [`Steps::UNIT`].
    slope: u64,
    /// Whether a number takes four bytes, for the numbers do not rise evenly.
    wide: bool,
}

impl Steps {
    const UNIT: u32 = 20;

    fn slope(count: usize, last: u32) -> u64 {
        (u64::from(last) << Self::UNIT) / (count as u64).max(1)
    }

    #[inline]
    fn line(slope: u64, at: usize) -> u32 {
        ((at as u64 * slope) >> Self::UNIT) as u32
    }

    /// The numbers that lie at a place of `bytes`, with their count, from 0 to the last; moves the place past them.
    pub(super) fn read(bytes: &[u8], at: &mut usize) -> (Steps, usize) {
        let (count, last) = (u32_at(bytes, *at) as usize, u32_at(bytes, *at + 4));
        let (count, wide) = (count >> 1, count & 1 == 1);
        let start = *at + 8;
        *at = start + (count + 1) * if wide { 4 } else { 2 };
        (Steps { start, slope: Self::slope(count, last), wide }, count)
    }

    /// The number at a place, from 0.
    #[inline]
    pub(super) fn get(&self, bytes: &[u8], at: usize) -> usize {
        match self.wide {
            true => u32_at(bytes, self.start + 4 * at) as usize,
            false => {
                let off = u16_at(bytes, self.start + 2 * at) as i16;
                (Self::line(self.slope, at) as usize).saturating_add_signed(isize::from(off))
            }
        }
    }

    /// The number at a place, from 0, and the next one.
    #[inline]
    pub(super) fn pair(&self, bytes: &[u8], at: usize) -> (usize, usize) {
        if self.wide {
            return (self.get(bytes, at), self.get(bytes, at + 1));
        }
        let start = self.start + 2 * at;
        let Some([a, b, c, d]) = bytes.get(start..start + 4) else { return (0, 0) };
        let number = |at: usize, off: [u8; 2]| {
            (i64::from(Self::line(self.slope, at)) + i64::from(i16::from_le_bytes(off))).max(0) as usize
        };
        (number(at, [*a, *b]), number(at + 1, [*c, *d]))
    }

    /// Writes numbers that [`Steps::read`] reads; the first must be 0.
    pub(super) fn write(out: &mut Vec<u8>, numbers: &[u32]) {
        let count = numbers.len().saturating_sub(1);
        let last = numbers.last().copied().unwrap_or(0);
        let slope = Self::slope(count, last);
        let off = |(at, number): (usize, &u32)| i16::try_from(i64::from(*number) - i64::from(Self::line(slope, at)));
        let narrow: Result<Vec<i16>, _> = numbers.iter().enumerate().map(off).collect();
        out.extend(((count as u32) << 1 | u32::from(narrow.is_err())).to_le_bytes());
        out.extend(last.to_le_bytes());
        match narrow {
            Ok(narrow) => narrow.iter().for_each(|off| out.extend(off.to_le_bytes())),
            Err(_) => numbers.iter().for_each(|number| out.extend(number.to_le_bytes())),
        }
    }
}

/// An index from hashes to values of a few bytes, `N`: the leading bits of a hash choose a bucket, its last 16 bits are
/// compared. Two hashes may therefore look the same, once in some ten thousand.
///
/// What is compared of the hashes of a bucket lies together, in order, before their values.
#[derive(Debug, Clone)]
pub struct Buckets<const N: usize> {
    /// How far a hash without its lowest bit is moved for its leading bits to be left: there may be none of them.
    shift: u32,
    steps: Steps,
    entries: usize,
}

impl<const N: usize> Buckets<N> {
    /// The index that lies at a place of `bytes`; moves the place past it.
    pub fn read(bytes: &[u8], at: &mut usize) -> Self {
        let (steps, count) = Steps::read(bytes, at);
        let entries = *at;
        *at += steps.get(bytes, count) * (2 + N);
        Buckets { shift: u64::BITS - 1 - count.checked_ilog2().unwrap_or(0), steps, entries }
    }

    /// Whether a hash may have values. Where it says so, [`Buckets::find`] tells for sure; to ask this of many hashes one after
    /// the other takes little time, for none has to wait for what is found of the one before it.
    #[inline]
    pub fn may_have(&self, bytes: &[u8], hash: u64) -> bool {
        let (start, count) = self.bucket(bytes, hash);
        let some = bytes.get(start..).and_then(<[u8]>::first_chunk);
        count > LANES || some.is_none_or(|some| equal(hash as u16, some) != 0)
    }

    /// The first of the values of a hash of which something can be said.
    #[inline]
    pub fn find<'a, T>(&self, bytes: &'a [u8], hash: u64, mut see: impl FnMut(&'a [u8; N]) -> Option<T>) -> Option<T> {
        let (start, count) = self.bucket(bytes, hash);
        let (hashes, values) = bytes.get(start..)?.split_at_checked(2 * count)?;
        let own = hash as u16;
        let mut see = |at: usize| see(values.get(at * N..)?.first_chunk()?);
        match bytes.get(start..).and_then(<[u8]>::first_chunk).filter(|_| count <= LANES) {
            Some(some) => {
                let mut left = equal(own, some) & ((1_u32 << count) - 1);
                while left != 0 {
                    let found = see(left.trailing_zeros() as usize);
                    if found.is_some() {
                        return found;
                    }
                    left &= left - 1;
                }
                None
            }
            None => {
                let same = |hash: &[u8; 2]| u16::from_le_bytes(*hash) == own;
                hashes.as_chunks().0.iter().enumerate().filter(|(_, hash)| same(hash)).find_map(|(at, _)| see(at))
            }
        }
    }

    /// Where the bucket of a hash begins, and how many entries it has.
    #[inline]
    fn bucket(&self, bytes: &[u8], hash: u64) -> (usize, usize) {
        let (from, to) = self.steps.pair(bytes, (hash >> 1 >> self.shift) as usize);
        (self.entries + from * (2 + N), to.saturating_sub(from))
    }
}

/// How many hashes are compared at once: hardly a bucket has more.
const LANES: usize = 16;

/// Which of so many hashes have what is compared of one, a bit for each from the lowest on: without a branch that could be
/// guessed wrongly.
#[inline]
fn equal(own: u16, hashes: &[u8; 2 * LANES]) -> u32 {
    let hashes = hashes.as_chunks().0.iter().rev();
    hashes.fold(0, |equal, hash| equal << 1 | u32::from(u16::from_le_bytes(*hash) == own))
}

/// A rank, one of four, with further six bits of a hash, for an index that must not take one word for another. Of a hash that
/// is written with several ranks, the lowest is found first.
#[inline]
pub fn ranked(hash: u64, rank: u8) -> [u8; 1] {
    [(hash >> 16) as u8 & !3 | rank & 3]
}

/// The rank that stands in a value, if it is one of a hash.
#[inline]
pub fn rank_of([value]: [u8; 1], hash: u64) -> Option<u8> {
    ((value ^ (hash >> 16) as u8) < 4).then_some(value & 3)
}

/// Writes an index that [`Buckets::read`] reads.
pub fn write_buckets<const N: usize>(out: &mut Vec<u8>, mut entries: Vec<(u64, [u8; N])>) {
    // three to six entries a bucket, for what keeps no more of a hash than what it compares; twice as many else
    let each = if N == 0 { 3 } else { 6 };
    let bits = (entries.len() / each).checked_ilog2().unwrap_or(0);
    let bucket = |hash: u64| if bits == 0 { 0 } else { (hash >> (64 - bits)) as usize };
    entries.sort_unstable();
    let mut starts = vec![0];
    let (mut written, mut packed) = (0, Vec::new());
    for at in 0..(1_usize << bits) {
        let own = &mut entries[written..];
        let size = own.iter().take_while(|entry| bucket(entry.0) == at).count();
        let own = &mut own[..size];
        own.sort_by_key(|(hash, _)| *hash as u16);
        packed.extend(own.iter().flat_map(|(hash, _)| (*hash as u16).to_le_bytes()));
        packed.extend(own.iter().flat_map(|(_, value)| *value));
        written += own.len();
        starts.push(written as u32);
    }
    Steps::write(out, &starts);
    out.extend(packed);
}

#[inline]
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[inline]
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_they_were_written() {
        for numbers in [vec![0], vec![0, 0, 3, 9, 9, 10], vec![0, 1, 2, 900_000], (0..70_000).collect()] {
            let mut bytes = vec![7];
            Steps::write(&mut bytes, &numbers);
            let mut at = 1;
            let (steps, count) = Steps::read(&bytes, &mut at);
            assert_eq!((count + 1, at), (numbers.len(), bytes.len()));
            let read: Vec<u32> = (0..=count).map(|at| steps.get(&bytes, at) as u32).collect();
            assert_eq!(read, numbers);
        }
    }

    #[test]
    fn a_rank_is_found_for_its_hash_and_the_lowest_first() {
        let (hash, other) = (7 << 60 | 0b10_1101 << 18, 7 << 60 | 0b10_1100 << 18);
        let mut bytes = Vec::new();
        write_buckets(&mut bytes, [3, 1, 2].map(|rank| (hash, ranked(hash, rank))).to_vec());
        let buckets = Buckets::<1>::read(&bytes, &mut 0);
        let rank = |hash: u64| buckets.find(&bytes, hash, |value| rank_of(*value, hash));
        assert_eq!((rank(hash), rank(hash | 3 << 16), rank(other)), (Some(1), Some(1), None));
    }

    #[test]
    fn a_bucket_gives_the_values_of_its_hash_alone() {
        let hash = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut bytes = Vec::new();
        write_buckets(&mut bytes, (0..500).map(|n| (hash(n), [n as u8])).collect());
        let mut at = 0;
        let buckets = Buckets::<1>::read(&bytes, &mut at);
        assert_eq!(at, bytes.len());
        let find = |hash: u64, wanted: u8| buckets.find(&bytes, hash, |[value]| (*value == wanted).then_some(()));
        assert!((0..500).all(|n| find(hash(n), n as u8).is_some() && buckets.may_have(&bytes, hash(n))));
        // the last buckets have too little behind them for all that is compared at once
        assert!((500..900).filter(|n| buckets.may_have(&bytes, hash(*n))).count() < 50);
        assert!((500..900).filter(|n| buckets.find(&bytes, hash(*n), Some).is_some()).count() < 3);
    }
}
