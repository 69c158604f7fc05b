//! `quotation/bracket-heavy`: so many insertions that the speaker no longer speaks.

use crate::{
    article::{Article, Quotation, Token, TokenKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::Context,
    span::Span,
};

/// As few insertions as this are no matter.
const FEWEST: usize = 2;

/// As many words of the speaker's own for each insertion are enough.
const WORDS_EACH: usize = 25;

/// What a transcript says in brackets of the sound of the words; beginnings, in lower case.
const ASIDES: [&str; 14] = [
    "sic",
    "laugh",
    "applau",
    "crosstalk",
    "cross-talk",
    "inaudible",
    "unintelligible",
    "expletive",
    "pause",
    "cheer",
    "boo",
    "redacted",
    "emphasis",
    "translat",
];

/// Flags quotations with two insertions or more, and few words of their own for each.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let speech = article.quotations.iter().filter(|q| !q.nested);
    let heavy = speech.filter_map(|quotation| {
        if !article.slice(quotation.span).contains('[') {
            return None;
        }
        let insertions = insertions(article, quotation);
        let (first, last) = (insertions.first()?, insertions.last()?);
        let few = insertions.len() < FEWEST;
        if few || words(article, quotation, &insertions) >= WORDS_EACH * insertions.len() {
            return None;
        }
        let shown: Vec<String> = insertions.iter().map(|at| format!("“{}”", article.slice(*at))).collect();
        let message = match shown.split_last() {
            Some((last, [only])) => format!("Two insertions in one quotation: {only} and {last}"),
            _ => format!("{} insertions in one quotation: {}", shown.len(), shown.join(", ")),
        };
        let found = context.finding(rule, first.union(*last), message);
        Some(found.with_help("Paraphrase, or quote only the words that need none. Every insertion has to be checked against the recording."))
    });
    heavy.collect()
}

/// The bracketed insertions of a quotation that put words into it.
fn insertions(article: &Article, quotation: &Quotation) -> Vec<Span> {
    let mut open = None;
    let mut found = Vec::new();
    for token in &article.tokens[article.tokens_in(quotation.span)] {
        match article.slice(token.span) {
            "[" => open = Some(token.span),
            "]" => {
                let insertion = open.take().map(|opening: Span| opening.union(token.span));
                found.extend(insertion.filter(|at| puts_words(article.slice(*at)) && !completes_name(article, *at)));
            }
            _ => {}
        }
    }
    found
}

/// Whether a bracket holds words: not a changed letter, a cut, a note mark or a sound.
fn puts_words(bracket: &str) -> bool {
    let inside = bracket.trim_matches(['[', ']']).trim();
    let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
    let lower = inside.to_lowercase();
    letters > 1 && !inside.starts_with('#') && !ASIDES.iter().any(|aside| lower.starts_with(aside))
}

/// Whether an insertion only completes a name: “Joan \[Beck\]”.
fn completes_name(article: &Article, bracket: Span) -> bool {
    let tokens = article.tokens_in(bracket);
    let is_name = |token: Option<&Token>| token.is_some_and(|t| t.case.has_capital());
    let beside = is_name(tokens.start.checked_sub(1).and_then(|at| article.tokens.get(at)))
        || is_name(article.tokens.get(tokens.end));
    let mut words = article.tokens[tokens].iter().filter(|t| t.kind == TokenKind::Word);
    beside && words.all(|t| t.case.has_capital())
}

/// How many words of a quotation stand outside its insertions.
fn words(article: &Article, quotation: &Quotation, insertions: &[Span]) -> usize {
    let tokens = &article.tokens[article.tokens_in(quotation.span)];
    let own = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    own.filter(|t| !insertions.iter().any(|at| at.contains(t.span))).count()
}
