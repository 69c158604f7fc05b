//! `quotation/scare`: a word or three between marks, and nobody who says them.

use rustc_hash::FxHashSet;

use crate::{
    article::{Article, Case, Quotation, QuotationKind, Token, TokenKind},
    diagnostic::Diagnostic,
    lexicon::{Classes, Lexicon, fold},
    rule::Rule,
    rules::{Context, words::Words},
    span::Span,
};

/// More words than this are a quotation, not a word at arm's length.
const MOST_WORDS: usize = 3;

/// Verbs and phrases with which somebody in the sentence may be the one who speaks.
const CUES: [&str; 10] = [
    "speech.neutral",
    "speech.factive",
    "speech.doubting",
    "speech.guilt",
    "speech.colouring",
    "speech.soft",
    "speech.commissive",
    "speech.stance",
    "speech.manner",
    "speech.phrases",
];

/// Cues that are nouns or tell of a discovery as often as they tell who speaks.
const NO_CUES: [&str; 14] = [
    "answer",
    "claim",
    "comment",
    "discovered",
    "found",
    "message",
    "note",
    "post",
    "report",
    "reveal",
    "revealed",
    "showed",
    "state",
    "uncovered",
];

/// Flags short quotations that no cue in the sentence, no name, no explanation and no other quotation accounts for.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let words = Words::new(context);
    let group = |names: &[&str]| names.iter().fold(Classes::NONE, |all, name| all.or(context.lexicon.class(name)));
    let reading = Reading {
        words,
        article,
        lexicon: context.lexicon,
        cue: group(&CUES),
        naming: group(&["quotation.naming"]),
        function: group(&["function.word"]),
    };
    let short = article.quotations.iter().filter(|q| reading.is_short(q)).collect::<Vec<_>>();
    if short.is_empty() {
        return Vec::new();
    }
    let said = said_elsewhere(article);
    let scare = short.into_iter().filter(|q| reading.stands_alone(q) && !said.contains(&form(article, q.span)));
    let found = scare.map(|quotation| {
        let shown = article.slice(quotation.span).trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        context
            .finding(rule, quotation.outer, format!("Who says “{shown}”? Nobody is named"))
            .with_help("Name the speaker. If the word is the outlet's own, say what is meant, without marks.")
    });
    found.collect()
}

/// An article, with the word lists that the rule asks for.
struct Reading<'a> {
    words: Words<'a>,
    article: &'a Article,
    lexicon: &'a Lexicon,
    cue: Classes,
    naming: Classes,
    function: Classes,
}

impl Reading<'_> {
    /// Whether a quotation is a word or three of running text, and neither a name nor a title.
    fn is_short(&self, quotation: &Quotation) -> bool {
        let tokens = &self.article.tokens[self.article.tokens_in(quotation.span)];
        let tokens = match tokens.split_last() {
            Some((last, rest)) if matches!(self.article.slice(last.span), "," | ".") => rest,
            _ => tokens,
        };
        let is_word = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Number);
        let count = tokens.iter().filter(is_word).count();
        // “Crashing the Party”: a title has capitals wherever a capital may stand
        let lower = tokens.iter().any(|t| {
            t.kind == TokenKind::Word
                && t.case == Case::Lower
                && t.span.len() > 1
                && !self.lexicon.has(t.set, self.function)
        });
        // an exclamation or an address is speech, a figure is a report's
        let other =
            tokens.iter().any(|t| t.kind == TokenKind::Number || matches!(self.article.slice(t.span), "!" | "?" | ","));
        let whole = self.article.sentence_at(quotation.outer.start).is_some_and(|s| quotation.outer.contains(s.span));
        (1..=MOST_WORDS).contains(&count)
            && lower
            && !other
            && !whole
            && quotation.closed
            && !quotation.nested
            && quotation.continues.is_none()
            && !matches!(quotation.kind, QuotationKind::Title | QuotationKind::Term)
            && self.article.blocks[quotation.block].kind.is_story()
    }

    /// Whether nothing in its sentence accounts for a quotation.
    fn stands_alone(&self, quotation: &Quotation) -> bool {
        let Some(sentence) = self.article.sentence_at(quotation.outer.start) else { return false };
        // the answers of a poll
        if self.words.is_any(sentence.tokens.clone(), &["percent", "%", "poll", "respondents"]) {
            return false;
        }
        let own = self.article.tokens_in(quotation.outer);
        let outside = |at: &usize| !self.words.is_quoted(*at) && !own.contains(at);
        let cue = sentence.tokens.clone().filter(outside).any(|at| {
            let verb = self.words.entry(at, sentence.tokens.end, self.cue).is_some();
            verb && !self.words.is(at, &NO_CUES) && !self.words.after(at, &["be", "been", "a", "an", "the"])
        });
        let from = self.article.quotations.partition_point(|q| q.outer.start < sentence.span.start);
        let within = self.article.quotations[from..].iter().take_while(|q| q.outer.start < sentence.span.end);
        let several = within.filter(|q| !q.nested && q.outer.end <= sentence.span.end).nth(1).is_some();
        !cue && !several && !self.is_named(own.start, sentence.tokens.start) && !self.is_explained(own.end)
    }

    /// Whether the words before say that a name or a term follows: “the word”, “so-called”, “known as”.
    fn is_named(&self, at: usize, start: usize) -> bool {
        // “a ‘liquidating trust’”, “as a ‘con artist’”: a term or a label is brought in
        if at > start && self.words.after(at, &["a", "an", "as", "or", "and"]) {
            return true;
        }
        let from = at.saturating_sub(4).max(start);
        (from..at).any(|before| self.words.entry(before, at, self.naming).is_some())
    }

    /// Whether the words after explain the quotation or lean on it: a bracket, a dash, a noun that it describes.
    fn is_explained(&self, end: usize) -> bool {
        // “birtherism,” the notion that …
        let comma = end >= 2 && (self.words.is(end - 2, &[","]) || self.words.is(end, &[","]));
        let next = if self.words.is(end, &[","]) { end + 1 } else { end };
        if comma && self.words.is(next, &["the", "a", "an", "or", "meaning", "his", "her", "its", "their"]) {
            return true;
        }
        match self.words.kind(end) {
            Some(TokenKind::Punctuation) => self.words.is(end, &["(", "-", "–", "—", "--", "[", ":", "/"]),
            Some(TokenKind::Word) => {
                !self.words.has(end, self.function)
                    || self.words.is(end, &["that", "which", "who", "where", "meaning", "or"])
            }
            Some(TokenKind::Possessive | TokenKind::Mark) => true,
            _ => false,
        }
    }
}

/// Everything that quotations say more than once, and what the longer ones say, in runs of a few words: a short one may
/// echo it.
fn said_elsewhere(article: &Article) -> FxHashSet<String> {
    let (mut said, mut once) = (FxHashSet::default(), FxHashSet::default());
    for quotation in article.quotations.iter().filter(|q| !q.nested) {
        let forms = forms(article, quotation.span);
        if forms.len() > MOST_WORDS {
            for length in 1..=MOST_WORDS {
                said.extend(forms.windows(length).map(|window| window.join(" ")));
            }
        } else if let Some(again) = once.replace(forms.join(" ")) {
            said.insert(again);
        }
    }
    said
}

fn form(article: &Article, span: Span) -> String {
    forms(article, span).join(" ")
}

fn forms(article: &Article, span: Span) -> Vec<String> {
    let tokens = article.tokens[article.tokens_in(span)].iter();
    let words = tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    words.map(|t| fold(article.slice(t.span))).collect()
}
