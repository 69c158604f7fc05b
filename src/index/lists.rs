//! Which passages stand under each of many numbered entries.

use std::ops::RangeInclusive;

/// The passages under each entry, in order, one list behind another.
#[derive(Debug)]
pub(super) struct Lists {
    passages: Vec<u32>,
    /// Where the list of each entry ends.
    ends: Vec<u32>,
}

impl Lists {
    /// Of passages, each with the entries that it stands under, in order and each once. Lists of another length than these
    /// are left out: what one passage has alone is shared with nobody, and what a crowd has tells nothing.
    pub(super) fn new(
        entries: usize,
        passages: impl Iterator<Item = (u32, u32)> + Clone,
        lengths: RangeInclusive<u32>,
    ) -> Lists {
        let mut counts = vec![0_u32; entries];
        for (_, entry) in passages.clone() {
            if let Some(count) = counts.get_mut(entry as usize) {
                *count += 1;
            }
        }
        let mut end = 0;
        let mut places = Vec::with_capacity(entries);
        for count in &mut counts {
            *count = if lengths.contains(count) { *count } else { 0 };
            places.push(end);
            end += *count;
        }
        let mut all = vec![0; end as usize];
        for (passage, entry) in passages {
            let Some(place) = places.get_mut(entry as usize).filter(|_| counts[entry as usize] > 0) else { continue };
            all[*place as usize] = passage;
            *place += 1;
        }
        Lists { passages: all, ends: places }
    }

    /// The same of some of the passages.
    pub(super) fn of_some(mut self, is_one: impl Fn(u32) -> bool) -> Lists {
        let (mut from, mut kept) = (0, 0);
        for end in &mut self.ends {
            for at in from..*end as usize {
                if is_one(self.passages[at]) {
                    self.passages[kept] = self.passages[at];
                    kept += 1;
                }
            }
            from = std::mem::replace(end, u32::try_from(kept).unwrap_or(u32::MAX)) as usize;
        }
        self.passages.truncate(kept);
        self
    }

    pub(super) fn of(&self, entry: u32) -> &[u32] {
        let end_of = |entry: u32| self.ends.get(entry as usize).map_or(0, |end| *end as usize);
        let start = entry.checked_sub(1).map_or(0, end_of);
        self.passages.get(start..end_of(entry)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_other_lengths_are_left_out() {
        let entries: [&[u32]; 4] = [&[0, 1, 2], &[1, 2], &[2], &[2, 3]];
        let all = (0..).zip(entries).flat_map(|(passage, own)| own.iter().map(move |entry| (passage, *entry)));
        let lists = Lists::new(4, all.clone(), 2..=3);
        assert_eq!([0, 1, 2, 3].map(|entry| lists.of(entry)), [&[][..], &[0, 1], &[], &[]]);
        let lists = Lists::new(4, all, 1..=4);
        assert!(lists.of(4).is_empty() && lists.of(9).is_empty());
        assert_eq!([0, 1, 2, 3].map(|entry| lists.of(entry)), [&[0][..], &[0, 1], &[0, 1, 2, 3], &[3]]);
        let lists = lists.of_some(|passage| passage > 0);
        assert_eq!([0, 1, 2, 3].map(|entry| lists.of(entry)), [&[][..], &[1], &[1, 2, 3], &[3]]);
    }
}
