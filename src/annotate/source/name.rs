//! When two names are one.

use crate::lexicon::fold;

/// Small words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter",
    "van", "von",
];

/// Openings of surnames that outlets print or leave out: “al-Muslat”, “Muslat”.
const ARTICLES: &[&str] = &["al-", "el-", "as-", "ad-", "ash-", "al’", "el’"];

/// A name, with what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As printed.
    pub(super) text: String,
    /// Its words, folded, with one blank between them.
    folded: String,
    /// How many words it has.
    pub(super) length: usize,
    /// The first name, folded, where there is one.
    given: Option<String>,
    /// The last word that is no suffix, folded, without an Arabic article.
    pub(super) surname: String,
}

impl Name {
    pub(super) fn new(text: &str) -> Name {
        let words: Vec<String> = text.split_whitespace().map(fold).collect();
        let suffix = |w: &&String| matches!(w.trim_end_matches(['.', ',']), "jr" | "sr" | "ii" | "iii" | "iv");
        let last = words.iter().rev().find(|w| !suffix(w)).map_or("", |w| w.as_str());
        let surname = ARTICLES.iter().find_map(|a| last.strip_prefix(a)).unwrap_or(last).to_owned();
        let given = words.first().filter(|w| words.len() > 1 && w.as_str() != last && !PARTICLES.contains(&w.as_str()));
        Name { text: text.to_owned(), folded: words.join(" "), length: words.len(), given: given.cloned(), surname }
    }

    /// Whether it has a first name.
    pub(super) fn is_full(&self) -> bool {
        self.given.is_some()
    }

    /// Whether two names of the same surname can be one person's: no different first names.
    pub(super) fn agrees(&self, other: &Name) -> bool {
        let initial = |a: &str, b: &str| {
            let a = a.trim_end_matches('.');
            a.chars().count() == 1 && b.starts_with(a)
        };
        // “Iron Sven Holm” and “Sven Holm”, “Ines Corral Vega” and “Corral Vega”
        let (long, short) = if self.length > other.length { (self, other) } else { (other, self) };
        let ends =
            short.length > 1 && long.folded.strip_suffix(short.folded.as_str()).is_some_and(|rest| rest.ends_with(' '));
        if ends {
            return true;
        }
        match (&self.given, &other.given) {
            (Some(one), Some(other)) => one == other || initial(one, other) || initial(other, one),
            _ => true,
        }
    }
}

/// What a body is known by, whether its name is printed in full or as initials: “hsb” for “Harbour Safety Board”.
pub(super) fn initials(name: &str) -> Option<String> {
    let letters: String = if name.contains(' ') {
        name.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
    } else {
        let letters = name.chars().filter(|c| *c != '.');
        letters.clone().all(char::is_uppercase).then(|| letters.collect())?
    };
    (letters.chars().count() >= 2).then_some(letters)
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
        assert!(
            full.agrees(&Name::new("Iron Orla Quist")) && Name::new("Orla Kist Quist").agrees(&Name::new("Kist Quist"))
        );
    }

    #[test]
    fn particles_and_articles_do_not_part_names() {
        let full = Name::new("Joris de Brouwer");
        let short = Name::new("De Brouwer");
        assert_eq!(full.surname, short.surname);
        assert!(full.agrees(&short) && !short.is_full());
        assert_eq!(Name::new("Karim al-Hadidi").surname, Name::new("Hadidi").surname);
    }

    #[test]
    fn a_body_is_known_by_its_initials() {
        assert_eq!(initials("Harbour Safety Board"), initials("HSB"));
        assert_eq!(initials("U.N."), initials("United Nations"));
        assert_ne!(initials("United Nations"), initials("US"));
        assert_eq!(initials("Quist"), None);
    }
}
