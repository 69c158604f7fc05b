//! When two names are one.

use super::words::{Word, Words};

/// Whether a small word belongs to the surname after it.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "bin"
            | "da"
            | "de"
            | "del"
            | "della"
            | "den"
            | "der"
            | "di"
            | "dos"
            | "du"
            | "el"
            | "ibn"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "van"
            | "von"
    )
}

/// Openings of surnames that outlets print or leave out: “al-Muslat”, “Muslat”.
const ARTICLES: &[&str] = &["al-", "el-", "as-", "ad-", "ash-", "al’", "el’"];

/// A name, with what it is compared by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// How many words it has.
    pub(super) length: usize,
    /// Where its words stand in the list of [`Names`].
    first: usize,
    /// The first name, folded, where there is one.
    given: Option<Word>,
    /// The last word that is no suffix, folded, without an Arabic article.
    pub(super) surname: Word,
}

/// The words of all names, folded.
pub(super) struct Names(Vec<Word>);

impl Names {
    pub(super) fn new() -> Names {
        Names(Vec::new())
    }

    /// Reads a name.
    pub(super) fn read<'a>(&mut self, words: &mut Words, text: &'a str) -> Name<'a> {
        let first = self.0.len();
        self.0.extend(text.split_whitespace().map(|word| words.folded(word)));
        let parts = self.0.get(first..).unwrap_or_default();
        let last = parts.iter().rev().copied().find(|word| !is_suffix(words.text(*word)));
        let last = last.unwrap_or_else(|| words.printed(""));
        let names = |word: &Word| parts.len() > 1 && *word != last && !is_particle(words.text(*word));
        let (given, length) = (parts.first().copied().filter(names), parts.len());
        let full = words.text(last);
        let article = if full.starts_with(['a', 'e']) { ARTICLES.iter().find(|a| full.starts_with(**a)) } else { None };
        let surname = article.map_or(last, |article| words.without(last, article.len()));
        Name { text, length, first, given, surname }
    }

    fn words(&self, name: &Name) -> &[Word] {
        self.0.get(name.first..name.first + name.length).unwrap_or_default()
    }

    /// Whether two names of the same surname can be one person's: no different first names.
    pub(super) fn agree(&self, words: &Words, one: &Name, other: &Name) -> bool {
        // “Iron Sven Holm” and “Sven Holm”, “Ines Corral Vega” and “Corral Vega”
        let (long, short) = if one.length > other.length { (one, other) } else { (other, one) };
        if short.length > 1 && long.length > short.length && self.words(long).ends_with(self.words(short)) {
            return true;
        }
        let initial = |a: &str, b: &str| {
            let a = a.trim_end_matches('.');
            a.chars().count() == 1 && b.starts_with(a)
        };
        let (Some(one), Some(other)) = (one.given, other.given) else { return true };
        let texts = (words.text(one), words.text(other));
        one == other || initial(texts.0, texts.1) || initial(texts.1, texts.0)
    }
}

/// Whether a word says which of a family somebody is.
fn is_suffix(word: &str) -> bool {
    word.starts_with(['i', 'j', 's']) && matches!(word.trim_end_matches(['.', ',']), "jr" | "sr" | "ii" | "iii" | "iv")
}

impl Name<'_> {
    /// Whether it has a first name.
    pub(super) fn is_full(&self) -> bool {
        self.given.is_some()
    }
}

/// What a body is known by, whether its name is printed in full or as initials: “HSB” for “Harbour Safety Board”.
pub(super) fn initials(words: &mut Words, name: &str) -> Option<Word> {
    if name.contains(' ') {
        let letters = name.split(' ').filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
        return (letters.clone().count() >= 2).then(|| words.spelt(letters));
    }
    let letters = name.chars().filter(|c| *c != '.');
    let all = letters.clone().all(char::is_uppercase) && letters.clone().count() >= 2;
    all.then(|| words.spelt(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two names have one surname, and whether they can be one person's.
    fn compared(one: &str, other: &str) -> (bool, bool) {
        let (mut words, mut names) = (Words::new(0), Names::new());
        let (one, other) = (names.read(&mut words, one), names.read(&mut words, other));
        (one.surname == other.surname, names.agree(&words, &one, &other))
    }

    #[test]
    fn surnames_and_initials_agree() {
        assert_eq!(compared("Orla Quist Jr.", "Orla Quist"), (true, true));
        assert_eq!(compared("Orla Quist", "Quist"), (true, true));
        assert_eq!(compared("Orla Quist", "O. Quist"), (true, true));
        assert_eq!(compared("Orla Quist", "Sven Quist"), (true, false));
        assert_eq!(compared("Orla Quist", "Iron Orla Quist"), (true, true));
        assert_eq!(compared("Orla Kist Quist", "Kist Quist"), (true, true));
    }

    #[test]
    fn particles_and_articles_do_not_part_names() {
        assert_eq!(compared("Joris de Brouwer", "De Brouwer"), (true, true));
        assert!(!Names::new().read(&mut Words::new(0), "De Brouwer").is_full());
        assert_eq!(compared("Karim al-Hadidi", "Hadidi"), (true, true));
    }

    #[test]
    fn a_body_is_known_by_its_initials() {
        let mut words = Words::new(0);
        let mut of = |name| initials(&mut words, name);
        assert_eq!(of("Harbour Safety Board"), of("HSB"));
        assert_eq!(of("U.N."), of("United Nations"));
        assert_ne!(of("United Nations"), of("US"));
        assert_eq!(of("Quist"), None);
    }
}
