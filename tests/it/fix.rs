//! `--fix` and `--diff`: what is changed in a file, and what is not.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    command::{copydesk, shown},
    support::{Failure, Snapshots},
};

/// Two doubled words (safe), one of them in a quotation, and a slip in a name (offered).
const STORY: &str = "Bridge shut\r\n\r\nThe bridge was built in the the spring of the year,the council said.\r\n\r\n“It is \
                     is not safe,” Mayor Ilse Varga said. She flew to the Untied States.\r\n";
const SAFE: &str = "Bridge shut\r\n\r\nThe bridge was built in the spring of the year, the council said.\r\n\r\n“It is is not \
                    safe,” Mayor Ilse Varga said. She flew to the Untied States.\r\n";

/// Runs `check` on `a.txt` of a folder, and returns the status, what it says and the file.
fn check(folder: &Path, args: &[&str]) -> Result<(Option<i32>, String, String), Failure> {
    let ran = copydesk(folder, [&["check", "a.txt", "--format", "concise"], args].concat(), "")?;
    Ok((ran.status, ran.stderr, fs::read_to_string(folder.join("a.txt"))?))
}

#[test]
fn safe_fixes_are_written_exactly_and_once() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let (_, told, fixed) = check(folder.path(), &["--fix"])?;
    assert_eq!(fixed, SAFE, "{told}");
    assert!(told.ends_with("in 1 file\n"), "{told}");
    let (_, told, again) = check(folder.path(), &["--fix"])?;
    assert_eq!((again.as_str(), told.as_str()), (SAFE, "copydesk: there is nothing to fix\n"));
    let (_, _, all) = check(folder.path(), &["--fix=all"])?;
    assert_eq!(all, SAFE.replace("Untied States", "United States"));
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[test]
fn a_diff_can_be_applied_and_changes_nothing_itself() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let ran = copydesk(folder.path(), ["check", "a.txt", "--diff"], "")?;
    assert_eq!(fs::read_to_string(folder.path().join("a.txt"))?, STORY);
    assert!(ran.stdout.starts_with("--- a.txt\n+++ a.txt\n@@ "), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().filter(|line| line.starts_with('-')).count(), 2, "{}", ran.stdout);
    assert!(
        ran.stdout.contains("+The bridge was built in the spring of the year, the council said.\r\n"),
        "{}",
        ran.stdout
    );
    let all = copydesk(folder.path(), ["check", "a.txt", "--diff", "--fix=all"], "")?;
    assert!(all.stdout.contains("United States.\r\n"), "{}", all.stdout);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt"))?, STORY);
    Ok(())
}

#[test]
fn markdown_keeps_its_markup() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let story = "\u{feff}---\ntitle: \"Bridge shut\"\n---\n\nThe *bridge* was [built](https://tollan.example/a,b) in the \
                 the **spring** of the year,the council &amp; the mayor said.\n\n<!-- the the note -->\n\n    a , b\n";
    fs::write(folder.path().join("a.md"), story)?;
    let ran = copydesk(folder.path(), ["check", "a.md", "--fix"], "")?;
    let fixed = story.replace("in the the", "in the").replace("year,the", "year, the");
    assert_eq!(fs::read_to_string(folder.path().join("a.md"))?, fixed, "{}", ran.stderr);
    Ok(())
}

#[test]
fn a_read_only_file_is_reported_as_it_stands() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a.txt");
    fs::write(&file, STORY)?;
    let before = copydesk(folder.path(), ["check", "a.txt", "--format", "concise"], "")?;
    let mut permissions = fs::metadata(&file)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions)?;
    let ran = copydesk(folder.path(), ["check", "a.txt", "--format", "concise", "--fix"], "")?;
    assert_eq!(ran.status, Some(3));
    assert!(ran.stderr.contains("a.txt: not fixed: it is read-only"), "{}", ran.stderr);
    assert_eq!(ran.stdout, before.stdout);
    assert_eq!(fs::read_to_string(&file)?, STORY);
    let ran = copydesk(folder.path(), ["check", "a.txt", "--fix"], "")?;
    assert!(ran.stdout.contains("exit 3\n"), "{}", ran.stdout);
    Ok(())
}

/// A new file in the place of the old one would leave the old text under the other name.
#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_reported_as_it_stands() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    fs::hard_link(folder.path().join("a.txt"), folder.path().join("archive.txt"))?;
    let ran = copydesk(folder.path(), ["check", "a.txt", "--format", "concise", "--fix"], "")?;
    assert_eq!(ran.status, Some(3));
    assert!(ran.stderr.contains("a.txt: not fixed: it has another name on this disk"), "{}", ran.stderr);
    assert!(ran.stdout.contains("typo/doubled-word"), "{}", ran.stdout);
    for name in ["a.txt", "archive.txt"] {
        assert_eq!(fs::read_to_string(folder.path().join(name))?, STORY);
    }
    Ok(())
}

/// The program reads both files before it checks them. The second is a pipe, which holds it up until the first has been
/// changed under its hands.
#[cfg(unix)]
#[test]
fn a_file_that_changes_meanwhile_is_left_as_it_is() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (file, pipe) = (folder.path().join("a.txt"), folder.path().join("pipe.txt"));
    fs::write(&file, STORY)?;
    if !Command::new("mkfifo").arg(&pipe).status()?.success() {
        return Err("no pipe could be made".into());
    }
    let child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--fix", "--format", "concise", "--no-config", "--threads", "1", "a.txt", "pipe.txt"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // opens only when the program reads it, and by then the program has read the first
    let mut end = fs::OpenOptions::new().write(true).open(&pipe)?;
    let edited = format!("{STORY}\nThe council met met on Monday.\n");
    fs::write(&file, &edited)?;
    std::io::Write::write_all(&mut end, b"The pier is shut, the council said.\n")?;
    drop(end);
    let output = child.wait_with_output()?;
    let stderr = String::from_utf8(output.stderr)?;
    assert!(stderr.contains("a.txt: not fixed: it was changed by somebody else in the meantime"), "{stderr}");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&file)?, edited);
    Ok(())
}

#[test]
fn what_the_desk_is_told() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY)?;
    let mut snapshots = Snapshots::of("cli/fix");
    for (name, line) in [
        ("diff", "check a.txt --diff"),
        ("diff-of-all", "check a.txt --diff --fix=all"),
        ("standard-input", "check - --fix"),
        ("unknown-kind", "check a.txt --fix=some"),
        ("fix", "check a.txt --fix"),
        ("fix-again", "check a.txt --fix"),
    ] {
        snapshots.compare(name, shown(folder.path(), line, "The the bridge.\n")?);
    }
    Ok(snapshots.finish()?)
}
