//! `stet`, “let it stand”: what the desk writes beside copy that it keeps as it is.
//!
//! `stet RULE: REASON` stands in a comment (`<!-- … -->`) or, on a line of its own, in brackets (`[…]`).

mod settle;

pub(super) use settle::settle;

use crate::{
    article::{Flaw, Stet},
    span::Span,
};

/// How much a stet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Its paragraph, or the next one.
    Here,
    /// The article.
    File,
    /// From here to the next end.
    Begin,
    /// Up to here.
    End,
    /// Nobody knows.
    Unknown,
}

/// A stet as written, before it is known what stands around it.
#[derive(Debug)]
pub(super) struct Written {
    form: Form,
    stet: Stet,
}

impl Written {
    /// Where it stands in the file.
    pub(super) fn span(&self) -> Span {
        self.stet.span
    }
}

/// Reads a stet that takes up a whole comment or a whole line in brackets; none if it is something else.
pub(super) fn read(span: Span, content: &str) -> Option<Written> {
    let (form, rest) = form(inside(span.of(content))?)?;
    let (rules, rest) = rest.split_at(rest.find([':', '"', '“']).unwrap_or(rest.len()));
    let (words, rest) = match quoted(rest) {
        Some((words, rest)) => (Some(words), rest),
        None => (None, rest),
    };
    let open = words.is_none() && rest.starts_with(['"', '“']);
    let rules: Vec<String> = rules.split(',').map(one_line).filter(|rule| !rule.is_empty()).collect();
    let flaw = match form {
        Form::Unknown => Some(Flaw::Form),
        Form::End => None,
        _ if rules.is_empty() => Some(Flaw::NoRule),
        _ if open => Some(Flaw::OpenWords),
        _ => None,
    };
    let reason = one_line(rest.trim_start().trim_start_matches(':'));
    let stet = Stet {
        span,
        covers: Span::new(span.start, span.start),
        rules,
        words: words.map(one_line),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        flaw,
    };
    Some(Written { form, stet })
}

/// What stands between the marks of a comment or the brackets of a line.
fn inside(text: &str) -> Option<&str> {
    let comment = || text.strip_prefix("<!--")?.strip_suffix("-->");
    let bracket = || text.strip_prefix('[')?.strip_suffix(']');
    let inner =
        comment().filter(|inner| !inner.contains("-->")).or_else(|| bracket().filter(|inner| is_closed(inner)))?;
    Some(inner.trim())
}

/// Whether every closing bracket has its opening one, so that the outer pair holds all the rest.
fn is_closed(inner: &str) -> bool {
    let mut depth = 0_usize;
    inner.chars().all(|c| match c {
        '[' => {
            depth += 1;
            true
        }
        ']' => depth.checked_sub(1).map(|less| depth = less).is_some(),
        _ => true,
    })
}

/// The form of a stet, and what follows its name.
fn form(inner: &str) -> Option<(Form, &str)> {
    let name = inner.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(inner.len());
    let (name, rest) = inner.split_at(name);
    let form = match name {
        "stet" => Form::Here,
        "stet-file" => Form::File,
        "stet-begin" => Form::Begin,
        "stet-end" => Form::End,
        _ if name.starts_with("stet-") => Form::Unknown,
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with([':', '"', '“']) || rest.starts_with(char::is_whitespace))
        .then_some((form, rest))
}

/// The words between the marks that a text begins with, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (rest, mark) = match text.strip_prefix('“') {
        Some(rest) => (rest, '”'),
        None => (text.strip_prefix('"')?, '"'),
    };
    rest.split_once(mark).filter(|(words, _)| !words.trim().is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stet(text: &str) -> Option<Stet> {
        read(Span::new(0, text.len()), text).map(|written| written.stet)
    }

    #[test]
    fn a_stet_names_rules_words_and_a_reason() {
        let read = stet("<!-- stet anonymity/no-reason, typo/*:\n she  fears for her job; approved by I. Varga -->");
        let read = read.map(|s| (s.rules, s.words, s.reason, s.flaw));
        let rules = vec!["anonymity/no-reason".to_owned(), "typo/*".to_owned()];
        let reason = "she fears for her job; approved by I. Varga".to_owned();
        assert_eq!(read, Some((rules, None, Some(reason), None)));
        for text in [
            "[stet typo/misspelling \"teh: quay\": so on the sign]",
            "[stet typo/misspelling “teh: quay” so on the sign]",
        ] {
            let read = stet(text).map(|s| (s.rules, s.words, s.reason));
            let words = Some("teh: quay".to_owned());
            assert_eq!(read, Some((vec!["typo/misspelling".to_owned()], words, Some("so on the sign".to_owned()))));
        }
        assert_eq!(stet("[stet typo]").map(|s| (s.reason, s.flaw)), Some((None, None)));
    }

    #[test]
    fn what_cannot_be_followed_says_why() {
        let flaw = |text| stet(text).and_then(|s| s.flaw);
        assert_eq!(flaw("[stet]"), Some(Flaw::NoRule));
        assert_eq!(flaw("[stet : approved]"), Some(Flaw::NoRule));
        assert_eq!(flaw("[stet-files typo: approved]"), Some(Flaw::Form));
        assert_eq!(flaw("[stet typo \"teh: so on the sign]"), Some(Flaw::OpenWords));
    }

    #[test]
    fn other_notes_are_no_stets() {
        for text in [
            "[stetson]",
            "<!-- a stet -->",
            "stet typo: x",
            "[sic]",
            "<!-- stet x",
            "[Stet, he wrote]",
            "[]",
            "[stet typo: x] he said [sic]",
        ] {
            assert_eq!(stet(text), None, "{text}");
        }
    }
}
