//! Who is meant by “the UN envoy”: the one person of that post whom an article of the same days names.
//!
//! One article gives a speaker's name and post, another one his post only, or his name only. What all of them say of a
//! person is put together, so that a description fits although no single article has all of its words.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    occasion::Day,
    terms::Terms,
    voice::{self, Voice},
};
use crate::article::Article;

/// People under one word up to which they are looked through; a word of more tells nothing.
const CROWD: usize = 96;

/// The people that the articles of a run name and describe.
#[derive(Debug, Default)]
pub(super) struct Cast {
    people: Vec<Person>,
    /// The people of a surname.
    by_surname: FxHashMap<String, Vec<usize>>,
    /// The words that describe people, by number.
    numbers: FxHashMap<String, usize>,
    /// Of each word the people of whose description it is a part.
    by_word: Vec<Vec<usize>>,
}

/// A person, as the articles of a few days describe him or her.
#[derive(Debug)]
struct Person {
    name: Terms,
    day: Day,
    /// The words of the descriptions, by their numbers: of whom all articles write, there are hundreds.
    described: FxHashSet<usize>,
}

impl Cast {
    /// Puts together what the articles say of the people they name. `voices` are those of the sources of each article.
    pub(super) fn new(articles: &[Article], voices: &[Vec<Arc<Voice>>]) -> Cast {
        let mut cast = Cast::default();
        for (article, voices) in articles.iter().zip(voices) {
            let day = Day::of(article);
            voices.iter().filter(|voice| voice.is_named_person()).for_each(|voice| cast.add(voice, day));
        }
        cast
    }

    fn add(&mut self, voice: &Voice, day: Day) {
        let Some(surname) = voice.name.last() else { return };
        let namesakes = self.by_surname.entry(surname.to_owned()).or_default();
        // namesakes beyond a crowd are no help in telling who somebody is
        let known = namesakes.iter().take(CROWD).copied().find(|at| {
            let person = &self.people[*at];
            voice::is_one_person(&person.name, &voice.name) && person.day.meets(day)
        });
        let at = known.unwrap_or_else(|| {
            namesakes.push(self.people.len());
            self.people.push(Person { name: voice.name.clone(), day, described: FxHashSet::default() });
            self.people.len() - 1
        });
        let person = &mut self.people[at];
        if voice.name.len() > person.name.len() {
            person.name.clone_from(&voice.name);
        }
        for word in voice.described.iter() {
            let number = match self.numbers.get(word) {
                Some(number) => *number,
                None => {
                    self.numbers.insert(word.to_owned(), self.by_word.len());
                    self.by_word.push(Vec::new());
                    self.by_word.len() - 1
                }
            };
            if person.described.contains(&number) || person.name.contains(word) {
                continue;
            }
            person.described.insert(number);
            let list = &mut self.by_word[number];
            if list.len() <= CROWD {
                list.push(at);
            }
        }
    }

    /// The name of the one person whom a description by post fits; none where it fits nobody, or two.
    pub(super) fn name(&self, voice: &Voice, day: Day) -> Option<&Terms> {
        let telling: Vec<&str> = voice.telling().collect();
        if telling.len() < 2 || !telling.iter().any(|word| voice::is_post(word)) {
            return None;
        }
        // a word that describes nobody fits nobody
        let telling: Vec<usize> =
            telling.into_iter().map(|word| self.numbers.get(word).copied()).collect::<Option<_>>()?;
        let lists = telling.iter().map(|number| &self.by_word[*number]);
        let rarest = lists.min_by_key(|list| list.len()).filter(|list| list.len() <= CROWD)?;
        let fits = |at: &&usize| {
            let person = &self.people[**at];
            person.day.meets(day) && telling.iter().all(|number| person.described.contains(number))
        };
        let mut found = rarest.iter().filter(fits);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(&self.people[*only].name),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::SourceKind;

    fn person(name: &str, described: &[&str]) -> Voice {
        Voice::of_words(SourceKind::NamedPerson, Some(name), described)
    }

    fn named(people: &[Voice], described: &[&str]) -> Option<String> {
        let mut cast = Cast::default();
        people.iter().for_each(|voice| cast.add(voice, Day::default()));
        let unnamed = Voice::of_words(SourceKind::UnnamedIndividual, None, described);
        cast.name(&unnamed, Day::default()).map(|name| name.iter().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_post_is_held_by_the_one_person_whom_a_peer_names() {
        let people = [
            person("Ilka Moravec", &["U.N. mediator"]),
            person("Moravec", &["the UN special envoy for Velmar"]),
            person("Jan Novak", &["Interior Minister"]),
        ];
        assert_eq!(named(&people, &["A UN mediator", "the UN envoy for Velmar"]).as_deref(), Some("ilka moravec"));
        assert_eq!(named(&people, &["the interior minister"]).as_deref(), Some("jan novak"));
        assert_eq!(named(&people, &["the envoy"]), None);
    }

    #[test]
    fn a_description_that_fits_two_or_is_no_post_names_nobody() {
        let people = [
            person("Ilka Moravec", &["Brellan interior minister"]),
            person("Jan Novak", &["Velmar's interior minister"]),
            person("Rosa Imhof", &["senior roads official"]),
        ];
        assert_eq!(named(&people, &["the interior minister"]), None);
        assert_eq!(named(&people, &["a senior roads official"]), None);
        assert_eq!(named(&people, &["the Brellan interior minister"]).as_deref(), Some("ilka moravec"));
    }
}
