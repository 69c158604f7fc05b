//! A few words, by which somebody is known.

/// Words in their order, in one piece of memory: most people are known by two or three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Terms {
    /// Each followed by a blank, which none of them has in it.
    text: String,
}

impl Terms {
    pub(super) fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.text.push(' ');
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.text.split_terminator(' ')
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        !word.is_empty() && self.text.as_bytes().split(|b| *b == b' ').any(|own| own == word.as_bytes())
    }

    /// The words, in no more memory than they need, out of what is then empty and has room for others.
    pub(super) fn take(&mut self) -> Terms {
        let taken = self.clone();
        self.text.clear();
        taken
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.text.bytes().filter(|b| *b == b' ').count()
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.iter().next_back()
    }
}

impl<'a> FromIterator<&'a str> for Terms {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Terms {
        let mut terms = Terms::default();
        words.into_iter().for_each(|word| terms.push(word));
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_went_in() {
        let words = ["brellan", "präsident", "ilka"];
        let terms: Terms = words.into_iter().collect();
        assert_eq!(terms.iter().collect::<Vec<_>>(), words);
        assert_eq!((terms.len(), terms.last()), (3, Some("ilka")));
        assert!(terms.contains("präsident") && !terms.contains("brellan präsident") && !terms.contains(""));
        let mut taken = terms.clone();
        assert_eq!((taken.take(), taken.is_empty()), (terms, true));
        let none = Terms::default();
        assert_eq!((none.is_empty(), none.len(), none.last()), (true, 0, None));
    }
}
