//! One version a line, for spreadsheets.

use std::io::{self, Write};

use super::{Comparisons, outlet, repeats};
use crate::{
    align::Kind,
    article::Article,
    index::{Copies, Member, Utterance},
    report::csv::write_row,
    span::Span,
};

/// Writes a line of column names, then one line for each version; kinds and similarity are against the fullest one, and
/// a version that only repeats another says where that is.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, comparisons: &Comparisons) -> io::Result<()> {
    let header =
        "utterance,said_by,path,outlet,line,column,speaker,fullest,kinds,similarity,quotation,source,time,repeats";
    write_row(out, header.split(','))?;
    let articles = comparisons.articles;
    let copies = Copies::new(articles, comparisons.lexicon);
    let mut number = 0;
    for utterance in comparisons.utterances() {
        number += 1;
        let said = (number, utterance.speaker.as_deref());
        for ((place, member), repeats) in utterance.members.iter().enumerate().zip(repeats(&copies, utterance)) {
            let (kinds, similarity) = against_fullest(utterance, place);
            let repeats = repeats.and_then(|first| utterance.members.get(first));
            let version = Version {
                article: member.article,
                span: member.span,
                speaker: member.speaker(articles).unwrap_or_default(),
                full: place == utterance.fullest,
                kinds,
                similarity,
                repeats: repeats.and_then(|first| place_of(articles, first)).unwrap_or_default(),
            };
            row(out, comparisons, said, version)?;
        }
    }
    for retold in comparisons.retold() {
        number += 1;
        let said = (number, retold.speaker.as_deref());
        let speaker = retold.quotation.speaker(articles).unwrap_or_default();
        let (article, span) = (retold.quotation.article, retold.quotation.span);
        row(out, comparisons, said, Version { article, span, speaker, full: true, ..Version::default() })?;
        for telling in &retold.tellings {
            let (article, span) = (telling.article, telling.span);
            let (kinds, similarity) = (names(&telling.kinds), rounded(telling.similarity));
            row(out, comparisons, said, Version { article, span, speaker, kinds, similarity, ..Version::default() })?;
        }
    }
    Ok(())
}

/// A version, quoted or told.
#[derive(Default)]
struct Version<'a> {
    article: usize,
    span: Span,
    speaker: &'a str,
    full: bool,
    kinds: String,
    similarity: String,
    /// The place of the version that it only repeats.
    repeats: String,
}

/// Writes the line of one version of an utterance, which has a number and a speaker.
fn row(
    out: &mut dyn Write,
    comparisons: &Comparisons,
    (number, said_by): (usize, Option<&str>),
    version: Version,
) -> io::Result<()> {
    let Some(article) = comparisons.articles.get(version.article) else { return Ok(()) };
    let position = article.text.position(article.raw(version.span).start);
    let record = article.record.as_ref();
    let row = [
        number.to_string(),
        said_by.unwrap_or_default().to_owned(),
        article.text.path().to_owned(),
        outlet(article).to_owned(),
        position.line.to_string(),
        position.column.to_string(),
        version.speaker.to_owned(),
        version.full.to_string(),
        version.kinds,
        version.similarity,
        article.slice(version.span).to_owned(),
        record.map_or_else(String::new, |record| record.material.as_str().to_owned()),
        record.and_then(|record| record.time(version.span.start)).unwrap_or_default(),
        version.repeats,
    ];
    write_row(out, row)
}

/// Where a version stands: `path:line:column`.
fn place_of(articles: &[Article], member: &Member) -> Option<String> {
    let article = articles.get(member.article)?;
    let position = article.text.position(article.raw(member.span).start);
    Some(format!("{}:{}:{}", article.text.path(), position.line, position.column))
}

fn names(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
}

fn against_fullest(utterance: &Utterance, place: usize) -> (String, String) {
    let full = utterance.fullest;
    let pair =
        utterance.pairs.iter().find(|pair| (pair.a, pair.b) == (full, place) || (pair.b, pair.a) == (full, place));
    let kinds = pair.map(|pair| names(&pair.kinds));
    (kinds.unwrap_or_default(), pair.map(|pair| rounded(pair.similarity)).unwrap_or_default())
}

fn rounded(similarity: f32) -> String {
    format!("{similarity:.2}")
}
