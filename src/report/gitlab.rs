//! A code quality report for GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
//!
//! The format has no place for what was let stand.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use serde::Serialize;

use super::{Run, clean, told::slashes, write_json};
use crate::diagnostic::Severity;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes a list of issues; a file that cannot be read is one, too.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut issues: Vec<Issue> = run
        .unreadable
        .iter()
        .map(|unreadable| Issue {
            description: clean(&unreadable.error).into_owned(),
            check_name: "unreadable".to_owned(),
            fingerprint: format!("unreadable:{}", slashes(&unreadable.path)),
            severity: "blocker",
            location: Location { path: slashes(&unreadable.path), lines: Lines { begin: 1, end: 1 } },
        })
        .collect();
    // GitLab drops an issue whose fingerprint it has seen: the same slip in the same words in two files
    let mut seen: HashMap<(String, &str), usize> = HashMap::new();
    for told in run.told() {
        let path = told.path();
        let print = &told.finding.fingerprint;
        let nth = seen.entry((path.clone(), print)).and_modify(|n| *n += 1).or_insert(1);
        let fingerprint = format!("{print}:{path}:{nth}");
        let span = told.finding.span;
        issues.push(Issue {
            description: clean(&told.message()).into_owned(),
            check_name: told.finding.rule.clone(),
            fingerprint,
            severity: match told.finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location {
                path,
                lines: Lines { begin: told.text.position(span.start).line, end: told.text.position(span.end).line },
            },
        });
    }
    write_json(&issues, out)
}
