//! What is read, what cannot be, and what is said about it.

use std::{fs, path::Path};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::Failure;

const STORY: &str = "Night ferries stop\n\nThe ferry company said on Tuesday it would stop all night crossings.\n";

/// A folder with one article, `good.txt`, and whatever else is put in.
fn folder(files: &[(&str, &[u8])]) -> Result<TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("good.txt"), STORY)?;
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        fs::write(path, content)?;
    }
    Ok(folder)
}

fn copydesk(folder: &Path, args: &[&str]) -> Result<Command, Failure> {
    let mut command = Command::cargo_bin("copydesk")?;
    command.current_dir(folder).args(args);
    Ok(command)
}

/// Checks `good.txt` with some other paths: those must be unreadable, in these words, and nothing else.
fn unreadable(folder: &TempDir, args: &[&str], path: &str, words: &str) -> Result<(), Failure> {
    let run = copydesk(folder.path(), &["check", "--no-config", "--format", "json", "good.txt"])?.args(args).assert();
    let run = run.code(3);
    let output = run.get_output();
    let report: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(report["files"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["files"][0]["path"], "good.txt");
    assert_eq!(report["unreadable"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["unreadable"][0]["path"], path);
    let error = report["unreadable"][0]["error"].as_str().unwrap_or_default();
    assert!(error.contains(words), "{error}");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains(&format!("{path}: {error}")), "{told}");
    Ok(())
}

/// The paths of the articles that a run of `article` read, in its order.
fn read(folder: &TempDir, args: &[&str]) -> Result<Vec<String>, Failure> {
    let run = copydesk(folder.path(), &["article", "--no-config", "--format", "json"])?.args(args).assert().success();
    let report: Value = serde_json::from_slice(&run.get_output().stdout)?;
    let articles = report["articles"].as_array().cloned().unwrap_or_default();
    Ok(articles.iter().filter_map(|article| article["path"].as_str().map(str::to_owned)).collect())
}

#[test]
fn a_missing_path() -> Result<(), Failure> {
    unreadable(&folder(&[])?, &["no/such.txt"], "no/such.txt", "there is no such file or folder")
}

#[test]
fn an_empty_file() -> Result<(), Failure> {
    let folder = folder(&[("empty.txt", b""), ("blank.md", b"\xef\xbb\xbf\n \n")])?;
    unreadable(&folder, &["empty.txt"], "empty.txt", "there is nothing in it")?;
    unreadable(&folder, &["blank.md"], "blank.md", "there is nothing in it but blanks")
}

#[test]
fn a_binary_file() -> Result<(), Failure> {
    let folder = folder(&[("scan.txt", b"%PDF-1.4\n\x00\x01"), ("noise.txt", b"story\x00\x01")])?;
    unreadable(&folder, &["scan.txt"], "scan.txt", "it is a PDF file, not text")?;
    unreadable(&folder, &["noise.txt"], "noise.txt", "it is a binary file, not text")
}

#[test]
fn other_encodings_are_read_where_they_are_told_for_sure() -> Result<(), Failure> {
    let folder = folder(&[
        ("latin.txt", b"The ferry company said it would \x93never\x94 run at night; the caf\xe9 is closed.\n"),
        ("wide.txt", b"\xff\xfea\x00\n\x00"),
        ("broken.txt", b"The pier \x81\xfe is closed.\n"),
    ])?;
    let args = ["article", "--no-config", "--format", "json", "latin.txt", "wide.txt"];
    let run = copydesk(folder.path(), &args)?.assert().success();
    let run: Value = serde_json::from_slice(&run.get_output().stdout)?;
    assert_eq!(run["articles"][0]["encoding"], "windows-1252");
    let block = &run["articles"][0]["blocks"][0];
    assert_eq!(block["text"], "The ferry company said it would “never” run at night; the café is closed.");
    assert_eq!(block["span"]["end"], 78);
    assert_eq!(run["articles"][1]["encoding"], "utf-16le");
    let words = "it is not UTF-8 text: line 1 has a wrong byte (0x81 at offset 9); save it as UTF-8";
    unreadable(&folder, &["broken.txt"], "broken.txt", words)
}

#[test]
fn a_folder_without_articles() -> Result<(), Failure> {
    let folder = folder(&[("pictures/pier.png", b"\x89PNG")])?;
    unreadable(&folder, &["pictures"], "pictures", "there is no article in this folder, no .txt, .text, .md,")
}

#[test]
fn a_format_that_is_not_read_yet() -> Result<(), Failure> {
    let folder = folder(&[("story.pdf", b"%PDF-1.7")])?;
    unreadable(&folder, &["story.pdf"], "story.pdf", "PDF")
}

#[test]
fn a_file_that_is_too_large() -> Result<(), Failure> {
    let folder = folder(&[("long.txt", STORY.repeat(20).as_bytes())])?;
    let args = ["--max-file-size", "1kB", "long.txt"];
    unreadable(
        &folder,
        &args,
        "long.txt",
        "larger than 1 kB; if it is an article all the same, raise --max-file-size",
    )?;
    assert_eq!(read(&folder, &["--max-file-size", "2k", "long.txt"])?, ["long.txt"]);
    let wrong = copydesk(folder.path(), &["check", "--max-file-size", "1 mile", "good.txt"])?.assert().code(2);
    assert!(String::from_utf8_lossy(&wrong.get_output().stderr).contains("write a number and kB, MB or GB"));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("secret.txt", b"Secret.\n")])?;
    let secret = folder.path().join("secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000))?;
    // the superuser may read everything
    if fs::read(&secret).is_ok() {
        return Ok(());
    }
    unreadable(&folder, &["secret.txt"], "secret.txt", "it may not be read: permission denied")
}

#[test]
fn folders_leave_out_what_is_ignored_without_a_repository_too() -> Result<(), Failure> {
    let folder = folder(&[
        (".gitignore", b"drafts/\n"),
        (".ignore", b"*.bak.txt\n"),
        ("drafts/early.txt", b"Early.\n"),
        ("old.bak.txt", b"Old.\n"),
        ("notes.log", b"Notes.\n"),
        ("b/Story.MD", b"Story.\n"),
        ("a.text", b"A.\n"),
    ])?;
    assert_eq!(read(&folder, &[])?, ["a.text", "b/Story.MD", "good.txt"]);
    assert_eq!(read(&folder, &["drafts/early.txt", "notes.log"])?, ["drafts/early.txt", "notes.log"]);
    Ok(())
}

#[test]
fn what_is_given_twice_is_read_once() -> Result<(), Failure> {
    let folder = folder(&[])?;
    assert_eq!(read(&folder, &["good.txt", "./good.txt", ".", "good.txt"])?, ["good.txt"]);
    let missing = copydesk(folder.path(), &["article", "gone.txt", "gone.txt"])?.assert().code(3);
    assert_eq!(String::from_utf8_lossy(&missing.get_output().stderr).matches("gone.txt").count(), 1);
    Ok(())
}

#[test]
fn standard_input_may_have_a_name() -> Result<(), Failure> {
    let folder = folder(&[])?;
    let run =
        copydesk(folder.path(), &["article", "--format", "jsonl", "-", "--stdin-filename", "desk/2019-05-07.txt"])?
            .write_stdin(STORY)
            .assert()
            .success();
    let article: Value = serde_json::from_slice(&run.get_output().stdout)?;
    assert_eq!(article["path"], "desk/2019-05-07.txt");
    assert_eq!(article["date"], "2019-05-07");
    let wrong = copydesk(folder.path(), &["article", "good.txt", "--stdin-filename", "a.md"])?.assert().code(2);
    assert!(String::from_utf8_lossy(&wrong.get_output().stderr).contains("give `-` as a path"));
    Ok(())
}

#[test]
fn a_megabyte_on_one_line_is_an_article() -> Result<(), Failure> {
    let sentence = "“The pier is safe,” said Ana Orme, the harbour master, on Tuesday. ";
    let folder = folder(&[("long.txt", sentence.repeat(1_000_000 / sentence.len()).as_bytes())])?;
    let run = copydesk(folder.path(), &["article", "--format", "json", "long.txt"])?.assert().success();
    let report: Value = serde_json::from_slice(&run.get_output().stdout)?;
    assert_eq!(report["articles"][0]["blocks"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["articles"][0]["blocks"][0]["kind"], "paragraph");
    Ok(())
}
