//! Where sentences begin and end. Abbreviations, initials and quotations do not break them.

use std::ops::Range;

use super::vocabulary::{Traits, Vocabulary};
use crate::{
    article::{Article, BlockKind, Sentence, Token, TokenKind},
    span::Span,
};

/// The sentences of every block of copy, in order; they hold all tokens.
pub(super) fn split(article: &Article, vocabulary: &Vocabulary) -> Vec<Sentence> {
    let tokens = &article.tokens;
    let mut sentences = Vec::with_capacity(tokens.len() / 16);
    let Some(mut block) = tokens.first().map(|token| token.block) else { return sentences };
    let mut first = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.block != block {
            push(article, first..at, &mut sentences);
            (first, block) = (at, token.block);
        }
        // what stands before the start has ended already
        if may_end(article, token)
            && at >= first
            && article.blocks[block].kind != BlockKind::Heading
            && let Some(next) = boundary(article, vocabulary, at)
        {
            push(article, first..next, &mut sentences);
            first = next;
        }
    }
    push(article, first..tokens.len(), &mut sentences);
    sentences
}

/// Whether a token is of those that may end a sentence: full stops and the like, words with a point.
#[inline]
fn may_end(article: &Article, token: &Token) -> bool {
    match token.kind {
        TokenKind::Punctuation => true,
        TokenKind::Word => article.prose.as_bytes().get(token.span.end.wrapping_sub(1)) == Some(&b'.'),
        _ => false,
    }
}

fn push(article: &Article, tokens: Range<usize>, sentences: &mut Vec<Sentence>) {
    let (first, last) = (&article.tokens[tokens.start], &article.tokens[tokens.end - 1]);
    sentences.push(Sentence { span: Span::new(first.span.start, last.span.end), block: first.block, tokens });
}

/// If a sentence ends at a token: where the next one of its block begins.
fn boundary(article: &Article, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let token = &article.tokens[at];
    let word = article.slice(token.span);
    let point = is_terminal(token, word);
    let abbreviated = token.kind == TokenKind::Word && word.ends_with('.');
    if !point && !abbreviated {
        return None;
    }
    let mut next = at + 1;
    let mut closed = false;
    // closing marks and brackets belong to the sentence that they end
    let of_block = |at: usize| article.tokens.get(at).filter(|after| after.block == token.block);
    while let Some(after) = of_block(next) {
        let glued = after.span.start == article.tokens[next - 1].span.end;
        let tail = matches!(after.kind, TokenKind::Mark)
            || matches!(article.slice(after.span), ")" | "]" | "." | "!" | "?" | "…" | "...");
        if !glued || !tail {
            break;
        }
        closed |= after.kind == TokenKind::Mark;
        next += 1;
    }
    let after = of_block(next)?;
    let gap = after.span.start > article.tokens[next - 1].span.end;
    if !gap || (token.quoted && article.tokens[next - 1].quoted) || inside(article, token.span.end, after.span.start) {
        return None;
    }
    let first = article.slice(after.span);
    let capital =
        after.case.has_capital() || matches!(after.kind, TokenKind::Number | TokenKind::Mark | TokenKind::Address);
    let opens = capital || matches!(first, "(" | "[" | "•" | "—" | "–");
    if !opens {
        return None;
    }
    if abbreviated {
        // “the U.S. But”: only a word that is never part of a name shows that a sentence begins
        let starter = vocabulary.of(after).any(Traits::FUNCTION) && after.case.has_capital();
        return (vocabulary.of(token).any(Traits::MAY_END) && starter).then_some(next);
    }
    // “Why?” Smith asked: the quotation goes on into its attribution
    if closed && goes_on(article, vocabulary, next) && !word.ends_with('.') {
        return None;
    }
    Some(next)
}

fn is_terminal(token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Punctuation && (matches!(word, "." | "!" | "?" | "…") || word.starts_with(".."))
}

/// Whether a quotation holds both places: its sentences are one for the story.
fn inside(article: &Article, end: usize, start: usize) -> bool {
    let next = article.quotations.partition_point(|q| q.span.start < end);
    article.quotations[..next].iter().rev().take(4).any(|q| q.span.start < end && start < q.span.end)
}

/// Whether the words from a token on are a short subject with a speech verb: the attribution of what stands before.
fn goes_on(article: &Article, vocabulary: &Vocabulary, from: usize) -> bool {
    let tokens = &article.tokens[from..];
    let block = tokens.first().map(|token| token.block);
    tokens
        .iter()
        .take(5)
        .take_while(|t| t.kind == TokenKind::Word && Some(t.block) == block)
        .any(|t| vocabulary.of(t).any(Traits::SPEECH) && !t.case.has_capital())
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::annotated;

    fn sentences(text: &str) -> Vec<String> {
        let article = annotated(text);
        article.sentences.iter().map(|s| article.slice(s.span).to_owned()).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_break() {
        let text = "Lt. Col. J. K. Dole met Mr. Roe in the U.S. Senate at 9 a.m. Monday.";
        assert_eq!(sentences(text), [text]);
        assert_eq!(sentences("He left the U.S. But she stayed."), ["He left the U.S.", "But she stayed."]);
    }

    #[test]
    fn quotations_do_not_break() {
        let text = "“We won. We did,” Ann Lee said.";
        assert_eq!(sentences(text), [text]);
        assert_eq!(sentences("“Why?” she asked. He left."), ["“Why?” she asked.", "He left."]);
        assert_eq!(sentences("“We won.” Ann Lee left. She slept."), ["“We won.”", "Ann Lee left.", "She slept."]);
    }

    #[test]
    fn a_sentence_ends_where_another_begins() {
        let cases: [(&str, &[&str]); 12] = [
            ("“Stop!” she said. “Go.”", &["“Stop!” she said.", "“Go.”"]),
            ("“Stop!” Ann Lee said. She left.", &["“Stop!” Ann Lee said.", "She left."]),
            ("“Stop!” The crew left. It said no.", &["“Stop!”", "The crew left.", "It said no."]),
            ("“So.” Smith asked why.", &["“So.”", "Smith asked why."]),
            ("He left (late.) She stayed.", &["He left (late.)", "She stayed."]),
            ("It rose 3.5 percent. 4 boats fell.", &["It rose 3.5 percent.", "4 boats fell."]),
            ("Well... she left.", &["Well... she left."]),
            ("Well... She left.", &["Well...", "She left."]),
            ("Is it? Yes.(So they say.) No.", &["Is it?", "Yes.(So they say.)", "No."]),
            ("He asked “one. Two. Three” of them. He left.", &["He asked “one. Two. Three” of them.", "He left."]),
            ("She met Mr. Roe. “No,” he said.", &["She met Mr. Roe.", "“No,” he said."]),
            ("She met the U.S. “envoy” there.", &["She met the U.S. “envoy” there."]),
        ];
        let found: Vec<Vec<String>> = cases.iter().map(|(text, _)| sentences(text)).collect();
        let wrong: Vec<_> = found.iter().zip(&cases).filter(|(found, (_, parts))| *found != parts).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
