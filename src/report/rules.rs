//! What rules there are, and the manual page of each.

use std::io::{self, Write};

use serde::Serialize;

use super::{Ink, Look, Table, clean, totals::count, wrap, write_json};
use crate::{
    diagnostic::Severity,
    rule::{Example, Profile, QuoteScope, Rule, Standard},
};

/// Columns by which examples are set in.
const INDENT: usize = 2;
/// Columns from which on a table has room for what a rule flags beside its id, which is not to be broken.
const TABLE: usize = 100;

/// A list of rules, those of a family together: a table where there is room for one.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn list(rules: &[&Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    if look.width < TABLE {
        entries(rules, look, out)?;
    } else {
        table(rules, look, out)?;
    }
    writeln!(out, "\n{}. “copydesk rules ID” shows the manual page of one.", count(rules.len(), "rule"))
}

fn table(rules: &[&Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(look, &["Rule", "Level", "Profile", "What it flags"]);
    for (at, family) in rules.chunk_by(|a, b| a.family() == b.family()).enumerate() {
        if at > 0 {
            table.row([""; 4]);
        }
        for Rule { id, spec, .. } in family.iter().copied() {
            table.row([id, spec.severity.as_str(), spec.profile.as_str(), &spec.summary]);
        }
    }
    writeln!(out, "{table}")
}

/// Each rule with what it flags below it; the profile only where it is not the usual one.
fn entries(rules: &[&Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (at, family) in rules.chunk_by(|a, b| a.family() == b.family()).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for Rule { id, spec, .. } in family.iter().copied() {
            let level = look.paint(Ink::of(spec.severity), spec.severity.as_str());
            let profile = match spec.profile {
                Profile::Default => String::new(),
                other => format!(", profile {}", other.as_str()),
            };
            writeln!(out, "{}  {level}{profile}", look.paint(Ink::Strong, &clean(id)))?;
            writeln!(out, "{}", indented(&clean(&spec.summary), look.width))?;
        }
    }
    Ok(())
}

/// The manual page of a rule.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn page(rule: &Rule, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let spec = &rule.spec;
    let width = look.width.min(100);
    writeln!(out, "{}", look.paint(Ink::Strong, &clean(&rule.id)))?;
    writeln!(out, "{}\n", wrap(&clean(&spec.summary), width, 0))?;
    let level = look.paint(Ink::of(spec.severity), spec.severity.as_str());
    let fix = if spec.fixable { ", can be mended with --fix" } else { "" };
    let about = format!("Level {level}, profile {}, looks {}{fix}", spec.profile.as_str(), spec.quotes.as_words());
    writeln!(out, "{}", wrap(&about, width, 0))?;
    for paragraph in paragraphs(&spec.manual) {
        writeln!(out, "\n{}", wrap(&paragraph, width, 0))?;
    }
    examples("Flagged", &spec.fires, look, width, out)?;
    examples("Not flagged", &spec.quiet, look, width, out)?;
    if !spec.supersedes.is_empty() {
        let others = format!("Replaces on the same words: {}", spec.supersedes.join(", "));
        writeln!(out, "\n{}", wrap(&clean(&others), width, INDENT))?;
    }
    if !spec.standards.is_empty() {
        writeln!(out, "\n{}", look.paint(Ink::Strong, "Rests on"))?;
        for Standard { title, url } in &spec.standards {
            writeln!(out, "{}", indented(&clean(title), width))?;
            writeln!(out, "  {}", clean(url))?;
        }
    }
    Ok(())
}

fn examples(title: &str, examples: &[Example], look: Look, width: usize, out: &mut dyn Write) -> io::Result<()> {
    if examples.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.paint(Ink::Strong, title))?;
    for (at, example) in examples.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for (head, text) in texts(example) {
            if !head.is_empty() {
                writeln!(out, "  {}", look.paint(Ink::Faint, head))?;
            }
            lines(text, width, out)?;
        }
        let told = match (&example.at, &example.why) {
            (Some(at), _) => format!("→ {}", quoted(&clean(&at.replace('\n', " ")))),
            (None, Some(why)) => format!("— {}", clean(why)),
            (None, None) => continue,
        };
        for line in wrap(&format!("  {told}"), width, 2 * INDENT).lines() {
            let (blanks, words) = line.split_at(line.len() - line.trim_start().len());
            writeln!(out, "{blanks}{}", look.paint(Ink::Faint, words))?;
        }
    }
    Ok(())
}

/// The texts of an example, each with what it is to the first one, which is checked.
fn texts(example: &Example) -> impl Iterator<Item = (&'static str, &str)> {
    let others = example.others.iter().map(|text| ("and another outlet:", text));
    let earlier = example.earlier.iter().map(|text| ("published before as:", text));
    let against = example.against.iter().map(|text| ("held against:", text));
    let all = std::iter::once(("", &example.text)).chain(others).chain(earlier).chain(against);
    all.map(|(head, text)| (head, text.as_str()))
}

/// Words between marks, unless they have their own.
fn quoted(words: &str) -> String {
    let marked = words.starts_with(['“', '‘', '"', '\'']) || words.ends_with(['”', '"']);
    if marked { words.to_owned() } else { format!("“{words}”") }
}

/// The lines of a text that have words.
fn lines(text: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.try_for_each(|line| writeln!(out, "{}", indented(&clean(line), width)))
}

fn indented(text: &str, width: usize) -> String {
    wrap(&format!("{}{text}", " ".repeat(INDENT)), width, INDENT)
}

/// The paragraphs of a text whose lines are broken anywhere; a line that is set in or begins an entry of a list stays
/// a line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let own = line.starts_with([' ', '-', '*', '|', '#']);
        let line = clean(line);
        match paragraphs.last_mut() {
            _ if line.trim().is_empty() => {
                open = false;
                continue;
            }
            Some(last) if open && own => *last = format!("{last}\n{line}"),
            Some(last) if open => *last = format!("{last} {line}"),
            _ => paragraphs.push(line.into_owned()),
        }
        open = true;
    }
    paragraphs
}

/// The rule book as Markdown: a table of each family, then the manual page of each rule.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn markdown(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# The rules\n")?;
    let by = "This page is written by `copydesk rules --format markdown` from the rule files; change those instead.";
    writeln!(out, "{}. {by}\n", count(rules.len(), "rule"))?;
    for family in rules.chunk_by(|a, b| a.family() == b.family()) {
        let Some(first) = family.first() else { continue };
        writeln!(out, "## {}\n\n| rule | level | profile | what it flags |\n|---|---|---|---|", first.family())?;
        for Rule { id, spec, .. } in family.iter().copied() {
            let (level, profile) = (spec.severity.as_str(), spec.profile.as_str());
            writeln!(out, "| [`{id}`](#{}) | {level} | {profile} | {} |", anchor(id), escaped(&spec.summary))?;
        }
        for rule in family {
            entry(rule, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The manual page of a rule, as a part of the book.
fn entry(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let spec = &rule.spec;
    writeln!(out, "\n### `{}`\n\n{}\n", rule.id, escaped(&spec.summary))?;
    let fix = if spec.fixable { "; can be mended with `--fix`" } else { "" };
    let once = if spec.once { "; told once an article" } else { "" };
    let (level, profile) = (spec.severity.as_str(), spec.profile.as_str());
    writeln!(out, "Level {level}, profile {profile}; looks {}{once}{fix}.", spec.quotes.as_words())?;
    for paragraph in paragraphs(&spec.manual) {
        writeln!(out, "\n{}", escaped(&paragraph))?;
    }
    for (title, examples) in [("Flagged", &spec.fires), ("Not flagged", &spec.quiet)] {
        if !examples.is_empty() {
            writeln!(out, "\n{title}:")?;
        }
        for example in examples {
            writeln!(out)?;
            for (head, text) in texts(example) {
                if !head.is_empty() {
                    writeln!(out, ">\n> {head}\n>")?;
                }
                let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
                for (at, line) in lines.iter().enumerate() {
                    let gap = if at > 0 { ">\n" } else { "" };
                    writeln!(out, "{gap}> {}", escaped(&clean(line)))?;
                }
            }
            match (&example.at, &example.why) {
                (Some(at), _) => writeln!(out, ">\n> → {}", escaped(&quoted(&clean(&at.replace('\n', " ")))))?,
                (None, Some(why)) => writeln!(out, ">\n> — {}", escaped(why))?,
                (None, None) => {}
            }
        }
    }
    if !spec.supersedes.is_empty() {
        let others: Vec<String> = spec.supersedes.iter().map(|other| format!("`{other}`")).collect();
        writeln!(out, "\nReplaces on the same words: {}.", others.join(", "))?;
    }
    if !spec.standards.is_empty() {
        writeln!(out, "\nRests on:\n")?;
    }
    for Standard { title, url } in &spec.standards {
        writeln!(out, "- [{}](<{url}>)", escaped(title))?;
    }
    Ok(())
}

/// What GitHub calls a heading of a rule.
fn anchor(id: &str) -> String {
    id.replace('/', "")
}

/// Text that Markdown shows as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        // an entry of a list stays one
        let (start, rest) = match line.strip_prefix("- ") {
            Some(rest) => ("- ", rest),
            None => ("", line),
        };
        out += start;
        if rest.starts_with(['#', '+', '-', '=']) {
            out.push('\\');
        }
        for c in rest.chars() {
            if matches!(c, '\\' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '`') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// All rules as `copydesk/rules/1`.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn json(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    write_json(&Report { schema: "copydesk/rules/1", rules: rules.iter().map(|rule| Entry::new(rule)).collect() }, out)
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    family: &'a str,
    summary: &'a str,
    severity: Severity,
    profiles: Vec<Profile>,
    quote_scope: QuoteScope,
    fixable: bool,
    supersedes: &'a [String],
    standards: &'a [Standard],
    manual: &'a str,
    examples: Examples<'a>,
}

#[derive(Serialize)]
struct Examples<'a> {
    fires: &'a [Example],
    quiet: &'a [Example],
}

impl<'a> Entry<'a> {
    fn new(rule: &'a Rule) -> Entry<'a> {
        let spec = &rule.spec;
        Entry {
            id: &rule.id,
            family: rule.family(),
            summary: &spec.summary,
            severity: spec.severity,
            profiles: Profile::ALL.into_iter().filter(|profile| spec.profile <= *profile).collect(),
            quote_scope: spec.quotes,
            fixable: spec.fixable,
            supersedes: &spec.supersedes,
            standards: &spec.standards,
            manual: &spec.manual,
            examples: Examples { fires: &spec.fires, quiet: &spec.quiet },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_text_as_it_stands() {
        assert_eq!(escaped("# a *b* <c>\n- [d] | `e`"), "\\# a \\*b\\* \\<c\\>\n- \\[d\\] \\| \\`e\\`");
        assert_eq!(anchor("anonymity/no-reason"), "anonymityno-reason");
    }

    #[test]
    fn broken_lines_become_paragraphs_and_lists_stay() {
        let text = "Flags what\nis wrong.\n\nFix it:\n- one\n- two\n\nEnd.\n";
        assert_eq!(paragraphs(text), ["Flags what is wrong.", "Fix it:\n- one\n- two", "End."]);
    }
}
