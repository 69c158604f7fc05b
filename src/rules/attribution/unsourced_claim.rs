//! `attribution/unsourced-claim`: a sentence that claims something, and nobody in its paragraph says it.

use super::claim::{Claim, Claims};
use crate::{
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// How many of an article are listed, the strongest: five, and in a long one as many as it has hundreds of words.
const LISTED: usize = 5;
/// Tokens that stand for a hundred words.
const HUNDRED: usize = 115;

/// Lists the strongest claims of an article that stand without a source.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let (words, claims, sourcing) = (Words::new(context), Claims::new(context), Sourcing::new(context));
    let mut listed: Vec<Claim> = Vec::new();
    // the last paragraph, and where a source is first named in it
    let mut paragraph: Option<(usize, Option<usize>)> = None;
    for (sentence, kind) in words.sentences() {
        let known = paragraph.filter(|(block, _)| *block == sentence.block);
        let (_, source) = known.unwrap_or_else(|| (sentence.block, sourcing.first(words.block(sentence.block))));
        paragraph = Some((sentence.block, source));
        // it carries over to the next sentences
        if source.is_none_or(|at| at >= sentence.tokens.start) {
            listed.extend(claims.of(sentence, kind));
        }
    }
    listed.sort_by_key(|claim| (std::cmp::Reverse(claim.strength), claim.tokens.start));
    listed.truncate(LISTED.max(context.article.tokens.len() / HUNDRED));
    let finding = |claim: Claim| {
        let place = words.span(claim.tokens);
        let message = format!("“{}” claims {}: who says so?", context.article.slice(place), claim.what);
        context
            .finding(rule, place, message)
            .with_help("Name the source in the sentence or before it, if it is not common knowledge.")
    };
    listed.into_iter().map(finding).collect()
}
