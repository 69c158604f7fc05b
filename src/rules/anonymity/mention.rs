//! Unnamed sources as the copy describes them: “a senior U.S. official familiar with the talks”.

use std::ops::Range;

use crate::{
    article::{Case, TokenKind},
    lexicon::Classes,
    rules::{Context, words::Words},
};

/// How many words before a head may describe it.
const REACH: usize = 6;

/// The description of an unnamed source.
pub(super) struct Mention {
    first: usize,
    head: usize,
    /// What its modifiers tell.
    pub(super) identity: Identity,
    /// Whether it begins with “a”, “one”, “the” …
    begins: bool,
    /// Whether it is “the official”, who was described before.
    pub(super) definite: bool,
}

/// How far the words before the head tell who the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// “officials”, “top officials”
    None,
    /// “a U.S. official”
    State,
    /// “a Treasury official”, “police sources”, “Roe's advisers”
    Body,
}

impl Mention {
    /// The tokens of the description, from its determiner to its head.
    pub(super) fn tokens(&self) -> Range<usize> {
        self.first..self.head + 1
    }

    /// Whether a body or a person is named that the source belongs to.
    pub(super) fn is_identified(&self) -> bool {
        self.identity == Identity::Body
    }

    /// Reads the description that ends with a head noun.
    pub(super) fn of(context: &Context, head: usize) -> Mention {
        let words = Words::new(context);
        let known = Known::new(context);
        let (mut first, mut identity, mut begins, mut definite) = (head, Identity::None, false, false);
        for at in (head.saturating_sub(REACH)..head).rev() {
            let Some(token) = words.token(at).filter(|t| t.block == context.article.tokens[head].block) else { break };
            if token.quoted != words.is_quoted(head) {
                break;
            }
            if words.is(at, &["the", "that", "this"]) {
                (first, begins, definite) = (at, true, true);
                break;
            }
            if words.is(at, &["a", "an", "one", "two", "three", "four", "another"]) {
                (first, begins) = (at, true);
                break;
            }
            if matches!(token.kind, TokenKind::Possessive) || words.is(at, &["his", "her", "their", "its", "our", "my"])
            {
                (first, identity) = (at, Identity::Body);
                continue;
            }
            if token.kind != TokenKind::Word {
                break;
            }
            let Some(more) = known.told(words, at) else { break };
            identity = identity.max(more);
            first = at;
        }
        Mention { first, head, identity, begins, definite }
    }
}

/// The groups of words that stand before a head.
struct Known {
    says_nothing: Classes,
    nation: Classes,
    /// Fields and bodies in lower case: “police”, “health”, “campaign”.
    field: Classes,
}

impl Known {
    fn new(context: &Context) -> Known {
        let class = |name| context.lexicon.class(name);
        Known {
            says_nothing: class("anonymity.says-nothing"),
            nation: class("states.nationality"),
            field: class("unnamed.modifier").or(class("organisations.head")),
        }
    }

    /// What a word before the head tells of it; nothing if it does not belong to the description.
    fn told(&self, words: Words, at: usize) -> Option<Identity> {
        let token = words.token(at)?;
        if token.classes.any(self.says_nothing) {
            return Some(Identity::None);
        }
        // “US” and “U.S.”, but not “us”
        if token.classes.any(self.nation) && token.case.has_capital() {
            return Some(Identity::State);
        }
        match token.case {
            Case::Lower => token.classes.any(self.field).then_some(Identity::Body),
            // a capital at the start of a sentence says nothing
            Case::Capital if words.opens_sentence(at) => token.classes.any(self.field).then_some(Identity::Body),
            Case::None => None,
            _ => Some(Identity::Body),
        }
    }
}

/// The unnamed source nearest before a place in its paragraph; “the official” stands for the one described first.
pub(super) fn before(context: &Context, at: usize) -> Option<Mention> {
    let tokens = &context.article.tokens;
    let (one, many) = (context.lexicon.class("unnamed.individual"), context.lexicon.class("unnamed.group"));
    let speakers = one.or(many);
    let block = tokens.get(at)?.block;
    let heads = (0..at).rev().take_while(|i| tokens[*i].block == block).filter(|i| tokens[*i].classes.any(speakers));
    let mut nearest = None;
    // “a strategist for one of these candidates”: the description that begins with an article speaks
    let speaks = heads.map(|head| Mention::of(context, head)).find(|mention| {
        nearest.get_or_insert(mention.head);
        mention.begins
    });
    let mention = speaks.or_else(|| nearest.map(|head| Mention::of(context, head)))?;
    let head = mention.head;
    if !mention.definite {
        return Some(mention);
    }
    let words = Words::new(context);
    let same = |i: &usize| words.word(*i).eq_ignore_ascii_case(words.word(head)) && !tokens[*i].quoted;
    let first = (0..head).filter(same).map(|i| Mention::of(context, i)).find(|m| !m.definite);
    Some(first.unwrap_or(mention))
}
