//! SARIF 2.1.0, for services that keep findings from run to run.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html>

use std::{
    collections::{HashMap, HashSet},
    io::{self, Write},
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{
    Run, rule_page,
    told::{Told, slashes},
    totals::Totals,
    write_json,
};
use crate::{
    diagnostic::{Fix, Severity, TextId},
    index::Tally,
    read::Unreadable,
    rule::Rule,
    span::Span,
    text::Text,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What stays as it is in the path of a URI.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Pass<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pass<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    invocations: [Invocation<'a>; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Entry<'a>>,
    properties: Sums,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Tags<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags<'a> {
    tags: [&'a str; 1],
    profile: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
}

#[derive(Serialize)]
struct Artifact {
    location: Address,
    /// None for a file that holds more than text.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

#[derive(Serialize)]
struct Address {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Owned,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending<'a>>,
}

#[derive(Serialize)]
struct Owned {
    text: String,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "copydesk/v1")]
    copydesk: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(flatten)]
    bytes: Option<Bytes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'a>>,
}

/// A place in bytes, which is known of the file as stored only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bytes {
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending<'a> {
    description: Message<'static>,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: Address,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Message<'a>,
}

/// What SARIF has no words of its own for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sums {
    words: usize,
    let_stand: usize,
    quotations: usize,
    /// Only where articles were compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotations_matched: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotations_differing: Option<usize>,
    quotations_checked_against_primary: usize,
}

/// Places of rules in the table.
type Numbers = HashMap<*const Rule, usize>;

/// Writes one log with one run. Its table has the rules that found something.
pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    // two newsrooms may have rules of one id; the index of a result tells them apart
    let used: HashSet<*const Rule> =
        run.outcome.findings.iter().filter_map(|finding| run.rule_of(finding)).map(std::ptr::from_ref).collect();
    let rules = run.book.iter().map(|ready| &*ready.rule).filter(|rule| used.contains(&std::ptr::from_ref(*rule)));
    let rules: Vec<&Rule> = rules.collect();
    let number: Numbers = rules.iter().enumerate().map(|(at, rule)| (std::ptr::from_ref(*rule), at)).collect();
    let Totals { words, suppressed, quotations, .. } = Totals::of(run.outcome);
    let Tally { total, matched, differing, checked } = quotations;
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.iter().map(|rule| Descriptor::new(rule)).collect(),
    };
    let pass = Pass {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: run.unreadable.is_empty(),
            exit_code: run.exit(),
            tool_execution_notifications: run.unreadable.iter().map(Notification::new).collect(),
        }],
        artifacts: run.outcome.articles.iter().map(|article| Artifact::new(&article.text)).collect(),
        results: run.told().map(|told| Entry::new(run, &number, &told)).collect(),
        properties: Sums {
            words,
            let_stand: suppressed,
            quotations: total,
            quotations_matched: run.outcome.compared.then_some(matched),
            quotations_differing: run.outcome.compared.then_some(differing),
            quotations_checked_against_primary: checked,
        },
    };
    write_json(&Log { schema: SCHEMA, version: "2.1.0", runs: [pass] }, out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn address(path: &str) -> Address {
    Address { uri: utf8_percent_encode(&slashes(path), &PATH).to_string() }
}

impl<'a> Descriptor<'a> {
    fn new(rule: &'a Rule) -> Descriptor<'a> {
        let spec = &rule.spec;
        Descriptor {
            id: &rule.id,
            short_description: Message { text: &spec.summary },
            full_description: Message { text: &spec.summary },
            help: Message { text: &spec.manual },
            help_uri: rule_page(rule),
            default_configuration: Configuration { level: level(spec.severity) },
            properties: Tags { tags: [rule.family()], profile: spec.profile.as_str() },
        }
    }
}

impl<'a> Notification<'a> {
    fn new(unreadable: &'a Unreadable) -> Notification<'a> {
        let physical_location = Physical { artifact_location: address(&unreadable.path), region: None };
        Notification {
            level: "error",
            message: Message { text: &unreadable.error },
            locations: [Location { id: None, physical_location, message: None }],
        }
    }
}

impl Artifact {
    fn new(text: &Text) -> Artifact {
        Artifact { location: address(text.path()), encoding: text.document().is_none().then(|| text.encoding()) }
    }
}

impl<'a> Entry<'a> {
    fn new(run: &Run<'a>, number: &Numbers, told: &Told<'a>) -> Entry<'a> {
        let finding = told.finding;
        let region = Region::new(told.text, finding.span).with_words(told.words(finding.span));
        let related = told.labels.iter().enumerate().filter_map(|(at, label)| {
            let TextId(file) = label.text;
            let text = &*run.outcome.articles.get(file)?.text;
            let region = Region::new(text, label.span).with_words(Some(text.slice(label.span)));
            let physical_location = Physical { artifact_location: address(text.path()), region: Some(region) };
            Some(Location { id: Some(at), physical_location, message: Some(Message { text: &label.message }) })
        });
        Entry {
            rule_id: &finding.rule,
            rule_index: run.rule_of(finding).and_then(|rule| number.get(&std::ptr::from_ref(rule)).copied()),
            level: level(finding.severity),
            message: Owned { text: told.whole() },
            locations: [Location {
                id: None,
                physical_location: Physical { artifact_location: address(told.text.path()), region: Some(region) },
                message: None,
            }],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { copydesk: &finding.fingerprint },
            fixes: told.fix.map(|fix| Mending::new(told.text, fix)).into_iter().collect(),
        }
    }
}

impl<'a> Mending<'a> {
    fn new(text: &Text, fix: &'a Fix) -> Mending<'a> {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: Region::new(text, edit.span),
            inserted_content: Message { text: &edit.replacement },
        });
        let change = ArtifactChange { artifact_location: address(text.path()), replacements: replacements.collect() };
        Mending { description: Message { text: "Put the suggested words in their place" }, artifact_changes: [change] }
    }
}

impl<'a> Region<'a> {
    fn new(text: &Text, span: Span) -> Region<'a> {
        let (start, end) = (text.position(span.start), text.position(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            bytes: (text.encoding() == "utf-8").then(|| Bytes { byte_offset: span.start, byte_length: span.len() }),
            snippet: None,
        }
    }

    fn with_words(self, words: Option<&'a str>) -> Region<'a> {
        Region { snippet: words.map(|text| Message { text }), ..self }
    }
}
