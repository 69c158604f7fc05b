//! Transcripts: who says what, turn by turn. Plain text, Markdown, and the captions of a film (SRT, WebVTT).
//!
//! All words of a turn are the speaker's. What stands among them and was not said (times, tags, applause) is left out of the
//! prose; captions are joined, so that a sentence goes on from one to the next.

mod captions;
mod label;
mod speaker;
mod strip;

use std::{collections::BTreeMap, sync::Arc};

use super::{front::Front, meta, prose::Builder};
use crate::{
    article::{Article, Block, BlockKind, Meta, Quotation, Speaker},
    lexicon::{Lexicon, fold},
    record::{Material, Moment, Record, Turn},
    span::Span,
    text::Text,
};
use label::Label;
use speaker::Speakers;
use strip::Part;

/// A line with words.
struct Line {
    /// Without blanks at either end.
    span: Span,
    /// When it is said, if the line tells.
    time: Option<u64>,
    /// Whether a blank line stands before it.
    apart: bool,
}

/// Whether a text has the form of a transcript: captions, or lines most of which belong to somebody who is named.
pub(super) fn is_transcript(content: &str) -> bool {
    if captions::is_captions(content) {
        return true;
    }
    let lines = lines(content, Front::read(content).end);
    let labels = label::speakers(&lines, content);
    let Some(first) = labels.iter().position(Option::is_some) else { return false };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut capitals = 0;
    for (line, label) in lines.iter().zip(&labels) {
        let Some(label) = label else { continue };
        let name = line.span.of(content).get(label.name.clone()).unwrap_or_default();
        capitals += usize::from(label.sure && !name.contains(char::is_lowercase));
        *times.entry(fold(name)).or_default() += 1;
    }
    let labelled: usize = times.values().sum();
    let bytes = |lines: &[Line]| lines.iter().map(|line| line.span.len()).sum::<usize>();
    let most = 2 * bytes(&lines[first..]) > bytes(&lines);
    let repeated = times.values().any(|times| *times > 1);
    most && ((capitals > 1 && labelled * 10 >= lines.len())
        || (labelled > 2 && repeated && labelled * 3 >= lines.len()))
}

/// Reads a transcript. One that names nobody is one turn of somebody unknown.
pub(super) fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    let content = text.content();
    let captions = captions::is_captions(content);
    let front = if captions { Front::default() } else { Front::read(content) };
    let lines = if captions { captions::lines(content) } else { lines(content, front.end) };
    let labels = label::speakers(&lines, content);
    let mut reader = Reader::new(content, captions);
    // what stands above the first speaker is the head of the page, unless nobody is ever named
    let head = if captions { 0 } else { labels.iter().position(Option::is_some).unwrap_or(0) };
    for (at, line) in lines.iter().take(head).enumerate() {
        reader.aside(line.span, if at == 0 { BlockKind::Headline } else { BlockKind::Furniture });
    }
    for (line, label) in lines.iter().zip(labels).skip(head) {
        reader.line(line, label);
    }
    reader.close();

    let Reader { builder, blocks, turns, moments, .. } = reader;
    let (prose, map) = builder.finish();
    let told = meta::of(&blocks, &prose, text.path(), lexicon);
    let meta = Meta {
        byline: front.meta.byline,
        date: front.meta.date.or(told.date),
        outlet: front.meta.outlet,
        ..front.meta
    };
    let mut speakers = Speakers::new(lexicon);
    let quotations = turns.iter().map(|turn| {
        let speaker = turn.label.map(|label| Speaker {
            span: label,
            source: Some(speakers.source(label.of(&prose), label)),
            confidence: 1.0,
        });
        let block = blocks.partition_point(|block| block.span.start <= turn.words.start).saturating_sub(1);
        Quotation::block(turn.words, block, speaker)
    });
    let quotations = quotations.collect();
    let sources = speakers.sources;
    let record = Record { turns, moments, ..Record::new(Material::Transcript) };
    Article { quotations, sources, record: Some(record), ..Article::new(text, prose, map, blocks, meta) }
}

/// The lines of a plain text or of Markdown that have words, from an offset on.
fn lines(content: &str, from: usize) -> Vec<Line> {
    let mut apart = true;
    let mut lines = Vec::new();
    for span in captions::split(content).into_iter().filter(|span| span.start >= from) {
        let words = span.of(content);
        // a rule across the page
        let blank = !words.contains(char::is_alphanumeric);
        if !blank {
            lines.push(Line { span, time: None, apart });
        }
        apart = blank;
    }
    lines
}

/// Makes prose of lines.
struct Reader<'a> {
    content: &'a str,
    captions: bool,
    builder: Builder<'a>,
    blocks: Vec<Block>,
    turns: Vec<Turn>,
    moments: Vec<Moment>,
    /// How far the file has been read.
    at: usize,
    /// Whether a line has begun of which no words are read yet.
    fresh: bool,
    /// Where the paragraph that is being read begins, in the prose and in the file.
    open: Option<(usize, usize)>,
    /// Who speaks, and in which blocks.
    speaking: Option<(Option<Span>, usize)>,
}

impl<'a> Reader<'a> {
    fn new(content: &'a str, captions: bool) -> Self {
        Self {
            content,
            captions,
            builder: Builder::new(content),
            blocks: Vec::new(),
            turns: Vec::new(),
            moments: Vec::new(),
            at: 0,
            fresh: false,
            open: None,
            speaking: None,
        }
    }

    /// Adds a line that is no speech.
    fn aside(&mut self, span: Span, kind: BlockKind) -> Span {
        self.skip("\n\n", span.start);
        let start = self.builder.at();
        self.builder.copy(span);
        self.at = span.end;
        let prose = Span::new(start, self.builder.at());
        self.blocks.push(Block { kind, span: prose, raw: span, aside: None });
        prose
    }

    /// Adds a line of speech, with who begins to speak in it.
    fn line(&mut self, line: &Line, label: Option<Label>) {
        let mut span = line.span;
        let words = span.of(self.content);
        self.fresh = true;
        let time = line.time.or(label.as_ref().and_then(|label| label.time));
        if let Some(label) = label {
            let name = Span::new(span.start + label.name.start, span.start + label.name.end);
            self.begin(Some(name));
            span.start += label.words;
        } else if words.starts_with(">>") || (self.captions && words.starts_with(['-', '–'])) {
            self.begin(None);
            span.start += words.len() - words.trim_start_matches(['>', '-', '–', ' ']).len();
        } else if line.apart {
            self.paragraph();
        }
        if let Some(time) = time {
            self.moment(time);
        }
        for part in strip::parts(self.content, span.trim(self.content), self.captions) {
            match part {
                Part::Words(span) => self.words(span.of(self.content), span),
                Part::Put(words, span) => self.words(words, span),
                Part::Time(time) => self.moment(time),
                Part::Voice(name) => self.voice(name),
            }
        }
    }

    /// Adds words to the paragraph.
    fn words(&mut self, words: &str, raw: Span) {
        if self.open.is_none() && words.trim().is_empty() {
            return;
        }
        if self.speaking.is_none() {
            self.speaking = Some((None, self.blocks.len()));
        }
        if self.open.is_none() {
            self.skip("\n\n", raw.start);
            self.open = Some((self.builder.at(), raw.start));
        } else if self.fresh {
            self.skip(" ", raw.start);
        }
        self.fresh = false;
        self.builder.replace(words, raw);
        self.at = raw.end;
    }

    fn moment(&mut self, time: u64) {
        // the blanks that come before the words belong to the time before
        let at = self.builder.at() + 1;
        match self.moments.last_mut() {
            Some(last) if last.at == at => last.time = time,
            _ => self.moments.push(Moment { at, time }),
        }
    }

    /// Somebody speaks who is named by a tag of captions.
    fn voice(&mut self, name: Span) {
        let known = self.speaking.and_then(|(label, _)| label).map(|label| label.of(self.builder.prose()));
        if known != Some(name.of(self.content)) {
            self.begin(Some(name));
        }
    }

    /// Somebody begins to speak.
    fn begin(&mut self, name: Option<Span>) {
        self.close();
        let label = name.map(|name| self.aside(name, BlockKind::Label));
        self.speaking = Some((label, self.blocks.len()));
    }

    /// Ends the paragraph.
    fn paragraph(&mut self) {
        let Some((start, raw)) = self.open.take() else { return };
        let span = Span::new(start, self.builder.at()).trim(self.builder.prose());
        if span.of(self.builder.prose()).contains(char::is_alphanumeric) {
            let raw = Span::new(raw, self.at).trim(self.content);
            self.blocks.push(Block { kind: BlockKind::Paragraph, span, raw, aside: None });
        }
    }

    /// Ends the paragraph and the turn.
    fn close(&mut self) {
        self.paragraph();
        let Some((label, first)) = self.speaking.take() else { return };
        let said = self.blocks.get(first..).unwrap_or_default();
        if let (Some(first), Some(last)) = (said.first(), said.last()) {
            self.turns.push(Turn { label, words: first.span.union(last.span) });
        }
    }

    /// Puts a blank in the place of what is left out up to an offset of the file.
    fn skip(&mut self, blank: &str, to: usize) {
        let blank = if self.builder.at() == 0 { "" } else { blank };
        self.builder.replace(blank, Span::new(self.at.min(to), to));
        self.at = self.at.max(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, content: &str) -> Article {
        let fallback = Lexicon::default();
        parse(Arc::new(Text::new(path, content)), Lexicon::built_in().unwrap_or(&fallback))
    }

    /// Who says what.
    fn said(article: &Article) -> Vec<(&str, String)> {
        let turns = article.record.iter().flat_map(|record| &record.turns);
        let words = |turn: &Turn| article.slice(turn.words).split_whitespace().collect::<Vec<_>>().join(" ");
        turns.map(|turn| (turn.label.map_or("", |label| article.slice(label)), words(turn))).collect()
    }

    #[test]
    fn turns_go_on_until_somebody_else_speaks() {
        let text = "Press conference at the dam\n5 March 2026\n\nRUTA SAMIK: Good morning. The wall\nis good. [applause]\n\n\
                    If it is not, I will ring you.\n\nQ: Will it hold?\nSAMIK: I would say so.\n";
        let article = read("a.txt", text);
        let expected = [
            ("RUTA SAMIK", "Good morning. The wall is good. If it is not, I will ring you."),
            ("Q", "Will it hold?"),
            ("SAMIK", "I would say so."),
        ];
        assert_eq!(said(&article), expected.map(|(who, words)| (who, words.to_owned())));
        assert_eq!(article.headline(), Some("Press conference at the dam"));
        assert_eq!(article.meta.date.as_deref(), Some("2026-03-05"));
        assert!(is_transcript(text));
    }

    #[test]
    fn captions_are_joined_and_keep_place_and_time() {
        let text = "WEBVTT\n\n00:12:31.000 --> 00:12:33.000\n<v Ruta Samik>I would say the wall\nis probably\n\n\
                    00:12:33.000 --> 00:12:35.000\n<v Ruta Samik>good for two metres.\n\n00:12:35.000 --> 00:12:36.000\n<v Reporter>And then?\n";
        let article = read("a.vtt", text);
        let expected =
            [("Ruta Samik", "I would say the wall is probably good for two metres."), ("Reporter", "And then?")];
        assert_eq!(said(&article), expected.map(|(who, words)| (who, words.to_owned())));
        for (words, time) in [("wall", "00:12:31"), ("good", "00:12:33"), ("then", "00:12:35")] {
            let at = article.prose.find(words).unwrap_or_default();
            let raw = article.raw(Span::new(at, at + words.len()));
            assert_eq!(article.text.slice(raw), words);
            assert_eq!(article.record.as_ref().and_then(|record| record.time(at)).as_deref(), Some(time), "{words}");
        }
    }

    #[test]
    fn markdown_names_speakers_in_bold_or_as_headings() {
        let bold = "---\nkind: transcript\ndate: 2026-03-05\n---\n\n**Ruta Samik:** It is *good*.\n\n**Reporter:** Is it?\n\n**Ruta Samik:** It is.\n";
        let headed =
            "# At the dam\n\n## Ruta Samik\n\nIt is good.\n\n## Reporter\n\nIs it?\n\n## Ruta Samik\n\nIt is.\n";
        for text in [bold, headed] {
            let article = read("a.md", text);
            let expected = [("Ruta Samik", "It is good."), ("Reporter", "Is it?"), ("Ruta Samik", "It is.")];
            assert_eq!(said(&article), expected.map(|(who, words)| (who, words.to_owned())));
            assert!(is_transcript(text));
        }
    }

    #[test]
    fn an_article_is_no_transcript() {
        for text in [
            "Dam gate fails\n\nThe mayor said: “No.” She left.\n\nHer deputy said: “Yes.”\n",
            "UPDATE: Dam gate fails\n\nThe mayor left.\n\nCORRECTION: She did not.\n",
            "",
            "One line",
        ] {
            assert!(!is_transcript(text), "{text}");
        }
    }

    #[test]
    fn who_names_nobody_says_it_all() {
        let article = read("a.txt", "The wall is good.\n\nIt will hold.\n");
        assert_eq!(said(&article), [("", "The wall is good. It will hold.".to_owned())]);
        assert!(said(&read("a.txt", "")).is_empty());
        assert!(said(&read("a.txt", "RUTA SAMIK:\n\n")).is_empty());
    }
}
