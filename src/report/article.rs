//! An article as the desk reads it: its data for programs, a listing for people.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    article::{Article, BlockKind},
    read::Unreadable,
    span::Span,
};

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    articles: Vec<Entry<'a>>,
    unreadable: &'a [Unreadable],
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    encoding: &'a str,
    headline: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    outlet: Option<&'a str>,
    language: Option<&'a str>,
    words: usize,
    blocks: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    kind: BlockKind,
    span: Span,
    text: &'a str,
}

const SCHEMA: &str = "copydesk/article/1";

fn entry(article: &Article) -> Entry<'_> {
    let meta = &article.meta;
    let part =
        |block: &crate::article::Block| Part { kind: block.kind, span: block.raw, text: article.slice(block.span) };
    Entry {
        path: article.text.path(),
        encoding: article.text.encoding(),
        headline: article.headline(),
        byline: meta.byline.as_deref(),
        date: meta.date.as_deref(),
        outlet: meta.outlet.as_deref(),
        language: meta.language.as_deref(),
        words: article.words(),
        blocks: article.blocks.iter().map(part).collect(),
    }
}

/// Writes all articles as one object.
pub(crate) fn json(out: &mut dyn Write, articles: &[Article], unreadable: &[Unreadable]) -> io::Result<()> {
    let report = Report { schema: SCHEMA, articles: articles.iter().map(entry).collect(), unreadable };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

/// Writes one article a line.
pub(crate) fn jsonl(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    for article in articles {
        serde_json::to_writer(&mut *out, &entry(article))?;
        writeln!(out)?;
    }
    Ok(())
}
