//! A short list that needs no memory of its own.

use std::ops::Deref;

/// At most so many items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Few<T, const MOST: usize> {
    items: [T; MOST],
    len: usize,
}

impl<T: Copy + Default, const MOST: usize> Few<T, MOST> {
    pub(super) fn new() -> Self {
        Few { items: [T::default(); MOST], len: 0 }
    }

    /// Adds an item, where there is room.
    #[inline]
    pub(super) fn push(&mut self, item: T) {
        if let Some(place) = self.items.get_mut(self.len) {
            *place = item;
            self.len += 1;
        }
    }
}

impl<T, const MOST: usize> Deref for Few<T, MOST> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.items.get(..self.len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_fits() {
        let mut few: Few<u8, 2> = Few::new();
        assert!(few.is_empty());
        [7, 8, 9].into_iter().for_each(|item| few.push(item));
        assert_eq!(*few, [7, 8]);
    }
}
