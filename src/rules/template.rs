//! What stands between braces: word lists in patterns, words of the copy in messages.

use std::ops::Range;

use crate::{
    lexicon::Lexicon,
    rule::{Problem, Rule, RuleError},
};

/// Letters and digits of the Latin script, with the underscore: a hundredth of what all scripts cost to compile.
const WORD: &str = r"0-9A-Za-z_À-ÖØ-öø-ɏ";
/// White space of prose, no-break spaces among it.
const BLANK: &str = r" \t\n\r\u{a0}\u{202f}";

/// A pattern with its word lists filled in, where a blank matches any white space and `'` either apostrophe.
///
/// `\w`, `\d`, `\s` and `\b` are those of the Latin script. A boundary of words knows only ASCII, so that the fastest
/// search can run over curly quotation marks; whoever searches sees to the letters beyond
/// ([`stands_alone`]). A pattern with such letters of its own keeps the boundaries of Unicode.
pub(super) fn fill(pattern: &str, rule: &Rule, lexicon: &Lexicon) -> Result<String, RuleError> {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    let mut in_class = false;
    let ascii = !pattern.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    while let Some(c) = rest.chars().next() {
        if let Some(group) = placeholder(rest).filter(|_| !in_class) {
            let mut words: Vec<&str> = lexicon.entries(group).collect();
            if words.is_empty() {
                let problem = Problem::Lexicon { pattern: pattern.to_owned(), group: group.to_owned() };
                return Err(rule.wrong_pattern(pattern, problem));
            }
            // the longest first, for the first branch that matches wins
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
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

/// Whether a match neither begins nor ends within a word: what a boundary of ASCII words does not see.
pub(super) fn stands_alone(text: &str, found: Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let beyond = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let (before, within, after) = (&text[..found.start], &text[found.clone()], &text[found.end..]);
    let cut_before = beyond(before.chars().next_back()) && letter(within.chars().next());
    let cut_after = beyond(after.chars().next()) && letter(within.chars().next_back());
    !cut_before && !cut_after
}

/// The name in `{name}` or `{name.name}` at the start of a pattern; `{2,3}` is not one.
fn placeholder(rest: &str) -> Option<&str> {
    let (name, _) = rest.strip_prefix('{')?.split_once('}')?;
    let letters = |c: char| c.is_ascii_lowercase() || c == '.' || c == '-';
    (name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(letters)).then_some(name)
}

/// A message with every `{name}` filled in.
pub(super) fn message<'a>(template: &str, words: impl Fn(&str) -> &'a str) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out += &rest[..at];
        rest = &rest[at..];
        let Some(name) = placeholder(rest) else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        out += words(name);
        rest = &rest[name.len() + 2..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_word_lists_and_leaves_counts() -> Result<(), Box<dyn std::error::Error>> {
        let file = "[go]\nabout = ''\nwords = ['go', 'go on']\n";
        let lexicon = Lexicon::load(&[("lexicon/verb.toml", file)])?;
        let rule = Rule::parse("typo/x.toml", "summary = 's'\nseverity = 'info'\nmanual = 'm'\n")?;
        let filled = fill(r"\w{2,3} {verb.go}[ x]", &rule, &lexicon)?;
        let (word, blank) = (format!("[{WORD}]"), format!("[{BLANK}]"));
        assert_eq!(filled, format!("{word}{{2,3}}{blank}(?:go{blank}on|go)[ x]"));
        assert_eq!(fill(r"[\w-]\b", &rule, &lexicon)?, format!(r"[{WORD}-](?-u:\b)"));
        assert_eq!(fill(r"\bcafé\b", &rule, &lexicon)?, r"\bcafé\b");
        let unknown = fill("{verb.come}", &rule, &lexicon);
        assert!(matches!(unknown.map_err(|e| e.problem), Err(Problem::Lexicon { group, .. }) if group == "verb.come"));
        Ok(())
    }

    #[test]
    fn letters_beyond_ascii_belong_to_a_word() {
        let within = |text: &str, word: &str| {
            let start = text.find(word).unwrap_or_default();
            stands_alone(text, start..start + word.len())
        };
        assert!(!within("Zürich", "rich") && !within("a fiancée", "fianc"));
        assert!(within("“rich” — und", "rich") && within("grün, rich", "rich"));
    }
}
