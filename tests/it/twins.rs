//! What is found in an article, whatever form it comes in.

use std::sync::Arc;

use copydesk::{
    check::{Checker, Selection},
    report::Format,
    rule::Profile,
    text::Text,
};
use serde_json::Value;

use crate::support::{Failure, PLAIN, report};

/// Rule, message and words of every finding, in order of the alphabet; the words without markup.
pub(crate) fn found(desk: &Checker, texts: Vec<Arc<Text>>, profile: Profile) -> Result<Vec<String>, Failure> {
    let selection = Selection { profile, ..Selection::default() };
    let json: Value = serde_json::from_str(&report(desk, texts, &selection, Format::Json, PLAIN)?)?;
    let findings = json["findings"].as_array().cloned().unwrap_or_default();
    // what surrounds the article belongs to a page, and is left over in a text
    let findings = findings.iter().filter(|finding| finding["rule"] != "copy/boilerplate-leak");
    let said = |value: &Value| bare(value.as_str().unwrap_or_default());
    // a stet is written otherwise in each form
    let words = |f: &Value| if f["rule"] == "copy/unused-stet" { String::new() } else { said(&f["text"]) };
    let mut all: Vec<String> =
        findings.map(|f| format!("{}: {} [{}]", said(&f["rule"]), said(&f["message"]), words(f))).collect();
    all.sort();
    Ok(all)
}

/// Words without tags, entities, marks of Markdown and doubled blanks.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            '*' => {}
            _ => out.push(c),
        }
    }
    let entities = [("&ldquo;", "“"), ("&#8221;", "”"), ("&mdash;", "—"), ("&amp;", "&")];
    let out = entities.iter().fold(out, |out, (entity, words)| out.replace(entity, words));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
