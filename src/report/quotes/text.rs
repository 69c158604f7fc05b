//! Who said what, for people.

use std::io::{self, Write};

use super::{Entry, entries};
use crate::{
    article::Article,
    lexicon::fold,
    report::{Ink, Look, clean, name_of, place, totals::count, wrap},
};

/// The width of the columns for place and kind, with the blanks around them.
const MARGIN: usize = 20;

/// Writes each article's quotations and attributions: place, kind, who and with which cue, and below it the words.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(out: &mut dyn Write, articles: &[Article], look: Look) -> io::Result<()> {
    for (at, article) in articles.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let quotations = article.quotations.iter().filter(|q| q.kind.is_speech()).count();
        let unit = place::by_paragraph(&article.text);
        writeln!(out, "{}: {}{unit}", clean(article.text.path()), count(quotations, "quotation"))?;
        for entry in entries(article) {
            write_entry(out, article, entry, look)?;
        }
    }
    Ok(())
}

fn write_entry(out: &mut dyn Write, article: &Article, entry: Entry, look: Look) -> io::Result<()> {
    let position = article.text.position(article.raw(entry.span()).start);
    let place = format!("{}:{}", position.line, position.column);
    let (kind, speaker, cue, words) = match entry {
        Entry::Quotation(q) => {
            (name_of(q.kind), q.speaker.map(|s| (s.span, s.source)), q.cue, std::slice::from_ref(&q.outer))
        }
        Entry::Indirect(a) => (name_of(a.form), a.source.map(|span| (span, a.source_id)), a.cue, a.content.as_slice()),
    };
    let mention = speaker.map(|(span, _)| clean(article.slice(span)));
    let source = speaker.and_then(|(_, id)| id).and_then(|id| article.source(id));
    let source = source.filter(|s| s.name.is_some() || !s.descriptions.is_empty()).map(|s| clean(s.label()));
    let who = match (mention, source) {
        (None, _) => "nobody named".to_owned(),
        // “a senior official at the water ministry” says all that “A senior official” does
        (Some(mention), Some(source)) if fold(&source).starts_with(&fold(&mention)) => {
            match source.len() > mention.len() {
                true => source.into_owned(),
                false => mention.into_owned(),
            }
        }
        (Some(mention), Some(source)) if !mention.contains(&*source) => format!("{mention} ({source})"),
        (Some(mention), _) => mention.into_owned(),
    };
    let cue = cue.map(|span| format!(", {}", clean(article.slice(span)))).unwrap_or_default();
    let line = format!("  {place:<7} {kind:<9} {}{cue}", look.paint(Ink::Strong, &who));
    writeln!(out, "{}", wrap(&line, look.width, MARGIN))?;
    // what the attribution interrupts is shown in one piece
    let pieces: Vec<_> = words.iter().map(|span| clean(article.slice(*span))).collect();
    let words = format!("{:MARGIN$}{}", "", pieces.join(" … "));
    writeln!(out, "{}", wrap(&words, look.width, MARGIN))
}
