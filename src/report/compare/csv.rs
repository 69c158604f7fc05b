//! One version a line, for spreadsheets.

use std::io::{self, Write};

use super::{Comparisons, outlet};
use crate::{align::Kind, index::Utterance, report::csv::write_row, span::Span};

/// Writes a line of column names, then one line for each version; kinds and similarity are against the fullest one.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, comparisons: &Comparisons) -> io::Result<()> {
    writeln!(out, "utterance,said_by,path,outlet,line,column,speaker,fullest,kinds,similarity,quotation,source,time")?;
    let mut number = 0;
    for utterance in comparisons.utterances() {
        number += 1;
        for (place, member) in utterance.members.iter().enumerate() {
            let full = place == utterance.fullest;
            let speaker = member.speaker(comparisons.articles).unwrap_or_default();
            let version = Version { article: member.article, span: member.span, speaker, full };
            row(out, comparisons, (number, utterance.speaker.as_deref()), &version, against_fullest(utterance, place))?;
        }
    }
    for retold in comparisons.retold() {
        number += 1;
        let said = (number, retold.speaker.as_deref());
        let speaker = retold.quotation.speaker(comparisons.articles).unwrap_or_default();
        let quoted = Version { article: retold.quotation.article, span: retold.quotation.span, speaker, full: true };
        row(out, comparisons, said, &quoted, Default::default())?;
        for telling in &retold.tellings {
            let version = Version { article: telling.article, span: telling.span, speaker, full: false };
            row(out, comparisons, said, &version, (names(&telling.kinds), format!("{:.2}", telling.similarity)))?;
        }
    }
    Ok(())
}

/// A version, quoted or told.
struct Version<'a> {
    article: usize,
    span: Span,
    speaker: &'a str,
    full: bool,
}

/// Writes the line of one version of an utterance, which has a number and a speaker.
fn row(
    out: &mut dyn Write,
    comparisons: &Comparisons,
    (number, said_by): (usize, Option<&str>),
    version: &Version,
    (kinds, similarity): (String, String),
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
        kinds,
        similarity,
        article.slice(version.span).to_owned(),
        record.map_or_else(String::new, |record| record.material.as_str().to_owned()),
        record.and_then(|record| record.time(version.span.start)).unwrap_or_default(),
    ];
    write_row(out, row)
}

fn names(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
}

fn against_fullest(utterance: &Utterance, place: usize) -> (String, String) {
    let full = utterance.fullest;
    let pair =
        utterance.pairs.iter().find(|pair| (pair.a, pair.b) == (full, place) || (pair.b, pair.a) == (full, place));
    let kinds = pair.map(|pair| names(&pair.kinds));
    (kinds.unwrap_or_default(), pair.map(|pair| format!("{:.2}", pair.similarity)).unwrap_or_default())
}
