//! `typo/doubled-word`: the the.

use crate::{
    article::{Article, Case, Token, TokenKind},
    diagnostic::{Diagnostic, Safety},
    lexicon::fold,
    rule::Rule,
    rules::{
        Context,
        slips::{Slipped, report},
    },
    span::Span,
};

/// Words that stand twice on purpose: grammar (“the fact that that day”), emphasis, sounds.
const ON_PURPOSE: &[&str] = &[
    "again", "aye", "bah", "bang", "beep", "big", "blah", "boo", "bye", "chop", "chug", "click", "deep", "ding",
    "dear", "first", "far", "fast", "go", "goodbye", "ha", "had", "hah", "hear", "her", "hey", "ho", "hush", "knock",
    "la", "like", "long", "lots", "many", "more", "much", "na", "nah", "never", "no", "now", "oh", "old", "out",
    "please", "pretty", "quick", "rah", "really", "so", "tap", "that", "there", "tick", "tsk", "tut", "very", "way",
    "well", "win", "wow", "yes", "you",
];

/// Words that carry no meaning when they stand twice: one of them can go without asking.
const SAFE: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "for", "from", "has", "have",
    "his", "if", "into", "its", "my", "of", "or", "our", "should", "than", "the", "their", "they", "this", "to", "was",
    "we", "were", "which", "with", "would", "your", "it", "he",
];

/// Words that end one phrase and may begin a day or a year behind it: “the vote they count on on Monday”, “came in in 1979”.
const STRANDED: &[&str] = &["at", "by", "for", "in", "on", "over", "to", "with"];

/// Flags a word that stands twice in a row.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut found = Vec::new();
    for (at, pair) in article.hashes.windows(2).enumerate() {
        // words that are told apart by their hashes need no look; of those that have none, nothing is known
        let alike = matches!(pair, [first, second] if first == second);
        let pair = if alike { article.tokens.get(at..at + 2) } else { None };
        let Some([first, second]) = pair else { continue };
        if first.span.len() != second.span.len()
            || first.kind != TokenKind::Word
            || second.kind != TokenKind::Word
            || first.block != second.block
        {
            continue;
        }
        let (a, b) = (article.slice(first.span), article.slice(second.span));
        if !a.eq_ignore_ascii_case(b) || !is_slip(context, at, first, second) {
            continue;
        }
        let word = fold(a);
        let safe = SAFE.contains(&word.as_str());
        let between = Span::new(first.span.end, second.span.end);
        found.extend(report(
            context,
            rule,
            Slipped {
                at: first.span.union(second.span),
                replace: between,
                replacement: "",
                safety: if safe { Safety::Safe } else { Safety::Offered },
                message: format!("“{a} {b}”: the word stands twice"),
                quoted: format!("“{a} {b}” in a quotation: check the quotation; “{a}” stands twice"),
                help: "Delete one of the two.",
            },
        ));
    }
    found
}

fn is_slip(context: &Context, at: usize, first: &Token, second: &Token) -> bool {
    let article = context.article;
    let word = fold(article.slice(first.span));
    // “Duran Duran”, “Walla Walla”; a headline in capitals repeats nothing on purpose
    let name = first.case.has_capital() && second.case.has_capital() && !SAFE.contains(&word.as_str());
    // “to trump Trump”
    let verb = first.case == Case::Lower && second.case.has_capital();
    // “Dr. No No. 2”, and a letter that names something
    let letter = word.chars().count() == 1 && word != "a";
    let abbreviation = word.ends_with('.') || first.case == Case::Mixed;
    // three in a row are a chant
    let same = |t: Option<&Token>| t.is_some_and(|t| article.slice(t.span).eq_ignore_ascii_case(&word));
    let chant = same(article.tokens.get(at + 2)) || (at > 0 && same(article.tokens.get(at - 1)));
    // “What it is is a mistake”
    let clause = matches!(word.as_str(), "is" | "was") && opens_with_question(article, at);
    let stranded = STRANDED.contains(&word.as_str()) && precedes_time(context, at + 2);
    !(name || verb || letter || abbreviation || chant || clause || stranded || ON_PURPOSE.contains(&word.as_str()))
}

/// Whether a day, a month or a year stands at a place.
fn precedes_time(context: &Context, at: usize) -> bool {
    let time = context.lexicon.class("function.weekday").or(context.lexicon.class("function.month"));
    let next = context.article.tokens.get(at);
    next.is_some_and(|t| t.kind == TokenKind::Number || (t.case.has_capital() && context.lexicon.has(t.set, time)))
}

/// Whether the sentence has a “what”, “all” or “thing” that an “is is” can belong to.
fn opens_with_question(article: &Article, at: usize) -> bool {
    let from = at.saturating_sub(12);
    let before = article.tokens.get(from..at).unwrap_or_default().iter().map(|t| fold(article.slice(t.span)));
    before.into_iter().any(|word| matches!(word.as_str(), "what" | "all" | "thing" | "who" | "where" | "that"))
}
