//! `stet`, “let it stand”: what the desk writes beside copy that it keeps as it is.
//!
//! `stet RULE: REASON` stands in a comment (`<!-- … -->`) or, on a line of its own, in brackets (`[…]`).

use crate::{
    article::{Block, Flaw, Stet},
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

/// Finds out what each stet is about. They come in their order in the file.
pub(super) fn settle(written: Vec<Written>, blocks: &[Block], content: &str) -> Vec<Stet> {
    let spans: Vec<Span> = written.iter().map(|w| w.stet.span).collect();
    let mut stets: Vec<Stet> = Vec::with_capacity(written.len());
    let mut open: Vec<usize> = Vec::new();
    for Written { form, mut stet } in written {
        match form {
            _ if stet.flaw.is_some() => {}
            Form::Unknown => {}
            Form::Here => stet.covers = beside(stet.span, &spans, blocks, content).unwrap_or(stet.covers),
            Form::File => stet.covers = Span::new(0, content.len()),
            Form::Begin => {
                stet.flaw = Some(Flaw::NoEnd);
                open.push(stets.len());
            }
            Form::End => {
                // one that names its rules ends what was begun for them
                let ends = |at: &usize| {
                    stet.rules.is_empty() || stets.get(*at).is_some_and(|begun: &Stet| begun.rules == stet.rules)
                };
                let place = open.iter().rposition(ends);
                match place.map(|place| open.remove(place)).and_then(|at| stets.get_mut(at)) {
                    Some(begun) => {
                        begun.covers = begun.span.union(stet.span);
                        begun.flaw = None;
                        continue;
                    }
                    None => stet.flaw = Some(Flaw::NoBegin),
                }
            }
        }
        stets.push(stet);
    }
    stets
}

/// The block that a stet stands in; else the one right above it, with a blank line below; else the next one.
fn beside(span: Span, stets: &[Span], blocks: &[Block], content: &str) -> Option<Span> {
    let next = blocks.partition_point(|block| block.raw.start <= span.start);
    let before = next.checked_sub(1).and_then(|at| blocks.get(at)).map(|block| block.raw);
    let after = blocks.get(next).map(|block| block.raw);
    match (before, after) {
        (Some(before), _) if before.contains(span) => Some(before),
        (Some(before), Some(after)) => {
            let gap = |from, to| Span::new(from, std::cmp::max(from, to));
            let below = !has_blank_line(gap(before.end, span.start), stets, content);
            let above = !has_blank_line(gap(span.end, after.start), stets, content);
            Some(if below && !above { before } else { after })
        }
        (before, after) => after.or(before),
    }
}

/// Whether a blank line stands somewhere between two places, lines of other stets aside.
fn has_blank_line(gap: Span, stets: &[Span], content: &str) -> bool {
    let mut at = gap.start;
    let first = stets.partition_point(|stet| stet.start < gap.start);
    let within = stets.iter().skip(first).take_while(|stet| stet.end <= gap.end);
    for end in within.map(|stet| (stet.start, stet.end)).chain([(gap.end, gap.end)]) {
        let between = content.get(at..end.0).unwrap_or_default();
        if between.matches('\n').count().max(between.matches('\r').count()) > 1 {
            return true;
        }
        at = end.1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{lexicon::Lexicon, parse::parse, text::Text};

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

    /// What each stet of a text is about, and the prose without white space at either end of a block.
    fn settled(path: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let fallback = Lexicon::default();
        let article = parse(Arc::new(Text::new(path, text)), Lexicon::built_in().unwrap_or(&fallback));
        let about = |stet: &Stet| match stet.flaw {
            Some(flaw) => format!("{flaw:?}"),
            None => stet.covers.of(text).to_owned(),
        };
        let blocks = article.blocks.iter().map(|block| article.slice(block.span).to_owned());
        (article.stets.iter().map(about).collect(), blocks.collect())
    }

    const FIRST: &str = "The quay will shut in May, the mayor said on Tuesday.";
    const SECOND: &str = "“It is not safe,” she said.";

    #[test]
    fn a_line_of_plain_text_is_about_the_paragraph_beside_it() {
        for (text, about) in [
            (format!("Quay to shut\n\n{FIRST}\n\n[stet typo: a]\n{SECOND}\n"), SECOND),
            (format!("Quay to shut\n\n{FIRST}\n\n[stet typo: a]\n\n{SECOND}\n"), SECOND),
            (format!("Quay to shut\n\n{FIRST}\n[stet typo: a]\n{SECOND}\n"), SECOND),
            (format!("Quay to shut\r\n\r\n{FIRST}\r\n  [stet typo: a] \r\n\r\n{SECOND}\r\n"), FIRST),
            (format!("Quay to shut\n\n{FIRST}\n<!-- stet typo: a -->\n\n{SECOND}\n"), FIRST),
            (format!("[stet typo: a]\nQuay to shut\n\n{FIRST}\n\n{SECOND}\n"), "Quay to shut"),
            (format!("Quay to shut\n\n{FIRST}\n\n{SECOND}\n\n[stet typo: a]"), SECOND),
        ] {
            let (stets, blocks) = settled("a.txt", &text);
            assert_eq!(stets, [about], "{text}");
            assert_eq!(blocks, ["Quay to shut", FIRST, SECOND], "{text}");
        }
        let (stets, _) = settled("a.txt", &format!("{FIRST}\n[stet typo: a]\n[stet name: b]\n\n{SECOND}\n"));
        assert_eq!(stets, [FIRST, FIRST]);
    }

    #[test]
    fn a_comment_in_markdown_is_about_its_paragraph_or_the_next() {
        let stet = "<!-- stet typo:\na -->";
        for (text, about) in [
            (format!("# Quay to shut\n\n{FIRST} {stet}\n\n{SECOND}\n"), format!("{FIRST} {stet}")),
            (format!("# Quay to shut\n\n{stet} {FIRST}\n\n{SECOND}\n"), format!("{stet} {FIRST}")),
            (format!("# Quay to shut\n\n{FIRST}\n\n{stet}\n\n{SECOND}\n"), SECOND.to_owned()),
            (format!("# Quay to shut\n\n{FIRST}\n{stet}\n\n{SECOND}\n"), FIRST.to_owned()),
            (format!("# Quay to shut\n\n{FIRST}\n\n[stet typo: a]\n{SECOND}\n"), SECOND.to_owned()),
        ] {
            let (stets, blocks) = settled("a.md", &text);
            assert_eq!(stets, [about], "{text}");
            assert_eq!(blocks, ["Quay to shut", FIRST, SECOND], "{text}");
        }
    }

    #[test]
    fn stretches_and_whole_articles_are_marked_off() {
        let text = format!("Quay to shut\n\n[stet-begin typo: a]\n{FIRST}\n\n{SECOND}\n[stet-end]\n\nShe left.\n");
        let (stets, blocks) = settled("a.txt", &text);
        assert_eq!(stets, [format!("[stet-begin typo: a]\n{FIRST}\n\n{SECOND}\n[stet-end]")]);
        assert_eq!(blocks, ["Quay to shut", FIRST, SECOND, "She left."]);
        let text = format!("<!-- stet-file name: a -->\n\n# Quay to shut\n\n{FIRST}\n");
        assert_eq!(settled("a.md", &text).0, [text]);
        let nested =
            "[stet-begin typo]\n[stet-begin name]\n[stet-end typo]\n[stet-end]\n[stet-end]\n[stet-begin typo]\n";
        let ends =
            ["[stet-begin typo]\n[stet-begin name]\n[stet-end typo]", "[stet-begin name]\n[stet-end typo]\n[stet-end]"];
        assert_eq!(settled("a.txt", nested).0, [ends[0], ends[1], "NoBegin", "NoEnd"]);
    }

    #[test]
    fn no_copy_is_lost() {
        for (text, blocks) in [
            (format!("{FIRST}\n\n<!-- stet typo: a\n\n{SECOND}\n"), [FIRST, "!-- stet typo: a", SECOND]),
            (
                format!("<!-- a note --> {FIRST}\n\n[stet typo: a] she said.\n\n{SECOND}\n"),
                [FIRST, "[stet typo: a] she said.", SECOND],
            ),
        ] {
            assert_eq!(settled("a.md", &text), (Vec::new(), blocks.map(str::to_owned).to_vec()), "{text}");
        }
    }
}
