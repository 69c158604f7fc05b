//! The speakers of a transcript as sources: “PRESIDENT VESHKO (via interpreter)” is Veshko, the president.

use crate::{
    article::{Source, SourceId, SourceKind},
    lexicon::{Classes, Lexicon, fold},
    span::Span,
};

/// Who speaks in a transcript, each once.
pub(super) struct Speakers<'a> {
    lexicon: &'a Lexicon,
    titles: Classes,
    pub(super) sources: Vec<Source>,
}

/// A label taken apart.
struct Named {
    /// Without titles; none for “Q” and “THE PRESIDENT”.
    name: Option<String>,
    described: Vec<String>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        let titles = ["titles.prefix", "titles.honorific", "titles.military"].map(|name| lexicon.class(name));
        let titles = titles.into_iter().fold(Classes::NONE, Classes::or);
        Self { lexicon, titles, sources: Vec::new() }
    }

    /// The source that a label means; one who has spoken under a longer name is known by the surname.
    pub(super) fn source(&mut self, label: &str, place: Span) -> SourceId {
        let Named { name, described } = self.take_apart(label);
        let is_same = |source: &Source| match (&source.name, &name) {
            (Some(known), Some(name)) => is_same_person(known, name),
            (None, None) => source.descriptions == described,
            _ => false,
        };
        let at = match self.sources.iter().position(is_same) {
            Some(at) => at,
            None => {
                let kind = if name.is_some() { SourceKind::NamedPerson } else { SourceKind::UnnamedIndividual };
                let anonymous = name.is_none();
                self.sources.push(Source {
                    name: None,
                    kind,
                    anonymous,
                    descriptions: Vec::new(),
                    mentions: Vec::new(),
                });
                self.sources.len() - 1
            }
        };
        let source = &mut self.sources[at];
        if source.name.as_ref().map_or(0, String::len) < name.as_ref().map_or(0, String::len) {
            source.name = name;
        }
        for words in described {
            if !source.descriptions.contains(&words) {
                source.descriptions.push(words);
            }
        }
        source.mentions.push(place);
        SourceId(at)
    }

    fn take_apart(&self, label: &str) -> Named {
        let mut described = Vec::new();
        let (mut bare, mut aside) = (String::new(), String::new());
        let mut depth = 0_usize;
        for c in label.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                c if depth > 0 => aside.push(c),
                c => bare.push(c),
            }
        }
        let (front, office) = bare.split_once(',').unwrap_or((&bare, ""));
        let words: Vec<String> = front.split_whitespace().map(in_print).collect();
        let mut at = 0;
        // “THE PRESIDENT”
        at += usize::from(words.first().is_some_and(|word| word == "The"));
        while at < words.len() {
            let word = |ahead: usize| words.get(at + ahead).map(String::as_str);
            let Some(first) = word(0) else { break };
            let known = self.lexicon.classes(first).any(self.titles).then_some(1);
            let len = self.lexicon.entry(self.titles, first, word).or(known).unwrap_or(0);
            if len == 0 {
                break;
            }
            described.push(words[at..at + len].join(" "));
            at += len;
        }
        let rest = words[at..].join(" ");
        let role = fold(&rest);
        let is_role = role.len() < 2 || super::label::is_role(&role);
        let name = Some(rest.clone()).filter(|rest| !rest.is_empty() && !is_role);
        if name.is_none() && !rest.is_empty() {
            described.push(rest);
        }
        described
            .extend([office, &aside].into_iter().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned));
        Named { name, described }
    }
}

/// Whether two names of one transcript mean one person: one is the other's surname, or its end.
fn is_same_person(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long == short || long.ends_with(&format!(" {short}"))
}

/// A word as it is printed in a sentence, if it is all in capitals: “SAMIK”, “AL-HADIDI”.
fn in_print(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || word.chars().any(char::is_lowercase) || word.contains('.') && letters < 3 && word.len() > 3 {
        return word.to_owned();
    }
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let lower = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            lower
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(labels: &[&str]) -> Vec<(Option<String>, Vec<String>)> {
        let fallback = Lexicon::default();
        let mut speakers = Speakers::new(Lexicon::built_in().unwrap_or(&fallback));
        for label in labels {
            speakers.source(label, Span::default());
        }
        speakers.sources.into_iter().map(|source| (source.name, source.descriptions)).collect()
    }

    fn named(name: &str, described: &[&str]) -> Vec<(Option<String>, Vec<String>)> {
        vec![(
            Some(name).filter(|name| !name.is_empty()).map(str::to_owned),
            described.iter().map(|d| (*d).to_owned()).collect(),
        )]
    }

    #[test]
    fn titles_and_brackets_are_no_names() {
        assert_eq!(read(&["PRESIDENT VESHKO (via interpreter)"]), named("Veshko", &["President", "via interpreter"]));
        assert_eq!(read(&["MS. SAMIK"]), named("Samik", &["Ms."]));
        assert_eq!(read(&["Ruta Samik, chief engineer"]), named("Ruta Samik", &["chief engineer"]));
        assert_eq!(read(&["TAREK AL-HADIDI"]), named("Tarek Al-Hadidi", &[]));
        assert_eq!(read(&["THE PRESIDENT"]), named("", &["President"]));
        assert_eq!(read(&["Q"]), named("", &["Q"]));
        assert_eq!(read(&["REPORTER (Baymark Times)"]), named("", &["Reporter", "Baymark Times"]));
    }

    #[test]
    fn a_surname_is_who_was_named_before() {
        assert_eq!(read(&["RUTA SAMIK", "SAMIK", "Ms. Samik"]), named("Ruta Samik", &["Ms."]));
        assert_eq!(read(&["SAMIK", "RUTA SAMIK"]), named("Ruta Samik", &[]));
        assert_eq!(read(&["SAMIK", "VESHKO"]).len(), 2);
    }
}
