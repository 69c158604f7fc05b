//! What a trial of rules has shown: on the examples of their files, and on an archive.

use std::io::{self, Write};

use super::{Ink, Look, Table, clean, place, totals::count, wrap};
use crate::{
    check::{Failure, Outcome},
    diagnostic::Diagnostic,
    rule::Rule,
    span::Span,
};

/// So many findings of each rule are shown of an archive.
const SAMPLES: usize = 3;
/// Bytes of an article that are shown before and after the words of a finding, about.
const AROUND: usize = 50;
/// Bytes of a finding's own words that are shown at most, about.
const LONGEST: usize = 120;

/// Which examples of rule files did not do what the file says, and where they stand; which rules no example fires.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn examples(
    failures: &[(&Rule, Failure)],
    uncovered: &[&Rule],
    (rules, examples): (usize, usize),
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (rule, failure) in failures {
        let kind = if failure.fires { "fires" } else { "quiet" };
        let place = match rule.example_position(failure.fires, failure.at) {
            Some(at) => format!("{}:{}:{}", rule.file, at.line, at.column),
            None => rule.file.clone(),
        };
        let head = look.paint(Ink::Error, &format!("[[{kind}]] {}", failure.at + 1));
        writeln!(out, "{}", wrap(&format!("{}: {head}: {}", clean(&place), clean(&failure.problem)), look.width, 4))?;
    }
    for rule in uncovered {
        let text = format!("{}: no example fires the rule; add a [[fires]] with a text that it must flag", rule.file);
        writeln!(out, "{}", wrap(&clean(&text), look.width, 4))?;
    }
    let tried = format!("{}, {}", count(rules, "rule"), count(examples, "example"));
    match (failures.len(), uncovered.len()) {
        (0, 0) => writeln!(out, "{tried}: all as their rule files say"),
        (0, bare) => writeln!(out, "{tried}: {} without an example that fires", count(bare, "rule")),
        (wrong, _) => writeln!(out, "{tried}: {wrong} not as the rule file says"),
    }
}

/// What rules find in an archive: how often in 1,000 words, in how many articles, and some of the places.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn corpus(rules: &[&Rule], outcome: &Outcome, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let words: usize = outcome.articles.iter().map(|a| a.words).sum();
    let of = |rule: &Rule| -> Vec<&Diagnostic> { outcome.findings.iter().filter(|f| f.rule == rule.id).collect() };
    let mut found: Vec<(&Rule, Vec<&Diagnostic>)> = rules.iter().map(|rule| (*rule, of(rule))).collect();
    let silent = found.iter().filter(|(_, findings)| findings.is_empty()).count();
    found.retain(|(_, findings)| !findings.is_empty());
    found.sort_by(|(a, f), (b, g)| (g.len(), &a.id).cmp(&(f.len(), &b.id)));
    if !found.is_empty() {
        let mut table =
            Table::new(look, &["Rule", "Level", "Findings", "Per 1,000 words", "Articles"]).right(&[2, 3, 4]);
        for (rule, findings) in &found {
            let mut articles: Vec<_> = findings.iter().map(|f| f.text).collect();
            articles.dedup();
            let level = rule.spec.severity.as_str();
            let per = rate(findings.len(), words);
            table.row([rule.id.as_str(), level, &findings.len().to_string(), &per, &articles.len().to_string()]);
        }
        writeln!(out, "{table}")?;
    }
    for (rule, findings) in &found {
        writeln!(out, "\n{}", look.paint(Ink::Strong, &clean(&rule.id)))?;
        // from all over the archive, not from its first article
        let step = findings.len().div_ceil(SAMPLES).max(1);
        for finding in findings.iter().step_by(step) {
            writeln!(out, "{}", wrap(&format!("  {}", sample(outcome, finding)), look.width, 4))?;
        }
    }
    let gap = if found.is_empty() { "" } else { "\n" };
    let read = format!("{}, {} words", count(outcome.articles.len(), "article"), words);
    let quiet = if silent > 0 { format!("; {} found nothing", count(silent, "rule")) } else { String::new() };
    let all: usize = found.iter().map(|(_, findings)| findings.len()).sum();
    writeln!(out, "{gap}{read}: {}, {} in 1,000 words{quiet}", count(all, "finding"), rate(all, words))
}

/// Findings in 1,000 words, to two places.
fn rate(findings: usize, words: usize) -> String {
    #[allow(clippy::cast_precision_loss, reason = "an archive has fewer words than a float holds exactly")]
    let per = if words == 0 { 0.0 } else { findings as f64 * 1000.0 / words as f64 };
    format!("{per:.2}")
}

/// Where a finding stands, with the words before and after it.
fn sample(outcome: &Outcome, finding: &Diagnostic) -> String {
    let Some(article) = outcome.articles.get(finding.text.0) else { return String::new() };
    let text = &article.text;
    let content = text.content();
    let line = |span: Span| span.of(content).split_whitespace().collect::<Vec<_>>().join(" ");
    let from = content.floor_char_boundary(finding.span.start.saturating_sub(AROUND));
    let from = content[from..finding.span.start].rfind('\n').map_or(from, |newline| from + newline + 1);
    let to = content.ceil_char_boundary((finding.span.end + AROUND).min(content.len()));
    let to = content[finding.span.end..to].find('\n').map_or(to, |newline| finding.span.end + newline);
    let mut own = line(finding.span);
    if own.len() > LONGEST {
        own.truncate(own.floor_char_boundary(LONGEST));
        own.push('…');
    }
    let (before, after) = (line(Span::new(from, finding.span.start)), line(Span::new(finding.span.end, to)));
    let place = place::shown(text, finding.span.start);
    clean(&format!("{place}: … {before} ⟨{own}⟩ {after} …")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_of_a_thousand_words() {
        assert_eq!((rate(3, 6000), rate(1, 0)), ("0.50".to_owned(), "0.00".to_owned()));
    }
}
