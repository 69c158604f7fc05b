//! Quotations that others print in other words, side by side.

use maud::{Markup, html};

use super::{
    Finding, Sheet, Words,
    limits::{STRETCH, VERSIONS},
    words::shortened,
};
use crate::{
    diagnostic::{Change, Details, Kind, Op, Version},
    report::{
        Run,
        compare::{outlet, told},
        totals::count,
    },
};

/// A table for each finding that has other versions; nothing without any.
pub(super) fn versions(run: &Run, sheet: &Sheet) -> Markup {
    let found: Vec<(&Finding, &Details)> = sheet
        .findings
        .iter()
        .filter_map(|finding| Some((finding, finding.told.details?)))
        .filter(|(_, details)| !details.versions.is_empty())
        .collect();
    html! {
        @if !found.is_empty() {
            h3 { "Quotations that differ" } "\n"
            p.legend {
                del { "Words that only this article has" } " and " ins { "words that only the other has" } " are marked. "
                "Neither is more likely to be right."
            } "\n"
            @for (finding, details) in found { (table(run, sheet, finding, details)) "\n" }
        }
    }
}

fn table(run: &Run, sheet: &Sheet, finding: &Finding, details: &Details) -> Markup {
    let line = sheet.line(finding.told.finding.span.start);
    html! {
        table.versions id=(sheet.name('v', finding.number)) { "\n"
            caption {
                a href={ "#" (sheet.name('m', finding.number)) } aria-label={ "Finding " (finding.number) ": to its words" } { (finding.number) }
                " " (Words(finding.told.message))
            } "\n"
            thead { tr { th scope="col" { "Here, line " (line) } th scope="col" { "There" } } } "\n"
            tbody { "\n"
                @for version in details.versions.iter().take(VERSIONS) { (row(run, version)) "\n" }
                @if details.versions.len() > VERSIONS {
                    tr { td colspan="2" { "and " (count(details.versions.len() - VERSIONS, "more version")) } } "\n"
                }
            } "\n"
        }
    }
}

fn row(run: &Run, version: &Version) -> Markup {
    let Some(article) = run.outcome.articles.get(version.text.0) else { return html! {} };
    let line = article.text.position(version.span.start).line;
    let kinds = differences(version);
    html! {
        tr {
            td { @if version.diff.is_empty() { "–" } @else { "“" (side(&version.diff, true)) "”" } }
            td {
                p.where { (Words(outlet(article))) ", line " (line) @if !kinds.is_empty() { ": " (kinds.join(", ")) } }
                p {
                    "“"
                    @if version.diff.is_empty() { (shortened(article.text.slice(version.span), STRETCH)) }
                    @else { (side(&version.diff, false)) }
                    "”"
                }
            }
        }
    }
}

/// How the other version differs, in the words of `compare`. Of a cut it says which of the two goes on.
fn differences(version: &Version) -> Vec<&'static str> {
    let longer = |change: Option<&Change>| {
        change.is_some_and(|Change { a, b, .. }| b.split_whitespace().count() > a.split_whitespace().count())
    };
    let mut changed = version.diff.iter().filter(|change| change.op != Op::Equal);
    let (first, last) = (changed.next(), version.diff.iter().rfind(|change| change.op != Op::Equal));
    let words = |kind: &Kind| match kind {
        Kind::TruncatedStart if longer(first) => "begins earlier",
        Kind::TruncatedEnd if longer(last) => "goes on longer",
        kind => kind.describe(),
    };
    let speaker = version.kinds.iter().filter(|kind| **kind == Kind::Speaker);
    told(&version.kinds).chain(speaker).map(words).collect()
}

/// The words of one side of a difference, those that only it has marked.
fn side(diff: &[Change], own: bool) -> Markup {
    let words = diff.iter().map(|change| (change.op, if own { change.a.as_str() } else { change.b.as_str() }));
    let words: Vec<(Op, &str)> = words.filter(|(_, words)| !words.is_empty()).collect();
    let before = std::iter::once(None).chain(words.iter().map(|(_, words)| words.chars().last()));
    html! {
        @for ((op, words), before) in words.iter().zip(before) {
            @if before.is_some_and(|before| is_apart(before, words)) { " " }
            @match (op, own) {
                (Op::Equal, _) => (shortened(words, STRETCH)),
                (_, true) => del { (shortened(words, STRETCH)) },
                (_, false) => ins { (shortened(words, STRETCH)) },
            }
        }
    }
}

/// Whether a blank stands between words that were cut apart behind this character.
fn is_apart(before: char, words: &str) -> bool {
    !"([“‘«—$£€".contains(before) && !words.starts_with([',', '.', ';', ':', '!', '?', ')', ']', '”', '’', '»', '—'])
}
