//! A line a finding, for editors and for `grep`: `path:line:column: severity[rule] message`.

use std::io::{self, Write};

use super::{Ink, Look, Run, clean, place, summary};

/// Writes the findings, then one line that sums them up.
pub(super) fn write(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    findings(run, look, out)?;
    writeln!(out, "{}", summary::line(run))
}

/// Writes the findings.
pub(super) fn findings(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for told in run.told() {
        let severity = told.finding.severity;
        let place = place::shown(told.text, told.finding.span.start);
        let level = look.paint(Ink::of(severity), severity.as_str());
        let message = clean(told.message);
        writeln!(out, "{place}: {level}[{}] {message}", told.finding.rule)?;
    }
    Ok(())
}
