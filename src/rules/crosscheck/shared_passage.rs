//! `crosscheck/shared-passage`: the outlet's own words are another outlet's too, and no agency is credited.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::versions::{excerpt, outlet};
use crate::{
    article::{Article, Token, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    index::agencies,
    lexicon::{Classes, Lexicon, fold},
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
    let all: Vec<Vec<Word>> = desk.articles.iter().map(|article| words(article, desk.lexicon)).collect();
    let mut places: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    for (article, words) in all.iter().enumerate() {
        for (at, run) in words.windows(WORDS).enumerate().filter(|(_, run)| is_whole(run)) {
            let list = places.entry(hash(run.iter().map(|word| word.hash))).or_default();
            if list.len() <= CROWD {
                list.push((article, at));
            }
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for (article, words) in all.iter().enumerate() {
        let mut passages: Vec<Passage> = Vec::new();
        let mut at = 0;
        while let Some(run) = words.get(at..at + WORDS) {
            let list = if is_whole(run) { places.get(&hash(run.iter().map(|w| w.hash))) } else { None };
            let others = list.into_iter().flatten().filter(|(other, _)| *other != article);
            let reach = others.map(|(other, from)| Passage {
                at,
                other: *other,
                from: *from,
                len: common(words, at, &all[*other], *from),
            });
            let longest =
                reach.filter(|p| list.is_some_and(|l| l.len() <= CROWD) && p.len >= least).max_by_key(|p| p.len);
            let longest = longest.filter(|p| {
                let run = words.get(at..at + p.len).unwrap_or_default();
                run.iter().filter(|word| word.telling).count() >= TELLING
            });
            at += longest.as_ref().map_or(1, |passage| passage.len);
            passages.extend(longest);
        }
        found.extend(of_article(desk, rule, article, &all, passages));
    }
    found
}

/// A run of words that two articles share.
struct Passage {
    at: usize,
    other: usize,
    from: usize,
    len: usize,
}

/// The longest passage that an article shares with each other one that names no agency in common with it.
fn of_article(desk: &Desk, rule: &Rule, article: usize, all: &[Vec<Word>], passages: Vec<Passage>) -> Vec<Diagnostic> {
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
        let words = all.get(article)?;
        Some(words.get(at)?.span.union(words.get(at + len - 1)?.span))
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
    hash: u64,
    span: Span,
    block: usize,
    /// Whether it tells something: no word of grammar, and none of how sources are described, quoted and left unnamed.
    telling: bool,
}

fn words(article: &Article, lexicon: &Lexicon) -> Vec<Word> {
    let stock = in_formulas(article, lexicon);
    let quiet = QUIET.iter().fold(Classes::NONE, |all, class| all.or(lexicon.class(class)));
    let telling =
        |token: &Token| !stock.iter().any(|formula| formula.contains(token.span)) && !token.classes.any(quiet);
    let own = article.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    // a quotation between two runs parts them
    own.map(|token| Word {
        hash: if token.quoted { 0 } else { hash_of(article.slice(token.span)) },
        span: token.span,
        block: token.block,
        telling: telling(token),
    })
    .collect()
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

/// Where an article uses the formulas of anonymity, in order.
fn in_formulas(article: &Article, lexicon: &Lexicon) -> Vec<Span> {
    let formulas = FORMULAS.iter().fold(Classes::NONE, |all, class| all.or(lexicon.class(class)));
    let word = |at: usize| article.tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| article.slice(t.span));
    // one may begin within another: “because he is not”, “not authorised to speak”
    let formula = |at: usize| {
        article.tokens.get(at).filter(|t| !t.opens.is_none() || t.classes.any(formulas))?;
        let len = lexicon.entry(formulas, word(at)?, |ahead| word(at + ahead))?;
        Some(article.tokens.get(at)?.span.union(article.tokens.get((at + len).checked_sub(1)?)?.span))
    };
    (0..article.tokens.len()).filter_map(formula).collect()
}

/// Whether a run lies in one block, and outside quotation marks.
fn is_whole(run: &[Word]) -> bool {
    run.iter().all(|word| word.hash != 0) && run.first().map(|w| w.block) == run.last().map(|w| w.block)
}

fn hash_of(word: &str) -> u64 {
    hash(fold(word).bytes().map(u64::from)).max(1)
}

fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    parts.for_each(|part| hasher.write_u64(part));
    hasher.finish()
}

/// How many words from two places on are the same.
fn common(a: &[Word], at: usize, b: &[Word], from: usize) -> usize {
    let (Some(a), Some(b)) = (a.get(at..), b.get(from..)) else { return 0 };
    let (Some(first), Some(other)) = (a.first(), b.first()) else { return 0 };
    let same =
        |(x, y): &(&Word, &Word)| x.hash == y.hash && x.hash != 0 && x.block == first.block && y.block == other.block;
    a.iter().zip(b).take_while(same).count()
}
