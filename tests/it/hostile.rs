//! Files that were made to break a reader, each with its outcome; docs/reliability.md says what they cost at full size.

use std::{fmt::Write as _, fs, path::Path};

use serde_json::Value;

use crate::{
    command::{Ran, copydesk},
    support::Failure,
};

/// An article with one finding, which must come whatever lies beside it.
const GOOD: &str =
    "Lock shut\n\nThe lock at Tollan was shut on Monday, a city official said on condition of anonymity.\n";
/// What of a hostile file is repeated is repeated so often: enough to tell linear time from any other in a debug build.
const OFTEN: usize = 20_000;

/// What comes of a file.
enum Outcome {
    /// It is read as an article like any other.
    Read,
    /// It is refused, in these words.
    Refused(&'static str),
}
use Outcome::{Read, Refused};

fn files() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let story = |words: String| format!("Lock shut\n\n{words}\n").into_bytes();
    let page = |words: String| format!("<html><body><article><h1>Lock shut</h1><p>{words}").into_bytes();
    let utf_16 = |mark: &str, words: &str| {
        format!("{mark}{words}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    vec![
        ("marks.txt", story("“”".repeat(OFTEN)), Read),
        ("open-marks.txt", story("“".repeat(OFTEN)), Read),
        ("straight-marks.txt", story("\"a\" 'b' ".repeat(OFTEN)), Read),
        ("omissions.txt", story(format!("“{}”", ". . . ".repeat(OFTEN))), Read),
        ("brackets.txt", story(format!("“{}” said Jonas Vik.", "[a] ".repeat(OFTEN))), Read),
        ("one-line.txt", story("The lock is shut and nobody knows why. ".repeat(OFTEN)), Read),
        ("lines.txt", story("A b.\n\n".repeat(OFTEN)), Read),
        ("nested.html", page(format!("{}The lock is shut.", "<div>".repeat(OFTEN))), Read),
        ("unclosed.html", page(format!("{}The lock is shut.", "<b><i><a href=x".repeat(OFTEN))), Read),
        ("angles.html", page("<".repeat(OFTEN)), Read),
        ("attributes.html", page(format!("The lock is shut.<img {}", "a=b ".repeat(OFTEN))), Read),
        ("quoted.md", story(format!("{}The lock is shut.", "> ".repeat(OFTEN))), Read),
        ("emphasis.md", story(format!("{0}x{0}", "*".repeat(OFTEN))), Read),
        ("links.md", story("[".repeat(OFTEN)), Read),
        ("front.md", format!("---\n{}---\n\nLock shut.\n", "a: b\n".repeat(OFTEN)).into_bytes(), Read),
        ("stets.md", story("<!-- stet typo: x -->\n\nThe the lock.\n\n".repeat(OFTEN / 20)), Read),
        ("accents.txt", story(format!("The lock a{} is shut.", "\u{301}".repeat(OFTEN))), Read),
        ("zero-width.txt", story("Jo\u{200b}nas Vik saw the Un\u{200b}ited States. ".repeat(OFTEN / 20)), Read),
        ("directions.txt", story("\u{202e}The lock is shut\u{202c}. ".repeat(OFTEN / 20)), Read),
        ("findings.txt", story("The the lock is is shut and and so on. ".repeat(OFTEN / 20)), Read),
        ("mojibake.txt", story("The lock at CafÃ© is shut.".to_owned()), Read),
        ("utf-16.txt", utf_16("\u{feff}", "Lock shut\n\nThe lock is shut.\n"), Read),
        (
            "surrogates.txt",
            [b"\xff\xfe".to_vec(), vec![0x00, 0xd8, 0x41, 0x00, 0x00, 0xdc]].concat(),
            Refused("UTF-16"),
        ),
        ("utf-16-unmarked.txt", utf_16("", "Lock shut\n\nThe lock is shut.\n"), Refused("")),
        ("nul.txt", b"The lock\0 is shut.\n".to_vec(), Refused("")),
        ("surrogates-8.txt", b"The lock \xed\xa0\x80 is shut.\n".to_vec(), Refused("")),
        ("blanks.txt", vec![b' '; OFTEN], Refused("nothing in it but blanks")),
    ]
}

/// Checks everything in a folder and returns the report.
fn check(folder: &Path, args: &[&str]) -> Result<Value, Failure> {
    let Ran { stdout, stderr, status } = copydesk(folder, ["check", "--format", "json"].iter().chain(args), "")?;
    assert!(matches!(status, Some(0 | 1 | 3)), "{stderr}");
    Ok(serde_json::from_str(&stdout)?)
}

fn of<'a>(report: &'a Value, list: &str, path: &str) -> Vec<&'a Value> {
    let entries = report[list].as_array().into_iter().flatten();
    entries.filter(|entry| entry["path"].as_str() == Some(path)).collect()
}

#[test]
fn no_file_keeps_another_from_being_checked() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("good.txt"), GOOD)?;
    for (name, content, _) in files() {
        fs::write(folder.path().join(name), content)?;
    }
    let report = check(folder.path(), &["."])?;
    assert_eq!(of(&report, "findings", "good.txt").len(), 1);
    let mut wrong = String::new();
    for (name, _, outcome) in files() {
        let (read, refused) = (of(&report, "files", name).len(), of(&report, "unreadable", name));
        let as_expected = match outcome {
            Read => read == 1 && refused.is_empty(),
            Refused(words) => {
                read == 0 && refused.len() == 1 && refused[0]["error"].as_str().is_some_and(|e| e.contains(words))
            }
        };
        if !as_expected {
            writeln!(wrong, "{name}: read {read}, {refused:?}")?;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}

#[test]
fn each_of_very_many_findings_is_told() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let paragraph = "a a we we he he is is ".repeat(5) + "\n\n";
    fs::write(folder.path().join("slips.txt"), format!("Lock shut\n\n{}", paragraph.repeat(250)))?;
    let many = 4 * 5 * 250;
    let run = |format: &str| -> Result<String, Failure> {
        Ok(copydesk(folder.path(), ["check", ".", "--select", "typo/doubled-word", "--format", format], "")?.stdout)
    };
    let report: Value = serde_json::from_str(&run("json")?)?;
    assert_eq!(
        (report["findings"].as_array().map(Vec::len), &report["summary"]["warnings"]),
        (Some(many), &many.into())
    );
    let report: Value = serde_json::from_str(&run("sarif")?)?;
    assert_eq!(report["runs"][0]["results"].as_array().map(Vec::len), Some(many));
    for (format, beside) in [("jsonl", 1), ("concise", 1), ("github", 2)] {
        assert_eq!(run(format)?.lines().count(), many + beside, "{format}");
    }
    // people are told how many there are, and shown some of them
    for format in ["full", "markdown"] {
        let shown = run(format)?;
        assert!(
            shown.len() < 300_000 && (shown.contains("5000") || shown.contains("5,000")),
            "{format}: {shown:.2000}"
        );
    }
    Ok(())
}

#[test]
fn a_file_above_the_limit_is_not_taken_in() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("good.txt"), GOOD)?;
    // 200 MB that take no room on the disk
    fs::File::create(folder.path().join("huge.txt"))?.set_len(200_000_000)?;
    let report = check(folder.path(), &["."])?;
    assert_eq!(of(&report, "findings", "good.txt").len(), 1);
    let refused = of(&report, "unreadable", "huge.txt");
    assert_eq!(refused[0]["error"], "larger than 64 MiB; if it is an article all the same, raise --max-file-size");
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, os::unix::fs::symlink, process::Command, thread, time::Duration};

    use super::*;

    #[test]
    fn links_in_a_circle_end() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("good.txt"), GOOD)?;
        symlink("b.txt", folder.path().join("a.txt"))?;
        symlink("a.txt", folder.path().join("b.txt"))?;
        symlink(".", folder.path().join("again"))?;
        let report = check(folder.path(), &["."])?;
        assert_eq!(of(&report, "findings", "good.txt").len(), 1);
        assert_eq!(report["files"].as_array().map(Vec::len), Some(1));
        // named, it is told
        let report = check(folder.path(), &["good.txt", "a.txt"])?;
        assert_eq!(of(&report, "unreadable", "a.txt").len(), 1);
        assert_eq!(of(&report, "findings", "good.txt").len(), 1);
        Ok(())
    }

    #[test]
    fn a_pipe_in_a_folder_is_passed_over_and_a_device_is_refused() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("good.txt"), GOOD)?;
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status()?.success());
        let report = check(folder.path(), &["."])?;
        assert_eq!(of(&report, "findings", "good.txt").len(), 1);
        let report = check(folder.path(), &["good.txt", "/dev/zero", "/dev/null", "--max-file-size", "1MB"])?;
        assert_eq!(of(&report, "findings", "good.txt").len(), 1);
        assert_eq!(of(&report, "unreadable", "/dev/zero").len(), 1);
        assert_eq!(of(&report, "unreadable", "/dev/null").len(), 1);
        Ok(())
    }

    #[test]
    fn a_path_that_is_no_text_is_checked_and_shown() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let name = OsStr::from_bytes(b"story-\xff\n\x1b[31m.txt");
        if fs::write(folder.path().join(name), GOOD).is_err() {
            // some file systems take such names only where they are text
            return Ok(());
        }
        let report = check(folder.path(), &["."])?;
        assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
        let shown = copydesk(folder.path(), ["check", ".", "--format", "concise"], "")?.stdout;
        assert!(!shown.contains('\u{1b}') && shown.lines().count() == 2, "{shown}");
        Ok(())
    }

    #[test]
    fn a_file_that_grows_is_read_as_far_as_it_went() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("growing.txt");
        fs::write(&path, GOOD)?;
        let growing = path.clone();
        let writer = thread::spawn(move || -> std::io::Result<()> {
            let mut file = fs::OpenOptions::new().append(true).open(growing)?;
            for _ in 0..200 {
                std::io::Write::write_all(&mut file, "It was built in 1911.\n\n".repeat(50).as_bytes())?;
                thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        });
        let report = check(folder.path(), &["growing.txt"])?;
        assert_eq!(of(&report, "findings", "growing.txt").len(), 1);
        writer.join().map_err(|_| "the writer stopped")??;
        Ok(())
    }
}
