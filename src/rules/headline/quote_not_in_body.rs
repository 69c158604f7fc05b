//! `headline/quote-not-in-body`: the headline quotes words that the story does not have.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use crate::{
    article::{Article, BlockKind, Quotation, Token, TokenKind},
    diagnostic::Diagnostic,
    lexicon::fold,
    rule::Rule,
    rules::Context,
    span::Span,
};

/// A body with fewer words may be a teaser, not the story.
const SHORTEST_BODY: usize = 40;

/// How many words more than the quotation the nearest words of the story may take.
const SLACK: usize = 4;

/// Flags what stands between marks in headline or deck, and nowhere in the body.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    let is_heading = |block: usize| matches!(article.blocks[block].kind, BlockKind::Headline | BlockKind::Deck);
    let quoted: Vec<&Quotation> = article.quotations.iter().filter(|q| q.closed && is_heading(q.block)).collect();
    if quoted.is_empty() {
        return Vec::new();
    }
    // a masked word stands in full in the story, or masked in another way
    let outer = quoted.into_iter().filter(|q| !q.nested && !article.slice(q.span).contains('*'));
    let outer: Vec<&Quotation> = outer.filter(|q| !is_printed(article, q.span, is_heading)).collect();
    if outer.is_empty() {
        return Vec::new();
    }
    let body = words_of(article, article.tokens.iter().filter(|t| !is_heading(t.block)));
    if body.len() < SHORTEST_BODY {
        return Vec::new();
    }
    let outer = outer.into_iter();
    let missing = outer.filter(|q| !pieces(article, q.span).iter().all(|piece| has(&body, piece)));
    let found = missing.map(|quotation| {
        let words = article.slice(quotation.span).trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
        let finding = context
            .finding(rule, quotation.span, format!("The headline quotes “{words}”, but the story never has these words"))
            .with_help("Quote words that stand in the story, or write the headline without marks. If this was said, quote it in the story too.");
        match nearest(article, &body, quotation) {
            Some(near) => finding.with_label(context.label(near, "the nearest words in the story")),
            None => finding,
        }
    });
    found.collect()
}

/// Whether the body has the very words of a quotation, as most have, so that no other form of them need be looked for.
fn is_printed(article: &Article, span: Span, is_heading: impl Fn(usize) -> bool) -> bool {
    let counted = |from: usize| article.tokens[from..].iter().filter(|t| t.is_counted());
    let own = || article.tokens[article.tokens_in(span)].iter().filter(|t| t.is_counted());
    let word = |token: &Token| article.slice(token.span);
    let Some(first) = own().next().map(word) else { return false };
    (0..article.tokens.len()).any(|at| {
        let begins = &article.tokens[at];
        begins.is_counted()
            && begins.span.len() == first.len()
            && word(begins).eq_ignore_ascii_case(first)
            && {
                let mut body = counted(at).filter(|t| !is_heading(t.block));
                own().all(|own| body.next().is_some_and(|t| word(t).eq_ignore_ascii_case(word(own))))
            }
            && !is_heading(begins.block)
    })
}

/// A word in the form in which it is compared, with the token that it came from.
struct Word<'a> {
    form: String,
    token: &'a Token,
}

/// The words of tokens: lower case, without plural or possessive, parts of a compound apart.
fn words_of<'a>(article: &Article, tokens: impl Iterator<Item = &'a Token>) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for token in tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)) {
        let folded = fold(article.slice(token.span));
        let parts = folded.split(['-', '\u{2010}', '\u{2011}']).filter(|part| !part.is_empty());
        for part in parts {
            // “I'm” in a headline is “I am” in the story
            let (stem, verb) = whole(part);
            words.push(Word { form: singular(stem).to_owned(), token });
            words.extend(verb.map(|verb| Word { form: verb.to_owned(), token }));
        }
    }
    words
}

/// A word without its contracted verb, and the verb in full.
fn whole(word: &str) -> (&str, Option<&'static str>) {
    let Some((stem, ending)) = word.split_once(['\'', '’']) else { return (word, None) };
    match ending {
        "m" => (stem, Some("am")),
        "re" => (stem, Some("are")),
        "ve" => (stem, Some("have")),
        "ll" => (stem, Some("will")),
        _ => (word, None),
    }
}

/// Without the ending of a plural.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// The runs of words of a quotation, parted by dots and bracketed insertions.
fn pieces(article: &Article, span: Span) -> Vec<Vec<Word<'_>>> {
    let tokens = &article.tokens[article.tokens_in(span)];
    let mut depth = 0_usize;
    let mut parts: Vec<Vec<&Token>> = vec![Vec::new()];
    for token in tokens {
        match article.slice(token.span) {
            "[" => depth += 1,
            "]" => depth = depth.saturating_sub(1),
            mark if mark == "…" || mark.starts_with("..") => {}
            _ if depth > 0 => {}
            _ => {
                if let Some(part) = parts.last_mut() {
                    part.push(token);
                }
                continue;
            }
        }
        if parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(Vec::new());
        }
    }
    let words = parts.into_iter().map(|part| words_of(article, part.into_iter()));
    words.filter(|piece| !piece.is_empty()).collect()
}

/// Whether the story has the words of a piece, one after the other. Its article may be left out, if the rest is quoted.
fn has(body: &[Word], piece: &[Word]) -> bool {
    let same = |window: &[Word], piece: &[Word]| window.iter().zip(piece).all(|(a, b)| a.form == b.form);
    if body.windows(piece.len()).any(|window| same(window, piece)) {
        return true;
    }
    match piece {
        [article, rest @ ..] if !rest.is_empty() && matches!(article.form.as_str(), "a" | "an" | "the") => {
            body.windows(rest.len()).any(|window| same(window, rest) && window.iter().all(|w| w.token.quoted))
        }
        _ => false,
    }
}

/// The shortest run of the story, within a sentence, that has most of the longer words of a quotation, and at least two;
/// none that is much longer than the quotation, for that is not near.
fn nearest(article: &Article, body: &[Word], quotation: &Quotation) -> Option<Span> {
    let whole: Vec<Word> = pieces(article, quotation.span).into_iter().flatten().collect();
    let own: Vec<&str> = whole.iter().map(|w| w.form.as_str()).filter(|form| form.len() > 3).collect();
    let longest = whole.len() + SLACK;
    let sentence = |word: &Word| article.sentence_at(word.token.span.start).map(|s| s.span);
    let mut best: Option<((usize, Reverse<usize>), Span)> = None;
    for words in body.chunk_by(|a, b| sentence(a) == sentence(b)) {
        let shared: Vec<usize> = (0..words.len()).filter(|i| own.contains(&words[*i].form.as_str())).collect();
        for (at, first) in shared.iter().enumerate() {
            let run = shared[at..].iter().take_while(|last| **last - first < longest);
            let Some(last) = run.clone().last() else { continue };
            let forms: FxHashSet<&str> = run.map(|i| words[*i].form.as_str()).collect();
            let rank = (forms.len(), Reverse(last - first));
            if forms.len() > 1 && forms.len() * 2 > own.len() && best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, words[*first].token.span.union(words[*last].token.span)));
            }
        }
    }
    best.map(|(_, span)| span)
}
