//! Reports of copydesk that lie among the articles: they quote the copy, and are none.

use crate::text::Format;

/// What the page of a report says of who made it.
pub const GENERATOR: &str = "copydesk";
/// How a report in Markdown begins.
pub const HEADING: &str = "## copydesk\n\n";
/// How far into a page its maker is looked for, in bytes.
const HEAD: usize = 1_000;

/// Whether a file is a report, by how it begins.
pub(super) fn is_report(format: Option<Format>, content: &str) -> bool {
    match format {
        Some(Format::Html) => {
            let head = &content[..content.floor_char_boundary(HEAD)];
            head.contains(&format!("<meta name=\"generator\" content=\"{GENERATOR}\">"))
        }
        Some(Format::Markdown) => content.starts_with(HEADING) || begins_with_finding(content),
        _ => begins_with_finding(content),
    }
}

/// “error[anonymity/no-reason]”, or the same behind a place: what the first line of a report for people is or holds.
fn begins_with_finding(content: &str) -> bool {
    let line = content.lines().next().unwrap_or_default();
    let finding = |text: &str| {
        let rest = ["error[", "warning[", "info["].iter().find_map(|level| text.strip_prefix(level));
        let id = rest.and_then(|rest| rest.split_once(']'));
        id.is_some_and(|(id, _)| {
            id.contains('/') && id.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'/' | b'-'))
        })
    };
    finding(line) || line.split_once(": ").is_some_and(|(_, rest)| finding(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_about_copydesk_is_no_report() {
        let html = format!("<!DOCTYPE html>\n<head><meta name=\"generator\" content=\"{GENERATOR}\">");
        assert!(is_report(Some(Format::Html), &html));
        assert!(!is_report(Some(Format::Html), "<head><title>copydesk, a linter</title></head>"));
        assert!(is_report(Some(Format::Plain), "error[typo/proper-noun]\n  ×"));
        assert!(is_report(Some(Format::Plain), "a b.txt:3:1: info[anonymity/opinion] “I think”"));
        assert!(!is_report(Some(Format::Plain), "error[sic] is what the letter says\n"));
        assert!(!is_report(Some(Format::Plain), "Warning: info[rmation] wanted\n"));
        assert!(is_report(Some(Format::Markdown), "## copydesk\n\n2 articles"));
        assert!(!is_report(Some(Format::Markdown), "# copydesk\n\nA linter."));
    }
}
