//! What the program says when it is given what it cannot use: the place, in plain words, and everything else checked.

use std::{fs, path::Path};

use crate::{
    command::{copydesk, shown},
    support::{Failure, Snapshots},
};

const ARTICLE: &str = "Bridge shut\n\nThe bridge at Tollan was shut on Monday, a city official said on condition of \
                       anonymity.\n\nIt was built in 1911.\n";

/// A rule file that is right but for what a case puts into it.
fn rule(pattern: &str, more: &str) -> String {
    format!(
        "summary = \"No tollans.\"\nseverity = \"warning\"\nmanual = \"None.\"\n{more}\n[pattern]\nkind = \
         \"existence\"\nany = ['{pattern}']\nmessage = \"A Tollan\"\nhelp = \"Take it out.\"\n\n[[fires]]\ntext = \
         \"The bridge at Tollan.\"\nat = \"Tollan\"\n"
    )
}

fn lay_out(folder: &Path) -> std::io::Result<()> {
    fs::write(folder.join("good.txt"), ARTICLE)?;
    fs::write(folder.join("empty.txt"), "")?;
    fs::write(folder.join("blank.txt"), "\n \n\t\n")?;
    fs::write(folder.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\xff\xfe")?;
    fs::write(folder.join("damaged.txt"), b"The bridge at Tollan was shut\xff\xc3 on Monday.\n")?;
    fs::create_dir(folder.join("nothing"))?;
    fs::write(folder.join("nothing/notes.ods"), "x")?;
    fs::create_dir_all(folder.join("rules/typo"))?;
    fs::write(folder.join("rules/typo/right.toml"), rule(r"\bTollan\b", ""))?;
    fs::write(folder.join("rules/typo/wrong-key.toml"), rule(r"\bTollan\b", "sevrity = \"error\""))?;
    fs::write(folder.join("rules/typo/bad-regex.toml"), rule(r"\b(Tollan\b", ""))?;
    fs::write(folder.join("rules/typo/unknown-list.toml"), rule(r"\b{rivers.small}\b", ""))?;
    fs::write(folder.join("rules/typo/not-found.toml"), rule(r"\bTolan\b", ""))?;
    fs::create_dir(folder.join("rules/slips"))?;
    fs::write(folder.join("rules/slips/x.toml"), rule(r"\bTollan\b", ""))
}

const LINES: &[(&str, &str)] = &[
    ("missing-path", "check good.txt missing.txt --format concise"),
    ("empty-file", "check empty.txt"),
    ("blank-file", "check blank.txt"),
    ("binary-file", "check good.txt picture.txt --format concise"),
    ("invalid-utf-8", "check good.txt damaged.txt --format concise"),
    ("invalid-utf-8-json", "check damaged.txt --format json"),
    ("folder-without-articles", "check nothing"),
    ("unknown-rule", "check good.txt --select anonymity/no-raeson"),
    ("unknown-family", "check good.txt --ignore names"),
    ("unknown-format", "check good.txt --format pdf"),
    ("unknown-command", "chekc good.txt"),
    ("unknown-option", "check --colour never good.txt"),
    ("no-command", ""),
    ("no-threads", "check good.txt --threads x"),
    ("quotes-of-nothing", "quotes missing.txt"),
    ("article-of-nothing", "article missing.txt"),
    ("compare-one", "compare good.txt"),
    ("manual-of-no-rule", "rules anonymity/none"),
    ("rule-right", "rules test rules/typo/right.toml"),
    ("rule-with-a-wrong-key", "rules test rules/typo/wrong-key.toml"),
    ("rule-with-a-bad-pattern", "rules test rules/typo/bad-regex.toml"),
    ("rule-with-an-unknown-list", "rules test rules/typo/unknown-list.toml"),
    ("rule-whose-example-is-not-found", "rules test rules/typo/not-found.toml"),
    ("rule-in-no-family", "rules test rules/slips/x.toml"),
    ("rule-that-is-not-there", "rules test rules/typo/none.toml"),
];

#[test]
fn bad_input_is_named_and_the_rest_is_checked() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    lay_out(folder.path())?;
    let mut snapshots = Snapshots::of("cli/bad-input");
    for (name, line) in LINES {
        snapshots.compare(name, shown(folder.path(), line, "")?);
    }
    Ok(snapshots.finish()?)
}

#[test]
fn a_megabyte_on_one_line_is_checked_like_any_article() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let sentence = "The council of Tollan met on Monday and the minutes were read aloud. ";
    let mut text = sentence.repeat(8_000);
    text.push_str("A clerk asked not to be named. ");
    text.push_str(&sentence.repeat(8_000));
    assert!(text.len() > 1_000_000);
    fs::write(folder.path().join("long.txt"), text)?;
    let ran = copydesk(folder.path(), ["check", "long.txt", "--select", "anonymity/no-reason"], "")?;
    assert_eq!(ran.status, Some(1), "{}", ran.stderr);
    assert!(ran.stdout.contains("asked not to be named"), "{}", ran.stdout);
    assert!(ran.stdout.len() < 4_000, "the report shows {} bytes of one line", ran.stdout.len());
    Ok(())
}

#[test]
fn a_closed_pipe_ends_quietly() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("many.txt"), ARTICLE.repeat(2_000))?;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["article", "many.txt", "--format", "json"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
