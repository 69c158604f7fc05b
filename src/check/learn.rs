//! What an archive teaches: the names that it prints again and again, for a person to look through.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::{
    article::{Article, Case, Token, TokenKind},
    gazetteer::{
        Gazetteer,
        table::{Class, MAX_WORDS, hash},
    },
    lexicon::Lexicon,
};

/// A name that an archive prints, and no list has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// As most articles print it.
    pub name: String,
    /// What it is probably a name of.
    pub class: Class,
    /// How many articles print it.
    pub articles: usize,
}

/// Words that stand in small letters inside a name.
const INNER: &[&str] = &[
    "al", "bin", "bint", "da", "de", "del", "der", "di", "do", "dos", "du", "el", "for", "ibn", "la", "le", "of",
    "ter", "the", "van", "von",
];

/// Last words by which a place is known.
const PLACES: &[&str] = &[
    "avenue", "bay", "beach", "bridge", "city", "county", "creek", "dam", "district", "harbour", "harbor", "hill",
    "hills", "island", "islands", "lake", "mountain", "park", "province", "region", "river", "road", "square",
    "station", "street", "town", "valley", "village",
];

/// A shorter name of one word has too many others a letter away.
const SHORTEST: usize = 5;

/// Names that at least so many articles print outside headlines, and that no list holds yet: of two to five words, or of one
/// that no dictionary has. Those that most articles print come first.
pub fn learn(articles: &[Article], gazetteer: &Gazetteer, lexicon: &Lexicon, least: usize) -> Vec<Learnt> {
    let titles = lexicon.class("titles");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        let mut own = FxHashSet::default();
        for block in article.blocks.iter().filter(|b| b.kind.is_story()) {
            let tokens = &article.tokens[article.tokens_in(block.span)];
            let mut at = 0;
            while at < tokens.len() {
                let end = name_end(article, tokens, at);
                // “Mayor Ann Lee”: the name begins behind the title
                if end == at
                    || lexicon.has(tokens[at].set, titles)
                    || (end == at + 1 && is_known(article, gazetteer, &tokens[at]))
                {
                    at += 1;
                    continue;
                }
                let words = tokens[at..end].iter().map(|t| article.slice(t.span));
                own.insert(words.collect::<Vec<_>>().join(" "));
                at = end;
            }
        }
        for name in own {
            *seen.entry(name).or_default() += 1;
        }
    }
    let known = |name: &str| gazetteer.tables().iter().any(|table| table.holds(name));
    let names = seen.into_iter().filter(|(name, articles)| *articles >= least && !known(name));
    let mut names: Vec<Learnt> =
        names.map(|(name, articles)| Learnt { class: class_of(&name, gazetteer), name, articles }).collect();
    names.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    names
}

/// Whether a word is no name of its own: a dictionary or a name list has it, or it is short or no plain word.
fn is_known(article: &Article, gazetteer: &Gazetteer, token: &Token) -> bool {
    let word = article.slice(token.span);
    let hash = hash(word);
    let listed = || gazetteer.tables().iter().any(|table| table.places(hash) != (0, 0));
    let plain = token.case == Case::Capital && word.chars().all(char::is_alphabetic) && token.set.is_none();
    !plain || word.chars().count() < SHORTEST || gazetteer.dictionary().knows(hash) || listed()
}

/// Past the last word of the name that begins at a token; the token itself where none does.
fn name_end(article: &Article, tokens: &[Token], from: usize) -> usize {
    let named = |t: &Token| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Mixed);
    let opens = |t: &Token| article.sentence_at(t.span.start).is_none_or(|s| s.span.start == t.span.start);
    let mut end = from;
    for (at, token) in tokens.iter().enumerate().skip(from).take(MAX_WORDS) {
        // the first word of a sentence has a capital anyway
        if named(token) && !(at == from && opens(token)) {
            end = at + 1;
        } else if at == from || token.kind != TokenKind::Word || !INNER.contains(&article.slice(token.span)) {
            break;
        }
    }
    // a name that goes on is longer than any that can be looked up
    let goes_on = end == from + MAX_WORDS && tokens.get(end).is_some_and(named);
    if goes_on { from } else { end }
}

/// What a name is probably a name of: its last word tells a place, a known first name a person.
fn class_of(name: &str, gazetteer: &Gazetteer) -> Class {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    let dictionary = gazetteer.dictionary();
    let is_word = |word: &str| dictionary.is_frequent(hash(word));
    if PLACES.contains(&last.as_str()) {
        Class::Place
    } else if words.len() < 4 && !words.contains(&"of") && !words.iter().any(|word| is_word(word)) {
        Class::Person
    } else {
        Class::Org
    }
}
