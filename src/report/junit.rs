//! JUnit's XML, as build servers read it: a suite an article, a case a finding.
//!
//! Findings that fail the run are failed cases; the others pass, with what they say as the case's output. An article
//! without findings is one case that passes, and a file that cannot be read is a case in error.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesText, Event},
};

use super::{
    Run,
    told::{Told, slashes},
    totals::Totals,
    xml,
};
use crate::diagnostic::{Diagnostic, TextId};

type Document<'a> = Writer<&'a mut dyn Write>;

/// Writes all suites.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut document = xml::document(out)?;
    let outcome = run.outcome;
    let failures = outcome.findings.iter().filter(|f| run.fails(f.severity)).count();
    let clean = (0..outcome.checked).filter(|at| run.findings_of(TextId(*at)).is_empty()).count();
    let tests = outcome.findings.len() + clean + run.unreadable.len();
    let root = document
        .create_element("testsuites")
        .with_attribute(("name", env!("CARGO_PKG_NAME")))
        .with_attribute(("tests", &*tests.to_string()))
        .with_attribute(("failures", &*failures.to_string()))
        .with_attribute(("errors", &*run.unreadable.len().to_string()));
    root.write_inner_content(|document| {
        for (at, article) in outcome.checked().iter().enumerate() {
            suite(run, at, &slashes(article.text.path()), document)?;
        }
        for unreadable in run.unreadable {
            let path = slashes(&unreadable.path);
            let suite = document.create_element("testsuite").with_attribute(("name", &*xml::text(&path)));
            let suite = suite.with_attribute(("tests", "1")).with_attribute(("failures", "0"));
            suite.with_attribute(("errors", "1")).write_inner_content(|document| {
                case("reading", &path, document, |document| {
                    let error = document.create_element("error").with_attribute(("type", "unreadable"));
                    error.with_attribute(("message", &*xml::text(&unreadable.error))).write_empty().map(|_| ())
                })
            })?;
        }
        Ok(())
    })?;
    writeln!(document.into_inner())
}

fn suite(run: &Run, at: usize, path: &str, document: &mut Document) -> io::Result<()> {
    let findings = run.findings_of(TextId(at));
    let failures = findings.iter().filter(|f| run.fails(f.severity)).count();
    let suite = document
        .create_element("testsuite")
        .with_attribute(("name", &*xml::text(path)))
        .with_attribute(("tests", &*findings.len().max(1).to_string()))
        .with_attribute(("failures", &*failures.to_string()))
        .with_attribute(("errors", "0"));
    suite.write_inner_content(|document| {
        properties(run, at, findings, document)?;
        if findings.is_empty() {
            return case("nothing found", path, document, |_| Ok(()));
        }
        findings.iter().filter_map(|finding| run.tell(finding)).try_for_each(|told| {
            let at = told.text.position(told.finding.span.start);
            let unit = told.text.document().map_or("", |_| "paragraph ");
            let name = format!("{} {unit}{}:{}", told.finding.rule, at.line, at.column);
            case(&name, path, document, |document| verdict(run, &told, document))
        })
    })?;
    Ok(())
}

fn properties(run: &Run, at: usize, findings: &[Diagnostic], document: &mut Document) -> io::Result<()> {
    let Totals { words, suppressed, .. } = Totals::of_article(run.outcome, at, findings);
    document.create_element("properties").write_inner_content(|document| {
        for (name, value) in [("words", words), ("let stand", suppressed)] {
            let property = document.create_element("property").with_attribute(("name", name));
            property.with_attribute(("value", &*value.to_string())).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn case(
    name: &str,
    path: &str,
    document: &mut Document,
    content: impl FnOnce(&mut Document) -> io::Result<()>,
) -> io::Result<()> {
    let case = document.create_element("testcase").with_attribute(("name", name));
    case.with_attribute(("classname", &*xml::text(path))).write_inner_content(content).map(|_| ())
}

fn verdict(run: &Run, told: &Told, document: &mut Document) -> io::Result<()> {
    let whole = told.whole().lines().map(xml::text).collect::<Vec<_>>().join("\n");
    let text = |document: &mut Document| document.write_event(Event::Text(BytesText::new(&whole)));
    if !run.fails(told.finding.severity) {
        return document.create_element("system-out").write_inner_content(text).map(|_| ());
    }
    let failure = document.create_element("failure").with_attribute(("type", told.finding.severity.as_str()));
    failure.with_attribute(("message", &*xml::text(told.message))).write_inner_content(text).map(|_| ())
}
