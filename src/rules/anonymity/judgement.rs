//! `anonymity/pejorative` and `anonymity/opinion`: an unnamed person judges.

use std::ops::Range;

use crate::{
    article::Quotation,
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

/// How sure the speaker of a quotation must be.
const SURE: f32 = 0.5;

/// Flags a quotation of an unnamed person that runs somebody down.
pub(super) fn pejorative(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let judge = Judge::new(context);
    let help = "Put a name to it, or paraphrase what the source knows. An attack from behind a screen wants a senior editor's leave.";
    let found = spoken(context).filter_map(|(quotation, source)| {
        let attack = judge.attack(context.article.tokens_in(quotation.span))?;
        let place = judge.words.span(attack);
        let message = format!("“{}” is said by somebody unnamed ({})", context.article.slice(place), source);
        Some(context.finding(rule, place, message).with_help(help).with_label(speaker(context, quotation)?))
    });
    found.collect()
}

/// Flags a quotation of an unnamed person that gives a view or a forecast.
pub(super) fn opinion(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let view = context.lexicon.class("claims.opinion");
    let judge = Judge::new(context);
    let help = "Unnamed sources are for facts that nobody else will give. Name somebody who holds the view.";
    let found = spoken(context).filter_map(|(quotation, source)| {
        let tokens = context.article.tokens_in(quotation.span);
        // “those not likely to vote” are told apart, not judged
        let told_apart = |sign: &Range<usize>| words.is(sign.start, &["likely"]) && words.after(sign.start, &["not"]);
        let mut signs = words.entries(tokens.clone(), view).filter(|sign| !told_apart(sign));
        let sign = signs.next().filter(|_| judge.attack(tokens).is_none())?;
        let place = words.span(sign);
        let message = format!("“{}”: a view of somebody unnamed ({})", context.article.slice(place), source);
        Some(context.finding(rule, place, message).with_help(help).with_label(speaker(context, quotation)?))
    });
    found.collect()
}

/// The quotations that an unnamed insider says, with what the copy calls the speaker.
///
/// The mention beside the quotation decides: “one senior Liberal”, “a longtime adviser”; a pronoun may mean anybody, and
/// a name may stand beside the description.
fn spoken<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Quotation, &'a str)> {
    let article = context.article;
    let words = Words::new(context);
    let insider = context.lexicon.class("claims.insider");
    let begins = ["a", "an", "one", "another", "some", "two", "three", "several", "many", "other"];
    article.quotations.iter().filter(|q| q.kind.is_speech() && !q.nested).filter_map(move |quotation| {
        let speaker = quotation.speaker.filter(|s| s.confidence >= SURE)?;
        let mention = article.tokens_in(speaker.span);
        let head = mention.clone().rev().find(|at| words.has(*at, insider))?;
        let indefinite = words.is(mention.start, &begins) || (head == mention.start && words.word(head).ends_with('s'));
        // “Ann Lee, a strategist”, “a strategist, Ann Lee”, “a strategist named Lee”
        let before =
            words.after(mention.start, &[","]) && mention.start.checked_sub(2).is_some_and(|at| words.is_capital(at));
        let next = if words.is(head + 1, &[","]) { head + 2 } else { head + 1 };
        let named = before || words.is_capital(next) || words.is(next, &["named", "called"]);
        // “the share of skippers saying”: a poll asked them
        let asked = words.after(mention.start, &["of"])
            && (mention.start.saturating_sub(4)..mention.start)
                .any(|at| words.is(at, &["share", "percent", "percentage", "cent", "%", "proportion", "majority"]));
        (indefinite && !named && !asked).then(|| (quotation, article.slice(speaker.span)))
    })
}

fn speaker(context: &Context, quotation: &Quotation) -> Option<crate::diagnostic::Label> {
    quotation.speaker.map(|s| context.label(s.span, "no name"))
}

/// Knows the words of an attack.
struct Judge<'a> {
    words: Words<'a>,
    pejorative: Classes,
    virtue: Classes,
}

impl<'a> Judge<'a> {
    fn new(context: &Context<'a>) -> Self {
        let class = |name| context.lexicon.class(name);
        Self { words: Words::new(context), pejorative: class("claims.pejorative"), virtue: class("claims.virtue") }
    }

    /// The words of a quotation that run somebody down: a pejorative, or a virtue denied.
    fn attack(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let negated = |at: usize| {
            let word = words.word(at);
            words.is(at, &["not", "no", "never", "hardly", "nobody"]) || word.ends_with("n't") || word.ends_with("n’t")
        };
        // “I don't know” and “you don't know” accuse nobody
        let other =
            |at: usize| !words.word(at).to_lowercase().starts_with("don") && !words.after(at, &["i", "we", "you"]);
        let denied = || {
            tokens.clone().filter(|at| negated(*at) && other(*at)).find_map(|not| {
                let end = (not + 5).min(tokens.end);
                let between = |at: &usize| {
                    words.is(*at, &["a", "an", "really", "very", "even", "exactly", "all", "that", "at", "been", "in"])
                };
                let first = (not + 1..end).find(|at| !between(at))?;
                words.entry(first, end, self.virtue).map(|n| not..first + n)
            })
        };
        let blamed = words.entries(tokens.clone(), self.pejorative).find(|found| {
            // “it is not a disaster”, “I was embarrassed”
            let start = found.start.saturating_sub(3).max(tokens.start);
            !(start..found.start).any(|at| negated(at) || words.is(at, &["i", "we", "i'm", "we're", "my", "our"]))
        });
        blamed.or_else(denied)
    }
}
