//! `crosscheck/shared-passage`: the outlet's own words are another outlet's too, and no agency is credited.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use rayon::prelude::*;

use super::{
    places::{Places, Shared},
    versions::{excerpt, outlet},
};
use crate::{
    article::{Article, TokenKind},
    diagnostic::{Diagnostic, Label, TextId},
    index::{OwnWord, RUN, Runs, agencies, own_words},
    lexicon::Classes,
    rule::Rule,
    rules::Desk,
    span::Span,
};

/// In a run of so many articles at most, [`RUN`] words in a row are enough. Each time that there are twice as many, chance
/// finds longer runs, by so many words: titles, the names of laws, what a poll asked.
const ARTICLES: usize = 12;
const FURTHER: usize = 2;
/// Words of content that a run must have beyond the formulas of the trade, for somebody to have written it.
const TELLING: usize = 4;

/// Flags, for each pair of articles, the longest run of words outside quotation marks that both print.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let doublings = (desk.articles.len() / ARTICLES).checked_ilog2().unwrap_or(0) as usize;
    let least = RUN + FURTHER * doublings;
    // of nearly all articles it is enough to know where their runs are nobody else's
    let runs = |(at, article)| desk.index.runs(at).map_or_else(|| Cow::Owned(Runs::of(article)), Cow::Borrowed);
    let runs: Vec<Cow<Runs>> = desk.articles.par_iter().enumerate().map(runs).collect();
    let places = Places::new(runs.iter().map(|runs| &**runs));
    let all = Words { desk, words: desk.articles.iter().map(|_| OnceLock::new()).collect() };
    let formulas = Formulas::new(desk);
    let of_one = |shared: &[Shared]| {
        let Some(article) = shared.first().map(|shared| shared.article) else { return Vec::new() };
        let mut passages: Vec<Passage> = Vec::new();
        // behind the passage before
        let mut next = 0;
        for shared in shared {
            let at = shared.at;
            if at < next {
                continue;
            }
            let others = places.of(shared).iter().filter(|place| place.article() != article);
            let reach = others.map(|place| Passage {
                at,
                other: place.article(),
                from: place.at(),
                len: common(all.of(article), at, all.of(place.article()), place.at()),
            });
            let longest = reach.filter(|p| p.len >= least).max_by_key(|p| p.len);
            let longest = longest.filter(|p| {
                let run = all.of(article).get(at..at + p.len).unwrap_or_default();
                formulas.telling(article, run) >= TELLING
            });
            next = at + longest.as_ref().map_or(1, |passage| passage.len);
            passages.extend(longest);
        }
        of_article(desk, rule, article, &all, passages)
    };
    let shared = places.shared();
    shared.par_chunk_by(|one, next| one.article == next.article).flat_map_iter(of_one).collect()
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

/// The words of the articles that have a run in common with another one, read once they are asked for.
struct Words<'a> {
    desk: &'a Desk<'a>,
    words: Vec<OnceLock<Vec<OwnWord>>>,
}

impl Words<'_> {
    fn of(&self, article: usize) -> &[OwnWord] {
        let read = || self.desk.articles.get(article).into_iter().flat_map(own_words).collect();
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
    fn telling(&self, article: usize, run: &[OwnWord]) -> usize {
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

/// How many words from two places on are the same.
fn common(a: &[OwnWord], at: usize, b: &[OwnWord], from: usize) -> usize {
    let (Some(a), Some(b)) = (a.get(at..), b.get(from..)) else { return 0 };
    let (Some(first), Some(other)) = (a.first(), b.first()) else { return 0 };
    let same = |(x, y): &(&OwnWord, &OwnWord)| {
        x.hash == y.hash && x.hash != 0 && x.block == first.block && y.block == other.block
    };
    a.iter().zip(b).take_while(same).count()
}
