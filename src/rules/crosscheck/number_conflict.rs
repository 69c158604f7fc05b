//! `crosscheck/number-conflict`: outlets print different figures for one thing.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    retold::lost,
    story::Related,
    versions::{Other, Own, each, excerpt, outlet},
};
use crate::{
    align::{Kind, Vocabulary},
    article::BlockKind,
    diagnostic::{Diagnostic, Label, TextId},
    english::listed,
    index::Relation,
    lexicon::fold,
    rule::Rule,
    rules::{Desk, figure::Figures, words::Words},
    span::Span,
};

/// Words of content, beside the figure and what it counts, that two sentences must share …
const SHARED: usize = 3;
/// … and their share of the shorter one: one in this many.
const SHARE: usize = 2;
/// Figures under one word up to which they are looked through; a word of more tells nothing.
const CROWD: usize = 64;
/// Words before a figure that may say how exact it is.
const BEFORE: usize = 4;
/// How far off a round figure may be, in parts of a hundred.
const ROUND: u64 = 20;

/// Flags figures that another article has otherwise: in an utterance that both quote, in a paraphrase, and in what both tell of
/// one thing on the same day.
pub(super) fn check(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let mut found = each(desk, |own| {
        let others: Vec<Other> = own.others.iter().copied().filter(has_another).collect();
        (!others.is_empty()).then(|| of_utterance(desk, rule, own, &others))
    });
    found.extend(lost(desk, rule, Kind::Number));
    found.extend(of_facts(desk, rule));
    found
}

/// Whether the same words of one speaker have another figure there.
fn has_another(other: &Other) -> bool {
    other.pair.relation != Relation::Different && other.has_only_other_figures()
}

fn of_utterance(desk: &Desk, rule: &Rule, own: &Own, others: &[Other]) -> Diagnostic {
    let context = desk.article(TextId(own.member.article));
    let figures: Vec<String> = others
        .iter()
        .filter_map(|other| {
            let figure = other.other_figures().into_iter().next()?;
            let there = outlet(&desk.articles[other.member.article]);
            Some(format!("“{}” here, “{}” in {there}", excerpt(&figure.a), excerpt(&figure.b)))
        })
        .collect();
    let words = excerpt(context.article.slice(own.member.span));
    let message = format!("{} on “{words}”: {}", own.speaker(), figures.join("; "));
    let finding = context
        .finding(rule, own.member.span, message)
        .with_help("One of them has the figure wrong. Check the recording or the transcript, and the figure itself.")
        .with_details(own.details(desk, others));
    others.iter().fold(finding, |finding, other| {
        let there = outlet(&desk.articles[other.member.article]);
        finding.with_label(other.label(desk, format!("{there}: {}", other.differences())))
    })
}

/// A figure that an article gives in its own words.
struct Count {
    article: usize,
    span: Span,
    /// The least and the most that it says.
    bounds: (u64, u64),
    /// What is counted.
    unit: Unit,
    /// What else is told, by stem: of a toll the names around it, else the words of content of its sentence.
    context: Vec<u32>,
    /// Words that say of what hour or day it is.
    hour: Vec<String>,
}

/// What a figure counts: people harmed, by what happened to them; or anything else, by the stem of its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Harmed(&'static str),
    Thing(u32),
}

impl Count {
    /// Whether both may be right.
    fn agrees(&self, other: &Count) -> bool {
        self.bounds.0 <= other.bounds.1 && other.bounds.0 <= self.bounds.1
    }

    /// Whether the two are about one thing, `shared` being how many stems both have around them.
    fn is_same_thing(&self, other: &Count, shared: usize) -> bool {
        self.hour == other.hour
            && match self.unit {
                Unit::Harmed(_) => shared > 0,
                Unit::Thing(_) => shared >= SHARED && shared * SHARE >= self.context.len().min(other.context.len()),
            }
    }
}

fn of_facts(desk: &Desk, rule: &Rule) -> Vec<Diagnostic> {
    let mut vocabulary = Vocabulary::new(desk.lexicon);
    let related = Related::new(desk);
    let mut counts: Vec<Count> = Vec::new();
    for at in (0..desk.articles.len()).filter(|at| related.has_any(*at)) {
        counts.extend(of_article(desk, at, &mut vocabulary));
    }
    let mut places: FxHashMap<(Unit, u32), Vec<usize>> = FxHashMap::default();
    for (at, count) in counts.iter().enumerate() {
        for stem in &count.context {
            let list = places.entry((count.unit, *stem)).or_default();
            if list.len() <= CROWD {
                list.push(at);
            }
        }
    }
    let day = |article: usize| desk.articles[article].meta.date.as_deref();
    // of each two articles and what they count, the figures that cannot both be right; none if others agree
    let mut conflicts: FxHashMap<(usize, usize, Unit), Option<(usize, usize)>> = FxHashMap::default();
    for (at, count) in counts.iter().enumerate() {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for stem in &count.context {
            let list = places.get(&(count.unit, *stem)).filter(|list| list.len() <= CROWD);
            for other in list.into_iter().flatten().filter(|other| **other < at) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        for (other, shared) in shared {
            let (a, b) = (&counts[other], count);
            // a figure of another day is an update
            let other_day = matches!((day(a.article), day(b.article)), (Some(one), Some(other)) if one != other);
            if a.article == b.article || other_day || !related.are(a.article, b.article) || !a.is_same_thing(b, shared)
            {
                continue;
            }
            let pair = conflicts.entry((a.article, b.article, a.unit)).or_insert(Some((other, at)));
            match pair {
                _ if a.agrees(b) => *pair = None,
                Some(known) if (other, at) < *known => *known = (other, at),
                _ => {}
            }
        }
    }
    let mut by_own: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (own, other) in conflicts.into_values().flatten() {
        by_own.entry(own).or_default().push(other);
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut owns: Vec<(usize, Vec<usize>)> = by_own.into_iter().collect();
    owns.sort_unstable();
    for (own, mut others) in owns {
        others.sort_unstable();
        let own = &counts[own];
        let others: Vec<&Count> = others.iter().map(|at| &counts[*at]).collect();
        found.push(of_count(desk, rule, own, &others));
    }
    found
}

fn of_count(desk: &Desk, rule: &Rule, own: &Count, others: &[&Count]) -> Diagnostic {
    let words = |count: &Count| desk.articles[count.article].slice(count.span).to_owned();
    let name = |count: &Count| outlet(&desk.articles[count.article]);
    let theirs: Vec<String> = others.iter().map(|other| format!("“{}” in {}", words(other), name(other))).collect();
    let message = format!("“{}” here, {}", words(own), listed(&theirs));
    let finding = desk
        .article(TextId(own.article))
        .finding(rule, own.span, message)
        .with_help("Find out which is right. Say whose figure it is, and of what hour, if it has changed since.");
    others.iter().fold(finding, |finding, other| {
        let span = desk.articles[other.article].raw(other.span);
        finding.with_label(Label {
            text: TextId(other.article),
            span,
            message: format!("{}: another figure", name(other)),
        })
    })
}

/// The figures that an article gives in its own words.
fn of_article(desk: &Desk, at: usize, vocabulary: &mut Vocabulary) -> Vec<Count> {
    let context = desk.article(TextId(at));
    let words = Words::new(&context);
    let figures = Figures::new(&context);
    let mut counts = Vec::new();
    for (sentence, kind) in words.sentences() {
        let copy = kind.is_story() || matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Caption);
        let tokens = sentence.tokens.clone();
        if !copy {
            continue;
        }
        let hour = OnceCell::new();
        // of what is long past there are no hours; most sentences have no figures at all
        let hour = || {
            let hour =
                hour.get_or_init(|| (!is_past(words, tokens.clone())).then(|| self::hour(words, tokens.clone())));
            hour.clone()
        };
        let tolls = figures.within(tokens.clone());
        for toll in &tolls {
            let Some(number) = toll.tokens.clone().find(|i| figures.value(*i).is_some()) else { continue };
            let Some(value) = toll.value else { continue };
            let Some(hour) = hour() else { break };
            counts.push(Count {
                article: at,
                span: words.span(toll.tokens.clone()),
                bounds: bounds(words, number, value, toll.tokens.start.min(number)),
                unit: Unit::Harmed(toll.what),
                context: names(words, words.block(sentence.block), vocabulary),
                hour,
            });
        }
        for number in tokens.clone() {
            // only of what says how many, and what of, more is asked
            let next = number + 1;
            if words.is_quoted(number)
                || !words.is_lower(next)
                || !figures.is_exact(number)
                || !words.is_noun(next)
                || figures.number(number, tokens.end) != Some(next)
            {
                continue;
            }
            let in_toll = tolls.iter().any(|toll| toll.tokens.contains(&number));
            if in_toll || (number > tokens.start && figures.number(number - 1, tokens.end).is_some()) {
                continue;
            }
            let Some(value) = figures.value(number) else { continue };
            let Some(hour) = hour() else { break };
            let Some(unit) = vocabulary.keys_of(words.word(next)).first().copied() else { continue };
            let unit = vocabulary.stem(unit);
            let mut around = content(words, tokens.clone(), vocabulary);
            around.retain(|stem| *stem != unit);
            let first = number.saturating_sub(BEFORE).max(tokens.start);
            counts.push(Count {
                article: at,
                span: words.span(number..next + 1),
                bounds: bounds(words, number, value, first),
                unit: Unit::Thing(unit),
                context: around,
                hour,
            });
        }
    }
    counts
}

/// The least and the most that a figure says, by the words before it.
fn bounds(words: Words, number: usize, value: u64, first: usize) -> (u64, u64) {
    let before = first.max(number.saturating_sub(BEFORE))..number;
    let has = |any: &[&str]| words.is_any(before.clone(), any);
    let margin = (value * ROUND / 100).max(1);
    match () {
        () if has(&["least", "more", "over", "above", "than"]) && !has(&["fewer", "less"]) => (value, u64::MAX),
        () if has(&["up", "most", "fewer", "less", "under", "below", "many"]) => (0, value),
        () if has(&["nearly", "almost"]) => (value - margin.min(value), value),
        () if has(&["about", "around", "some", "roughly", "approximately", "estimated"]) => {
            (value - margin.min(value), value + margin)
        }
        () => (value, value),
    }
}

/// Whether a sentence tells of something long past: a year, a month, “ago”.
fn is_past(words: Words, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| {
        let word = words.word(at);
        let year = word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit());
        year || words
            .is(at, &["ago", "last", "earlier", "previous", "previously", "since", "anniversary", "annual", "year"])
    })
}

/// Words that say of what hour or day the sentence is.
fn hour(words: Words, tokens: std::ops::Range<usize>) -> Vec<String> {
    const HOURS: [&str; 18] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "dawn",
        "morning",
        "noon",
        "midday",
        "afternoon",
        "evening",
        "night",
        "midnight",
    ];
    let mut hour: Vec<String> = tokens.filter(|at| words.is(*at, &HOURS)).map(|at| fold(words.word(at))).collect();
    hour.sort_unstable();
    hour.dedup();
    hour
}

/// Stems of the names among some words.
fn names(words: Words, tokens: std::ops::Range<usize>, vocabulary: &mut Vocabulary) -> Vec<u32> {
    let names = tokens.filter(|at| words.is_capital(*at) && !words.opens_sentence(*at) && !words.is_function(*at));
    stems(names.map(|at| words.word(at)), vocabulary)
}

/// Stems of the words of content among some words, figures aside.
fn content(words: Words, tokens: std::ops::Range<usize>, vocabulary: &mut Vocabulary) -> Vec<u32> {
    let own = tokens.filter(|at| words.is_word(*at) && !words.is_quoted(*at));
    stems(own.map(|at| words.word(at)), vocabulary)
}

fn stems<'a>(words: impl Iterator<Item = &'a str>, vocabulary: &mut Vocabulary) -> Vec<u32> {
    let mut found: FxHashSet<u32> = FxHashSet::default();
    for word in words {
        for key in vocabulary.keys_of(word).to_vec() {
            if vocabulary.is_content(key) && !vocabulary.is_number(key) {
                found.insert(vocabulary.stem(key));
            }
        }
    }
    let mut found: Vec<u32> = found.into_iter().collect();
    found.sort_unstable();
    found
}
