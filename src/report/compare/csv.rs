//! One version a line, for spreadsheets.

use std::io::{self, Write};

use super::{Comparisons, outlet};
use crate::{index::Utterance, report::csv::write_row};

/// Writes a line of column names, then one line for each version; kinds and similarity are against the fullest one.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, comparisons: &Comparisons) -> io::Result<()> {
    writeln!(out, "utterance,said_by,path,outlet,line,column,speaker,fullest,kinds,similarity,quotation,source,time")?;
    for (at, utterance) in comparisons.utterances().enumerate() {
        for (place, member) in utterance.members.iter().enumerate() {
            let Some(article) = comparisons.articles.get(member.article) else { continue };
            let position = article.text.position(article.raw(member.span).start);
            let (kinds, similarity) = against_fullest(utterance, place);
            let row = [
                (at + 1).to_string(),
                utterance.speaker.clone().unwrap_or_default(),
                article.text.path().to_owned(),
                outlet(article).to_owned(),
                position.line.to_string(),
                position.column.to_string(),
                member.speaker(comparisons.articles).unwrap_or_default().to_owned(),
                (place == utterance.fullest).to_string(),
                kinds,
                similarity,
                article.slice(member.span).to_owned(),
                article.record.as_ref().map_or_else(String::new, |record| record.material.as_str().to_owned()),
                article.record.as_ref().and_then(|record| record.time(member.span.start)).unwrap_or_default(),
            ];
            write_row(out, row)?;
        }
    }
    Ok(())
}

fn against_fullest(utterance: &Utterance, place: usize) -> (String, String) {
    let full = utterance.fullest;
    let pair =
        utterance.pairs.iter().find(|pair| (pair.a, pair.b) == (full, place) || (pair.b, pair.a) == (full, place));
    let kinds = pair.map(|pair| pair.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" "));
    (kinds.unwrap_or_default(), pair.map(|pair| format!("{:.2}", pair.similarity)).unwrap_or_default())
}
