//! A pattern of a rule made ready: word lists filled in, and the words found that every match needs.
//!
//! The build script makes the patterns of the built-in rules ready; a newsroom's own go through the same code at run
//! time. This file stands alone for that reason: it uses nothing of the crate.

use std::{cmp::Reverse, slice::from_ref};

use regex_syntax::hir::{Hir, HirKind};

/// Letters and digits of the Latin script, with the underscore: a hundredth of what all scripts cost to compile.
const WORD: &str = r"0-9A-Za-z_À-ÖØ-öø-ɏ";
/// White space of prose, no-break spaces among it.
const BLANK: &str = " \t\n\r\u{a0}\u{202f}";

/// A pattern with its word lists filled in, where a blank matches any white space and `'` either apostrophe.
///
/// `\w`, `\d`, `\s` and `\b` are those of the Latin script. A boundary of words knows only ASCII, so that the fastest
/// search can run over curly quotation marks; whoever searches sees to the letters beyond
/// (`stands_alone`). A pattern with such letters of its own keeps the boundaries of Unicode.
///
/// # Errors
///
/// Gives the name of the list that has no words.
pub fn fill<'a>(pattern: &str, list: impl Fn(&str) -> Vec<&'a str>) -> Result<String, String> {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    let mut in_class = false;
    let ascii = !pattern.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    while let Some(c) = rest.chars().next() {
        if let Some(group) = placeholder(rest).filter(|_| !in_class) {
            let mut words = list(group);
            if words.is_empty() {
                return Err(group.to_owned());
            }
            // the longest first, for the first branch that matches wins
            words.sort_by_key(|w| Reverse(w.len()));
            let words: Vec<String> = words.iter().map(|w| blanks(&regex_syntax::escape(w))).collect();
            out += &format!("(?:{})", words.join("|"));
            rest = &rest[group.len() + 2..];
            continue;
        }
        match c {
            '\\' => {
                let escaped = rest.chars().nth(1);
                match escaped {
                    Some('w') => out += &class(WORD, false, in_class),
                    Some('W') => out += &class(WORD, true, in_class),
                    Some('s') => out += &class(BLANK, false, in_class),
                    Some('S') => out += &class(BLANK, true, in_class),
                    Some('d') => out += &class("0-9", false, in_class),
                    Some('b') if ascii => out += r"(?-u:\b)",
                    _ => {
                        out.push('\\');
                        out.extend(escaped);
                    }
                }
                rest = &rest[1 + escaped.map_or(0, char::len_utf8)..];
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            ' ' | '\'' if !in_class => {
                out += &blanks(&c.to_string());
                rest = &rest[1..];
                continue;
            }
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(out)
}

fn blanks(pattern: &str) -> String {
    pattern.replace(' ', &class(BLANK, false, false)).replace('\'', "['’]")
}

/// Some characters or all others, as a class or within one.
fn class(chars: &str, others: bool, in_class: bool) -> String {
    match (others, in_class) {
        (false, true) => chars.to_owned(),
        (false, false) => format!("[{chars}]"),
        (true, _) => format!("[^{chars}]"),
    }
}

/// The name in `{name}` or `{name.name}` at the start of a pattern; `{2,3}` is not one.
pub fn placeholder(rest: &str) -> Option<&str> {
    let (name, _) = rest.strip_prefix('{')?.split_once('}')?;
    let letters = |c: char| c.is_ascii_lowercase() || c == '.' || c == '-';
    (name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(letters)).then_some(name)
}

/// How many lists of words a pattern is known by beside its first, and how many words one of these may have: further
/// ones tell little more.
const FURTHER: (usize, usize) = (2, 64);

/// Lists of words, of each of which one stands, in some case, in every text that a filled pattern matches; the list that is
/// most telling comes first. None if there are none. A blank in them stands for any white space.
pub fn needs(filled: &str) -> Vec<Vec<String>> {
    let mut all = regex_syntax::parse(filled).map_or_else(|_| Vec::new(), |hir| required(&hir));
    // the longer the words, the rarer
    all.sort_by_key(|words| Reverse(shortest(words)));
    // where “said to” stands, “said” does
    let implied =
        |words: &[String], of: &[String]| of.iter().all(|longer| words.iter().any(|word| longer.contains(word)));
    let mut telling: Vec<Vec<String>> = Vec::new();
    for words in all {
        if !telling.iter().any(|others| implied(&words, others)) {
            telling.push(words);
        }
    }
    let mut telling = telling.into_iter();
    let first = telling.next();
    first.into_iter().chain(telling.filter(|words| words.len() <= FURTHER.1).take(FURTHER.0)).collect()
}

fn shortest(words: &[String]) -> Option<usize> {
    words.iter().map(String::len).min()
}

/// Lists of literal words, of each of which one is part of every match.
fn required(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let word = text.split_whitespace().max_by_key(|w| w.len());
            word.filter(|word| word.len() > 2 && word.is_ascii())
                .map(|word| vec![word.to_owned()])
                .into_iter()
                .collect()
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(required).chain(pairs(parts)).collect(),
        HirKind::Alternation(branches) => {
            let best = |branch| required(branch).into_iter().max_by_key(|words| shortest(words));
            let all: Option<Vec<_>> = branches.iter().map(best).collect();
            all.map(|lists| lists.concat()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Lists of two words with a blank between them, one of which is part of every match: “said to” is much rarer than “said”.
fn pairs(parts: &[Hir]) -> Vec<Vec<String>> {
    let blank = regex_syntax::parse(&class(BLANK, false, false));
    let blanks = parts.iter().enumerate().filter(|(_, part)| blank.as_ref().is_ok_and(|blank| blank == *part));
    let pairs = blanks.filter_map(|(at, _)| {
        let (before, behind) = (last_words(parts.get(..at)?)?, first_words(parts.get(at + 1..)?)?);
        let pairs: Vec<_> = before.iter().flat_map(|last| behind.iter().map(move |first| (last, first))).collect();
        // two short words are looked for wherever one of them stands, which is everywhere
        let short = pairs.iter().filter(|(last, first)| last.len().max(first.len()) <= SHORT).count();
        let telling = pairs.len() <= FURTHER.1 && 7 * short < pairs.len();
        telling.then(|| pairs.into_iter().map(|(last, first)| format!("{last} {first}")).collect())
    });
    pairs.collect()
}

/// A word of so many letters may be one of those that stand in every article.
const SHORT: usize = 3;

/// The words, or their ends, one of which stands last in some parts that follow one another.
fn last_words(parts: &[Hir]) -> Option<Vec<String>> {
    let last = parts.iter().rev().find(|part| !matches!(part.kind(), HirKind::Look(_)))?;
    match last.kind() {
        HirKind::Literal(literal) => word(&literal.0),
        HirKind::Capture(capture) => last_words(from_ref(&capture.sub)),
        HirKind::Concat(parts) => last_words(parts),
        HirKind::Alternation(branches) => all(branches.iter().map(|branch| last_words(from_ref(branch)))),
        _ => None,
    }
}

/// The words, or their beginnings, one of which stands first in some parts that follow one another, of which some may be left out.
fn first_words(parts: &[Hir]) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for part in parts {
        match part.kind() {
            HirKind::Look(_) => {}
            HirKind::Repetition(repetition) if repetition.min == 0 => {
                words.extend(first_words(from_ref(&repetition.sub))?);
            }
            kind => {
                words.extend(match kind {
                    HirKind::Literal(literal) => word(&literal.0)?,
                    HirKind::Capture(capture) => first_words(from_ref(&capture.sub))?,
                    HirKind::Concat(parts) => first_words(parts)?,
                    HirKind::Alternation(branches) => all(branches.iter().map(|branch| first_words(from_ref(branch))))?,
                    _ => return None,
                });
                return Some(words);
            }
        }
    }
    None
}

/// A literal as the only word there is, if it is one of ASCII.
fn word(literal: &[u8]) -> Option<Vec<String>> {
    let word = std::str::from_utf8(literal).ok().filter(|word| word.is_ascii() && !word.is_empty())?;
    Some(vec![word.to_owned()])
}

/// The words of all branches, if something is known of each.
fn all(branches: impl Iterator<Item = Option<Vec<String>>>) -> Option<Vec<String>> {
    branches.collect::<Option<Vec<_>>>().map(|lists| lists.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(name: &str) -> Vec<&'static str> {
        if name == "verb.go" { vec!["go", "go on"] } else { Vec::new() }
    }

    #[test]
    fn fills_word_lists_and_leaves_counts() -> Result<(), String> {
        let filled = fill(r"\w{2,3} {verb.go}[ x]", lists)?;
        let (word, blank) = (format!("[{WORD}]"), format!("[{BLANK}]"));
        assert_eq!(filled, format!("{word}{{2,3}}{blank}(?:go{blank}on|go)[ x]"));
        assert_eq!(fill(r"[\w-]\b", lists)?, format!(r"[{WORD}-](?-u:\b)"));
        assert_eq!(fill(r"\bcafé\b", lists)?, r"\bcafé\b");
        assert_eq!(fill("{verb.come}", lists), Err("verb.come".to_owned()));
        Ok(())
    }

    #[test]
    fn two_words_tell_more_than_one() -> Result<(), String> {
        let needs = |pattern| fill(pattern, lists).map(|filled| needs(&filled).into_iter().next().unwrap_or_default());
        assert_eq!(needs(r"\b(?:said|told) to\b")?, ["said to", "told to"]);
        assert!(needs(r"\b(?:by|of) (?:an|the) \d")?.is_empty());
        assert_eq!(needs(r"wrote (?:in a post )?(?:on|to) \d")?, ["wrote in", "wrote on", "wrote to"]);
        assert_eq!(needs(r"\bsaid \w+")?, ["said"]);
        assert_eq!(needs(r"said[ -]to")?, ["said"]);
        Ok(())
    }

    #[test]
    fn every_match_needs_a_word_of_each_list() {
        assert_eq!(needs(r"\b(?:is|was) widely (?:seen|believed)\b"), [vec!["widely"], vec!["seen", "believed"]]);
        assert_eq!(needs(r"critics say|experts? (?:say|agree)"), [vec!["critics", "expert"]]);
        assert_eq!(
            needs(r"(?:posted|wrote).{0,9}(?:online)?on (?:facebook|the noticeboard)"),
            [vec!["facebook", "noticeboard"], vec!["posted", "wrote"]]
        );
        assert!(needs(r"\d+ ?[a-z]+").is_empty());
        assert!(needs(r"foo|\w+").is_empty());
    }
}
