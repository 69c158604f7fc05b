//! `--baseline` and `--write-baseline`: what was there when the desk began.

use std::{fs, path::Path};

use crate::{
    command::{copydesk, shown},
    support::{Failure, Snapshots},
};

const STORY: &str = "Bridge shut\n\nThe bridge at Tollan was shut on Monday, a city official said on condition of \
                     anonymity.\n\nIt was built in the the spring of 1911.\n";

/// Writes a baseline of a story, and returns its text.
fn begin(folder: &Path) -> Result<String, Failure> {
    fs::write(folder.join("a.txt"), STORY)?;
    let ran = copydesk(folder, ["check", "a.txt", "--write-baseline", "known.toml"], "")?;
    assert_eq!(ran.status, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("known.toml: wrote 2 findings"), "{}", ran.stderr);
    Ok(fs::read_to_string(folder.join("known.toml"))?)
}

/// What is found beside the baseline: the rules, and what standard error says.
fn found(folder: &Path, args: &[&str]) -> Result<(Vec<String>, String), Failure> {
    let ran = copydesk(folder, [&["check", "--format", "jsonl", "--baseline", "known.toml"], args].concat(), "")?;
    let findings = ran.stdout.lines().map(serde_json::from_str).collect::<Result<Vec<serde_json::Value>, _>>()?;
    let rules = findings.iter().filter_map(|finding| finding["rule"].as_str().map(str::to_owned)).collect();
    Ok((rules, ran.stderr))
}

const NONE: (Vec<String>, String) = (Vec::new(), String::new());

#[test]
fn what_is_known_is_left_out_wherever_it_moves() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let baseline = begin(folder)?;
    assert_eq!(found(folder, &["a.txt"])?, NONE);
    // lines move, paragraphs change places and words elsewhere change
    let [head, official, built] = STORY.trim_end().split("\n\n").collect::<Vec<_>>()[..] else { return Err("".into()) };
    let moved = format!("{head}\n\nThe river is high.\n\n{built}\n\n\n{official}\n\nThe council meets on Friday.\n");
    fs::write(folder.join("a.txt"), &moved)?;
    assert_eq!(found(folder, &["a.txt"])?, NONE);
    // a new name of the file
    fs::rename(folder.join("a.txt"), folder.join("b.txt"))?;
    assert_eq!(found(folder, &["b.txt"])?, NONE);
    // one more of the same is one too many
    fs::write(folder.join("b.txt"), format!("{moved}\nThe ferry left the the quay.\n"))?;
    assert_eq!(found(folder, &["b.txt"])?.0, ["typo/doubled-word"]);
    // the same findings give the same file
    fs::remove_file(folder.join("b.txt"))?;
    assert_eq!(begin(folder)?, baseline);
    Ok(())
}

#[test]
fn it_counts_the_same_from_another_folder() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    begin(folder.path())?;
    fs::create_dir(folder.path().join("desk"))?;
    fs::write(folder.path().join("a.txt"), STORY.replace("the the", "the"))?;
    let args = ["check", "../a.txt", "--baseline", "../known.toml", "--format", "concise"];
    let ran = copydesk(&folder.path().join("desk"), args, "")?;
    assert_eq!(ran.status, Some(0), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("1 entry matches nothing any more") && ran.stderr.contains("  a.txt: typo/doubled-word")
    );
    Ok(())
}

#[test]
fn only_rules_that_ran_make_an_entry_stale() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    begin(folder.path())?;
    fs::write(folder.path().join("a.txt"), "Bridge open\n\nThe bridge is open.\n")?;
    let (_, told) = found(folder.path(), &["a.txt"])?;
    assert!(told.contains("2 entries match nothing any more"), "{told}");
    let (_, told) = found(folder.path(), &["a.txt", "--select", "anonymity"])?;
    assert!(told.contains("1 entry matches") && told.contains("anonymity/no-reason"), "{told}");
    Ok(())
}

#[test]
fn what_was_not_checked_stays_in_it() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let write = |args: &[&str]| -> Result<String, Failure> {
        let ran = copydesk(folder, [&["check", "--write-baseline", "known.toml"], args].concat(), "")?;
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        Ok(ran.stderr)
    };
    // the stories are one story, and it is not for the rules that compare them
    fs::write(folder.join("copydesk.toml"), "rules = { crosscheck = 'off' }\n")?;
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.join(name), STORY)?;
    }
    assert!(write(&["."])?.ends_with("wrote 6 findings\n"));
    let all = fs::read_to_string(folder.join("known.toml"))?;
    // one file, and one rule of it, written anew
    assert!(write(&["a.txt"])?.contains("wrote 2 findings, and kept 4 of what was not checked"));
    assert_eq!(fs::read_to_string(folder.join("known.toml"))?, all);
    assert!(write(&["a.txt", "--select", "typo"])?.contains("wrote 1 finding, and kept 5 of"));
    assert_eq!(fs::read_to_string(folder.join("known.toml"))?, all);
    // what is mended goes, and what is gone goes with it
    fs::write(folder.join("a.txt"), STORY.replace("the the", "the"))?;
    fs::remove_file(folder.join("b.txt"))?;
    assert!(write(&["a.txt"])?.contains("wrote 1 finding, and kept 2 of"));
    let left = fs::read_to_string(folder.join("known.toml"))?;
    assert!(!left.contains("b.txt") && left.matches("a.txt").count() == 1, "{left}");
    assert_eq!(found(folder, &["."])?, NONE);
    Ok(())
}

#[test]
fn nothing_but_a_baseline_is_written_over() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let later = begin(folder)?.replace("baseline/1", "baseline/2");
    for (name, content) in
        [("copydesk.toml", "profile = \"strict\"\n"), ("later.toml", &later), ("b.txt", "A story.\n")]
    {
        fs::write(folder.join(name), content)?;
        let ran = copydesk(folder, ["check", "a.txt", "--write-baseline", name], "")?;
        assert_eq!(ran.status, Some(2), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("Nothing was written"), "{}", ran.stderr);
        assert_eq!(fs::read_to_string(folder.join(name))?, content);
    }
    Ok(())
}

#[test]
fn a_stet_comes_before_the_baseline() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), STORY.replace("\n\nIt was", "\n\n[stet typo: so on the plaque]\nIt was"))?;
    copydesk(folder.path(), ["check", "a.txt", "--write-baseline", "known.toml"], "")?;
    let baseline = fs::read_to_string(folder.path().join("known.toml"))?;
    assert!(baseline.contains("anonymity/no-reason") && !baseline.contains("typo/doubled-word"), "{baseline}");
    Ok(())
}

#[test]
fn what_the_desk_is_told() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let written = begin(folder)?;
    fs::write(folder.join("later.toml"), written.replace("baseline/1", "baseline/2"))?;
    fs::write(folder.join("other.toml"), "profile = \"strict\"\n")?;
    fs::write(folder.join("torn.toml"), written.replacen("rule = \"", "rule = ", 1))?;
    fs::create_dir(folder.join("folder"))?;
    let mut snapshots = Snapshots::of("cli/baseline");
    snapshots.compare("file", &written);
    for (name, line) in [
        ("known", "check a.txt --baseline known.toml"),
        ("later-version", "check a.txt --baseline later.toml"),
        ("no-baseline", "check a.txt --baseline other.toml"),
        ("torn", "check a.txt --baseline torn.toml"),
        ("missing", "check a.txt --baseline none.toml"),
        ("unwritable", "check a.txt --write-baseline folder/none/known.toml"),
        ("unwritable-report", "check a.txt --output json=folder/none/report.json --format concise"),
    ] {
        snapshots.compare(name, shown(folder, line, "")?);
    }
    fs::write(folder.join("a.txt"), STORY.replace("the the", "the"))?;
    snapshots.compare("stale", shown(folder, "check a.txt --baseline known.toml --format concise", "")?);
    Ok(snapshots.finish()?)
}
