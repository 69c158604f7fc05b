//! What stands between braces: word lists in patterns, words of the copy in messages.

use crate::{
    lexicon::Lexicon,
    rule::{Problem, Rule, RuleError},
};

/// A pattern with its word lists filled in, where a blank matches any white space and `'` either apostrophe.
pub(super) fn fill(pattern: &str, rule: &Rule, lexicon: &Lexicon) -> Result<String, RuleError> {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        if let Some(group) = placeholder(rest).filter(|_| !in_class) {
            let mut words: Vec<&str> = lexicon.entries(group).collect();
            if words.is_empty() {
                let problem = Problem::Lexicon { pattern: pattern.to_owned(), group: group.to_owned() };
                return Err(rule.wrong_pattern(pattern, problem));
            }
            // the longest first, for the first branch that matches wins
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
            let words: Vec<String> = words.iter().map(|w| blanks(&regex::escape(w))).collect();
            out += &format!("(?:{})", words.join("|"));
            rest = &rest[group.len() + 2..];
            continue;
        }
        match c {
            '\\' => {
                let escaped = rest.chars().nth(1);
                out.push('\\');
                out.extend(escaped);
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
    pattern.replace(' ', r"\s").replace('\'', "['’]")
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
        assert_eq!(filled, r"\w{2,3}\s(?:go\son|go)[ x]");
        let unknown = fill("{verb.come}", &rule, &lexicon);
        assert!(matches!(unknown.map_err(|e| e.problem), Err(Problem::Lexicon { group, .. }) if group == "verb.come"));
        Ok(())
    }
}
