//! `copy/caption-duplicate`: a headline, a caption, a credit or a whole paragraph that stands there twice.

use rustc_hash::FxHashMap;

use crate::{
    article::{Article, Block, BlockKind},
    diagnostic::Diagnostic,
    rule::Rule,
    rules::{Context, excerpt},
};

/// Shorter credits repeat for good reason: two pictures may both be “AP”.
const SHORTEST: usize = 9;

/// A caption with fewer words than this may stand under two pictures, and a paragraph may be a refrain.
const WORDS: usize = 12;

/// How many words a message shows.
const SHOWN: usize = 6;

/// Flags the second copy of a headline, and of other parts: right below the first, or anywhere if it is a long caption.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let mut earlier: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found = Vec::new();
    let mut headline: Option<&Block> = None;
    for (at, block) in article.blocks.iter().enumerate() {
        let words = article.slice(block.span);
        if block.kind == BlockKind::Headline {
            headline = Some(block);
        } else if let Some(first) =
            headline.filter(|h| block.kind == BlockKind::Furniture && article.slice(h.span) == words)
        {
            found.push(finding(context, rule, first, block));
        }
        if words.len() < SHORTEST || !may_repeat(block.kind) {
            continue;
        }
        let Some(first) = earlier.insert(words, at) else { continue };
        let long = words.split_whitespace().count() >= WORDS;
        let adjacent = first + 1 == at;
        let repeats = match block.kind {
            BlockKind::Caption => adjacent || long,
            BlockKind::Credit => adjacent,
            _ => adjacent && long,
        };
        if repeats {
            found.push(finding(context, rule, &article.blocks[first], block));
        }
    }
    found
}

fn may_repeat(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Paragraph)
}

fn finding(context: &Context, rule: &Rule, first: &Block, second: &Block) -> Diagnostic {
    let what = match second.kind {
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Furniture => "headline",
        _ => "paragraph",
    };
    let words = shown(context.article, second);
    context
        .finding(rule, second.span, format!("The {what} “{words}” stands here twice"))
        .with_help("Delete the second copy, or put in the words that belong here.")
        .with_label(context.label(first.span, "the first copy"))
}

/// The first words of a block; a credit has no tokens, and is short.
fn shown(article: &Article, block: &Block) -> String {
    if block.kind.is_copy() {
        excerpt::first_words(article, block.span, SHOWN)
    } else {
        article.slice(block.span).to_owned()
    }
}
