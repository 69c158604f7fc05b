//! Markdown for the summary of a job or a comment on a change: tables of articles, findings and sources.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{
    Run, clean,
    sources::{Ledger, named, note},
    summary,
    told::Told,
    totals::{Totals, count},
};
use crate::{
    article::Article,
    diagnostic::{Severity, TextId},
    index::Tally,
    read::own::HEADING,
};

/// How many bytes a report may have: GitHub takes a summary of 1 MiB, and drops a larger one whole.
const LIMIT: usize = 1_000_000;
/// How many findings of an article are listed.
const FINDINGS: usize = 200;

/// Writes a heading with the sums, then a section for each article that has findings, as long as there is room.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let outcome = run.outcome;
    let mut report = format!("{HEADING}{}\n", escape(&summary::line(run)));
    if !run.unreadable.is_empty() {
        report += "\n| Could not be read | Why |\n| --- | --- |\n";
        for unreadable in run.unreadable.iter().take(FINDINGS) {
            report += &format!("| {} | {} |\n", escape(&unreadable.path), escape(&unreadable.error));
        }
    }
    let mut left_out = 0;
    for (at, article) in outcome.checked().iter().enumerate() {
        let findings = run.findings_of(TextId(at));
        if findings.is_empty() {
            continue;
        }
        let told: Vec<Told> = findings.iter().filter_map(|finding| run.tell(finding)).collect();
        let section = section(run, article, &Totals::of_article(outcome, at, findings), &told);
        if report.len() + section.len() > LIMIT {
            left_out += 1;
            continue;
        }
        report += &section;
    }
    if left_out > 0 {
        report += &format!("\nNo room for {} with findings; see another format.\n", count(left_out, "more article"));
    }
    out.write_all(report.as_bytes())
}

fn section(run: &Run, article: &Article, totals: &Totals, told: &[Told]) -> String {
    let Tally { total, matched, differing, checked } = totals.quotations;
    let mut section = format!("\n### {}\n\n{totals}; ", escape(article.text.path()));
    let fate = match run.outcome.compared || total == 0 || run.outcome.articles.len() < 2 {
        true => format!(": {matched} matched, {differing} differing"),
        false => ", not compared".to_owned(),
    };
    let _ = writeln!(
        section,
        "{}{fate}, {checked} checked against a transcript; let stand: {}\n",
        count(total, "quotation"),
        totals.suppressed
    );
    let unit = if article.text.document().is_some() { "Paragraph" } else { "Line" };
    let _ = writeln!(section, "| {unit} | Level | Finding | Rule |");
    section += "| ---: | --- | --- | --- |\n";
    for told in told.iter().take(FINDINGS) {
        let line = told.text.position(told.finding.span.start).line;
        let level = match told.finding.severity {
            Severity::Error => "**error**",
            severity => severity.as_str(),
        };
        let help = told.help.map(|help| format!("<br>{}", escape(help))).unwrap_or_default();
        let _ = writeln!(section, "| {line} | {level} | {}{help} | `{}` |", escape(told.message), told.finding.rule);
    }
    if let Some(more) = told.len().checked_sub(FINDINGS).filter(|more| *more > 0) {
        let _ = writeln!(section, "\nand {}", count(more, "more finding"));
    }
    let ledger = Ledger::of(article);
    if run.excerpts && !ledger.rows.is_empty() {
        section += "\n| Source | Named | Quotations | Words | Paraphrases | Who it is, via whom |\n";
        section += "| --- | --- | ---: | ---: | ---: | --- |\n";
        for row in &ledger.rows {
            let _ = writeln!(
                section,
                "| {} | {} | {} | {} | {} | {} |",
                escape(row.source.label()),
                named(row.source.kind, row.source.anonymous),
                row.quoted.quotations,
                row.quoted.words,
                row.paraphrases,
                escape(&note(row)),
            );
        }
    }
    let _ = writeln!(section, "\n{}", escape(&ledger.totals.to_string()));
    section
}

/// Text without meaning as Markdown or HTML, on one line; nobody is mentioned, and nothing is linked.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            // a comment between the characters keeps services from making a link or a mention of them
            '@' | '#' => {
                out.push(c);
                out += "<!-- -->";
            }
            ':' if text[at..].starts_with("://") => out += ":<!-- -->",
            '.' if text[..at].ends_with("www") => out += "<!-- -->.",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copy_has_no_meaning_as_markdown() {
        assert_eq!(escape("a | *b*\n# c"), "a \\| \\*b\\* #<!-- --> c");
        assert_eq!(escape("<img src=x>@desk"), "&lt;img src=x&gt;@<!-- -->desk");
        assert_eq!(escape("[x](https://a.b) www.a.b"), "\\[x\\](https:<!-- -->//a.b) www<!-- -->.a.b");
    }
}
