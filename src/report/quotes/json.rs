//! The JSON of `quotes`, as the contract has it.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    article::{Article, Form, QuotationKind, SourceKind},
    report::steady::Steady,
    span::Span,
};

const SCHEMA: &str = "copydesk/quotes/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    articles: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    quotations: Vec<Quoted<'a>>,
    attributions: Vec<Attributed<'a>>,
    sources: Vec<Ledger<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    span: Span,
    text: &'a str,
}

#[derive(Serialize)]
struct Quoted<'a> {
    span: Span,
    text: &'a str,
    kind: QuotationKind,
    speaker: Option<Speaker<'a>>,
    cue: Option<Place<'a>>,
    via: Option<Place<'a>>,
    /// Whether it has its closing mark.
    closed: bool,
}

#[derive(Serialize)]
struct Speaker<'a> {
    span: Span,
    text: &'a str,
    source: Option<usize>,
    confidence: f32,
}

#[derive(Serialize)]
struct Attributed<'a> {
    form: Form,
    content: Vec<Span>,
    source: Option<Place<'a>>,
    source_id: Option<usize>,
    cue: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Ledger<'a> {
    id: usize,
    name: Option<&'a str>,
    kind: SourceKind,
    anonymous: bool,
    descriptions: &'a [String],
    mentions: Vec<Span>,
}

/// Writes all articles as one JSON object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    let report = Report { schema: SCHEMA, articles: articles.iter().map(entry).collect() };
    serde_json::to_writer(Steady(out), &report)?;
    writeln!(out)
}

/// Writes one JSON object a line, an article each.
///
/// # Errors
///
/// When it cannot be written.
pub fn lines(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    for article in articles {
        serde_json::to_writer(Steady(out), &entry(article))?;
        writeln!(out)?;
    }
    Ok(())
}

fn entry(article: &Article) -> Entry<'_> {
    let place = |span: Span| {
        let span = article.raw(span);
        Place { span, text: article.text.slice(span) }
    };
    let quotations = article.quotations.iter().map(|q| {
        let Place { span, text } = place(q.span);
        let speaker = q.speaker.map(|s| {
            let Place { span, text } = place(s.span);
            // two digits are all the sureness there is
            Speaker { span, text, source: s.source.map(|id| id.0), confidence: (s.confidence * 100.0).round() / 100.0 }
        });
        Quoted { span, text, kind: q.kind, speaker, cue: q.cue.map(place), via: q.via.map(place), closed: q.closed }
    });
    let attributions = article.attributions.iter().map(|a| Attributed {
        form: a.form,
        content: a.content.iter().map(|span| article.raw(*span)).collect(),
        source: a.source.map(place),
        source_id: a.source_id.map(|id| id.0),
        cue: a.cue.map(place),
    });
    let sources = article.sources.iter().enumerate().map(|(id, s)| Ledger {
        id,
        name: s.name.as_deref(),
        kind: s.kind,
        anonymous: s.anonymous,
        descriptions: &s.descriptions,
        mentions: s.mentions.iter().map(|span| article.raw(*span)).collect(),
    });
    Entry {
        path: article.text.path(),
        quotations: quotations.collect(),
        attributions: attributions.collect(),
        sources: sources.collect(),
    }
}
