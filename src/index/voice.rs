//! Whether two articles give words to the same mouth.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use rustc_hash::FxHashMap;

use super::{cast::Cast, occasion::Day, terms::Terms};
use crate::{
    article::{Article, Quotation, Source, SourceId, SourceKind, Speaker, TokenKind},
    lexicon::fold,
    span::Span,
};

/// Offices and bodies, and how their holders are called: `office<TAB>words`.
const OFFICES: &str = include_str!("../../rules/words/office.tsv");
/// Posts of one person, with the other words for them: `post<TAB>words`.
const POSTS: &str = include_str!("../../rules/words/post.tsv");

/// Below this the attribution is a guess, and tells nothing about who speaks.
const SURE: f32 = 0.5;

/// How the speakers of two quotations go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One person or body.
    Same,
    /// One is the office, the spokesman or the relay of the other, as far as the articles tell.
    Related,
    /// At least one of the two is not known, or has no name.
    Unknown,
    /// Two people, or two bodies.
    Different,
}

/// Who says something, in the form in which articles are compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Voice {
    kind: Option<SourceKind>,
    /// The words of the name, titles and particles aside.
    pub(super) name: Terms,
    /// The words of the descriptions.
    pub(super) described: Terms,
    /// The name that another article gives to somebody described only.
    known_as: Terms,
}

impl Voice {
    /// The voices of the sources of an article, in their order.
    pub(super) fn all(article: &Article) -> Vec<Arc<Voice>> {
        Voice::of_some(article, |_| true)
    }

    /// The same of some of the sources, by their places; in the place of any other one is nobody.
    pub(super) fn of_some(article: &Article, is_asked: impl Fn(usize) -> bool) -> Vec<Arc<Voice>> {
        let nobody: Arc<Voice> = Arc::default();
        let mut reader = VoiceReader::default();
        let voices = article.sources.iter().enumerate().map(|(at, source)| {
            if !is_asked(at) {
                return nobody.clone();
            }
            let mentions = source.mentions.iter().map(|mention| titled(article, *mention));
            Arc::new(reader.read(source, mentions))
        });
        voices.collect()
    }

    /// The voice of a quotation, out of the voices of its article; of nobody where the article does not say or is not sure.
    pub(super) fn among(voices: &[Arc<Voice>], quotation: &Quotation) -> Arc<Voice> {
        Voice::at(voices, sure_source(quotation))
    }

    /// The voice of a source, out of the voices of its article.
    pub(super) fn at(voices: &[Arc<Voice>], source: Option<SourceId>) -> Arc<Voice> {
        source.and_then(|id| voices.get(id.0)).cloned().unwrap_or_default()
    }

    /// Whether it is a person with a name.
    pub(super) fn is_named_person(&self) -> bool {
        self.kind == Some(SourceKind::NamedPerson)
    }

    /// Gives somebody described only the name that the other articles have for the post.
    pub(super) fn name_by(voice: &mut Arc<Voice>, cast: &Cast, day: Day) {
        if voice.kind != Some(SourceKind::UnnamedIndividual) {
            return;
        }
        if let Some(name) = cast.name(voice, day) {
            Arc::make_mut(voice).known_as = name.clone();
        }
    }

    /// A voice of these words, for tests.
    #[cfg(test)]
    pub(super) fn of_words(kind: SourceKind, name: Option<&str>, described: &[&str]) -> Voice {
        let source = Source {
            name: name.map(str::to_owned),
            kind,
            anonymous: false,
            descriptions: described.iter().map(|d| (*d).to_owned()).collect(),
            mentions: Vec::new(),
        };
        VoiceReader::default().read(&source, std::iter::empty())
    }

    /// Whether the same is known of both, so that two quotations may be taken as one.
    pub(super) fn is_identical(&self, other: &Voice) -> bool {
        self.kind == other.kind && self.words().eq(other.words())
    }

    /// Whether its article names it: a person or a body.
    pub(super) fn is_named(&self) -> bool {
        !self.name.is_empty() && self.standing() > 0
    }

    /// Whether it is somebody in particular, so that another voice may be the same.
    pub(super) fn is_known(&self) -> bool {
        match self.kind {
            Some(SourceKind::NamedPerson) => true,
            Some(SourceKind::Organisation) => self.count() > 0,
            Some(SourceKind::UnnamedIndividual) => !self.known_as.is_empty() || self.telling().nth(1).is_some(),
            _ => false,
        }
    }

    /// How near it is to a name that the desk can call: a person, a body, or anybody else.
    pub(super) fn standing(&self) -> u8 {
        match self.kind {
            Some(SourceKind::NamedPerson) => 2,
            Some(SourceKind::Organisation) => 1,
            _ => 0,
        }
    }

    /// How two voices go together.
    pub(super) fn relation(&self, other: &Voice) -> Relation {
        use SourceKind::{Media, NamedPerson, Organisation, UnnamedIndividual};
        match (self.kind, other.kind) {
            (Some(NamedPerson), Some(NamedPerson)) if self.is_person(other) => Relation::Same,
            (Some(NamedPerson), Some(NamedPerson)) => Relation::Different,
            (Some(Organisation), Some(Organisation)) if self.is_body(other) => Relation::Same,
            (Some(Organisation), Some(Organisation)) if self.is_beside(other) => Relation::Related,
            (Some(Organisation), Some(Organisation)) => Relation::Different,
            (Some(NamedPerson), Some(Organisation)) if self.speaks_for(other) => Relation::Related,
            (Some(Organisation), Some(NamedPerson)) if other.speaks_for(self) => Relation::Related,
            (Some(NamedPerson), Some(UnnamedIndividual)) if self.is_described(other) => Relation::Same,
            (Some(UnnamedIndividual), Some(NamedPerson)) if other.is_described(self) => Relation::Same,
            (Some(UnnamedIndividual), Some(UnnamedIndividual)) if is_one_person(&self.known_as, &other.known_as) => {
                Relation::Same
            }
            (Some(Media), Some(NamedPerson | Organisation)) | (Some(NamedPerson | Organisation), Some(Media)) => {
                Relation::Related
            }
            _ => Relation::Unknown,
        }
    }

    /// Whether somebody described is this person: by the name that other articles have for the post, or by a description
    /// of two words or more (“the UN envoy”, and “UN envoy Ilka Moravec” elsewhere).
    fn is_described(&self, unnamed: &Voice) -> bool {
        let mut telling = unnamed.telling();
        is_one_person(&self.name, &unnamed.known_as)
            || (telling.clone().nth(1).is_some() && telling.all(|word| self.described.contains(word)))
    }

    /// The words of the descriptions that describe somebody.
    pub(super) fn telling(&self) -> impl Iterator<Item = &str> + Clone {
        self.described.iter().filter(|word| !PRONOUNS.contains(word))
    }

    /// Whether two names are of one person.
    fn is_person(&self, other: &Voice) -> bool {
        is_one_person(&self.name, &other.name)
    }

    /// Whether two names are of one body: the words of the shorter one are in the longer one.
    fn is_body(&self, other: &Voice) -> bool {
        let (short, long) = if self.count() <= other.count() { (self, other) } else { (other, self) };
        short.count() > 0 && short.words().all(|word| long.words().any(|other| kin(word, other)))
    }

    /// Whether two bodies belong to one state or house: their names begin alike, “Velmar army”, “Velmar presidency”.
    fn is_beside(&self, other: &Voice) -> bool {
        let is_long = |voice: &Voice| voice.count() > 1;
        is_long(self) && is_long(other) && self.words().zip(other.words()).next().is_some_and(|(a, b)| kin(a, b))
    }

    /// Whether a person speaks for a body: holds its office, or is described by its name.
    fn speaks_for(&self, body: &Voice) -> bool {
        let is_shared = |word: &str| self.words().any(|own| kin(word, own));
        let has = |word: &str| body.words().any(|own| own == word);
        // one that is found has its words in a row
        let joined = || body.words().collect::<Vec<_>>().join(" ");
        let held = offices().iter().find(|(office, _)| office.split(' ').all(has) && joined().contains(office));
        match held {
            Some((office, holders)) => {
                let is_of = |words: &str, word: &str| words.split(' ').any(|one| one == word);
                let mut rest = body.words().filter(|word| !is_of(office, word)).peekable();
                let holds = self.words().any(|word| is_of(holders, word));
                // an office of another state is another office; where no state is told, there is no other
                let known = |word: &str| self.name.contains(word) || is_of(holders, word);
                holds && (rest.peek().is_none() || rest.any(is_shared) || self.described.iter().all(known))
            }
            None => body.words().any(is_shared),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(self.described.iter())
    }

    fn count(&self) -> usize {
        self.name.len() + self.described.len()
    }
}

/// Reads voices, in memory that each of them needs for a while only.
#[derive(Default)]
struct VoiceReader {
    folded: String,
    name: Terms,
    described: Terms,
}

impl VoiceReader {
    /// The voice of a source.
    fn read<'a>(&mut self, source: &Source, mentions: impl Iterator<Item = &'a str>) -> Voice {
        let VoiceReader { folded, name, described } = self;
        source.descriptions.iter().for_each(|own| each_word(own, folded, &mut |word| described.push(word)));
        // a mention may hold the office before the name; most are the same few words again
        let mut read: Vec<&str> = Vec::new();
        for mention in mentions {
            if read.contains(&mention) {
                continue;
            }
            read.push(mention);
            each_word(mention, folded, &mut |word| {
                if !described.contains(word) {
                    described.push(word);
                }
            });
        }
        source.name.iter().for_each(|own| each_word(own, folded, &mut |word| name.push(word)));
        Voice { kind: Some(source.kind), name: name.take(), described: described.take(), known_as: Terms::default() }
    }
}

/// The source of a quotation, unless it is a guess.
pub(super) fn sure_source(quotation: &Quotation) -> Option<SourceId> {
    sure(quotation.speaker?)
}

/// The source of a speaker, unless it is a guess.
pub(super) fn sure(speaker: Speaker) -> Option<SourceId> {
    if speaker.confidence >= SURE { speaker.source } else { None }
}

/// Whether two names are of one person: surnames alike, given names not at odds.
pub(super) fn is_one_person(one: &Terms, other: &Terms) -> bool {
    let (mut given, mut other_given) = (one.iter(), other.iter());
    let (Some(surname), Some(other_surname)) = (given.next_back(), other_given.next_back()) else { return false };
    if !alike(surname, other_surname) {
        return false;
    }
    // a title may stand before the given name, so that any one in common will do
    let fits = |one: &str, two: &str| alike(one, two) || one.starts_with(two) || two.starts_with(one);
    let meet = || given.clone().any(|one| other_given.clone().any(|two| fits(one, two)));
    given.clone().next().is_none() || other_given.clone().next().is_none() || meet()
}

/// Whether a word names a post that one person holds at a time.
pub(super) fn is_post(word: &str) -> bool {
    posts().values().any(|post| *post == word)
}

/// Of each word for a post, the word that stands for all of them.
fn posts() -> &'static FxHashMap<&'static str, &'static str> {
    static POSTS_READ: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    POSTS_READ.get_or_init(|| {
        let lines = POSTS.lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(|line| {
            let post = line.split('\t').next().unwrap_or(line);
            line.split(['\t', ' ']).map(move |word| (word, post))
        });
        words.collect()
    })
}

fn offices() -> &'static [(&'static str, &'static str)] {
    static OFFICES_READ: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    OFFICES_READ.get_or_init(|| {
        OFFICES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
    })
}

/// A mention with the capitalised words before it: “Brellan President Ilka Moravec”.
fn titled(article: &Article, mention: Span) -> &str {
    let at = article.token_from(mention.start);
    let before = article.tokens.get(..at).unwrap_or_default().iter().rev().take(TITLE);
    let block = article.tokens.get(at).map(|token| token.block);
    let words = before
        .take_while(|token| token.kind == TokenKind::Word && token.case.has_capital() && Some(token.block) == block);
    let start = words.last().map_or(mention.start, |token| token.span.start);
    article.slice(Span::new(start, mention.end))
}

/// Words of a title that are read before a name, at most.
const TITLE: usize = 3;

/// Mentions that describe nobody.
const PRONOUNS: [&str; 8] = ["he", "she", "it", "they", "him", "her", "who", "his"];

/// A word without some mark.
fn without(word: &str, mark: char) -> Cow<'_, str> {
    if word.contains(mark) { Cow::Owned(word.replace(mark, "")) } else { Cow::Borrowed(word) }
}

/// Gives out the words of a name or description that tell, in order: in lower case, without articles, particles and marks.
/// `folded` is room for it in lower case.
fn each_word(name: &str, folded: &mut String, with: &mut dyn FnMut(&str)) {
    const EMPTY: [&str; 16] =
        ["the", "a", "an", "of", "for", "and", "al", "el", "bin", "ben", "s", "jr", "sr", "ii", "iii", "in"];
    let mut tell = |word: &str| {
        // articles and particles are short, and there are no others
        let tells_nothing = word.is_empty() || (word.len() < 4 && EMPTY.contains(&word));
        if !tells_nothing {
            with(posts().get(word).unwrap_or(&word));
        }
    };
    // nearly all names are letters of ASCII and blanks
    if name.bytes().fold(true, |is_plain, b| is_plain & b.is_ascii() & (b != b'.') & (b != b'\'')) {
        folded.clear();
        folded.push_str(name);
        folded.make_ascii_lowercase();
        let mut start = 0;
        for (at, _) in folded.bytes().enumerate().filter(|(_, b)| !b.is_ascii_alphanumeric()) {
            tell(&folded[start..at]);
            start = at + 1;
        }
        return tell(&folded[start..]);
    }
    // “U.N.” is “UN”
    let initials = |word: &str| word.len() > 2 && word.split('.').all(|part| part.chars().count() < 2);
    for word in fold(name).split_whitespace() {
        let joined = if initials(word) { without(word, '.') } else { Cow::Borrowed(word) };
        for part in joined.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
            tell(&without(part, '\''));
        }
    }
}

/// Whether two names are one but for a letter of transliteration.
fn alike(a: &str, b: &str) -> bool {
    a == b || (a.len() > 4 && b.len() > 4 && a.chars().next() == b.chars().next() && differ_by_one(a, b))
}

/// Whether two words name one thing: “Syria” and “Syrian”.
fn kin(a: &str, b: &str) -> bool {
    if a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    a == b || (common >= 4 && a.len().abs_diff(b.len()) < 4 && common + 1 >= a.chars().count().min(b.chars().count()))
}

/// Whether one letter added, dropped or changed makes one of the other.
fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - front - back <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(kind: SourceKind, name: Option<&str>, described: &[&str]) -> Voice {
        Voice::of_words(kind, name, described)
    }

    #[test]
    fn people_are_known_by_surname_and_given_name() {
        let person = |name| voice(SourceKind::NamedPerson, Some(name), &[]);
        let cases = [
            ("Ilka Moravec", "Moravec", Relation::Same),
            ("Ilka Moravec", "I. Moravec", Relation::Same),
            ("Tarek al-Hadidi", "Tarek Hadidi", Relation::Same),
            ("Tarek Haddidi", "Tarek Hadidi", Relation::Same),
            ("Ilka Moravec", "Jan Moravec", Relation::Different),
            ("Ilka Moravec", "Ilka Novak", Relation::Different),
        ];
        for (a, b, expected) in cases {
            assert_eq!(person(a).relation(&person(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn an_office_and_its_holder_are_related() {
        let holder = voice(SourceKind::NamedPerson, Some("Ilka Moravec"), &["Brellan President"]);
        let minister = voice(SourceKind::NamedPerson, Some("Jan Novak"), &["Interior Minister"]);
        let office = voice(SourceKind::Organisation, Some("Brellan presidency"), &[]);
        assert_eq!(holder.relation(&office), Relation::Related);
        assert_eq!(office.relation(&holder), Relation::Related);
        assert_eq!(minister.relation(&office), Relation::Unknown);
    }

    #[test]
    fn bodies_are_known_by_their_words() {
        let body = |name| voice(SourceKind::Organisation, Some(name), &[]);
        assert_eq!(body("the Harbour Board").relation(&body("Harbour Board")), Relation::Same);
        assert_eq!(body("the Harbour Board").relation(&body("the School Board")), Relation::Different);
        assert_eq!(body("the Velmar army").relation(&body("Velmar presidency")), Relation::Related);
    }

    #[test]
    fn a_description_may_name_a_person() {
        let envoy = voice(SourceKind::NamedPerson, Some("Ilka Moravec"), &["U.N. envoy Ilka Moravec"]);
        let unnamed = |described| voice(SourceKind::UnnamedIndividual, None, &[described]);
        assert_eq!(envoy.relation(&unnamed("the UN envoy")), Relation::Same);
        assert_eq!(envoy.relation(&unnamed("an envoy")), Relation::Unknown);
        assert_eq!(envoy.relation(&unnamed("the UN spokesman")), Relation::Unknown);
    }

    #[test]
    fn only_who_is_somebody_in_particular_is_the_same_as_another() {
        use SourceKind::{Document, Media, NamedPerson, Organisation, UnnamedGroup, UnnamedIndividual};
        let kinds = [NamedPerson, UnnamedIndividual, UnnamedGroup, Organisation, Document, Media];
        let voices = kinds.iter().flat_map(|kind| {
            let names = [None, Some("Ilka Moravec")].into_iter();
            names.flat_map(|name| [&[][..], &["the envoy"], &["the UN envoy"]].map(|words| voice(*kind, name, words)))
        });
        let voices: Vec<Voice> = voices.chain([Voice::default()]).collect();
        for voice in voices.iter().filter(|voice| !voice.is_known()) {
            assert!(voices.iter().all(|other| voice.relation(other) != Relation::Same), "{voice:?}");
        }
        assert!(voices.iter().any(Voice::is_known));
    }

    #[test]
    fn nobody_is_unknown() {
        let person = voice(SourceKind::NamedPerson, Some("Ilka Moravec"), &[]);
        assert_eq!(person.relation(&Voice::default()), Relation::Unknown);
        assert_eq!(person.relation(&voice(SourceKind::UnnamedIndividual, None, &["an official"])), Relation::Unknown);
    }
}
