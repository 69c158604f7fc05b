//! Annotations for GitHub Actions: a workflow command a finding.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::{
    cmp::Reverse,
    io::{self, Write},
};

use super::{
    Run,
    clean::unsteered,
    summary,
    told::{Told, slashes},
    totals::{Totals, count},
};
use crate::diagnostic::Severity;

/// How many annotations of a level GitHub shows of one step.
const SHOWN: usize = 10;

/// Writes the findings, errors first, because GitHub shows only the first ten of each level; then a line that sums up.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for unreadable in run.unreadable {
        let (path, error) = (slashes(&unreadable.path), &unreadable.error);
        writeln!(out, "::error file={},title=cannot be read::{}", property(&path), data(error))?;
    }
    let mut told: Vec<Told> = run.told().collect();
    told.sort_by_key(|told| Reverse(told.finding.severity));
    for told in &told {
        annotation(told, out)?;
    }
    // a line of the log that begins like a command would be one
    writeln!(out, "{}", summary::line(run).trim_start_matches(':'))?;
    let Totals { errors, warnings, infos, .. } = Totals::of(run.outcome);
    if let Some(most) = [errors + run.unreadable.len(), warnings, infos].into_iter().max().filter(|most| *most > SHOWN)
    {
        let hidden = most - SHOWN;
        writeln!(
            out,
            "GitHub shows at most {SHOWN} annotations of each level for a step; {} of a level stand only in this log.",
            count(hidden, "finding")
        )?;
    }
    Ok(())
}

fn annotation(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    let level = match told.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (told.text.position(told.finding.span.start), told.text.position(told.finding.span.end));
    write!(out, "::{level} file={},line={},endLine={}", property(&told.path()), start.line, end.line)?;
    // GitHub takes columns only within a line
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    writeln!(out, ",title={}::{}", property(&told.finding.rule), data(&told.whole()))
}

/// Text as the data of a command: one line, in which a break is written `%0A`.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| unsteered(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    unsteered(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_cannot_give_commands() {
        assert_eq!(data("50 %\n::error::x\r\nlast"), "50 %25%0A::error::x%0Alast");
        assert_eq!(property("a,b:c\n%.txt"), "a%2Cb%3Ac %25.txt");
    }
}
