//! What the program does when a disk is full, a reader goes away, a file breaks off, or an option names a place that
//! cannot be written: it says where, loses nothing else, and ends as the contract has it.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    command::{copydesk, shown},
    formats::FORMATS,
    support::{Failure, Snapshots},
};

const STORY: &str = "Pier shut\n\nThe pier at Tollan was shut on Monday, a city official said on condition of \
                     anonymity.\n\n“It is not safe,” Mayor Ilse Varga said. It was built in the the spring of 1911.\n";

/// A folder with two articles that have findings.
fn desk() -> Result<tempfile::TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    fs::write(folder.path().join("b.txt"), STORY.replace("It is not safe", "It is not at all safe"))?;
    Ok(folder)
}

/// Runs the program with its standard output going somewhere, and returns the status and what it says beside.
fn into(folder: &Path, line: &str, out: impl Into<Stdio>) -> Result<(Option<i32>, String), Failure> {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped())
        .spawn()?
        .wait_with_output()?;
    Ok((output.status.code(), String::from_utf8(output.stderr)?))
}

/// A command line for each format of each command that reports.
fn lines() -> Vec<String> {
    let mut lines: Vec<String> = FORMATS.iter().map(|format| format!("check a.txt b.txt --format {format}")).collect();
    for format in ["text", "json", "jsonl", "csv"] {
        lines
            .extend(["quotes", "sources", "compare"].map(|command| format!("{command} a.txt b.txt --format {format}")));
    }
    lines.extend(["text", "json"].map(|format| format!("article a.txt --format {format}")));
    lines.extend(["rules", "rules anonymity/no-reason", "man", "completions bash", "--help"].map(str::to_owned));
    lines.push("check a.txt --diff".to_owned());
    lines
}

#[test]
fn a_closed_pipe_ends_quietly_whatever_the_report() -> Result<(), Failure> {
    let folder = desk()?;
    for line in lines() {
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        assert_eq!(into(folder.path(), &line, writer)?, (Some(0), String::new()), "{line}");
    }
    Ok(())
}

#[test]
fn a_closed_pipe_keeps_no_other_report_from_being_written() -> Result<(), Failure> {
    let folder = desk()?;
    let (reader, writer) = std::io::pipe()?;
    drop(reader);
    assert_eq!(into(folder.path(), "check a.txt --output json=report.json", writer)?, (Some(0), String::new()));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("report.json"))?)?;
    assert_eq!(report["files"][0]["path"], "a.txt");
    Ok(())
}

/// Each line ends with status 2, and leaves every file as it was.
const PLACES: &[(&str, &str)] = &[
    ("no-folder", "check a.txt --output json=none/report.json"),
    ("no-folder-for-a-baseline", "check a.txt --write-baseline none/known.toml"),
    ("folder-that-is-a-file", "check a.txt --output json=b.txt/report.json"),
    ("folder", "quotes a.txt --output csv=folder"),
    ("article", "check a.txt b.txt --output markdown=./b.txt"),
    ("article-of-another-command", "sources a.txt --output csv=a.txt"),
    ("held-against", "check a.txt --against b.txt --output json=b.txt"),
    ("baseline", "check a.txt --baseline known.toml --output json=known.toml"),
    ("new-baseline-and-report", "check a.txt --write-baseline new.toml --output json=./new.toml"),
    ("two-reports", "check a.txt --output json=report --output html=folder/../report"),
    ("configuration", "check a.txt --config house.toml --write-baseline house.toml"),
    ("list-of-names", "names check names.tsv --output json=names.tsv"),
];

#[test]
fn a_place_that_cannot_be_written_is_told_before_anything_is_read() -> Result<(), Failure> {
    let folder = desk()?;
    let folder = folder.path();
    fs::create_dir(folder.join("folder"))?;
    fs::write(folder.join("house.toml"), "profile = \"strict\"\n")?;
    fs::write(folder.join("names.tsv"), "Ilse Varga\tperson\n")?;
    assert_eq!(copydesk(folder, ["check", "a.txt", "--write-baseline", "known.toml"], "")?.status, Some(0));
    let before = contents(folder)?;
    let mut snapshots = Snapshots::of("cli/faults");
    for (name, line) in PLACES {
        let told = shown(folder, line, "")?;
        assert!(told.ends_with("--- status 2\n"), "{told}");
        assert_eq!(contents(folder)?, before, "{line}");
        snapshots.compare(name, told);
    }
    Ok(snapshots.finish()?)
}

/// The files of a folder and what is in them.
fn contents(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            found.push((path.display().to_string(), fs::read(path)?));
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn a_baseline_may_be_written_over_itself() -> Result<(), Failure> {
    let folder = desk()?;
    let line = "check a.txt --write-baseline known.toml";
    assert_eq!(into(folder.path(), line, Stdio::null())?.0, Some(0));
    let written = fs::read(folder.path().join("known.toml"))?;
    let line = "check a.txt --baseline known.toml --write-baseline ./known.toml";
    assert_eq!(into(folder.path(), line, Stdio::null())?.0, Some(0));
    assert_eq!(fs::read(folder.path().join("known.toml"))?, written);
    Ok(())
}

/// Markdown and pages are articles to `check`, but not those that it has written itself.
#[test]
fn a_report_in_the_folder_of_articles_is_none_of_them() -> Result<(), Failure> {
    let folder = desk()?;
    let line = "check . --format concise --output markdown=report.md --output html=report.html";
    let first = shown(folder.path(), line, "")?;
    assert!(first.contains("2 articles"), "{first}");
    assert_eq!(shown(folder.path(), line, "")?, first);
    let quotes = copydesk(folder.path(), ["quotes", "--output", "csv=quotes.txt"], "")?.stdout;
    assert_eq!(copydesk(folder.path(), ["quotes", "--output", "csv=quotes.txt"], "")?.stdout, quotes);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_report_goes_where_a_link_leads_and_keeps_its_permissions() -> Result<(), Failure> {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = desk()?;
    let (file, link) = (folder.path().join("report.json"), folder.path().join("latest.json"));
    fs::write(&file, "{}")?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640))?;
    symlink("report.json", &link)?;
    into(folder.path(), "check a.txt --output json=latest.json", Stdio::null())?;
    assert!(fs::symlink_metadata(&link)?.is_symlink() && fs::read_to_string(&file)?.contains("a.txt"));
    assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o640);
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        fs::File,
        io::Write,
        os::{fd::OwnedFd, unix::net::UnixStream},
    };

    use super::*;

    const FULL: &str = "the report was not written: the disk is full\n";

    fn full() -> std::io::Result<File> {
        fs::OpenOptions::new().write(true).open("/dev/full")
    }

    #[test]
    fn a_full_disk_behind_standard_output_is_told_whatever_the_report() -> Result<(), Failure> {
        let folder = desk()?;
        for line in lines() {
            let told = format!("copydesk: standard output: {FULL}");
            assert_eq!(into(folder.path(), &line, full()?)?, (Some(3), told), "{line}");
        }
        Ok(())
    }

    #[test]
    fn a_full_disk_loses_no_report_but_its_own() -> Result<(), Failure> {
        let folder = desk()?;
        let whole = copydesk(folder.path(), ["check", "a.txt", "--format", "concise"], "")?;
        for format in FORMATS {
            let output = format!("{format}=/dev/full");
            let args = ["check", "a.txt", "--format", "concise", "--output", &output, "--output", "json=report.json"];
            let ran = copydesk(folder.path(), args, "")?;
            assert_eq!((ran.status, ran.stderr), (Some(3), format!("copydesk: /dev/full: {FULL}")), "{format}");
            assert_eq!(ran.stdout, whole.stdout, "{format}");
            let report: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("report.json"))?)?;
            assert!(report["findings"].as_array().is_some_and(|all| !all.is_empty()));
            fs::remove_file(folder.path().join("report.json"))?;
        }
        for command in ["quotes", "sources", "compare", "article"] {
            let args = [command, "a.txt", "b.txt", "--output", "json=/dev/full", "--output", "json=report.json"];
            let ran = copydesk(folder.path(), args, "")?;
            assert_eq!((ran.status, ran.stderr), (Some(3), format!("copydesk: /dev/full: {FULL}")), "{command}");
            assert!(!ran.stdout.is_empty() && folder.path().join("report.json").is_file());
            fs::remove_file(folder.path().join("report.json"))?;
        }
        // the report for people says how the run ends
        let ran = copydesk(folder.path(), ["check", "a.txt", "--output", "json=/dev/full"], "")?;
        assert!(ran.stdout.contains("exit 3\n"), "{}", ran.stdout);
        // and the other way round: what goes to a file is there
        let line = "check a.txt --output json=report.json";
        assert_eq!(into(folder.path(), line, full()?)?.0, Some(3));
        assert!(fs::read_to_string(folder.path().join("report.json"))?.ends_with("}\n"));
        Ok(())
    }

    #[test]
    fn a_baseline_that_was_not_written_hides_nothing() -> Result<(), Failure> {
        let folder = desk()?;
        let whole = copydesk(folder.path(), ["check", "a.txt", "--format", "concise"], "")?;
        let args = ["check", "a.txt", "--format", "concise", "--write-baseline", "/dev/full"];
        let ran = copydesk(folder.path(), args, "")?;
        let told = "copydesk: /dev/full: the baseline was not written: the disk is full\n";
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(3), told));
        assert_eq!(ran.stdout, whole.stdout);
        Ok(())
    }

    /// Runs a line under a limit of the size of files, which is a disk that is full in the middle of a file.
    fn limited(folder: &Path, line: &str) -> Result<(Option<i32>, String), Failure> {
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_copydesk")])
            .args(line.split_whitespace())
            .current_dir(folder)
            .output()?;
        Ok((output.status.code(), String::from_utf8(output.stderr)?))
    }

    #[test]
    fn a_disk_that_fills_up_leaves_the_old_file_and_no_litter() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let folder = folder.path();
        fs::write(folder.join("a.txt"), STORY.repeat(40))?;
        fs::write(folder.join("report.json"), "{}\n")?;
        let line = "check a.txt --write-baseline known.toml --select anonymity/no-reason";
        assert_eq!(into(folder, line, Stdio::null())?.0, Some(0));
        let before = contents(folder)?;
        for (line, told) in [
            ("check a.txt --fix", "copydesk: a.txt: not fixed: it would be larger than a file may be here\n"),
            (
                "check a.txt --write-baseline known.toml",
                "copydesk: known.toml: the baseline was not written: it would be larger than a file may be here\n",
            ),
            (
                "check a.txt --output json=report.json",
                "copydesk: report.json: the report was not written: it would be larger than a file may be here\n",
            ),
        ] {
            assert_eq!(limited(folder, line)?, (Some(3), told.to_owned()), "{line}");
            assert_eq!(contents(folder)?, before, "{line}");
        }
        Ok(())
    }

    /// One end of a socket that gives some words and then an error: the other end was closed with something unread.
    fn breaking_off(words: &str) -> std::io::Result<OwnedFd> {
        let (mut near, mut far) = UnixStream::pair()?;
        far.write_all(words.as_bytes())?;
        near.write_all(b"never read")?;
        Ok(near.into())
    }

    #[test]
    fn a_stream_that_breaks_off_is_not_checked_in_part() -> Result<(), Failure> {
        let folder = desk()?;
        let run = |input: Stdio, line: &str| -> Result<(Option<i32>, String, String), Failure> {
            let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
                .args(line.split_whitespace())
                .current_dir(folder.path())
                .stdin(input)
                .output()?;
            Ok((output.status.code(), String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?))
        };
        for command in ["check", "quotes", "sources", "article"] {
            let line = format!("{command} - a.txt --format json");
            let (status, report, told) = run(breaking_off(STORY)?.into(), &line)?;
            assert_eq!(status, Some(3), "{told}");
            assert!(told.starts_with("copydesk: -: it cannot be read: Connection reset by peer"), "{told}");
            assert!(
                report.contains("\"a.txt\"") && !report.contains("\"path\": \"-\",\n      \"encoding\""),
                "{report}"
            );
        }
        let (status, report, told) = run(File::open(folder.path())?.into(), "check - a.txt --format concise")?;
        assert_eq!((status, told.as_str()), (Some(3), "copydesk: -: it is a folder\n"));
        assert!(report.contains("a.txt:3:"), "{report}");
        Ok(())
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_and_the_rest_is_checked() -> Result<(), Failure> {
        let folder = desk()?;
        // its first page is never mapped
        std::os::unix::fs::symlink("/proc/self/mem", folder.path().join("broken.txt"))?;
        let alone = copydesk(folder.path(), ["check", "a.txt", "b.txt", "--format", "jsonl"], "")?;
        let findings = |report: &str| report.lines().filter(|line| line.contains("\"rule\"")).count();
        for paths in [&["a.txt", "b.txt", "broken.txt"][..], &["."]] {
            let ran = copydesk(folder.path(), [&["check", "--format", "jsonl"], paths].concat(), "")?;
            assert_eq!(ran.status, Some(3));
            assert_eq!(ran.stderr, "copydesk: broken.txt: it cannot be read: Input/output error (os error 5)\n");
            assert_eq!(findings(&ran.stdout), findings(&alone.stdout));
            assert!(ran.stdout.contains("\"unreadable\":[{\"path\":\"broken.txt\""), "{}", ran.stdout);
        }
        for line in ["check a.txt --baseline broken.txt", "check a.txt --config broken.txt"] {
            let (status, told) = into(folder.path(), line, Stdio::null())?;
            assert_eq!(status, Some(2), "{line}");
            assert!(told.contains("broken.txt") && told.contains("Input/output error"), "{told}");
        }
        let (status, told) = into(folder.path(), "check a.txt --against broken.txt", Stdio::null())?;
        assert_eq!(status, Some(3));
        assert!(told.starts_with("copydesk: broken.txt: it cannot be read"), "{told}");
        Ok(())
    }
}
