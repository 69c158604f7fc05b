//! What each stet is about: a paragraph, a stretch, the article.

use std::collections::HashMap;

use super::{Form, Written};
use crate::{
    article::{Block, Flaw, Stet},
    span::Span,
};

/// Finds out what each stet is about. They come in their order in the file.
pub(in crate::parse) fn settle(written: Vec<Written>, blocks: &[Block], content: &str) -> Vec<Stet> {
    let spans: Vec<Span> = written.iter().map(|w| w.stet.span).collect();
    let beside = beside(&spans, blocks, content);
    let mut stets: Vec<Stet> = Vec::with_capacity(written.len());
    let mut open = Open::default();
    for (Written { form, mut stet }, beside) in written.into_iter().zip(beside) {
        match form {
            _ if stet.flaw.is_some() => {}
            Form::Unknown => {}
            Form::Here => stet.covers = beside.unwrap_or(stet.covers),
            Form::File => stet.covers = Span::new(0, content.len()),
            Form::Begin => {
                stet.flaw = Some(Flaw::NoEnd);
                open.begin(stets.len(), &stet.rules);
            }
            Form::End => match open.end(&stet.rules, &stets).and_then(|at| stets.get_mut(at)) {
                Some(begun) => {
                    begun.covers = begun.span.union(stet.span);
                    begun.flaw = None;
                    continue;
                }
                None => stet.flaw = Some(Flaw::NoBegin),
            },
        }
        stets.push(stet);
    }
    stets
}

/// Stretches that are not ended yet, as places in the list of stets.
#[derive(Default)]
struct Open {
    all: Vec<usize>,
    by_rules: HashMap<Vec<String>, Vec<usize>>,
}

impl Open {
    fn begin(&mut self, at: usize, rules: &[String]) {
        self.all.push(at);
        self.by_rules.entry(rules.to_vec()).or_default().push(at);
    }

    /// The last one; of an end that names its rules, the last one for them.
    fn end(&mut self, rules: &[String], stets: &[Stet]) -> Option<usize> {
        let open = if rules.is_empty() { Some(&mut self.all) } else { self.by_rules.get_mut(rules) }?;
        // what was ended by way of the other list is still in this one
        std::iter::from_fn(|| open.pop()).find(|at| stets.get(*at).is_some_and(|stet| stet.flaw.is_some()))
    }
}

/// Of each stet the block that it stands in; else the one right above it, with a blank line below; else the next one.
fn beside(stets: &[Span], blocks: &[Block], content: &str) -> Vec<Option<Span>> {
    let raw = |at: usize| blocks.get(at).map(|block| block.raw);
    let next = |span: &Span| blocks.partition_point(|block| block.raw.start <= span.start);
    let before: Vec<Option<Span>> = stets.iter().map(|span| next(span).checked_sub(1).and_then(raw)).collect();
    let after: Vec<Option<Span>> = stets.iter().map(|span| raw(next(span))).collect();

    // whether a blank line parts each from the block, lines of other stets between them aside
    let mut above = vec![false; stets.len()];
    for (at, span) in stets.iter().enumerate() {
        let (from, parted) = match at.checked_sub(1) {
            Some(last) if before[last] == before[at] => (stets[last].end, above[last]),
            _ => (before[at].map_or(0, |block| block.end), false),
        };
        above[at] = parted || has_blank_line(content.get(from..span.start));
    }
    let mut below = vec![false; stets.len()];
    for (at, span) in stets.iter().enumerate().rev() {
        let (to, parted) = match stets.get(at + 1) {
            Some(last) if after[at + 1] == after[at] => (last.start, below[at + 1]),
            _ => (after[at].map_or(content.len(), |block| block.start), false),
        };
        below[at] = parted || has_blank_line(content.get(span.end..to));
    }

    let block = |at: usize| match (before[at], after[at]) {
        (Some(before), _) if before.contains(stets[at]) => Some(before),
        (Some(before), Some(_)) if below[at] && !above[at] => Some(before),
        (before, after) => after.or(before),
    };
    (0..stets.len()).map(block).collect()
}

/// Whether what lies between two places, one before the other, holds a blank line.
fn has_blank_line(gap: Option<&str>) -> bool {
    gap.is_some_and(|gap| gap.matches('\n').count().max(gap.matches('\r').count()) > 1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{lexicon::Lexicon, parse::parse, text::Text};

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
            (format!("# Quay to shut\n\n{FIRST}\n\n- {stet} {SECOND}\n"), format!("- {stet} {SECOND}")),
            (format!("# Quay to shut\n\n{FIRST}\n\n> {SECOND} {stet}\n"), format!("> {SECOND} {stet}")),
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
