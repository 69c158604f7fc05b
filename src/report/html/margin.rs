//! What stands in the margin beside a finding's words.

use maud::{Markup, html};

use super::{Badge, Finding, Sheet, Sheets, Words, limits::QUOTED, words::shortened};
use crate::{
    diagnostic::{Diagnostic, Fix, Label},
    report::{Run, compare::outlet},
};

/// The notes of some findings, as a list; nothing without any.
pub(super) fn notes(run: &Run, sheet: &Sheet, sheets: &Sheets, findings: &[&Finding], line: usize) -> Markup {
    html! {
        @if !findings.is_empty() {
            ul.notes aria-label={ "Findings in line " (line) } { "\n"
                @for finding in findings { (note(run, sheet, sheets, finding)) "\n" }
            } "\n"
        }
    }
}

fn note(run: &Run, sheet: &Sheet, sheets: &Sheets, finding: &Finding) -> Markup {
    let Finding { told, number, .. } = finding;
    let severity = told.finding.severity;
    let differs = told.details.is_some_and(|details| !details.versions.is_empty());
    html! {
        li id=(sheet.name('n', *number)) class=(severity.as_str()) {
            p.kind {
                a href={ "#" (sheet.name('m', *number)) } aria-label={ "Finding " (number) ": to its words" } { (number) } " "
                (Badge(severity)) " " (rule(run, told.finding))
            }
            p.message { (Words(told.message)) }
            @if let Some(note) = &told.finding.note { p { "Here: " (Words(note)) } }
            @if let Some(help) = told.help { p.help { (Words(help)) } }
            @if let Some(fix) = told.fix { (change(sheet, fix)) }
            @if !told.labels.is_empty() {
                ul.labels { @for label in told.labels { (second(run, sheet, sheets, label)) } }
            }
            p.links {
                @if differs { a href={ "#" (sheet.name('v', *number)) } { "Side by side" } " · " }
                a href={ "#" (sheet.name('f', *number)) } aria-label={ "Finding " (number) ": back to the list" } { "Back to the list" }
            }
        }
    }
}

/// The id of the rule of a finding, as a link to its manual page where it has one.
pub(super) fn rule(run: &Run, finding: &Diagnostic) -> Markup {
    let id = &finding.rule;
    html! {
        @match run.page_of(finding) {
            Some(page) => a.rule href=(page) { (Words(id)) },
            None => span.rule { (Words(id)) },
        }
    }
}

fn change(sheet: &Sheet, fix: &Fix) -> Markup {
    html! {
        p.fix {
            "Change: "
            @for (at, edit) in fix.edits.iter().enumerate() {
                @if at > 0 { "; " }
                @let words = sheet.article.text.slice(edit.span);
                @if !words.is_empty() { del { (shortened(words, QUOTED)) } " " }
                @if !edit.replacement.is_empty() { ins { (shortened(&edit.replacement, QUOTED)) } }
            }
        }
    }
}

/// A second place, in this article or in another.
fn second(run: &Run, sheet: &Sheet, sheets: &Sheets, label: &Label) -> Markup {
    let Some(article) = run.outcome.articles.get(label.text.0) else { return html! {} };
    let line = article.text.position(label.span.start).line;
    let name = outlet(article);
    let place = match label.text.0 == sheet.at {
        true => format!("Line {line}"),
        false => format!("{name}, line {line}"),
    };
    let words = article.text.slice(label.span);
    let is_quoted = words.starts_with(['“', '‘', '«', '"', '\'']);
    // the outlet and the words stand here already
    let message = label.message.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&label.message);
    let message = if message == format!("“{words}”") { "" } else { message };
    html! {
        li {
            @match sheets.link(label.text, label.span) {
                Some(name) => a href={ "#" (name) } { (Words(&place)) },
                None => (Words(&place)),
            }
            ": "
            @if is_quoted { (shortened(words, QUOTED)) } @else { "“" (shortened(words, QUOTED)) "”" }
            @if !message.is_empty() { " – " (Words(message)) }
        }
    }
}
