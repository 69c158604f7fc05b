//! What one article quotes and another one tells in its own words.
//!
//! An indirect attribution is held against the quotations of the same speaker, sentence by sentence, by the words of content
//! that both have in any order. Few pairs pass, and those are worth a look: the paraphrase may have lost a limit, a denial or
//! a figure. An article that quotes the words itself is left alone, for its readers have them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Member, Passage, Reading, Relation, Utterance,
    candidates::{CROWD, Sums},
    lists::Lists,
    name_of,
    notes::Told,
    occasion::Day,
    voice::Voice,
};
use crate::{
    align::{Key, Kind, Vocabulary, Wording},
    article::Article,
    lexicon::{Classes, Lexicon},
    span::Span,
};

/// Words of content that the two must share …
const SHARED: usize = 3;
/// … what these must tell …
const MASS: f32 = 13.0;
/// … and their share of what the paraphrase tells, and of what the sentence of the quotation tells.
const OF_TELLING: f32 = 0.5;
const OF_SENTENCE: f32 = 0.4;
/// Above this share of both, a denial in one of them only is no chance.
const CLOSE: f32 = 0.65;
/// Words between a figure and what it counts, at most.
const COUNTED: usize = 2;

/// A quotation that other articles tell in their own words.
#[derive(Debug)]
pub struct Retold {
    /// Who said it, by the fullest name that the articles give.
    pub speaker: Option<String>,
    /// The quotation.
    pub quotation: Member,
    /// The paraphrases, by article.
    pub tellings: Vec<Telling>,
}

/// A paraphrase of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Place of its article among the articles of the run.
    pub article: usize,
    /// What is attributed, in the prose.
    pub span: Span,
    /// That it is a paraphrase, and what it lost: a limit, a denial, a figure. Those that change what was said come first.
    pub kinds: Vec<Kind>,
    /// How much of what it tells is in the quotation, 0 to 1.
    pub similarity: f32,
}

/// Words by which copy denies without “not”.
const DENIALS: [&str; 24] = [
    "avoid",
    "ban",
    "deny",
    "denied",
    "doubt",
    "end",
    "fail",
    "failed",
    "impossible",
    "lack",
    "oppose",
    "opposed",
    "prevent",
    "refuse",
    "refused",
    "reject",
    "rejected",
    "rule",
    "ruled",
    "stop",
    "stopped",
    "unable",
    "unless",
    "unlikely",
];

/// A sentence of a quotation, as it is looked for.
struct Sentence {
    words: std::ops::Range<usize>,
    /// Stems of its words of content, each once.
    stems: Vec<(u32, f32)>,
    mass: f32,
}

/// Finds the quotations that other articles tell in their own words.
pub(super) fn find(
    articles: &[Article],
    lexicon: &Lexicon,
    reading: &mut Reading,
    utterances: &[Utterance],
) -> Vec<Retold> {
    let Reading { vocabulary, passages, again, voices, told, .. } = reading;
    let said: Vec<&Passage> = passages.iter().chain(again.iter().flatten()).collect();
    // whoever is no one in particular is the same as nobody
    let is_known: Vec<bool> = said.iter().map(|passage| passage.voice.is_known()).collect();
    let places = places(&said, vocabulary).of_some(|at| is_known.get(at as usize).is_some_and(|known| *known));
    let mut shared = Sums::new(said.len());
    let own = Own::new(utterances);
    let limits = Limits::new(lexicon);
    let mut found: FxHashMap<usize, Vec<Telling>> = FxHashMap::default();
    let told = told.iter().enumerate().flat_map(|(article, told)| told.iter().map(move |told| (article, told)));
    for (article, told) in told {
        let Told { span, ref tokens, attribution } = *told;
        let source = articles[article].attributions.get(attribution).and_then(|attribution| attribution.source_id);
        let voice = Voice::at(&voices[article], source);
        if !voice.is_known() {
            continue;
        }
        let wording = vocabulary.read_tokens(&articles[article], tokens.clone());
        let vocabulary = &*vocabulary;
        let stems = stems_of(wording.words.iter().map(|word| word.key), vocabulary);
        let mass: f32 = stems.iter().map(|(_, weight)| weight).sum();
        if stems.len() < SHARED || mass < MASS {
            continue;
        }
        for (stem, weight) in &stems {
            places.of(*stem).iter().for_each(|at| shared.add(*at, *weight));
        }
        let day = Day::of(&articles[article]);
        let mut best: Option<(f32, usize, Sentence)> = None;
        shared.take(|at, weight| {
            let at = at as usize;
            let passage = said[at];
            if weight < OF_TELLING * mass
                || passage.article == article
                || !passage.day.meets(day)
                || own.quotes(article, passage)
                || voice.relation(&passage.voice) != Relation::Same
            {
                return;
            }
            for sentence in Sentence::all(passage, vocabulary) {
                if let Some(worth) = sentence.worth(&stems, mass)
                    && best.as_ref().is_none_or(|(known, other, _)| {
                        (worth, std::cmp::Reverse(at)) > (*known, std::cmp::Reverse(*other))
                    })
                {
                    best = Some((worth, at, sentence));
                }
            }
        });
        let Some((similarity, at, sentence)) = best else { continue };
        let judge = Judge { articles, lexicon, vocabulary, limits };
        let kinds = judge.kinds((article, span, &wording), said[at], &sentence);
        let tellings = found.entry(at).or_default();
        let telling = Telling { article, span, kinds, similarity };
        // of each article the nearest one
        match tellings.iter_mut().find(|known| known.article == article) {
            Some(known) if known.similarity >= telling.similarity => {}
            Some(known) => *known = telling,
            None => tellings.push(telling),
        }
    }
    let mut retold: Vec<Retold> = found
        .into_iter()
        .map(|(at, tellings)| {
            let passage = said[at];
            let article = &articles[passage.article];
            let speaker =
                article.quotations.get(passage.quotation).and_then(|q| name_of(article, q)).map(str::to_owned);
            Retold { speaker, quotation: passage.member(), tellings }
        })
        .collect();
    retold.sort_by_key(|retold| (retold.quotation.article, retold.quotation.span));
    retold
}

/// Which of some passages have a word of content or a figure, by its stem; none where a crowd has it.
fn places(said: &[&Passage], vocabulary: &Vocabulary) -> Lists {
    let mut entries: Vec<(u32, u32)> = Vec::new();
    for (at, passage) in (0_u32..).zip(said) {
        let from = entries.len();
        let keys = passage.wording.words.iter().map(|word| word.key).filter(|key| tells(*key, vocabulary));
        entries.extend(keys.map(|key| (at, vocabulary.stem(key))));
        entries[from..].sort_unstable();
    }
    entries.dedup();
    Lists::new(vocabulary.len(), entries.iter().copied(), 1..=CROWD)
}

/// Whether a word is one of content, or a figure.
fn tells(key: Key, vocabulary: &Vocabulary) -> bool {
    vocabulary.is_content(key) || vocabulary.is_number(key)
}

/// Stems of the words of content among some words, each once, with what they tell.
fn stems_of(keys: impl Iterator<Item = Key>, vocabulary: &Vocabulary) -> Vec<(u32, f32)> {
    let content = keys.filter(|key| tells(*key, vocabulary));
    let mut stems: Vec<(u32, f32)> = content.map(|key| (vocabulary.stem(key), vocabulary.weight(key))).collect();
    stems.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    stems.dedup_by_key(|(stem, _)| *stem);
    stems
}

impl Sentence {
    /// Those of a passage, in order.
    fn all(passage: &Passage, vocabulary: &Vocabulary) -> impl Iterator<Item = Sentence> {
        passage.wording.sentences().into_iter().map(|words| {
            let own = passage.wording.words.get(words.clone()).unwrap_or_default();
            let stems = stems_of(own.iter().map(|word| word.key), vocabulary);
            let mass = stems.iter().map(|(_, weight)| weight).sum();
            Sentence { words, stems, mass }
        })
    }

    /// How much of a paraphrase is in the sentence, if it is enough of both.
    fn worth(&self, stems: &[(u32, f32)], mass: f32) -> Option<f32> {
        let has = |stem: &u32| self.stems.binary_search_by_key(stem, |(own, _)| *own).is_ok();
        let (count, shared) = stems
            .iter()
            .filter(|(stem, _)| has(stem))
            .fold((0, 0.0_f32), |(count, shared), (_, weight)| (count + 1, shared + weight));
        let share = shared / mass;
        (count >= SHARED && shared >= MASS && share >= OF_TELLING && shared >= OF_SENTENCE * self.mass).then_some(share)
    }
}

/// Which articles quote an utterance, by each of its quotations.
struct Own {
    utterances: FxHashMap<(usize, usize), Vec<usize>>,
    articles: Vec<FxHashSet<usize>>,
}

impl Own {
    fn new(utterances: &[Utterance]) -> Own {
        let mut own = Own { utterances: FxHashMap::default(), articles: Vec::new() };
        for (at, utterance) in utterances.iter().enumerate() {
            for member in &utterance.members {
                own.utterances.entry((member.article, member.quotation)).or_default().push(at);
            }
            own.articles.push(utterance.members.iter().map(|member| member.article).collect());
        }
        own
    }

    /// Whether an article quotes the words itself.
    fn quotes(&self, article: usize, passage: &Passage) -> bool {
        let of = self.utterances.get(&(passage.article, passage.quotation)).into_iter().flatten();
        of.filter_map(|at| self.articles.get(*at)).any(|articles| articles.contains(&article))
    }
}

/// Words that limit what is said.
#[derive(Clone, Copy)]
struct Limits {
    /// Those whose loss makes a part the whole, or a guess a fact.
    strong: Classes,
    /// Whatever keeps a limit.
    any: Classes,
}

impl Limits {
    fn new(lexicon: &Lexicon) -> Limits {
        let all = [
            "hedges.adverb",
            "hedges.opening",
            "hedges.approximator",
            "hedges.partial",
            "hedges.extent",
            "record.limit",
            "record.open",
        ];
        Limits {
            strong: lexicon.class("hedges.extent").or(lexicon.class("record.doubt")),
            any: all.iter().fold(Classes::NONE, |any, group| any.or(lexicon.class(group))),
        }
    }
}

struct Judge<'a> {
    articles: &'a [Article],
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    limits: Limits,
}

impl Judge<'_> {
    /// That it is a paraphrase, and what it lost.
    fn kinds(
        &self,
        (article, span, told): (usize, Span, &Wording),
        passage: &Passage,
        sentence: &Sentence,
    ) -> Vec<Kind> {
        let mut kinds = vec![Kind::Paraphrase];
        let article = &self.articles[article];
        let said: Vec<Key> = passage.wording.words[sentence.words.clone()].iter().map(|word| word.key).collect();
        let told: Vec<Key> = told.words.iter().map(|word| word.key).collect();
        let (counted, recounted) = (self.figures(&said), self.figures(&told));
        let other = |(unit, number): &(u32, Key)| {
            let mut same = recounted.iter().filter(|(other, _)| other == unit).peekable();
            same.peek().is_some() && same.all(|(_, other)| other != number)
        };
        if !counted.is_empty() && counted.iter().any(other) {
            kinds.push(Kind::Number);
        }
        let denials = |keys: &[Key]| keys.iter().filter(|key| self.vocabulary.is_negation(**key)).count() % 2;
        let place = article.sentence_at(span.start).map_or(span, |sentence| sentence.span.union(span));
        let quoting = &self.articles[passage.article];
        let near =
            self.is_close(&told, sentence) && !self.denies(article, place) && !self.denies(quoting, passage.span);
        if near && denials(&said) != denials(&told) {
            kinds.push(Kind::Negation);
        }
        let words = &passage.wording.words;
        let unit = |word: usize| passage.wording.units.get(words.get(word)?.unit).map(|unit| unit.span);
        let from = unit(sentence.words.start).zip(unit(sentence.words.end.saturating_sub(1)));
        let limited = from.is_some_and(|(from, to)| self.has(quoting, from.union(to), self.limits.strong));
        if limited && !self.has(article, place, self.limits.any) {
            kinds.push(Kind::HedgeDropped);
        }
        kinds.sort_unstable();
        kinds
    }

    /// Whether a paraphrase tells about as much as a sentence, and about the same.
    fn is_close(&self, told: &[Key], sentence: &Sentence) -> bool {
        let stems = stems_of(told.iter().copied(), self.vocabulary);
        let has = |stem: &u32| sentence.stems.binary_search_by_key(stem, |(own, _)| *own).is_ok();
        let shared: f32 = stems.iter().filter(|(stem, _)| has(stem)).map(|(_, weight)| weight).sum();
        let all: f32 = stems.iter().map(|(_, weight)| weight).sum();
        shared >= CLOSE * all.max(sentence.mass)
    }

    /// The figures among some words, each with the stem of what it counts.
    fn figures(&self, keys: &[Key]) -> Vec<(u32, Key)> {
        let numbers = keys.iter().enumerate().filter(|(_, key)| self.vocabulary.is_number(**key));
        let counted = numbers.filter_map(|(at, number)| {
            let ahead = keys.get(at + 1..(at + 1 + COUNTED).min(keys.len()))?;
            let unit =
                ahead.iter().find(|key| self.vocabulary.is_content(**key) && !self.vocabulary.is_number(**key))?;
            Some((self.vocabulary.stem(*unit), *number))
        });
        counted.collect()
    }

    fn denies(&self, article: &Article, place: Span) -> bool {
        let tokens = article.tokens.get(article.tokens_in(place)).unwrap_or_default();
        tokens.iter().any(|token| DENIALS.contains(&article.slice(token.span).to_lowercase().as_str()))
    }

    /// Whether a word or phrase of some groups stands in a place.
    fn has(&self, article: &Article, place: Span, groups: Classes) -> bool {
        article.tokens_in(place).any(|at| super::beside::opens(article, self.lexicon, at, groups))
    }
}
