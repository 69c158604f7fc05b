//! Who said what, for people.

use std::io::{self, Write};

use super::{Entry, entries, name_of};
use crate::{article::Article, report::Look, span::Span};

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
        let plural = if quotations == 1 { "" } else { "s" };
        writeln!(out, "{}: {quotations} quotation{plural}", plain(article.text.path()))?;
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
        Entry::Quotation(q) => (name_of(q.kind), q.speaker.map(|s| (s.span, s.source)), q.cue, q.outer),
        Entry::Indirect(a) => {
            let all = a.content.iter().copied().reduce(Span::union).unwrap_or_default();
            (name_of(a.form), a.source.map(|span| (span, a.source_id)), a.cue, all)
        }
    };
    let mention = speaker.map(|(span, _)| plain(article.slice(span)));
    let source = speaker.and_then(|(_, id)| id).and_then(|id| article.source(id)).map(|s| plain(s.label()));
    let who = match (mention, source) {
        (None, _) => "nobody named".to_owned(),
        (Some(mention), Some(source)) if !mention.contains(&source) => format!("{mention} ({source})"),
        (Some(mention), _) => mention,
    };
    let cue = cue.map(|span| format!(", {}", plain(article.slice(span)))).unwrap_or_default();
    let (bold, normal) = if look.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    writeln!(out, "  {place:<7} {kind:<9} {bold}{who}{normal}{cue}")?;
    for line in wrap(&plain(article.slice(words)), look.width.saturating_sub(MARGIN).max(20)) {
        writeln!(out, "{:MARGIN$}{line}", "")?;
    }
    Ok(())
}

/// On one line, without control characters.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    }
    plain
}

/// Lines of at most `width` columns, broken at blanks.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        let columns = unicode_width::UnicodeWidthStr::width(line.as_str());
        if columns > 0 && columns + 1 + unicode_width::UnicodeWidthStr::width(word) > width {
            lines.push(word.to_owned());
        } else {
            if columns > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{plain, wrap};

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(plain("a\u{1b}[31m  b\nc"), "a\u{fffd}[31m b c");
    }

    #[test]
    fn wraps_at_blanks() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensibilities", 7), ["incomprehensibilities"]);
    }
}
