//! The findings as people read them, drawn by miette; nothing else knows it.
//!
//! miette shows lines whole and takes one source for all labels of a diagnostic. Here every excerpt, of whichever file,
//! is a piece of one made-up source, [`Pieces`], far enough apart that miette never joins two of them.

use std::{
    fmt,
    io::{self, Write},
};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};

use super::{
    Look,
    cap::{Caps, Turn},
    clean,
    excerpt::{Excerpt, Mark, Spot, excerpts},
    place,
    repeats::Repeats,
};
use crate::{
    check::Outcome,
    diagnostic::{Diagnostic, Severity, TextId},
    span::Span,
    text::Text,
};

/// Columns that stand before every line of a source: “ 123 │ ”, with a little to spare for long articles.
const GUTTER: usize = 8;
/// What stands between the name of a Word file and the number.
const PARAGRAPH: &str = ", paragraph";
/// The narrowest page that is laid out; on less, lines overflow.
const NARROWEST: usize = 40;

/// Every finding, an empty line behind each.
pub(super) fn write(outcome: &Outcome, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (mut repeats, mut caps) = (Repeats::default(), Caps::of(outcome));
    for finding in &outcome.findings {
        let turn = caps.turn(finding);
        if turn == Turn::Counted {
            continue;
        }
        let shown = match repeats.earlier(finding) {
            Some(earlier) => repeated(outcome, finding, earlier, look),
            None => whole(outcome, finding, look),
        };
        writeln!(out, "{shown}")?;
        if turn == Turn::Last {
            writeln!(out, "{}", caps.more(outcome, finding, look.width.max(NARROWEST)))?;
        }
    }
    Ok(())
}

/// A finding with all its places.
fn whole(outcome: &Outcome, finding: &Diagnostic, look: Look) -> String {
    let notes = std::iter::once(finding.note.as_deref().unwrap_or_default());
    let notes: Vec<String> = notes.chain(finding.labels.iter().map(|l| l.message.as_str())).map(shown).collect();
    let places = std::iter::once((finding.text, finding.span)).chain(finding.labels.iter().map(|l| (l.text, l.span)));
    let spots: Vec<Spot> = places
        .zip(&notes)
        .filter_map(|((id, span), note)| Some(Spot { text: text(outcome, id)?, span, note }))
        .collect();
    draw(Head::of(finding), finding.help.as_deref().map(shown), &spots, look)
}

/// A finding whose other places an earlier one has shown.
fn repeated(outcome: &Outcome, finding: &Diagnostic, earlier: &Diagnostic, look: Look) -> String {
    let (Some(own), Some(other)) = (text(outcome, finding.text), text(outcome, earlier.text)) else {
        return String::new();
    };
    let help = format!("All versions stand above, at {}.", place::shown(other, earlier.span.start));
    draw(Head::of(finding), Some(help), &[Spot { text: own, span: finding.span, note: "" }], look)
}

fn text(outcome: &Outcome, id: TextId) -> Option<&Text> {
    outcome.articles.get(id.0).map(|article| &*article.text)
}

/// What is wrong at a place of a file that is no article.
pub(super) fn fault(text: &Text, span: Span, message: &str, help: Option<&str>, look: Look) -> String {
    let head = Head { severity: Severity::Error, code: Severity::Error.as_str().to_owned(), message };
    draw(head, help.map(shown), &[Spot { text, span, note: "" }], look)
}

/// What a drawing begins with.
struct Head<'a> {
    severity: Severity,
    code: String,
    message: &'a str,
}

impl<'a> Head<'a> {
    fn of(finding: &'a Diagnostic) -> Head<'a> {
        let code = format!("{}[{}]", finding.severity.as_str(), finding.rule);
        Head { severity: finding.severity, code, message: &finding.message }
    }
}

/// Draws a head and some places, the first of which it is about.
fn draw(head: Head, help: Option<String>, spots: &[Spot], look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let shown = Shown {
        severity: head.severity,
        code: head.code,
        message: shown(head.message),
        help,
        pieces: Pieces::new(excerpts(spots, width - GUTTER)),
    };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(theme(look, &shown))
        .with_width(width)
        .with_links(false)
        .with_context_lines(0)
        .with_word_separator(textwrap::WordSeparator::AsciiSpace)
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation);
    // writing to a string does not fail, and a finding that could not be drawn is still named
    if handler.render_report(&mut out, &shown).is_err() {
        return format!("{}\n  {}\n", shown.code, shown.message);
    }
    // miette leaves a line empty under the code
    let out = out.replacen("\n\n", "\n", 1);
    match spots.iter().any(|spot| spot.text.document().is_some()) {
        true => by_paragraph(&out),
        false => out,
    }
}

/// Names places in Word files as such where excerpts begin: miette puts a colon behind the name of a file.
fn by_paragraph(drawn: &str) -> String {
    let head = |line: &str| line.trim_start().starts_with(['╭', '├', '·']) && line.contains("─[");
    let lines = drawn.split_inclusive('\n').map(|line| match head(line) {
        true => line.replacen(&format!("{PARAGRAPH}:"), &format!("{PARAGRAPH} "), 1),
        false => line.to_owned(),
    });
    lines.collect()
}

/// Text of a rule or an article on lines of its own, made safe.
fn shown(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// Box drawing always; colours only where asked for, and the terminal is never looked at.
fn theme(look: Look, shown: &Shown) -> GraphicalTheme {
    let mut styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let own = match shown.severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Info => styles.advice,
    };
    // the words of the finding in its own colour, those they are held against in another; miette takes the styles in
    // the order of the labels
    let other = styles.highlights[styles.highlights.len() - 1];
    let lead = |(piece, mark): (usize, &Mark)| if piece == 0 && mark.lead { own } else { other };
    styles.highlights = shown.pieces.marks().map(|(piece, _, mark)| lead((piece, mark))).collect();
    GraphicalTheme { characters: ThemeCharacters::unicode(), styles }
}

/// A finding as miette takes it.
#[derive(Debug)]
struct Shown<'a> {
    severity: Severity,
    code: String,
    message: String,
    help: Option<String>,
    pieces: Pieces<'a>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.pieces)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.pieces.marks().map(|(_, base, mark)| {
            let note = (!mark.note.is_empty()).then(|| mark.note.clone());
            let span = (base + mark.span.start, mark.span.len());
            match mark.lead {
                true => LabeledSpan::new_primary_with_span(note, span),
                false => LabeledSpan::new_with_span(note, span),
            }
        })))
    }
}

/// Excerpts one behind the other, each a line of its own.
#[derive(Debug)]
struct Pieces<'a> {
    /// Where each begins, and what it is.
    pieces: Vec<(usize, Excerpt<'a>)>,
}

impl<'a> Pieces<'a> {
    fn new(excerpts: Vec<Excerpt<'a>>) -> Self {
        let mut base = 0;
        let place = |mut excerpt: Excerpt<'a>| {
            excerpt.shown.push('\n');
            let own = base;
            // a byte between two pieces, so that no label touches both
            base += excerpt.shown.len() + 1;
            (own, excerpt)
        };
        Self { pieces: excerpts.into_iter().map(place).collect() }
    }

    /// Every mark, with the number of its piece and where that begins.
    fn marks(&self) -> impl Iterator<Item = (usize, usize, &Mark)> {
        let pieces = self.pieces.iter().enumerate();
        pieces.flat_map(|(at, (base, piece))| piece.marks.iter().map(move |mark| (at, *base, mark)))
    }
}

impl SourceCode for Pieces<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let next = self.pieces.partition_point(|(base, _)| *base <= span.offset());
        let piece = next.checked_sub(1).and_then(|at| self.pieces.get(at)).ok_or(MietteError::OutOfBounds)?;
        let (base, piece) = piece;
        // a span over two pieces is miette asking whether to join them
        if span.offset() + span.len() > base + piece.shown.len() {
            return Err(MietteError::OutOfBounds);
        }
        let at = piece.marks.iter().find(|mark| base + mark.span.start == span.offset()).or(piece.marks.first());
        let path = clean(piece.text.path());
        let (line, column) = at.map_or((0, 0), |mark| (mark.position.line - 1, mark.position.column - 1));
        Ok(Box::new(MietteSpanContents::new_named(
            if piece.text.document().is_some() { format!("{path}{PARAGRAPH}") } else { path.into_owned() },
            piece.shown.as_bytes(),
            (*base, piece.shown.len()).into(),
            line,
            column,
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::{
        check::{CheckError, Checker},
        diagnostic::Label,
        settings::Settings,
    };

    const HARBOUR: &str = "“We shall reopen the north quay in May,” Marit Solheim said at a crowded meeting in the old \
        town hall late on Monday, “as far as the divers can tell us today.” A port official who was not named said on \
        condition of anonymity that the Untied States navy had asked for berths.\n\nThe town waits.\n";
    const COURIER: &str = "Ferry news\n\nSolheim told residents: “We shall reopen the north quay in May.”\n";

    fn outcome() -> Result<Outcome, CheckError> {
        let checker = Checker::new(Settings::default())?;
        let texts = [Text::new("courier.txt", COURIER), Text::new("harbour.txt", HARBOUR)];
        let articles = checker.articles(texts.into_iter().map(Arc::new).collect());
        checker.check(articles, &crate::check::Selection::default())
    }

    fn place(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap_or_default();
        Span::new(start, start + words.len())
    }

    fn slip() -> Diagnostic {
        Diagnostic {
            rule: "typo/proper-noun".to_owned(),
            severity: Severity::Error,
            message: "“Untied States” looks like a slip for “United States”".to_owned(),
            help: Some("Outside quotation marks. Correct it.".to_owned()),
            text: TextId(1),
            span: place(HARBOUR, "Untied States"),
            note: Some("did you mean “United States”?".to_owned()),
            in_quotation: false,
            labels: Vec::new(),
            fix: None,
            details: None,
            slip: None,
            fingerprint: String::new(),
        }
    }

    fn cut_short() -> Diagnostic {
        let label = |text: usize, content: &str, words: &str, message: &str| Label {
            text: TextId(text),
            span: place(content, words),
            message: message.to_owned(),
        };
        Diagnostic {
            rule: "crosscheck/quote-truncated".to_owned(),
            severity: Severity::Warning,
            message: "Solheim on the north quay: harbour.txt prints more than courier.txt".to_owned(),
            help: Some("Check the recording. She may have said it twice.".to_owned()),
            text: TextId(0),
            span: place(COURIER, "quay in May."),
            note: Some("ends here, with a full stop".to_owned()),
            labels: vec![label(1, HARBOUR, "as far as the divers can tell us today.", "only in harbour.txt")],
            ..slip()
        }
    }

    #[test]
    fn shows_the_words_and_what_is_wrong_with_them() -> Result<(), CheckError> {
        let shown = whole(&outcome()?, &slip(), Look { width: 80, color: false });
        let expected = "\
error[typo/proper-noun]
  × “Untied States” looks like a slip for “United States”
   ╭─[harbour.txt:1:235]
 1 │ … of anonymity that the Untied States navy had asked for berths.
   ·                         ──────┬──────
   ·                               ╰── did you mean “United States”?
   ╰────
  help: Outside quotation marks. Correct it.
";
        assert_eq!(shown, expected);
        Ok(())
    }

    #[test]
    fn shows_other_files_in_their_own_frame_and_fits_the_page() -> Result<(), CheckError> {
        let outcome = outcome()?;
        for width in [60, 80, 120] {
            let shown = whole(&outcome, &cut_short(), Look { width, color: false });
            assert!(shown.contains("╭─[courier.txt:3:52]") && shown.contains("╭─[harbour.txt:1:120]"), "{shown}");
            assert!(shown.contains("only in harbour.txt"), "{shown}");
            assert!(shown.lines().all(|line| line.width() <= width), "{shown}");
            assert!(!shown.contains('\u{1b}'), "{shown}");
        }
        Ok(())
    }

    #[test]
    fn colour_changes_no_word() -> Result<(), CheckError> {
        let outcome = outcome()?;
        let show = |color| whole(&outcome, &cut_short(), Look { width: 80, color });
        let (plain, mut colored) = (show(false), show(true));
        assert!(colored.contains("\u{1b}["), "{colored}");
        while let Some(start) = colored.find('\u{1b}') {
            let end = colored[start..].find('m').unwrap_or_default();
            colored.replace_range(start..=start + end, "");
        }
        assert_eq!(plain, colored);
        Ok(())
    }

    #[test]
    fn a_long_line_is_not_read_for_every_finding() -> Result<(), CheckError> {
        let content = "The ferry sailed at dawn. ".repeat(40_000);
        let checker = Checker::new(Settings::default())?;
        let articles = vec![crate::parse::parse(Arc::new(Text::new("long.txt", content)), checker.lexicon())];
        let index = crate::index::QuoteIndex::new(&articles, checker.lexicon());
        let outcome = Outcome { checked: articles.len(), articles, index, ..Outcome::default() };
        let start = std::time::Instant::now();
        for at in 0..2_000 {
            let span = Span::new(at * 500, at * 500 + 9);
            let shown = whole(&outcome, &Diagnostic { text: TextId(0), span, ..slip() }, Look::default());
            assert!(shown.lines().all(|line| line.width() <= 100), "{shown}");
        }
        // some 50 µs each; reading the line for each of them took minutes
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        Ok(())
    }
}
