//! Names that are printed in several forms, of which none is wrong: Kyiv and Kiev.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::hash;

/// The forms of each name, with tabs between them.
const LIST: &str = include_str!("../../rules/words/variant.tsv");

/// The forms of each name, with the first one, by their [hash]es.
static FORMS: LazyLock<FxHashMap<u64, &str>> = LazyLock::new(|| {
    let names = LIST.lines().filter(|line| !line.starts_with('#'));
    let forms = names.flat_map(|line| line.split('\t').map(move |form| (form, line)));
    forms.map(|(form, line)| (hash(form), line.split('\t').next().unwrap_or(line))).collect()
});

/// The first form of the name that a word, by its [hash], is one of several forms of.
pub fn variant(word: u64) -> Option<&'static str> {
    FORMS.get(&word).copied()
}

/// Every word that is a form of a name, by its [hash].
pub(super) fn all() -> impl Iterator<Item = u64> {
    FORMS.keys().copied()
}

/// Whether two words, by their hashes, are two forms of one name.
pub fn are_variants(a: u64, b: u64) -> bool {
    a != b && variant(a).is_some_and(|name| variant(b) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_told_from_other_names() {
        let are = |a: &str, b: &str| are_variants(hash(a), hash(b));
        assert!(are("Kyiv", "KIEV") && are("Hmeymim", "Hemeimeem") && are("Gaddafi", "Qaddafi"));
        assert!(!are("Kyiv", "Kyiv") && !are("Kyiv", "Kharkiv") && !are("ferry", "dam"));
    }

    #[test]
    fn no_form_stands_for_two_names() {
        let forms: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).flat_map(|l| l.split('\t')).collect();
        let mut once: Vec<u64> = forms.iter().map(|form| hash(form)).collect();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), forms.len());
    }
}
