//! Untrusted text, made safe to show: an article must not move the cursor, recolour the terminal, turn a line around or
//! give commands to the build server whose log shows it.

use std::borrow::Cow;

/// A text on one line: white space that breaks a line or jumps becomes a blank, and what steers a terminal or the
/// direction of writing, or could be a command to a build server, becomes a visible stand-in.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = unsteered(text);
    if !text.contains("::") && !text.contains("##") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            // `::set-output name=x::y`, where a line begins with it, for GitHub
            ':' if out.ends_with(':') && text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                out.pop();
                out.push('\u{2237}');
            }
            '[' if opens_command(&out) => out.push(BRACKET),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The stand-in for a bracket that would open a command.
pub(super) const BRACKET: char = '\u{2045}';

/// Whether a bracket after some text would open a command, wherever in a line it stands: `##[error]` for GitHub,
/// `##vso[task.complete]` for Azure Pipelines, `##teamcity[message]`.
pub(super) fn opens_command(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).ends_with("##")
}

/// A text on one line, for a format that has its own way to tell text from commands.
pub(super) fn unsteered(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| stand_in(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match stand_in(c) {
            // a CRLF is one break
            Some(_) if c == '\r' && text[at..].starts_with("\r\n") => {}
            Some(shown) => out += &shown,
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What is shown in place of a character; none where it is harmless.
pub(super) fn stand_in(c: char) -> Option<Cow<'static, str>> {
    Some(match c {
        ' '..='~' => return None,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Cow::Borrowed(" "),
        // the pictures of the control characters
        '\0'..='\u{1f}' => Cow::Owned(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}').to_string()),
        '\u{7f}' => Cow::Borrowed("\u{2421}"),
        // a byte-order mark is no part of the words
        '\u{feff}' => Cow::Borrowed(""),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Cow::Owned(format!("<U+{:04X}>", u32::from(c))),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_copy_alone() {
        let copy = "“Né à Kyiv”, said the 49\u{a0}km man — ‘tomorrow’ 東京";
        assert!(matches!(clean(copy), Cow::Borrowed(same) if same == copy));
    }

    #[test]
    fn shows_what_steers_a_terminal() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}"), "a␛[31mred␇");
        assert_eq!(clean("\u{9b}2J\u{7f}\0"), "<U+009B>2J␡␀");
        assert_eq!(clean("ab\u{202e}dc\u{2066}"), "ab<U+202E>dc<U+2066>");
    }

    #[test]
    fn gives_no_commands() {
        assert_eq!(clean("::error::zyx"), "∷error∷zyx");
        assert_eq!(clean("a\n::set-output name=a::b"), "a ∷set-output name=a∷b");
        assert_eq!(clean("##[group]a ##vso[task.complete]"), "##⁅group]a ##vso⁅task.complete]");
        assert_eq!(clean("at 12::30, # [1], ## [2]"), "at 12::30, # [1], ## [2]");
    }

    #[test]
    fn keeps_one_line() {
        assert_eq!(clean("\u{feff}a\r\nb\tc\u{2028}d\re"), "a b c d e");
    }
}
