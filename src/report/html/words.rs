//! Words of articles, made safe to stand in a page.

use maud::{Markup, Render, html};

use crate::report::clean;

/// Text that somebody else wrote: what steers the direction of writing is made visible, and nothing is markup.
pub(super) struct Words<'a>(pub(super) &'a str);

impl Render for Words<'_> {
    fn render_to(&self, buffer: &mut String) {
        (*clean(self.0)).render_to(buffer);
    }
}

/// Some words, of very many only the first and the last ones, with how many characters lie between them.
pub(super) fn shortened(text: &str, room: usize) -> Markup {
    if text.len() <= room {
        return html! { (Words(text)) };
    }
    let head = floor(text, room / 2);
    let tail = floor(text, text.len() - room / 2).max(head);
    let (head, middle, tail) = (&text[..head], &text[head..tail], &text[tail..]);
    html! {
        (Words(head))
        span.gap { " … " (middle.chars().count()) " characters are left out here … " }
        (Words(tail))
    }
}

/// The last boundary of characters at or before an offset.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A language tag, if it has the form of one.
pub(super) fn language(tag: Option<&str>) -> Option<&str> {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    tag.filter(|tag| tag.len() <= 35 && tag.split('-').all(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copy_has_no_meaning_as_markup() {
        let shown = html! { p title=(Words("\"><b>")) { (Words("a <b> & \u{1b}\u{202e}\nc")) } }.into_string();
        assert_eq!(shown, "<p title=\"&quot;&gt;&lt;b&gt;\">a &lt;b&gt; &amp; ␛&lt;U+202E&gt; c</p>");
    }

    #[test]
    fn long_copy_loses_its_middle_between_characters() {
        let text = "é".repeat(50);
        let shown = shortened(&text, 22).into_string();
        assert!(shown.starts_with("ééééé<span"), "{shown}");
        assert!(shown.contains("… 39 characters are left out here …"), "{shown}");
        assert_eq!(shortened(&text, 100).into_string(), text);
    }

    #[test]
    fn only_a_language_tag_is_one() {
        assert_eq!(language(Some("en-GB")), Some("en-GB"));
        for other in ["", "en_GB", "en\" onload=\"", "en-", "anythingatall"] {
            assert_eq!(language(Some(other)), None, "{other}");
        }
    }
}
