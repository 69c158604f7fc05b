//! `--changed-since`: what git finds changed, in small repositories made for each test.

use std::{ffi::OsStr, fs, path::Path, process::Command};

use crate::{
    command::{Ran, copydesk},
    support::Failure,
};

/// Three paragraphs, a doubled word in each.
const STORY: &str = "Bridge shut\n\nThe bridge was shut in the the spring.\n\nIt was built of of stone.\n\nThe council will \
                     will meet on Friday.\n";

/// Runs git in a folder, with nothing set by the machine.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    for (name, value) in [("AUTHOR", "Desk"), ("COMMITTER", "Desk")] {
        command.env(format!("GIT_{name}_NAME"), value).env(format!("GIT_{name}_EMAIL"), "desk@tollan.example");
    }
    let none = if cfg!(windows) { "NUL" } else { "/dev/null" };
    command.env("GIT_CONFIG_GLOBAL", none).env("GIT_CONFIG_SYSTEM", none);
    let output = command.current_dir(folder).args(["-c", "init.defaultBranch=main"]).args(args).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(format!("git {args:?}: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

/// Lays out files, and commits them to a new repository or one that is there.
pub(crate) fn commit(folder: &Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    if !folder.join(".git").exists() {
        git(folder, &["init", "--quiet"])?;
    }
    for (name, content) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, content)?;
    }
    git(folder, &["add", "--all"])?;
    git(folder, &["commit", "--quiet", "--message", "Edit"]).map(drop)
}

/// The places of doubled words that are told, as `path:line`.
fn doubled(ran: &Ran) -> Vec<String> {
    let place = |line: &str| Some(line.split(": ").next()?.rsplit_once(':')?.0.replace('\\', "/"));
    ran.stdout.lines().filter(|line| line.contains("[typo/doubled-word]")).filter_map(place).collect()
}

fn since(folder: &Path, revision: &str, more: &[&str]) -> Result<Ran, Failure> {
    let args = ["check", "--format", "concise", "--select", "typo/doubled-word", "--changed-since", revision];
    copydesk(folder, [&args, more].concat(), "")
}

#[test]
fn only_changed_lines_are_told_and_new_files_whole() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    commit(folder, &[("a.txt", STORY), ("same.txt", STORY), ("desk/é b.txt", STORY)])?;
    let ran = since(folder, "HEAD", &[])?;
    assert_eq!((ran.status, doubled(&ran)), (Some(0), Vec::<String>::new()), "{}", ran.stderr);
    fs::write(folder.join("a.txt"), STORY.replace("of of stone", "of of white stone"))?;
    fs::write(folder.join("desk/é b.txt"), STORY.replace('\n', "\r\n").replace("on Friday", "on Monday"))?;
    fs::write(folder.join("new.txt"), STORY)?;
    let expected = ["a.txt:5", "desk/é b.txt:7", "new.txt:3", "new.txt:5", "new.txt:7"];
    let ran = since(folder, "HEAD", &[])?;
    assert_eq!((ran.status, doubled(&ran)), (Some(0), expected.map(str::to_owned).to_vec()));
    // what is committed meanwhile has changed all the same, and a folder inside is seen as well as the whole
    let first = git(folder, &["rev-parse", "HEAD"])?;
    commit(folder, &[])?;
    assert_eq!(doubled(&since(folder, "HEAD", &[])?), [""; 0]);
    assert_eq!(doubled(&since(folder, first.trim(), &[])?), expected);
    assert_eq!(doubled(&since(&folder.join("desk"), "HEAD~1", &["."])?), ["é b.txt:7"]);
    Ok(())
}

#[test]
fn a_file_that_was_moved_is_followed() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    commit(folder, &[("a.txt", STORY)])?;
    git(folder, &["mv", "a.txt", "bridge.txt"])?;
    fs::write(folder.join("bridge.txt"), STORY.replace("on Friday", "on Monday"))?;
    assert_eq!(doubled(&since(folder, "HEAD", &[])?), ["bridge.txt:7"]);
    Ok(())
}

#[test]
fn only_what_is_told_is_fixed() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    commit(folder, &[("a.txt", STORY)])?;
    let edited =
        STORY.replace("Bridge shut\n", "Bridge shut\n\nNobody knows the the reason.\n").replace("stone", "brick");
    fs::write(folder.join("a.txt"), &edited)?;
    let ran = since(folder, "HEAD", &["--fix"])?;
    assert_eq!(ran.stderr, "copydesk: fixed 2 findings in 1 file\n");
    let fixed = edited.replace("the the reason", "the reason").replace("of of", "of");
    assert_eq!(fs::read_to_string(folder.join("a.txt"))?, fixed);
    Ok(())
}

#[test]
fn articles_are_held_against_all_others() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let story = |said: &str| {
        format!(
            "Bridge shut\n\nThe bridge at Tollan was shut on Monday.\n\n“{said}” Mayor Ilse Varga said on Monday.\n"
        )
    };
    let whole = "I would say the arches are probably good for another two winters, provided the drains are cleared.";
    commit(folder, &[("a.txt", &story(whole)), ("b.txt", "Nothing yet.\n")])?;
    fs::write(folder.join("b.txt"), story("the arches are good for another two winters."))?;
    let args = ["check", "--format", "concise", "--select", "crosscheck", "--changed-since"];
    let told = copydesk(folder, [&args[..], &["HEAD"]].concat(), "")?.stdout;
    assert!(told.contains("b.txt:5:") && told.contains("[crosscheck/"), "{told}");
    commit(folder, &[])?;
    let told = copydesk(folder, [&args[..], &["HEAD"]].concat(), "")?.stdout;
    assert!(!told.contains("[crosscheck/"), "{told}");
    Ok(())
}

#[test]
fn what_git_cannot_tell_is_said_and_nothing_is_checked() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let outside = folder.path().join("outside");
    let inside = folder.path().join("inside");
    let clone = folder.path().join("clone");
    let bin = folder.path().join("bin");
    for folder in [&outside, &inside, &bin] {
        fs::create_dir(folder)?;
    }
    fs::write(outside.join("a.txt"), STORY)?;
    commit(&inside, &[("a.txt", STORY)])?;
    commit(&inside, &[("b.txt", STORY)])?;
    let first = git(&inside, &["rev-parse", "HEAD~1"])?;
    let source = format!("file://{}", inside.display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", &source, "clone"])?;
    let path = OsStr::new("PATH");
    let cases: [(&Path, &str, Option<&OsStr>, &str); 6] = [
        (&outside, "HEAD", None, "a.txt: it lies in no git repository, so nothing is known of its earlier versions"),
        (&inside, "no-such", None, "git knows no branch, tag or commit called “no-such”"),
        (&inside, "--output=x", None, "“--output=x” is no revision; name a branch, a tag or a commit"),
        (&inside, "", None, "“” is no revision; name a branch, a tag or a commit"),
        (&clone, first.trim(), None, "`fetch-depth: 0` for actions/checkout"),
        (&inside, "HEAD", Some(bin.as_os_str()), "git was not found"),
    ];
    for (folder, revision, programs, told) in cases {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_copydesk"));
        if let Some(programs) = programs {
            command.env(path, programs);
        }
        let output = command.current_dir(folder).args(["check", "a.txt", "--changed-since", revision]).output()?;
        let stderr = String::from_utf8(output.stderr)?;
        assert!(stderr.starts_with("copydesk: ") && stderr.contains(told), "{revision}: {stderr}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{revision}");
    }
    let ran = copydesk(&inside, ["check", "-", "--changed-since", "HEAD"], STORY)?;
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("standard input has no earlier version"), "{}", ran.stderr);
    Ok(())
}

#[test]
fn quotations_of_published_articles_are_watched() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let story = |front: &str, said: &str, more: &str| {
        format!(
            "---\ntitle: Bridge shut\n{front}---\n\nThe bridge at Tollan was shut on Monday.\n\n“The arches are {said} for \
             two more winters,” Mayor Ilse Varga said.\n{more}"
        )
    };
    let (before, after) = ("probably good", "good");
    let note = "\nCorrection: An earlier version of this article misquoted the mayor.\n";
    let fronts = [
        ("day.md", "published: 2031-03-06\n"),
        ("draft.md", "draft: true\n"),
        ("nothing.md", ""),
        ("noted.md", "status: published\n"),
        ("note-was-there.md", "published: true\n"),
        ("spacing.md", "published: true\n"),
    ];
    let mut files = fronts.map(|(name, front)| (name, story(front, before, ""))).to_vec();
    files[4].1.push_str(note);
    let lay = |files: &[(&str, String)]| {
        commit(folder, &files.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
    };
    lay(&files)?;
    for (name, text) in &mut files {
        *text = match *name {
            "spacing.md" => text.replace(['“', '”'], "\"").replace("Mayor Ilse", "the mayor, Ilse"),
            _ => text.replace(before, after),
        };
    }
    files[3].1.push_str(note);
    lay(&files)?;
    let found = |more: &[&str]| {
        let args = ["check", ".", "--format", "concise", "--select", "copy/silent-quote-change", "--changed-since"];
        let told = copydesk(folder, [&args[..], &["HEAD~1"], more].concat(), "")?.stdout;
        Ok::<Vec<String>, Failure>(told.lines().filter(|line| line.contains("silent")).map(str::to_owned).collect())
    };
    let told = found(&[])?;
    assert!(told.iter().all(|line| line.contains("“probably” was taken out in the words of Ilse Varga")), "{told:?}");
    let names = |told: &[String]| told.iter().filter_map(|l| Some(l.split(':').next()?.to_owned())).collect::<Vec<_>>();
    assert_eq!(names(&told), ["day.md", "note-was-there.md"]);
    // what says nothing of itself goes by the configuration, and a draft says that it is one
    fs::write(folder.join("copydesk.toml"), "published = true\n")?;
    assert_eq!(names(&found(&[])?), ["day.md", "note-was-there.md", "nothing.md"]);
    fs::write(folder.join("copydesk.toml"), "[[overrides]]\npaths = ['day.md']\npublished = true\n")?;
    assert_eq!(names(&found(&[])?), ["day.md", "note-was-there.md"]);
    Ok(())
}
