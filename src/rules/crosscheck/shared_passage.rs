//! `crosscheck/shared-passage`: the outlet's own words are another outlet's too, and no agency is credited.

use std::{ops::Range, sync::OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::versions::{excerpt, outlet};
use crate::{
    article::{Article, Token, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    index::{agencies, hashes},
    lexicon::Classes,
    rule::Rule,
    rules::Desk,
    span::Span,
};

/// Words in a row that two writers of one story do not choose alike by chance …
const WORDS: usize = 12;
/// … in a run of so many articles at most. Each time that there are twice as many, chance finds longer runs, by so many
/// words: titles, the names of laws, what a poll asked.
const ARTICLES: usize = 12;
const FURTHER: usize = 2;
/// Words of content that a run must have beyond the formulas of the trade, for somebody to have written it.
const TELLING: usize = 4;
/// Places under one run of words that are looked at: a formula that everybody prints is nobody's.
const CROWD: usize = 8;

/// Flags, for each pair of articles, the longest run of words outside quotation marks that both print.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let doublings = (desk.articles.len() / ARTICLES).checked_ilog2().unwrap_or(0) as usize;
    let least = WORDS + FURTHER * doublings;
    // of nearly all articles it is enough to know where their runs are nobody else's
    let runs: Vec<Vec<u64>> = (0..desk.articles.len())
        .into_par_iter()
        .map_init(Vec::new, |words, at| {
            read(desk, at, words);
            runs(words)
        })
        .collect();
    let places = Places::new(&runs);
    let all = Words { desk, words: desk.articles.iter().map(|_| OnceLock::new()).collect() };
    let formulas = Formulas::new(desk);
    let of = |(article, runs): (usize, &Vec<u64>)| {
        let mut passages: Vec<Passage> = Vec::new();
        let mut at = 0;
        while at < runs.len() {
            let list = places.of(runs[at]);
            if list.len() < 2 {
                at += 1;
                continue;
            }
            let others = list.iter().filter(|(other, _)| *other != article);
            let reach = others.map(|(other, from)| Passage {
                at,
                other: *other,
                from: *from,
                len: common(all.of(article), at, all.of(*other), *from),
            });
            let longest = reach.filter(|p| p.len >= least).max_by_key(|p| p.len);
            let longest = longest.filter(|p| {
                let run = all.of(article).get(at..at + p.len).unwrap_or_default();
                formulas.telling(article, run) >= TELLING
            });
            at += longest.as_ref().map_or(1, |passage| passage.len);
            passages.extend(longest);
        }
        of_article(desk, rule, article, &all, passages)
    };
    runs.par_iter().enumerate().flat_map_iter(of).collect()
}

/// Where each run of so many words stands that stands more than once.
struct Places {
    /// A bit for each hash, of which some share one: nearly all runs stand once, and need no place in the map.
    again: Vec<u64>,
    /// Of each run the articles, and the places among their words.
    places: FxHashMap<u64, Vec<(usize, usize)>>,
}

impl Places {
    fn new(runs: &[Vec<u64>]) -> Places {
        let bits = (8 * runs.iter().map(Vec::len).sum::<usize>()).next_power_of_two().max(64);
        let (mut once, again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
        let mut places = Places { again, places: FxHashMap::default() };
        for run in runs.iter().flatten().filter(|run| **run != 0) {
            let (at, bit) = places.bit(*run);
            places.again[at] |= once[at] & bit;
            once[at] |= bit;
        }
        for (article, runs) in runs.iter().enumerate() {
            for (at, run) in runs.iter().enumerate().filter(|(_, run)| **run != 0) {
                if places.is_again(*run) {
                    let list = places.places.entry(*run).or_default();
                    if list.len() <= CROWD {
                        list.push((article, at));
                    }
                }
            }
        }
        places
    }

    /// Where a run stands, itself among them; nowhere if it is everybody's.
    fn of(&self, run: u64) -> &[(usize, usize)] {
        if run == 0 || !self.is_again(run) {
            return &[];
        }
        self.places.get(&run).filter(|list| list.len() <= CROWD).map(Vec::as_slice).unwrap_or_default()
    }

    /// The word and the bit in it that stand for a run.
    fn bit(&self, run: u64) -> (usize, u64) {
        ((run >> 32) as usize & (self.again.len() - 1), 1_u64 << (run >> 26 & 63))
    }

    fn is_again(&self, run: u64) -> bool {
        let (at, bit) = self.bit(run);
        self.again[at] & bit != 0
    }
}

/// A run of words that two articles share.
struct Passage {
    at: usize,
    other: usize,
    from: usize,
    len: usize,
}

/// The longest passage that an article shares with each other one that names no agency in common with it.
fn of_article(desk: &Desk, rule: &Rule, article: usize, all: &Words, passages: Vec<Passage>) -> Vec<Diagnostic> {
    let context = desk.article(TextId(article));
    let mut best: Vec<(Passage, usize)> = Vec::new();
    for passage in passages {
        match best.iter_mut().find(|(known, _)| known.other == passage.other) {
            Some((known, more)) => {
                *more += 1;
                if passage.len > known.len {
                    *known = passage;
                }
            }
            None => best.push((passage, 0)),
        }
    }
    let span = |article: usize, at: usize, len: usize| -> Option<Span> {
        let (words, tokens) = (all.of(article), &desk.articles.get(article)?.tokens);
        let span = |at: usize| Some(tokens.get(words.get(at)?.token)?.span);
        Some(span(at)?.union(span(at + len - 1)?))
    };
    let credited = |other: usize| {
        // an outlet may print its own words twice
        let outlet = |article: usize| desk.articles[article].meta.outlet.as_deref();
        if outlet(article).is_some() && outlet(article) == outlet(other) {
            return true;
        }
        let [own, theirs] = [article, other].map(|at| agencies(&desk.articles[at], desk.lexicon));
        theirs.iter().any(|theirs| own.iter().any(|own| own.key == theirs.key))
    };
    let report = |(passage, more): (Passage, usize)| {
        let (at, theirs) = (span(article, passage.at, passage.len)?, span(passage.other, passage.from, passage.len)?);
        let other = &desk.articles[passage.other];
        let further = match more {
            0 => String::new(),
            1 => ", and one more passage".to_owned(),
            more => format!(", and {more} more passages"),
        };
        let words = excerpt(context.article.slice(at));
        let message = format!("{} words in a row, “{words}”, are also in {}{further}", passage.len, outlet(other));
        let label = Label {
            text: TextId(passage.other),
            span: other.raw(theirs),
            message: format!("{}: the same words", outlet(other)),
        };
        Some(
            context
                .finding(rule, at, message)
                .with_help(
                    "If an agency wrote it, credit the agency. If the other outlet did, name it or write your own.",
                )
                .with_label(label),
        )
    };
    best.into_iter().filter(|(passage, _)| !credited(passage.other)).filter_map(report).collect()
}

/// A word of the outlet's own.
struct Word {
    /// 0 between quotation marks.
    hash: u64,
    /// Its place among the tokens.
    token: usize,
    block: usize,
}

/// Reads the words of an article into a list.
fn read(desk: &Desk, article: usize, words: &mut Vec<Word>) {
    words.clear();
    let Some(read) = desk.articles.get(article) else { return };
    let own = read.tokens.iter().enumerate().filter(|(_, token)| token.is_counted());
    // a quotation between two runs parts them
    let word = |((token, of), hash): ((usize, &Token), u64)| Word {
        hash: if of.quoted { 0 } else { hash.max(1) },
        token,
        block: of.block,
    };
    match desk.index.hashes(article) {
        Some(hashes) => words.extend(own.zip(hashes.iter().copied()).map(word)),
        None => words.extend(own.zip(hashes(read)).map(word)),
    }
}

/// The words of the articles that have a run in common with another one, read once they are asked for.
struct Words<'a> {
    desk: &'a Desk<'a>,
    words: Vec<OnceLock<Vec<Word>>>,
}

impl Words<'_> {
    fn of(&self, article: usize) -> &[Word] {
        let read = || {
            let mut words = Vec::new();
            read(self.desk, article, &mut words);
            words
        };
        self.words.get(article).map(|words| words.get_or_init(read).as_slice()).unwrap_or_default()
    }
}

/// The phrases by which copy leaves sources unnamed, and the words that tell nothing.
struct Formulas<'a> {
    desk: &'a Desk<'a>,
    formulas: Classes,
    quiet: Classes,
}

impl<'a> Formulas<'a> {
    fn new(desk: &'a Desk) -> Formulas<'a> {
        let all = |names: &[&str]| names.iter().fold(Classes::NONE, |all, class| all.or(desk.lexicon.class(class)));
        Formulas { desk, formulas: all(&FORMULAS), quiet: all(&QUIET) }
    }

    /// How many words of a run tell something: no words of grammar, and none of how sources are described, quoted and
    /// left unnamed.
    fn telling(&self, article: usize, run: &[Word]) -> usize {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return 0 };
        let article = &self.desk.articles[article];
        let start = article.blocks.get(first.block).map_or(first.token, |block| article.token_from(block.span.start));
        let stock = self.within(article, start..last.token + 1);
        let telling = run.iter().filter(|word| {
            let loud = article.tokens.get(word.token).filter(|token| !self.desk.lexicon.has(token.set, self.quiet));
            loud.is_some_and(|token| !stock.iter().any(|formula| formula.contains(token.span)))
        });
        telling.count()
    }

    /// Where an article uses the formulas of anonymity among some tokens, in order.
    fn within(&self, article: &Article, tokens: Range<usize>) -> Vec<Span> {
        let word = |at: usize| {
            let token = article.tokens.get(at).filter(|token| token.kind == TokenKind::Word);
            token.map(|token| article.slice(token.span))
        };
        // one may begin within another: “because he is not”, “not authorised to speak”
        let formula = |at: usize| {
            article.tokens.get(at).filter(|t| !t.opens.is_none() || self.desk.lexicon.has(t.set, self.formulas))?;
            let len = self.desk.lexicon.entry(self.formulas, word(at)?, |ahead| word(at + ahead))?;
            Some(article.tokens.get(at)?.span.union(article.tokens.get((at + len).checked_sub(1)?)?.span))
        };
        tokens.filter_map(formula).collect()
    }
}

/// Groups of words that tell nothing in a run: grammar, verbs of saying, and heads of descriptions that name nobody.
const QUIET: [&str; 6] = [
    "function.word",
    "claims.cue",
    "unnamed.individual",
    "unnamed.spokesperson",
    "anonymity.says-nothing",
    "anonymity.ground",
];
/// Groups of phrases by which copy leaves sources unnamed.
const FORMULAS: [&str; 4] = ["anonymity.formula", "anonymity.reason", "anonymity.boilerplate", "anonymity.announced"];

/// Of each word, the hash of the run that begins with it; 0 where a quotation or the end of a block is too near.
fn runs(words: &[Word]) -> Vec<u64> {
    // the hashes of the words are the digits of a number, of which the first falls away as the next comes
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let first = BASE.wrapping_pow(u32::try_from(WORDS).unwrap_or(0));
    let mut runs = vec![0; words.len()];
    let (mut number, mut len, mut block) = (0_u64, 0, None);
    for (at, word) in words.iter().enumerate() {
        if word.hash == 0 || block != Some(word.block) {
            (number, len, block) = (0, 0, Some(word.block));
        }
        if word.hash == 0 {
            continue;
        }
        number = number.wrapping_mul(BASE).wrapping_add(word.hash);
        len += 1;
        if len > WORDS {
            number = number.wrapping_sub(words[at - WORDS].hash.wrapping_mul(first));
        }
        if len >= WORDS {
            runs[at + 1 - WORDS] = number.max(1);
        }
    }
    runs
}

/// How many words from two places on are the same.
fn common(a: &[Word], at: usize, b: &[Word], from: usize) -> usize {
    let (Some(a), Some(b)) = (a.get(at..), b.get(from..)) else { return 0 };
    let (Some(first), Some(other)) = (a.first(), b.first()) else { return 0 };
    let same =
        |(x, y): &(&Word, &Word)| x.hash == y.hash && x.hash != 0 && x.block == first.block && y.block == other.block;
    a.iter().zip(b).take_while(same).count()
}
