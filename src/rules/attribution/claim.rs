//! What makes a sentence a claim that wants a source: motive, effect, forecast, ranking, judgement, figure.

use std::ops::Range;

use crate::{
    article::{BlockKind, Sentence, TokenKind},
    lexicon::Classes,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// Finds claims.
pub(super) struct Claims<'a> {
    words: Words<'a>,
    sourcing: Sourcing<'a>,
    /// Groups of triggers, how strong each is, and what to call it.
    kinds: [(Classes, u32, &'static str); 6],
}

/// A claim in a sentence.
pub(super) struct Claim {
    /// From its first trigger to the end of the clause.
    pub(super) tokens: Range<usize>,
    /// How much it wants a source.
    pub(super) strength: u32,
    /// What it claims: “a motive”, “an effect” …
    pub(super) what: &'static str,
}

impl<'a> Claims<'a> {
    /// For the article that a rule looks at.
    pub(super) fn new(context: &Context<'a>) -> Self {
        let class = |name| context.lexicon.class(name);
        Self {
            words: Words::new(context),
            sourcing: Sourcing::new(context),
            kinds: [
                (class("claims.motive"), 3, "a motive"),
                (class("claims.effect"), 2, "an effect"),
                (class("claims.purpose"), 2, "a purpose"),
                (class("claims.forecast"), 2, "a forecast"),
                (class("claims.superlative"), 2, "a ranking"),
                (class("claims.judgement"), 1, "a judgement"),
            ],
        }
    }

    /// The claim of a sentence of the story, where nobody in the sentence makes it.
    pub(super) fn of(&self, sentence: &Sentence, kind: BlockKind) -> Option<Claim> {
        let words = self.words;
        let tokens = sentence.tokens.clone();
        if !kind.is_story() || self.sourcing.within(tokens.clone()) {
            return None;
        }
        let mut claim: Option<Claim> = None;
        for (class, strength, what) in self.kinds {
            for trigger in words.entries(tokens.clone(), class).filter(|t| !words.is_quoted(t.start)) {
                if self.sourcing.is_content(words.span(trigger.clone())) {
                    continue;
                }
                let found = claim.get_or_insert(Claim { tokens: trigger.clone(), strength: 0, what });
                found.strength += strength;
                found.tokens.start = found.tokens.start.min(trigger.start);
                found.tokens.end = found.tokens.end.max(trigger.end);
            }
        }
        let figure = || {
            let at = tokens.clone().find(|at| self.is_figure(*at))?;
            Some(Claim { tokens: at..at + 1, strength: 1, what: "a figure" })
        };
        let mut claim = claim.or_else(figure)?;
        // to the end of the clause
        let stops = |at: usize| !words.is_word(at) && words.is(at, &[",", ";", ".", "—", "–", "-", ":"]);
        let ends = |at: usize| words.is_quoted(at) || stops(at);
        // “…, each flying several sorties”, “…, with no end in sight”: the claim goes on
        let goes_on = |at: usize| {
            words.is(at, &[","])
                && (words.is(at + 1, &["each", "both", "with"])
                    || (words.is_lower(at + 1) && words.word(at + 1).ends_with("ing")))
        };
        claim.tokens.end = (claim.tokens.end..tokens.end).find(|at| ends(*at) && !goes_on(*at)).unwrap_or(tokens.end);
        claim.tokens.start =
            (tokens.start..claim.tokens.start).rev().find(|at| ends(*at)).map_or(tokens.start, |at| at + 1);
        while claim.tokens.start + 1 < claim.tokens.end
            && words.is(claim.tokens.start, &["and", "but", "or", "so", "yet"])
        {
            claim.tokens.start += 1;
        }
        Some(claim)
    }

    /// Whether a token is a number of at least two digits that is no year, no date, no age and no time of day.
    fn is_figure(&self, at: usize) -> bool {
        let words = self.words;
        // as hardly a token is
        if words.kind(at) != Some(TokenKind::Number) || words.is_quoted(at) {
            return false;
        }
        let word = words.word(at);
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let year = digits == 4 && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let dated = words.is_capital(at.wrapping_sub(1));
        // “Maresk, 71, keeps bees”, “aged 71”, “the 71-year-old”
        let age = (words.after(at, &[","])
            && words.is(at + 1, &[",", "."])
            && digits < 4
            && at.checked_sub(2).is_some_and(|i| words.is_capital(i)))
            || words.after(at, &["aged", "age"])
            || word.ends_with("-year-old")
            || (words.is(at + 1, &["-"]) && words.is(at + 2, &["year-old", "year"]))
            || words.is(at + 1, &["year-old", "-year-old"]);
        // “3.40am”, “at 19:46”, “3.40 p.m.”
        let lower = word.to_lowercase();
        let clock = lower.ends_with("am")
            || lower.ends_with("pm")
            || word.contains(':')
            || words.is(at + 1, &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt"]);
        digits >= 2 && !(year || dated || age || clock)
    }
}
