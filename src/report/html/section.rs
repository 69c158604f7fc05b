//! One article: what was found, the copy with its margin, the quotations that differ, the sources.

use std::cmp::Reverse;

use maud::{Markup, Render, html};

use super::{Badge, Finding, Sheet, Sheets, Words, copy, ledger, margin::rule, versions, words::language};
use crate::{
    report::{Run, summary, totals::count},
    text::Position,
};

/// The section of an article.
pub(super) fn section(run: &Run, sheet: &Sheet, sheets: &Sheets) -> Markup {
    let path = sheet.article.text.path();
    let headline = sheet.article.headline().filter(|_| run.excerpts);
    let facts = summary::facts(run.outcome, sheet.at, &sheet.totals);
    let heading = sheet.heading("title");
    html! {
        section.article id=(sheet.id()) aria-labelledby=(heading) { "\n"
            @match headline {
                Some(headline) => {
                    h2 id=(heading) lang=[language(sheet.article.meta.language.as_deref())] { (Words(headline)) } "\n"
                    p.path { code { (Words(path)) } } "\n"
                },
                None => { h2 id=(heading) { (Words(path)) } "\n" },
            }
            ul.facts { "\n" @for fact in &facts { li { (Words(fact)) } "\n" } } "\n"
            (list(run, sheet))
            @if run.excerpts {
                (copy::copy(run, sheet, sheets))
                (versions::versions(run, sheet))
                (ledger::ledger(sheet))
            }
        } "\n"
    }
}

/// The findings, what must be mended first.
fn list(run: &Run, sheet: &Sheet) -> Markup {
    let mut findings: Vec<&Finding> = sheet.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.told.finding.severity));
    let heading = sheet.heading("findings");
    html! {
        h3 id=(heading) { "Findings: " (sheet.totals) } "\n"
        @if !findings.is_empty() {
            ol.findings aria-labelledby=(heading) { "\n"
                @for finding in findings {
                    li id=(sheet.name('f', finding.number)) value=(finding.number) {
                        (Badge(finding.told.finding.severity)) " "
                        @if run.excerpts {
                            a href={ "#" (sheet.name('m', finding.number)) } { (Words(finding.told.message)) }
                        } @else {
                            (Words(finding.told.message))
                        }
                        " " span.where { (place(sheet, finding)) " · " (rule(run, finding.told.finding)) }
                    } "\n"
                }
            } "\n"
        }
        @if sheet.more > 0 {
            p.gap { "There is no room here for " (count(sheet.more, "more finding")) "; another format has all of them." } "\n"
        }
    }
}

fn place(sheet: &Sheet, finding: &Finding) -> impl Render {
    let Position { line, column } = sheet.article.text.position(finding.told.finding.span.start);
    format!("line {line}, column {column}")
}
