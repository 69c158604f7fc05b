//! The JSON of `compare`, as the contract has it.

use std::io::{self, Write};

use serde::Serialize;

use super::{Comparisons, repeats};
use crate::{
    align::{Change, Kind},
    article::Article,
    index::{Copies, Member, Pair, Retold, Telling, Utterance},
    record::Material,
    report::{write_json, write_json_line},
    span::Span,
};

const SCHEMA: &str = "copydesk/compare/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    utterances: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    speaker: Option<&'a str>,
    members: Vec<Version<'a>>,
    pairs: Vec<Difference<'a>>,
    /// The place in `members` of the version with the most words.
    fullest: usize,
}

#[derive(Serialize)]
struct Version<'a> {
    path: &'a str,
    span: Span,
    text: &'a str,
    speaker: Option<&'a str>,
    /// The place in `members` of the version that this one only repeats: the copy of an agency, or the same text.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeats: Option<usize>,
    /// Of a transcript only: that it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Material>,
    /// When the words were said, as far as the transcript tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
}

#[derive(Serialize)]
struct Difference<'a> {
    a: usize,
    b: usize,
    kinds: &'a [Kind],
    similarity: f32,
    likelihood: f32,
    diff: &'a [Change],
}

/// Writes all utterances as one JSON object.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, comparisons: &Comparisons) -> io::Result<()> {
    write_json(&Report { schema: SCHEMA, utterances: all(comparisons).collect() }, out)
}

/// Writes one JSON object a line, an utterance each.
///
/// # Errors
///
/// When it cannot be written.
pub fn lines(out: &mut dyn Write, comparisons: &Comparisons) -> io::Result<()> {
    all(comparisons).try_for_each(|said| write_json_line(&said, out))
}

/// The utterances, then those that one article quotes and others tell in their own words.
fn all<'a>(comparisons: &Comparisons<'a>) -> impl Iterator<Item = Said<'a>> {
    let articles = comparisons.articles;
    let copies = Copies::new(articles, comparisons.lexicon);
    let quoted = comparisons.utterances().map(move |utterance| said(utterance, articles, &copies));
    quoted.chain(comparisons.retold().map(move |retold| told(retold, articles)))
}

/// A quotation as the first member, and the paraphrases of it, each in a pair with it.
fn told<'a>(retold: &'a Retold, articles: &'a [Article]) -> Said<'a> {
    let speaker = retold.speaker.as_deref();
    let paraphrases = retold.tellings.iter().filter_map(|telling| {
        let article = articles.get(telling.article)?;
        let span = article.raw(telling.span);
        let (path, text) = (article.text.path(), article.text.slice(span));
        Some(Version { path, span, text, speaker, repeats: None, source: None, time: None })
    });
    let pair = |(at, telling): (usize, &'a Telling)| Difference {
        a: 0,
        b: at + 1,
        kinds: &telling.kinds,
        similarity: rounded(telling.similarity),
        likelihood: rounded(telling.similarity),
        diff: &[],
    };
    Said {
        speaker,
        members: version(&retold.quotation, articles).into_iter().chain(paraphrases).collect(),
        pairs: retold.tellings.iter().enumerate().map(pair).collect(),
        fullest: 0,
    }
}

fn said<'a>(utterance: &'a Utterance, articles: &'a [Article], copies: &Copies) -> Said<'a> {
    let members = utterance.members.iter().zip(repeats(copies, utterance));
    let members =
        members.filter_map(|(member, repeats)| Some(Version { repeats, ..version(member, articles)? })).collect();
    Said {
        speaker: utterance.speaker.as_deref(),
        members,
        pairs: utterance.pairs.iter().map(difference).collect(),
        fullest: utterance.fullest,
    }
}

fn version<'a>(member: &Member, articles: &'a [Article]) -> Option<Version<'a>> {
    let article = articles.get(member.article)?;
    let span = article.raw(member.span);
    let record = article.record.as_ref();
    Some(Version {
        path: article.text.path(),
        span,
        text: article.text.slice(span),
        speaker: member.speaker(articles),
        repeats: None,
        source: record.map(|record| record.material),
        time: record.and_then(|record| record.time(member.span.start)),
    })
}

fn difference(pair: &Pair) -> Difference<'_> {
    Difference {
        a: pair.a,
        b: pair.b,
        kinds: &pair.kinds,
        similarity: rounded(pair.similarity),
        likelihood: rounded(pair.likelihood),
        diff: &pair.diff,
    }
}

fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
