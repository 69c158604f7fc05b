//! `attribution/lead-no-source`: a contentious lead must show its source there.

use super::claim::Claims;
use crate::{
    diagnostic::Diagnostic,
    rule::{Profile, Rule},
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// From which strength on a lead is contentious: one motive, or two weaker triggers.
const CONTENTIOUS: u32 = 3;
/// How many paragraphs of the story count as its lead.
const PARAGRAPHS: usize = 2;

/// Flags a claim in the first paragraphs of the story where neither its paragraph nor the next one names a source.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let (words, claims, sourcing) = (Words::new(context), Claims::new(context), Sourcing::new(context));
    let story: Vec<usize> =
        (0..article.blocks.len()).filter(|b| article.blocks[*b].kind.is_story()).take(PARAGRAPHS + 1).collect();
    for (i, block) in story.iter().enumerate().take(PARAGRAPHS) {
        // the next paragraph may name it, but a review of everything wants the source where the claim is
        let next = story.get(i + 1).filter(|_| context.profile != Profile::Audit);
        let next = next.map_or(0..0, |next| words.block(*next));
        if sourcing.within(words.block(*block)) || sourcing.within(next) {
            continue;
        }
        let sentences = article.sentences.iter().filter(|s| s.block == *block);
        let claim = sentences.filter_map(|s| claims.of(s, article.blocks[*block].kind)).max_by_key(|c| c.strength);
        if let Some(claim) = claim.filter(|c| c.strength >= CONTENTIOUS) {
            let message = format!(
                "The lead claims {}, and no source stands there{}",
                claim.what,
                if context.profile == Profile::Audit { "" } else { " or in the next paragraph" }
            );
            let finding = context.finding(rule, words.span(claim.tokens), message);
            return vec![finding.with_help("Say in the lead who says so, or move the claim down to its source.")];
        }
    }
    Vec::new()
}
