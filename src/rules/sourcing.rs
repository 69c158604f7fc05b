//! Whether copy says who stands behind a sentence.

use std::ops::Range;

use super::{Context, words::Words};
use crate::{
    article::{SourceKind, TokenKind},
    lexicon::Classes,
    span::Span,
};

/// Words after a verb of saying with which the writer goes on in the writer's own voice: “she said when she opened …”.
const OWN_VOICE: [&str; 6] = ["when", "as", "while", "before", "after", "during"];

/// What “to” makes a sign of a source.
const ACCORDING: &str = "according";

/// What an article says of where its claims come from.
#[derive(Clone, Copy)]
pub(super) struct Sourcing<'a> {
    context: Context<'a>,
    words: Words<'a>,
    cue: Classes,
    outlet: Classes,
}

impl<'a> Sourcing<'a> {
    /// For the article that a rule looks at.
    pub(super) fn new(context: &Context<'a>) -> Self {
        let class = |name| context.lexicon.class(name);
        Self {
            context: *context,
            words: Words::new(context),
            cue: class("claims.cue"),
            outlet: class("media.outlet").or(class("media.agency")),
        }
    }

    /// Whether some tokens, mostly a sentence or a paragraph, say who says what stands there: by “according to”,
    /// by a verb of saying with a subject, outside quotation marks.
    pub(super) fn within(&self, tokens: Range<usize>) -> bool {
        self.first(tokens).is_some()
    }

    /// The first token among some by which somebody says what stands there.
    pub(super) fn first(&self, tokens: Range<usize>) -> Option<usize> {
        self.cues(tokens).next()
    }

    /// Whether a sentence says who says what stands at some of its tokens. A verb of saying before them does not, where
    /// the writer's own voice comes between.
    pub(super) fn covers(&self, sentence: Range<usize>, place: Range<usize>) -> bool {
        self.cues(sentence).any(|cue| cue > place.start || !self.words.is(cue + 1, &OWN_VOICE))
            || self.is_content(self.words.span(place))
    }

    /// Whether a place is part of what somebody is annotated to have said.
    pub(super) fn is_content(&self, place: Span) -> bool {
        let said = &self.context.article.attributions;
        said.iter().any(|a| a.source.is_some() && a.content.iter().any(|c| c.overlaps(place)))
    }

    /// Whether somebody with a name speaks in some tokens.
    pub(super) fn is_named(&self, tokens: Range<usize>) -> bool {
        let place = self.words.span(tokens.clone());
        let article = self.context.article;
        let named = article.attributions.iter().any(|a| {
            let source = a.source_id.and_then(|id| article.sources.get(id.0));
            a.source.is_some_and(|s| place.contains(s)) && source.is_some_and(|s| s.kind == SourceKind::NamedPerson)
        });
        named
            || self.cues(tokens.clone()).any(|cue| {
                let near = cue.saturating_sub(3).max(tokens.start)..(cue + 4).min(tokens.end);
                near.clone().any(|at| self.words.is_capital(at) && self.words.is_capital(at + 1))
            })
    }

    /// The outlets and agencies that are named among some tokens.
    pub(super) fn outlets(&self, tokens: Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
        let (words, outlet, end) = (self.words, self.outlet, tokens.end);
        let mut from = tokens.start;
        tokens.filter_map(move |at| {
            // the name of an outlet has a capital, after “the” if need be
            let name = at >= from && (words.is_capital(at) || (words.is(at, &["the"]) && words.is_capital(at + 1)));
            let found = if name { words.entry(at, end, outlet) } else { None }?;
            from = at + found;
            Some(at..from)
        })
    }

    /// The verbs and phrases among some tokens by which somebody says something.
    fn cues(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let (words, cue, start) = (self.words, self.cue, tokens.start);
        tokens.filter(move |at| {
            if !words.has(*at, cue) {
                // most words have another length
                let according = words.word(*at).len() == ACCORDING.len() && words.is(*at, &[ACCORDING]);
                return according && words.is(*at + 1, &["to"]) && !words.is_quoted(*at);
            }
            // “is said to”, “to say the least”, “the reports”
            let other = *at == start
                || words
                    .after(*at, &["is", "are", "was", "were", "been", "being", "be", "to", "the", "a", "of", "for"])
                || words.is(*at + 1, &["to", "by"]);
            words.is_lower(*at)
                && !words.is_quoted(*at)
                && (!other || words.is(*at + 1, &["by"]) || words.kind(at.wrapping_sub(1)) == Some(TokenKind::Mark))
        })
    }
}
