//! Unnamed sources as the copy describes them: “a senior U.S. official familiar with the talks”.

use std::ops::Range;

use crate::{
    article::{Case, Sentence, TokenKind},
    lexicon::{Classes, Lexicon},
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
    pub(super) begins: bool,
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

    /// A head of which nothing is told.
    pub(super) fn bare(head: usize) -> Mention {
        Mention { first: head, head, identity: Identity::None, begins: false, definite: false }
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
        if words.has(at, self.says_nothing) {
            return Some(Identity::None);
        }
        // “US” and “U.S.”, but not “us”
        if words.has(at, self.nation) && token.case.has_capital() {
            return Some(Identity::State);
        }
        let known = words.has(at, self.field);
        match token.case {
            // “election officials”, but not “said officials” or “quickly, officials”
            Case::Lower if known => Some(Identity::Body),
            Case::Lower => words.is_noun(at).then_some(Identity::Body),
            Case::None => None,
            // “But officials”
            _ if words.opens_sentence(at) && words.is_function(at) => None,
            _ => Some(Identity::Body),
        }
    }
}

/// The groups of what unnamed sources are called, one of them or several.
pub(super) fn heads(lexicon: &Lexicon) -> Classes {
    lexicon.class("unnamed.individual").or(lexicon.class("unnamed.group"))
}

/// How an unnamed source is made to speak.
pub(super) struct Speech<'a> {
    words: Words<'a>,
    cue: Classes,
}

/// Words after a head that tell how the source knows, or whose it is.
const DESCRIBES: [&str; 24] = [
    "at",
    "in",
    "of",
    "from",
    "with",
    "for",
    "on",
    "close",
    "familiar",
    "within",
    "inside",
    "near",
    "involved",
    "briefed",
    "privy",
    "who",
    "whose",
    "aligned",
    "working",
    "traveling",
    "travelling",
    "present",
    "like",
    "such",
];
/// What may stand between a head and its verb.
const BETWEEN: [&str; 10] =
    ["also", "have", "has", "had", "later", "earlier", "now", "privately", "repeatedly", "then"];

impl<'a> Speech<'a> {
    /// For the article that a rule looks at.
    pub(super) fn new(context: &Context<'a>) -> Self {
        Self { words: Words::new(context), cue: context.lexicon.class("claims.cue") }
    }

    /// Whether the words after a head tell more of it.
    pub(super) fn is_described(&self, head: usize) -> bool {
        self.words.is(head + 1, &DESCRIBES)
            || (self.words.is(head + 1, &[","]) && self.words.is(head + 2, &["who", "including"]))
    }

    /// Whether a head ends its sentence with a verb of saying, and the comma before it is missing: “… could be relevant to
    /// the inquiry officials said.” The words before it are then none of its description.
    pub(super) fn is_tail(&self, head: usize, sentence: &Sentence) -> bool {
        let words = self.words;
        let ends = head + 2 >= sentence.tokens.end
            || (head + 3 >= sentence.tokens.end && words.is(head + 2, &[".", "”", "\""]));
        let start = sentence.tokens.start;
        let bare = head.saturating_sub(start) > REACH && !(head - REACH..head).any(|at| !words.is_word(at));
        words.has(head + 1, self.cue) && ends && bare
    }

    /// The same, where a description stands between the source and the verb: “a source close to the board said”.
    pub(super) fn speaks_at_all(&self, mention: &Mention, sentence: &Sentence) -> bool {
        if self.speaks(mention, sentence) {
            return true;
        }
        let words = self.words;
        let end = sentence.tokens.end.min(mention.head + 14);
        let described = self.is_described(mention.head);
        let verb = (mention.head + 1..end)
            .take_while(|at| !words.is_quoted(*at))
            .find(|at| words.has(*at, self.cue) && words.is_lower(*at));
        let Some(before) = mention.first.checked_sub(1) else { return described && verb.is_some() };
        let inverted = words.has(before, self.cue) && words.is_lower(before) && !words.after(before, &["to"]);
        inverted || (described && verb.is_some_and(|v| !words.is(v + 1, &["by"])))
    }

    /// Whether a mention is the one who says something in its sentence.
    pub(super) fn speaks(&self, mention: &Mention, sentence: &Sentence) -> bool {
        let words = self.words;
        // “a group started by a former aide has reported”
        if words.after(mention.first, &["by", "of", "from", "with", "between"]) {
            return false;
        }
        let mut after = (mention.head + 1..mention.head + 4).take_while(|at| *at < sentence.tokens.end);
        let verb = after.find(|at| !words.is(*at, &BETWEEN));
        if verb.is_some_and(|at| words.has(at, self.cue) && words.is_lower(at) && !words.is(at + 1, &["by"])) {
            return true;
        }
        let Some(before) = mention.first.checked_sub(1) else { return false };
        let inverted =
            words.has(before, self.cue) && words.is_lower(before) && self.words.is(mention.head + 1, &[".", ",", ";"]);
        inverted || (words.is(before, &["to"]) && words.after(before, &["according"]))
    }
}

/// The unnamed source nearest before a place in its paragraph; “the official” stands for the one described first.
pub(super) fn before(context: &Context, at: usize) -> Option<Mention> {
    let tokens = &context.article.tokens;
    let speakers = heads(context.lexicon);
    let block = tokens.get(at)?.block;
    let heads = (0..at)
        .rev()
        .take_while(|i| tokens[*i].block == block)
        .filter(|i| context.lexicon.has(tokens[*i].set, speakers));
    let mut nearest = None;
    // “a clerk of one of those firms”: the description that begins with an article speaks
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
