//! What stands between braces in messages: words of the copy.

use std::ops::Range;

use super::pattern::placeholder;

/// Whether a match neither begins nor ends within a word: what a boundary of ASCII words does not see.
pub(super) fn stands_alone(text: &str, found: Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let beyond = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let (before, within, after) = (&text[..found.start], &text[found.clone()], &text[found.end..]);
    let cut_before = beyond(before.chars().next_back()) && letter(within.chars().next());
    let cut_after = beyond(after.chars().next()) && letter(within.chars().next_back());
    !cut_before && !cut_after
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
    fn letters_beyond_ascii_belong_to_a_word() {
        let within = |text: &str, word: &str| {
            let start = text.find(word).unwrap_or_default();
            stands_alone(text, start..start + word.len())
        };
        assert!(!within("Zürich", "rich") && !within("a fiancée", "fianc"));
        assert!(within("“rich” — und", "rich") && within("grün, rich", "rich"));
    }
}
