//! A line a finding, for editors and for `grep`: `path:line:column: severity[rule] message`.

use std::io::{self, Write};

use super::{Ink, Look, Run, clean, summary};

/// Writes the findings, then one line that sums them up.
pub(super) fn write(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for finding in &run.outcome.findings {
        let Some(article) = run.outcome.articles.get(finding.text.0) else { continue };
        let at = article.text.position(finding.span.start);
        let path = clean(article.text.path());
        let level = look.paint(Ink::of(finding.severity), finding.severity.as_str());
        let message = clean(&finding.message);
        writeln!(out, "{path}:{}:{}: {level}[{}] {message}", at.line, at.column, finding.rule)?;
    }
    writeln!(out, "{}", summary::line(run))
}
