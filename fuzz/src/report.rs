//! Every format can be read by what reads it, and carries nothing of an article that steers a terminal or gives a command
//! to a build server.

use copydesk::{
    article::Article,
    check::Outcome,
    report::{self, Format, Look, Run},
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
    is_harmless(out, format == Format::Github);
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

/// Writes a report of articles.
type Write<'a> = dyn Fn(&mut Vec<u8>, &[Article]) -> std::io::Result<()> + 'a;

/// Writes what the other commands show of an article in each of their formats, and reads it again.
pub(crate) fn shown(article: Article) {
    let articles = [article];
    let written = |write: &Write| {
        let mut out = Vec::new();
        write(&mut out, &articles).unwrap();
        let out = String::from_utf8(out).unwrap();
        is_harmless(&out, false);
        out
    };
    let (look, lexicon) = (Look::default(), DESK.lexicon());
    written(&|out, articles| report::quotes::text(out, articles, look));
    written(&|out, articles| report::sources::text(out, articles, lexicon, look));
    written(&|out, articles| report::article::text(out, articles, look));
    let quotes = written(&|out, articles| report::quotes::csv(out, articles));
    assert_eq!(quotes.lines().count(), articles[0].quotations.len() + 1, "{quotes}");
    written(&|out, articles| report::sources::csv(out, articles, lexicon));
    for json in [
        written(&|out, articles| report::quotes::json(out, articles)),
        written(&|out, articles| report::sources::json(out, articles, lexicon)),
        written(&|out, articles| report::article::json(out, articles)),
    ] {
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
}

/// Fails where a report has a control character, turns the direction of writing, or would give a command to a build server
/// that shows it.
fn is_harmless(out: &str, has_commands: bool) {
    let steers = |c: char| {
        let turns =
            matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        turns || c.is_control() && !matches!(c, '\n' | '\t')
    };
    assert!(!out.contains(steers), "{:?} in {out}", out.chars().find(|c| steers(*c)));
    if has_commands {
        return;
    }
    for line in out.lines() {
        let rest = line.trim_start().strip_prefix("::");
        assert!(!rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())), "{line}");
        for (at, _) in line.match_indices('[') {
            assert!(!line[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).ends_with("##"), "{line}");
        }
    }
}
