//! When two names are one.

use crate::lexicon::fold;

/// A name, with what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As printed.
    pub(super) text: String,
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// The last of them that is no suffix.
    pub(super) surname: String,
}

impl Name {
    pub(super) fn new(text: &str) -> Name {
        let words: Vec<String> = text.split_whitespace().map(fold).collect();
        let suffix = |w: &str| matches!(w.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
        let surname = words.iter().rev().find(|w| !suffix(w)).cloned().unwrap_or_default();
        Name { text: text.to_owned(), words, surname }
    }

    /// Whether it has more than one word.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether two names of the same surname can be one person's: no different first names.
    pub(super) fn agrees(&self, other: &Name) -> bool {
        match (&self.words[..], &other.words[..]) {
            ([first, _, ..], [other, _, ..]) => {
                let initial = |a: &str, b: &str| {
                    let a = a.trim_end_matches('.');
                    a.chars().count() == 1 && b.starts_with(a)
                };
                first == other || initial(first, other) || initial(other, first)
            }
            _ => true,
        }
    }
}

/// Whether two names are one body's: one of them is the other's initials.
pub(super) fn same_body(known: &str, words: &str) -> bool {
    let several = |name: &str| name.contains(' ');
    if several(known) == several(words) {
        return false;
    }
    let (long, short) = if several(known) { (known, words) } else { (words, known) };
    let mut initials = long.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase());
    let mut letters = short.chars().filter(|c| *c != '.');
    initials.by_ref().eq(letters.by_ref()) && short.chars().filter(|c| *c != '.').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_and_initials_agree() {
        let full = Name::new("Orla Quist");
        assert_eq!(Name::new("Orla Quist Jr.").surname, full.surname);
        assert!(full.agrees(&Name::new("Quist")));
        assert!(full.agrees(&Name::new("O. Quist")));
        assert!(!full.agrees(&Name::new("Sven Quist")));
    }

    #[test]
    fn a_body_is_known_by_its_initials() {
        assert!(same_body("Harbour Safety Board", "HSB"));
        assert!(same_body("U.N.", "United Nations"));
        assert!(!same_body("United Nations", "US"));
    }
}
