//! Articles held against transcripts, statements and releases.

use std::{fs, sync::Arc};

use copydesk::{
    check::Selection,
    index::primary::{Verdict, Verified},
    record::Material,
    text::Text,
};
use tempfile::tempdir;

use crate::{
    command::{copydesk, shown},
    support::{Failure, Snapshots, articles, desk, fixtures},
};

/// Command lines in the folder of the fixtures, each with the name of its snapshot.
const LINES: [(&str, &str); 6] = [
    (
        "full",
        "check articles --against against/press-conference.txt --against against/release.txt \
         --select crosscheck/not-in-source,crosscheck/edited-quote,crosscheck/speaker-conflict,attribution/release-as-interview",
    ),
    ("captions", "check articles/corran-herald.txt --against against/press-conference.srt --select crosscheck"),
    (
        "json",
        "check articles/corran-herald.txt --against against/press-conference.vtt --select crosscheck --format json",
    ),
    (
        "concise",
        "check articles/northlight.txt --against against/press-conference.txt --select crosscheck --format concise",
    ),
    ("compare", "compare articles/northlight.txt articles/corran-herald.txt against/press-conference.vtt"),
    ("compare-csv", "compare articles/northlight.txt against/press-conference.srt --format csv --speaker Samik"),
];

/// Bad input, in a folder of its own.
const BAD: [(&str, &str); 13] = [
    ("empty", "check story.txt --against empty.txt --select crosscheck"),
    ("empty-captions", "check story.txt --against empty.vtt --select crosscheck"),
    ("empty-folder", "check story.txt --against nothing --select crosscheck"),
    ("missing", "check story.txt --against missing.srt --select crosscheck"),
    ("binary", "check story.txt --against picture.srt --select crosscheck"),
    ("half-written-srt", "check story.txt --against half.srt --select crosscheck"),
    ("half-written-vtt", "check story.txt --against half.vtt --select crosscheck"),
    ("no-speakers", "check story.txt --against transcript=nobody.txt --select crosscheck"),
    ("other-language", "check story.txt --against foreign.txt --select crosscheck"),
    ("itself", "check story.txt --against story.txt"),
    ("folder-with-the-story", "check story.txt --against . --select crosscheck --format concise"),
    ("captions-as-article", "check half.srt story.txt --select crosscheck"),
    ("unknown-kind", "check story.txt --against rumour=half.srt"),
];

const STORY: &str = "Lock stays shut\n\nThe lock at Fenwick stays shut. “The lower gate has been bent since the flood in \
    November,” said Ines Varga, the harbour master.\n";

#[test]
fn what_was_said_is_shown_beside_what_is_printed() -> Result<(), Failure> {
    let mut snapshots = Snapshots::of("against");
    for (name, line) in LINES {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        snapshots.compare(name, shown(&fixtures(), &line, "")?.replace("against\\", "against/"));
    }
    let folder = tempdir()?;
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content);
    write("story.txt", STORY.as_bytes())?;
    write("empty.txt", b"")?;
    write("empty.vtt", b"WEBVTT\n\n")?;
    write("picture.srt", b"\x89PNG\r\n\x1a\n\x00\x00")?;
    let half = "1\n00:00:04,000 --> 00:00:07,000\nINES VARGA: The lower gate has been bent\n\n2\n00:00:07,000 -->\nsince the fl";
    write("half.srt", half.as_bytes())?;
    write(
        "half.vtt",
        b"WEBVTT\n\n00:04.000 --> 00:0\n<v Ines Varga>The lower gate has been bent since the flood in November, I beli",
    )?;
    write("nobody.txt", b"The lower gate has been bent since the flood in December.\n\nWe need a new one.\n")?;
    write("foreign.txt", fs::read(fixtures().join("against/address.txt"))?.as_slice())?;
    fs::create_dir(folder.path().join("nothing"))?;
    for (name, line) in BAD {
        snapshots.compare(&format!("bad/{name}"), shown(folder.path(), line, "")?);
    }
    Ok(snapshots.finish()?)
}

/// What came of the quotations of every article.
fn verified(name: &str, material: Option<Material>) -> Result<Vec<Verified>, Failure> {
    let desk = desk()?;
    let text = Text::new(name, fs::read_to_string(fixtures().join("against").join(name))?);
    let mut all = desk.articles(articles()?);
    let count = all.len();
    all.push(desk.record(Arc::new(text), material));
    let outcome = desk.check(all, &Selection::default())?;
    assert_eq!(outcome.checked, count);
    assert!(outcome.findings.iter().all(|finding| finding.text.0 < count), "a transcript was checked itself");
    Ok((0..count).map(|at| outcome.verification.tally(at)).collect())
}

#[test]
fn plain_text_and_captions_come_to_the_same() -> Result<(), Failure> {
    let plain = verified("press-conference.txt", None)?;
    assert!(plain.iter().any(|v| v.verbatim > 0) && plain.iter().any(|v| v.edited > 0), "{plain:?}");
    assert!(plain.iter().any(|v| v.missing > 0) && plain.iter().any(|v| v.other_speaker > 0), "{plain:?}");
    assert_eq!(verified("press-conference.srt", None)?, plain);
    assert_eq!(verified("press-conference.vtt", None)?, plain);
    Ok(())
}

#[test]
fn the_exit_status_tells_what_could_not_be_read() -> Result<(), Failure> {
    let folder = tempdir()?;
    fs::write(folder.path().join("story.txt"), STORY)?;
    fs::write(
        folder.path().join("said.txt"),
        "INES VARGA: The lower gate has been bent since the flood in November.\n\nQ: Bent?\n",
    )?;
    let run = |line: &str| -> Result<_, Failure> { Ok(copydesk(folder.path(), line.split(' '), "")?.status) };
    assert_eq!(run("check story.txt --against said.txt")?, Some(0));
    assert_eq!(run("check story.txt --against said.txt --against gone.txt")?, Some(3));
    assert_eq!(run("check story.txt --against story.txt")?, Some(2));
    // the transcript lies among the articles, and is not one of them
    let ran = copydesk(folder.path(), "check . --against said.txt --format json".split(' '), "")?;
    let report: serde_json::Value = serde_json::from_str(&ran.stdout)?;
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["summary"]["quotations"]["checked_against_primary"], 1);
    assert_eq!(report["summary"]["quotations"]["primary"]["verbatim"], 1);
    assert_eq!(report["against"][0]["kind"], "transcript");
    Ok(())
}

#[test]
fn a_turn_of_a_hundred_thousand_words_is_searched() -> Result<(), Failure> {
    let desk = desk()?;
    let sentence = |n: usize| format!("Pump {n} of the {n}th polder was repaired by the crew of barge {}. ", n * 7);
    let said: String = (1..9_000).map(sentence).collect();
    let transcript = Text::new("said.txt", format!("INES VARGA: {said}\n\nQ: All of them?\n\nVARGA: All.\n"));
    let quoted: String = (1..100)
        .map(|n| format!("“{}” said Ines Varga.\n\n", sentence(n * 80).trim_end_matches(". ").to_owned() + ","))
        .collect();
    let mut all = vec![desk.article(Arc::new(Text::new("a.txt", format!("Pumps repaired\n\n{quoted}"))))];
    all.push(desk.record(Arc::new(transcript), None));
    let outcome = desk.check(all, &Selection::default())?;
    let Verified { checked, verbatim, .. } = outcome.verification.tally(0);
    assert_eq!((checked, verbatim), (99, 99));
    Ok(())
}

#[test]
fn honest_marks_and_the_sounds_of_speech_are_no_edits() -> Result<(), Failure> {
    let desk = desk()?;
    let said = "INES VARGA: Well, the lower, uh, the lower gate has been bent since the flood, and I don't think we can mend it \
                before the frost. My colour chart says nine metres. The crew of the [crosstalk] barge was there all night.\n\n\
                Q: And?\n\nVARGA: As far as I know, nobody was hurt. We will not sell the island.\n";
    let cases = [
        ("The lower gate has been bent since the flood,", Verdict::Verbatim),
        ("I do not think we can mend it before the frost.", Verdict::Verbatim),
        ("The lower gate has been bent … and I don't think we can mend it before the frost,", Verdict::Verbatim),
        ("The lower [lock] gate has been bent since the flood,", Verdict::Verbatim),
        ("My color chart says 9 meters,", Verdict::Verbatim),
        ("The crew of the tug barge was there all night,", Verdict::Verbatim),
        ("My colour chart says ninety metres,", Verdict::Edited),
        ("Nobody was hurt,", Verdict::Edited),
        ("We will sell the island,", Verdict::Edited),
        ("The lower gate has been bent since the flood. We will not sell the island,", Verdict::Edited),
        ("Every farmer in the polder knew about it for years,", Verdict::Missing),
        ("sell the whole island", Verdict::Edited),
    ];
    for (words, expected) in cases {
        let story = format!("Lock stays shut\n\nThe lock stays shut. “{words}” said Ines Varga, the harbour master.\n");
        let mut all = vec![desk.article(Arc::new(Text::new("a.txt", story)))];
        all.push(desk.record(Arc::new(Text::new("said.txt", said)), None));
        let outcome = desk.check(all, &Selection::default())?;
        let found: Vec<Verdict> = outcome.verification.checks().iter().map(|check| check.verdict).collect();
        assert_eq!(found, [expected], "{words}");
    }
    Ok(())
}

#[test]
fn a_limit_before_the_marks_is_kept() -> Result<(), Failure> {
    let desk = desk()?;
    let said = "INES VARGA: As far as I know, nobody was hurt when the lower gate came down.\n";
    let of = |sentence: &str| -> Result<Vec<Verdict>, Failure> {
        let mut all = vec![desk.article(Arc::new(Text::new("a.txt", format!("Lock stays shut\n\n{sentence}\n"))))];
        let transcript = Some(Material::Transcript);
        all.push(desk.record(Arc::new(Text::new("said.txt", said)), transcript));
        let outcome = desk.check(all, &Selection::default())?;
        Ok(outcome.verification.checks().iter().map(|check| check.verdict).collect())
    };
    let words = "“nobody was hurt when the lower gate came down,”";
    assert_eq!(of(&format!("As far as she knew, {words} said Ines Varga."))?, [Verdict::Verbatim]);
    assert_eq!(of(&format!("{words} said Ines Varga."))?, [Verdict::Edited]);
    Ok(())
}

#[test]
fn words_from_elsewhere_are_not_missed_in_a_transcript() -> Result<(), Failure> {
    let desk = desk()?;
    let said = "INES VARGA: The lower gate has been bent since the flood in November.\n";
    let words = "“Every farmer in the polder has known about the pumps for years,”";
    let of = |attributed: &str| -> Result<Vec<bool>, Failure> {
        let story = format!("---\ndate: 2024-05-03\n---\n\n# Lock stays shut\n\n{words} {attributed}\n");
        let mut all = vec![desk.article(Arc::new(Text::new("a.md", story)))];
        let said = format!("---\ndate: 2024-05-02\n---\n\n{said}");
        all.push(desk.record(Arc::new(Text::new("said.md", said)), Some(Material::Transcript)));
        let outcome = desk.check(all, &Selection::default())?;
        Ok(outcome.verification.checks().iter().map(|check| check.elsewhere).collect())
    };
    assert_eq!(of("said Ines Varga, the harbour master.")?, [false]);
    assert_eq!(of("Ines Varga, the harbour master, said on Thursday.")?, [false]);
    assert_eq!(of("Ines Varga, the harbour master, said on Monday.")?, [true]);
    assert_eq!(of("Ines Varga, the harbour master, said in an interview.")?, [true]);
    assert_eq!(of("Ines Varga, the harbour master, told Reuters.")?, [true]);
    Ok(())
}
