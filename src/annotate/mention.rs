//! Noun phrases that can stand for a source: names, descriptions, pronouns.

use std::ops::Range;

use super::{reading::Reading, tag::Tag, vocabulary::Traits};
use crate::{
    article::{Case, TokenKind},
    span::Span,
};

/// A noun phrase outside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its tokens, from the article to the head.
    pub(super) tokens: Range<usize>,
    /// The token that says what it is: the last name or noun.
    pub(super) head: usize,
    /// What it looks like.
    pub(super) kind: MentionKind,
    /// Whether an ending `'s` follows.
    pub(super) genitive: bool,
    /// Place of its sentence in [`Article::sentences`](crate::article::Article::sentences).
    pub(super) sentence: usize,
}

/// What a noun phrase looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MentionKind {
    Pronoun,
    /// A name that no word marks as a body's or an outlet's.
    Name,
    Organisation,
    Media,
    Document,
    /// One person, described.
    Individual,
    /// Several persons, described.
    Group,
    Time,
    /// Any other noun.
    Thing,
}

impl MentionKind {
    /// The names of all kinds, in their order, and of none.
    pub(super) const OR_NONE: &[&str] =
        &["pronoun", "name", "organisation", "media", "document", "individual", "group", "time", "thing", "none"];
    /// The names of all kinds, in their order.
    pub(super) const NAMES: &[&str] = Self::OR_NONE.split_at(Self::OR_NONE.len() - 1).0;
}

impl Mention {
    /// Its words in the prose.
    pub(super) fn span(&self, reading: &Reading) -> Span {
        reading.span(self.tokens.clone())
    }
}

/// How many tokens a phrase may have before its last possessor; none in print comes near, and one without end would be
/// read again for each possessor.
const LONGEST: usize = 40;

/// Every noun phrase of the copy outside quotation marks, in order.
pub(super) fn find(reading: &Reading) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(reading.tags.len() / 6);
    for (sentence, range) in reading.article.sentences.iter().map(|s| s.tokens.clone()).enumerate() {
        let mut at = range.start;
        while at < range.end {
            let next = match reading.tags[at] {
                // nothing begins with any other
                tag if !begins(tag) => at + 1,
                _ if reading.is_quoted(at) => turn(reading, at, range.end, sentence, &mut mentions),
                Tag::Pronoun => {
                    mentions.push(Mention {
                        tokens: at..at + 1,
                        head: at,
                        kind: MentionKind::Pronoun,
                        genitive: false,
                        sentence,
                    });
                    at + 1
                }
                tag if tag.is_nominal() || tag == Tag::Determiner => {
                    phrase(reading, at, range.end, sentence, &mut mentions)
                }
                // “the leading candidate”, “retired officers”
                Tag::Gerund | Tag::Participle if modifies(reading, at, range.end) => {
                    phrase(reading, at, range.end, sentence, &mut mentions)
                }
                _ => at + 1,
            };
            at = next;
        }
    }
    mentions
}

/// Whether a noun phrase may begin with a token that plays a part.
fn begins(tag: Tag) -> bool {
    tag.is_nominal() || matches!(tag, Tag::Pronoun | Tag::Determiner | Tag::Gerund | Tag::Participle)
}

/// The speaker of a turn: a name and a colon at the start of a quotation, as transcripts have it. Returns where to go on.
fn turn(reading: &Reading, start: usize, end: usize, sentence: usize, mentions: &mut Vec<Mention>) -> usize {
    let opens = start.checked_sub(1).is_none_or(|b| !reading.is_quoted(b));
    if !opens || reading.tags[start] != Tag::Name {
        return start + 1;
    }
    let names = (start..end.min(start + 4)).take_while(|t| reading.tags[*t] == Tag::Name).count();
    let colon = reading.tags.get(start + names) == Some(&Tag::Colon) && start + names < end;
    if colon {
        let tokens = start..start + names;
        mentions.push(Mention { head: tokens.end - 1, tokens, kind: MentionKind::Name, genitive: false, sentence });
    }
    start + names
}

/// Whether a verb form stands between an article and a noun.
fn modifies(reading: &Reading, at: usize, end: usize) -> bool {
    at + 1 < end
        && matches!(reading.tags[at + 1], Tag::Noun | Tag::Name | Tag::Adjective)
        && at
            .checked_sub(1)
            .is_some_and(|b| matches!(reading.tags[b], Tag::Determiner | Tag::Genitive | Tag::Adjective))
}

/// Reads the noun phrase that begins at a token; returns where to go on.
fn phrase(reading: &Reading, start: usize, end: usize, sentence: usize, mentions: &mut Vec<Mention>) -> usize {
    let mut first = start;
    let mut at = start;
    let mut head = None;
    // “his claim”: the possessor speaks
    if reading.is(start, Traits::POSSESSIVE) && reading.tags[start] == Tag::Determiner {
        let kind = MentionKind::Pronoun;
        mentions.push(Mention { tokens: start..start + 1, head: start, kind, genitive: true, sentence });
    }
    while at < end && !reading.is_quoted(at) {
        match reading.tags[at] {
            Tag::Name | Tag::Noun => head = Some(at),
            Tag::Determiner if at == first || head.is_none() => {}
            Tag::Adjective | Tag::Number => {}
            Tag::Other if at > first && is_glued(reading, at, end) => {}
            Tag::Gerund | Tag::Participle if at > first && modifies(reading, at, end) => {}
            Tag::Genitive => {
                // the possessor is a phrase of its own, and the whole goes on
                if let Some(h) = head {
                    push(reading, first..h + 1, h, true, sentence, mentions);
                }
                let goes_on = at + 1 < end && (reading.tags[at + 1].is_nominal() || modifies(reading, at + 1, end));
                if !goes_on {
                    return at + 1;
                }
                // possessors without end: the rest is a phrase of its own
                if at - first > LONGEST {
                    return at + 1;
                }
            }
            _ => break,
        }
        // “Mr. Quist Monday”: a day does not belong to a name
        if head == Some(at)
            && at > first
            && is_time(reading, at)
            && !is_time(reading, at - 1)
            && reading.tags[at - 1] != Tag::Determiner
        {
            let before = (first..at).rev().find(|t| matches!(reading.tags[*t], Tag::Name | Tag::Noun));
            if let Some(h) = before {
                push(reading, first..h + 1, h, false, sentence, mentions);
                first = at;
            }
        }
        at += 1;
    }
    // “several were”, “others”: a determiner alone can be a subject
    let alone = head.is_none() && reading.tags[first] == Tag::Determiner;
    let plural = |t: usize| reading.is(t, Traits::PLURAL_PERSON) || reading.is(t, Traits::SEVERAL);
    match head {
        Some(h) => push(reading, first..h + 1, h, false, sentence, mentions),
        None if alone && plural(first) => {
            mentions.push(Mention {
                tokens: first..first + 1,
                head: first,
                kind: MentionKind::Group,
                genitive: false,
                sentence,
            });
        }
        None => {}
    }
    at.max(start + 1)
}

/// A point without a blank on either side: “UN.mediator”.
fn is_glued(reading: &Reading, at: usize, end: usize) -> bool {
    let tokens = &reading.article.tokens;
    let touches = |a: usize, b: usize| tokens[a].span.end == tokens[b].span.start;
    at + 1 < end && touches(at - 1, at) && touches(at, at + 1) && reading.tags[at + 1] == Tag::Noun
}

fn is_time(reading: &Reading, at: usize) -> bool {
    reading.is(at, Traits::TIME)
}

fn push(
    reading: &Reading,
    tokens: Range<usize>,
    head: usize,
    genitive: bool,
    sentence: usize,
    mentions: &mut Vec<Mention>,
) {
    let kind = kind(reading, &tokens, head);
    mentions.push(Mention { tokens, head, kind, genitive, sentence });
}

/// What a phrase looks like, by its head and the names in it.
fn kind(reading: &Reading, tokens: &Range<usize>, head: usize) -> MentionKind {
    let token = &reading.article.tokens[head];
    let c = reading.traits[head];
    if c.any(Traits::TIME)
        && !(reading.tags[head] == Tag::Name
            && tokens.len() > 1
            && head > tokens.start
            && reading.tags[head - 1] == Tag::Name)
    {
        return MentionKind::Time;
    }
    if reading.tags[head] == Tag::Name {
        if token.kind == TokenKind::Address {
            return MentionKind::Name;
        }
        let names = tokens.clone().filter(|t| reading.tags[*t] == Tag::Name);
        if is_media(reading, tokens, head) {
            return MentionKind::Media;
        }
        let organised =
            names.clone().any(|t| reading.is(t, Traits::ORGANISATION_NAME) && !reading.is(t, Traits::TITLE));
        let place = tokens.len() <= 2 && c.any(Traits::PLACE_SPEAKER);
        return if organised || place || is_acronym(reading, head, tokens) {
            MentionKind::Organisation
        } else {
            MentionKind::Name
        };
    }
    if c.any(Traits::DOCUMENT) && !c.any(Traits::PERSON_NOUN) {
        MentionKind::Document
    } else if c.any(Traits::PLURAL_PERSON) {
        MentionKind::Group
    } else if c.any(Traits::INDIVIDUAL) {
        MentionKind::Individual
    } else if c.any(Traits::MEDIA_WORD) || c.any(Traits::MEDIA_NOUN) {
        MentionKind::Media
    } else if c.any(Traits::ORGANISATION) {
        MentionKind::Organisation
    } else {
        MentionKind::Thing
    }
}

fn is_media(reading: &Reading, tokens: &Range<usize>, head: usize) -> bool {
    if reading.is(head, Traits::MEDIA_NAME) && tokens.len() <= 2 {
        return true;
    }
    // “the Harbour Times”: two to four names, the last of them a newspaper's
    let first = tokens.start + usize::from(reading.tags[tokens.start] == Tag::Determiner);
    is_outlet(reading, first, tokens.end)
        || (tokens.len() > 1 && reading.is(head, Traits::MEDIA_NAME_WORD) && reading.tags[head - 1] == Tag::Name)
}

/// Whether some tokens are an outlet's name of several words.
fn is_outlet(reading: &Reading, first: usize, end: usize) -> bool {
    if first + 1 >= end || !reading.may_open(first, Traits::MEDIA_NAME) {
        return false;
    }
    let found = reading.lexicon.phrase(reading.word(first), |i| (first + i < end).then(|| reading.word(first + i)));
    found.is_some_and(|(n, classes)| first + n == end && classes.any(reading.vocabulary.media_name))
}

/// “NATO”, “U.N.”: capitals alone, not a person's initials.
fn is_acronym(reading: &Reading, head: usize, tokens: &Range<usize>) -> bool {
    if tokens.len() > 2 || reading.article.tokens[head].case != Case::Upper {
        return false;
    }
    let word = reading.word(head);
    let letters = || word.chars().filter(|c| c.is_alphabetic()).count();
    word.chars().all(|c| c.is_uppercase() || c == '.') && (2..=6).contains(&letters())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::with_reading;

    fn mentions(text: &str) -> Vec<(String, MentionKind)> {
        with_reading(text, |reading| {
            find(reading).iter().map(|m| (m.span(reading).of(&reading.article.prose).to_owned(), m.kind)).collect()
        })
    }

    #[test]
    fn possessors_without_end_make_no_endless_phrase() {
        let text = "Quist's ".repeat(2_000);
        let longest = with_reading(&text, |reading| find(reading).iter().map(|m| m.tokens.len()).max());
        assert!(longest.is_some_and(|tokens| tokens <= LONGEST + 4), "{longest:?}");
    }

    #[test]
    fn reads_names_descriptions_and_pronouns() {
        use MentionKind::{Document, Group, Individual, Name, Organisation, Pronoun, Time};
        let cases: [(&str, &[(&str, MentionKind)]); 5] = [
            (
                "Mayor Orla Quist said on Monday she agreed.",
                &[("Mayor Orla Quist", Name), ("Monday", Time), ("she", Pronoun)],
            ),
            ("A senior harbour official denied it.", &[("A senior harbour official", Individual), ("it", Pronoun)]),
            ("The report blamed several engineers.", &[("The report", Document), ("several engineers", Group)]),
            ("NATO agreed.", &[("NATO", Organisation)]),
            ("Quist's lawyer agreed.", &[("Quist", Name), ("Quist's lawyer", Individual)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(m, k)| ((*m).to_owned(), *k)).collect();
            assert_eq!(mentions(text), expected, "{text}");
        }
    }

    #[test]
    fn a_phrase_reaches_from_its_article_to_its_head() {
        use MentionKind::{Group, Individual, Media, Name, Organisation, Pronoun, Thing, Time};
        let cases: [(&str, &[(&str, MentionKind)]); 12] = [
            ("The leading candidate agreed.", &[("The leading candidate", Individual)]),
            ("The rescued sailor agreed.", &[("The rescued sailor", Individual)]),
            ("They left, leading candidates.", &[("They", Pronoun), ("candidates", Group)]),
            ("Orla Quist Monday agreed.", &[("Orla Quist", Name), ("Monday", Time)]),
            ("On the Monday she agreed.", &[("the Monday", Time), ("she", Pronoun)]),
            ("Several agreed.", &[("Several", Group)]),
            ("The agreed.", &[]),
            ("His lawyer agreed.", &[("His", Pronoun), ("His lawyer", Individual)]),
            ("Her old boats' crews agreed.", &[("Her", Pronoun), ("Her old boats", Thing), ("crews", Group)]),
            ("The Harbour Times agreed.", &[("The Harbour Times", Media)]),
            ("The Harbour Board of Corran agreed.", &[("The Harbour Board", Organisation), ("Corran", Name)]),
            ("Quist's leading candidate agreed.", &[("Quist", Name), ("Quist's leading candidate", Individual)]),
        ];
        let wrong: Vec<_> = cases
            .iter()
            .map(|(text, expected)| (mentions(text), expected))
            .filter(|(found, expected)| found.iter().map(|(m, k)| (m.as_str(), *k)).ne(expected.iter().copied()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_name_and_a_colon_begin_a_turn() {
        let turns = |text: &str| -> Vec<String> { mentions(text).into_iter().map(|(words, _)| words).collect() };
        assert_eq!(turns("“Orla Quist: It is safe.”"), ["Orla Quist"]);
        assert_eq!(turns("“It is safe: so it floats.”"), Vec::<String>::new());
        assert_eq!(turns("“We met Orla Quist: she is well.”"), Vec::<String>::new());
    }
}
