//! `attribution/vague-collective`: a group that nobody can call is made to speak.

use std::ops::Range;

use crate::{
    article::{BlockKind, Sentence, TokenKind},
    diagnostic::{Diagnostic, Severity},
    lexicon::Classes,
    rule::{Profile, Rule},
    rules::{Context, sourcing::Sourcing, words::Words},
};

/// Words that count the speakers without naming one.
const SOME: [&str; 4] = ["some", "many", "most", "other"];
/// The same, standing for the group itself: “some say”.
const ALONE: [&str; 4] = ["some", "many", "most", "others"];
/// Words before a group that show the reporter or a pollster asked it, or that it was named before.
const ASKED: [&str; 22] = [
    "the", "these", "those", "his", "her", "their", "its", "our", "percent", "%", "both", "two", "three", "four",
    "five", "six", "several", "few", "all", "no", "and", "or",
];
/// Adverbs and auxiliaries between a group and its verb.
const BETWEEN: [&str; 14] = [
    "also",
    "generally",
    "now",
    "still",
    "have",
    "often",
    "already",
    "widely",
    "largely",
    "long",
    "even",
    "both",
    "privately",
    "would",
];

/// Flags “critics say”, “some believe”; of less weight where somebody with a name speaks soon after.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let reader = Reader::new(context);
    let sourcing = Sourcing::new(context);
    let words = reader.words;
    let mut found = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for (sentence, kind) in words.sentences() {
        let tokens = sentence.tokens.clone();
        let mut from = tokens.start;
        for at in words.places(tokens.clone(), reader.heads) {
            let group = if at < from || words.is_quoted(at) { None } else { reader.group(at, tokens.end) };
            let Some(group) = group else { continue };
            from = group.end;
            if words.is_any(tokens.clone(), &["interviewed", "surveyed", "polled", "poll", "survey"]) {
                break;
            }
            // “An average of 81 percent approve, the poll found. Most believe …”: those who were asked
            if reader.are_respondents(&group, sentence) {
                continue;
            }
            let message = format!("“{}”: who?", context.article.slice(words.span(group.clone())));
            let paragraph = words.block(sentence.block);
            let next = words.block(sentence.block + 1);
            let shown = [group.end..paragraph.end, next].into_iter().any(|near| sourcing.is_named(near));
            // once said of a group, it is said; headlines have anonymity/in-headline
            let head = reader.head(&group);
            let again = told.contains(&head) || matches!(kind, BlockKind::Headline | BlockKind::Deck);
            told.push(head);
            // readers who meet a name beside the group, or the group again, have been told enough for most desks
            if (again || shown) && context.profile == Profile::Default {
                continue;
            }
            let (severity, help) = match shown {
                _ if again => (Severity::Info, "Name one of them, or say whom you asked and how many."),
                true => (Severity::Info, "A named voice follows: let it speak first, or say how many you mean."),
                false => (rule.spec.severity, "Name one of them, or say whom you asked and how many."),
            };
            let finding = context.finding(rule, words.span(group), message).with_help(help);
            found.push(finding.with_severity(severity.min(rule.spec.severity)));
        }
    }
    found
}

struct Reader<'a> {
    words: Words<'a>,
    /// What a group begins with: a head, or a word that counts it.
    heads: Classes,
    nobody: Classes,
    crowd: Classes,
    view: Classes,
    view_past: Classes,
    field: Classes,
}

impl<'a> Reader<'a> {
    fn new(context: &Context<'a>) -> Self {
        let class = |name| context.lexicon.class(name);
        Self {
            words: Words::new(context),
            heads: class("claims.nobody").or(class("vague.quantifier")),
            nobody: class("claims.nobody"),
            crowd: class("claims.crowd"),
            view: class("claims.view"),
            view_past: class("claims.view-past"),
            field: class("unnamed.modifier").or(class("anonymity.says-nothing")),
        }
    }

    /// Whether “some worry” or “some fear” is what somebody has: “causing some worry at the bank”.
    fn is_feeling(&self, some: usize) -> bool {
        let words = self.words;
        words.is(some + 1, &["worry", "fear", "question", "caution"])
            && words.is(some + 2, &["at", "about", "over", "in", "of", "among", "for", ".", ","])
            && !words.opens_sentence(some)
    }

    /// The noun, or the word that counts it, that a group is told by.
    fn head(&self, group: &Range<usize>) -> &'a str {
        let noun = group.clone().find(|at| self.words.has(*at, self.nobody.or(self.crowd)));
        self.words.word(noun.unwrap_or(group.start))
    }

    /// Whether “most” or “many” stands for those whom a poll, told of in the sentence before, has asked.
    fn are_respondents(&self, group: &Range<usize>, sentence: &Sentence) -> bool {
        let words = self.words;
        let start = words.block(sentence.block).start;
        let asked = ["percent", "%", "poll", "polls", "pollster", "pollsters", "survey", "surveys", "respondents"];
        group.len() == 2
            && words.is(group.start, &ALONE)
            && words.opens_sentence(group.start)
            && words.is_any(start..sentence.tokens.start, &asked)
    }

    /// The group that begins at a token, with its verb.
    fn group(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        if words.is(at, &SOME) || words.is(at, &ALONE) {
            if words.is(at, &ALONE)
                && !words.after(at, &["and", "or", "than", "of", "as"])
                && !self.is_feeling(at)
                && let Some(verb) = self.verb(at + 1, end, self.view).filter(|v| !words.is(v + 1, &["of"]))
            {
                return Some(at..verb + 1);
            }
            // “some legal experts say”, but not “Mr. Roe and other leaders said”
            if words.is(at, &["other"]) && words.after(at, &["and", "or"]) {
                return None;
            }
            let head = (at + 1..(at + 4).min(end)).find(|i| words.has(*i, self.crowd))?;
            let describes = |i: usize| words.is_lower(i) || words.has(i, self.field);
            let verb = self.verb(head + 1, end, self.view.or(self.view_past))?;
            return (at + 1..head).all(describes).then_some(at..verb + 1);
        }
        if !words.has(at, self.nobody) || self.is_definite(at) {
            return None;
        }
        let first = self.described(at);
        if let Some(verb) = self.verb(at + 1, end, self.view.or(self.view_past)) {
            return Some(first..verb + 1);
        }
        // “…, say critics.”
        let verb = first.checked_sub(1).filter(|v| words.is(*v, &["say", "said", "argue", "warn"]))?;
        let ends = words.kind(at + 1) == Some(TokenKind::Punctuation);
        (ends && words.after(verb, &[","])).then_some(verb..at + 1)
    }

    /// Where the description of a head begins: “public health experts”, after a comma or at the start of a sentence.
    fn described(&self, head: usize) -> usize {
        let words = self.words;
        let starts = |at: usize| words.opens_sentence(at) || words.after(at, &[",", "—", "–", "but", "and", "that"]);
        let first = (head.saturating_sub(3)..=head).rev().find(|at| starts(*at)).unwrap_or(head);
        let plain = |at: usize| words.is_lower(at) || words.opens_sentence(at);
        let adjective = |at: usize| plain(at) && !words.is_function(at);
        if (first..head).all(adjective) { first } else { head }
    }

    /// The verb that follows a group, which begins at or near a token.
    fn verb(&self, from: usize, end: usize, of: Classes) -> Option<usize> {
        let at = (from..(from + 2).min(end)).find(|at| !self.words.is(*at, &BETWEEN))?;
        let verb = self.words.has(at, of) && self.words.is_lower(at) && !self.words.is_quoted(at);
        // “experts warned by the minister”
        (verb && !self.words.is(at + 1, &["by"])).then_some(at)
    }

    /// Whether the words before a head say which of them: “the experts”, “Senate Republicans”, “a panel of experts”.
    fn is_definite(&self, head: usize) -> bool {
        let words = self.words;
        let mut at = head;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else { return false };
            if words.is(before, &ASKED) || words.is(before, &["of", "from", "by"]) {
                return true;
            }
            let token = words.token(before);
            if token.is_some_and(|t| t.kind == TokenKind::Possessive || t.kind == TokenKind::Number) {
                return true;
            }
            if words.is_capital(before) && !words.opens_sentence(before) {
                return true;
            }
            if !words.is_lower(before) || words.opens_sentence(before) {
                return false;
            }
            if !words.has(before, self.field) {
                return false;
            }
            at = before;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, LexiconError};

    #[test]
    fn every_word_is_in_the_groups_that_are_looked_for() -> Result<(), &'static LexiconError> {
        let lexicon = Lexicon::built_in()?;
        let of = lexicon.class("vague.quantifier");
        let missing: Vec<&str> = SOME.into_iter().chain(ALONE).filter(|word| !lexicon.classes(word).any(of)).collect();
        assert_eq!(missing, [""; 0]);
        Ok(())
    }
}
