//! `quotation/collective-speaker`: the same words, word for word, out of several mouths.

use rustc_hash::FxHashMap;

use crate::{
    article::{Article, Quotation, QuotationKind, TokenKind},
    diagnostic::Diagnostic,
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
    span::Span,
};

/// A fragment of fewer words may well have been said by several people.
const FEWEST_WORDS: usize = 7;

/// How sure the speaker must be.
const SURE: f32 = 0.7;

/// Flags whole sentences that are quoted from a group, where nothing says that it wrote or chanted them.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let words = Words::new(context);
    let together = context.lexicon.class("quotation.together");
    let group = Group {
        article,
        words,
        people: context.lexicon.class("quotation.several"),
        said: context.lexicon.class("quotation.spoke"),
    };
    // of each block that matters, whether it shows how several people can use the same words
    let mut shared: FxHashMap<usize, bool> = FxHashMap::default();
    let found = article.quotations.iter().filter(|q| group.is_quoted_from(q)).filter_map(|quotation| {
        let speaker = quotation.speaker?.span;
        let written = *shared.entry(quotation.block).or_insert_with(|| {
            let block = article.tokens_in(article.blocks[quotation.block].span);
            words.entries(block, together).any(|entry| !words.is_quoted(entry.start))
        });
        (!written).then(|| {
            let name = article.slice(speaker);
            context
                .finding(rule, speaker, format!("“{name}” cannot all have said the same sentence"))
                .with_help("Name the one who said it, say that it was a joint statement, or paraphrase.")
                .with_label(context.label(quotation.outer, "their words"))
        })
    });
    found.collect()
}

struct Group<'a> {
    article: &'a Article,
    words: Words<'a>,
    /// Nouns and pronouns for several people who speak each for themselves.
    people: Classes,
    /// Verbs of the spoken word.
    said: Classes,
}

impl Group<'_> {
    /// Whether a quotation is a sentence that several people are said to have spoken.
    fn is_quoted_from(&self, quotation: &Quotation) -> bool {
        let (Some(speaker), Some(cue)) = (quotation.speaker, quotation.cue) else { return false };
        let direct = matches!(quotation.kind, QuotationKind::Direct) && !quotation.nested && quotation.closed;
        // “…,” she told reporters: the cue has its hearers behind it
        let told = || self.article.slice(cue).starts_with(['t', 'T']);
        let hearers = cue.end <= speaker.span.start && told();
        direct
            && !hearers
            && speaker.confidence >= SURE
            && self.is_several(speaker.span)
            && self.all(cue, self.said)
            && self.is_long(quotation.span)
    }

    fn is_long(&self, span: Span) -> bool {
        let mut tokens = self.article.tokens_in(span);
        tokens.by_ref().filter(|at| self.words.kind(*at) == Some(TokenKind::Word)).count() >= FEWEST_WORDS
    }

    /// Whether a mention is plural: its last word before any “of”, “in”, “who” is a plural of people.
    fn is_several(&self, mention: Span) -> bool {
        let mut tokens = self.article.tokens_in(mention);
        let head =
            tokens.clone().find(|at| self.words.is(*at, &["of", "in", "at", "from", "who", "with", "on", "for", ","]));
        let end = head.unwrap_or(tokens.end);
        let last = end.checked_sub(1).is_some_and(|at| at >= tokens.start && self.words.has(at, self.people));
        let one = tokens.any(|at| self.words.is(at, &["one", "a", "an", "each", "another"]));
        last && !one
    }

    fn all(&self, cue: Span, of: Classes) -> bool {
        let mut tokens = self.article.tokens_in(cue);
        !tokens.is_empty() && tokens.all(|at| self.words.has(at, of))
    }
}
