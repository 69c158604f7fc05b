//! Every format can be read by what reads it, and carries no control character of an article.

use copydesk::{
    check::Outcome,
    report::{Format, Look, Run},
};
use quick_xml::{Reader, events::Event};

use super::DESK;

/// The formats of a report.
const FORMATS: [Format; 12] = [
    Format::Full,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Checkstyle,
    Format::Junit,
    Format::Rdjson,
    Format::Markdown,
    Format::Html,
];

/// Writes a check in one of the formats, with the words of the articles or without, and reads it again.
pub(crate) fn readable(outcome: &Outcome, which: usize) {
    let (format, excerpts) = (FORMATS[which % FORMATS.len()], (which / FORMATS.len()).is_multiple_of(2));
    let run = Run { outcome, book: DESK.book(), unreadable: &[], all_written: true, fail_on: None, excerpts };
    let mut out = Vec::new();
    run.write(format, Look::default(), &mut out).unwrap();
    reads(format, &String::from_utf8(out).unwrap());
}

fn reads(format: Format, out: &str) {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!out.contains(control), "{format:?} carries {:?}", out.chars().find(|c| control(*c)));
    match format {
        Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => {
            serde_json::from_str::<serde_json::Value>(out).unwrap();
        }
        Format::Jsonl => out.lines().for_each(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }),
        Format::Checkstyle | Format::Junit => {
            let mut reader = Reader::from_str(out);
            while !matches!(reader.read_event().unwrap(), Event::Eof) {}
        }
        // a workflow command begins a line; nothing of an article may
        Format::Github => out.lines().for_each(|line| {
            let own = ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command));
            assert!(own || !line.contains("::"), "{line}");
        }),
        Format::Full | Format::Concise | Format::Markdown | Format::Html => {}
    }
}
