//! The findings for other programs: `copydesk/check/1`, as one object or a line each.

use std::io::{self, Write};

use serde::Serialize;

use super::{Place, Run, told::Told, totals::Totals, write_json, write_json_line};
use crate::{
    article::Article,
    check::Outcome,
    diagnostic::{Change, Details, Fix, Kind, Label, Severity, TextId, Version},
    index::{Tally, primary::Verified},
    read::Unreadable,
    record::Material,
    span::Span,
};

const SCHEMA: &str = "copydesk/check/1";

/// One object for the whole run.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let outcome = run.outcome;
    let report = Report {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary::new(outcome),
        files: outcome.checked().iter().map(File::new).collect(),
        against: against(outcome),
        findings: run.told().map(|told| Finding::new(outcome, &told)).collect(),
        unreadable: run.unreadable,
    };
    write_json(&report, out)
}

/// One object a finding, then one with the summary.
pub(super) fn write_lines(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for told in run.told() {
        write_json_line(&Finding::new(run.outcome, &told), out)?;
    }
    write_json_line(&End { schema: SCHEMA, summary: Summary::new(run.outcome), unreadable: run.unreadable }, out)
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    tool: Tool,
    summary: Summary,
    files: Vec<File<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<Against<'a>>,
    findings: Vec<Finding<'a>>,
    unreadable: &'a [Unreadable],
}

#[derive(Serialize)]
struct End<'a> {
    schema: &'static str,
    summary: Summary,
    unreadable: &'a [Unreadable],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    words: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    /// How many of the suppressed a baseline knows.
    known: usize,
    quotations: Quotations,
}

#[derive(Serialize)]
struct Quotations {
    total: usize,
    /// Whether they were compared with those of other articles.
    compared: bool,
    matched: usize,
    differing: usize,
    checked_against_primary: usize,
    /// Only where there is a primary source.
    #[serde(skip_serializing_if = "Option::is_none")]
    primary: Option<Primary>,
}

/// What came of the quotations that were held against a primary source.
#[derive(Serialize)]
struct Primary {
    verbatim: usize,
    edited: usize,
    not_found: usize,
    other_speaker: usize,
}

/// A text that the articles were held against.
#[derive(Serialize)]
struct Against<'a> {
    path: &'a str,
    kind: Material,
    primary: bool,
    /// Whether it is in the language of the articles, so that words can be compared.
    comparable: bool,
}

fn against(outcome: &Outcome) -> Vec<Against<'_>> {
    let all = outcome.articles.iter().enumerate().skip(outcome.checked);
    let known = all.filter_map(|(at, article)| {
        let kind = article.record.as_ref()?.material;
        let comparable = !outcome.verification.foreign().contains(&at);
        Some(Against { path: article.text.path(), kind, primary: kind.is_primary(), comparable })
    });
    known.collect()
}

impl Summary {
    fn new(outcome: &Outcome) -> Summary {
        let Totals { files, words, errors, warnings, infos, suppressed, known, quotations, verified } =
            Totals::of(outcome);
        let Tally { total, matched, differing, checked } = quotations;
        let Verified { verbatim, edited, missing, other_speaker, .. } = verified;
        let is_primary = |article: &Article| article.record.as_ref().is_some_and(|r| r.material.is_primary());
        let primary = outcome.against().iter().any(is_primary);
        let primary = primary.then_some(Primary { verbatim, edited, not_found: missing, other_speaker });
        let quotations = Quotations {
            total,
            compared: outcome.compared,
            matched,
            differing,
            checked_against_primary: checked,
            primary,
        };
        let suppressed = suppressed + known;
        Summary { files, words, errors, warnings, infos, suppressed, known, quotations }
    }
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    encoding: &'a str,
    /// What the lines of its places are, where they are no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    words: usize,
    quotations: usize,
}

impl<'a> File<'a> {
    fn new(article: &'a Article) -> File<'a> {
        File {
            path: article.text.path(),
            encoding: article.text.encoding(),
            unit: article.text.document().map(|_| article.text.unit()),
            words: article.words,
            quotations: article.speech(),
        }
    }
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    in_quotation: bool,
    labels: Vec<Second<'a>>,
    fix: Option<&'a Fix>,
    details: Option<Utterance<'a>>,
    fingerprint: &'a str,
}

impl<'a> Finding<'a> {
    fn new(outcome: &'a Outcome, told: &Told<'a>) -> Finding<'a> {
        let finding = told.finding;
        let place = Place::new(told.text, finding.span);
        Finding {
            rule: &finding.rule,
            severity: finding.severity,
            message: told.message,
            help: told.help,
            path: told.text.path(),
            place: if told.words(finding.span).is_some() { place } else { place.without_words() },
            in_quotation: finding.in_quotation,
            labels: told.labels.iter().filter_map(|l| Second::new(outcome, l)).collect(),
            fix: told.fix,
            details: told.details.map(|d| Utterance::new(outcome, d)),
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct Second<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a str,
}

impl<'a> Second<'a> {
    fn new(outcome: &'a Outcome, label: &'a Label) -> Option<Second<'a>> {
        let (path, place) = place(outcome, label.text, label.span)?;
        Some(Second { path, place, message: &label.message })
    }
}

#[derive(Serialize)]
struct Utterance<'a> {
    speaker: Option<&'a str>,
    versions: Vec<Printed<'a>>,
}

impl<'a> Utterance<'a> {
    fn new(outcome: &'a Outcome, details: &'a Details) -> Utterance<'a> {
        Utterance {
            speaker: details.speaker.as_deref(),
            versions: details.versions.iter().filter_map(|v| Printed::new(outcome, v)).collect(),
        }
    }
}

#[derive(Serialize)]
struct Printed<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    kinds: &'a [Kind],
    similarity: f32,
    diff: &'a [Change],
}

impl<'a> Printed<'a> {
    fn new(outcome: &'a Outcome, version: &'a Version) -> Option<Printed<'a>> {
        let (path, place) = place(outcome, version.text, version.span)?;
        Some(Printed { path, place, kinds: &version.kinds, similarity: version.similarity, diff: &version.diff })
    }
}

/// Path and place of a span of one of the articles.
fn place(outcome: &Outcome, id: TextId, span: Span) -> Option<(&str, Place<'_>)> {
    let text = &outcome.articles.get(id.0)?.text;
    Some((text.path(), Place::new(text, span)))
}
