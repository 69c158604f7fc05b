//! `number/internal-conflict`: the headline and the story disagree on a figure.

use super::figure::{Figure, Figures};
use crate::{
    article::BlockKind,
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, words::Words},
};

/// Flags a toll in the headline, the deck or a caption that the story gives, but never with that number.
///
/// Within the story figures may rise from one paragraph to the next; what stands above it is printed last.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let figures = Figures::new(context);
    let (mut above, mut below): (Vec<Figure>, Vec<Figure>) = (Vec::new(), Vec::new());
    for (sentence, kind) in words.sentences() {
        let into = match kind {
            BlockKind::Headline | BlockKind::Deck | BlockKind::Caption => &mut above,
            _ if kind.is_story() => &mut below,
            _ => continue,
        };
        into.extend(figures.within(sentence.tokens.clone()).into_iter().filter(|f| f.value.is_some()));
    }
    let mut found = Vec::new();
    for figure in above {
        let mut same = below.iter().filter(|other| other.what == figure.what).peekable();
        let Some(first) = same.peek().copied() else { continue };
        if same.any(|other| other.value == figure.value) {
            continue;
        }
        let (own, other) = (words.span(figure.tokens), words.span(first.tokens.clone()));
        let (own_words, other_words) = (context.article.slice(own), context.article.slice(other));
        let message = format!("“{own_words}” here, “{other_words}” in the story");
        let finding = context.finding(rule, own, message).with_help("Check which is right, and of what hour each is.");
        found.push(finding.with_label(context.label(other, "the story's first figure")));
    }
    found
}
