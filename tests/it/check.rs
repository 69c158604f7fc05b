//! `copydesk check`: selection, exit status, formats.

use assert_cmd::Command;
use predicates::{prelude::PredicateBooleanExt, str::contains};

fn check(args: &[&str], input: &str) -> Result<assert_cmd::assert::Assert, Box<dyn std::error::Error>> {
    let mut command = Command::cargo_bin("copydesk")?;
    Ok(command.arg("check").args(args).arg("-").write_stdin(input.to_owned()).assert())
}

#[test]
fn an_unknown_rule_is_a_usage_error_with_a_suggestion() -> Result<(), Box<dyn std::error::Error>> {
    let wrong = check(&["--select", "anonymity/no-reson"], "Copy.\n")?.code(2).stdout("");
    wrong.stderr(contains("did you mean “anonymity/no-reason”?"));
    check(&["--ignore", "anonimity"], "Copy.\n")?.code(2).stderr(contains("did you mean “anonymity”?"));
    Ok(())
}

#[test]
fn json_says_what_was_read() -> Result<(), Box<dyn std::error::Error>> {
    let out = check(&["--format", "json"], "The ferry sailed, “at last”, the harbour master said.\n")?.success();
    let report: serde_json::Value = serde_json::from_slice(&out.get_output().stdout)?;
    assert_eq!(report["schema"], "copydesk/check/1");
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["summary"]["words"], 9);
    assert_eq!(report["files"][0]["path"], "-");
    Ok(())
}

#[test]
fn a_missing_file_is_named_and_ends_with_3() -> Result<(), Box<dyn std::error::Error>> {
    let out = check(&["--format", "json", "no/such/file.txt"], "Copy.\n")?.code(3);
    let report: serde_json::Value = serde_json::from_slice(&out.get_output().stdout)?;
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["unreadable"][0]["path"], "no/such/file.txt");
    Ok(())
}

/// An error that the rule of anonymity finds, and more.
const COPY: &str = "The quay will shut, said a harbour official, who spoke on condition of anonymity.\n\n\
    He flew home to the Untied States on Monday.\n";

#[test]
fn the_level_that_fails_is_chosen() -> Result<(), Box<dyn std::error::Error>> {
    check(&["--select", "anonymity/no-reason"], COPY)?.code(1);
    check(&["--select", "anonymity/no-reason", "--fail-on", "never"], COPY)?.code(0);
    check(&["--select", "quotation", "--fail-on", "info"], COPY)?.code(0);
    check(&["--fail-on", "warnings"], COPY)?.code(2).stderr(contains("warning"));
    Ok(())
}

#[test]
fn concise_is_a_line_a_finding_and_one_that_sums_up() -> Result<(), Box<dyn std::error::Error>> {
    let out = check(&["--select", "anonymity/no-reason", "--format", "concise"], COPY)?.code(1);
    let expected = "-:1:56: error[anonymity/no-reason] Anonymity is announced, but no reason is given\n\
        1 article: 1 error; 0 quotations: 0 matched, 0 differing, 0 checked against a transcript\n";
    out.stdout(expected);
    Ok(())
}

#[test]
fn json_lines_end_with_the_summary() -> Result<(), Box<dyn std::error::Error>> {
    let out = check(&["--select", "anonymity/no-reason", "--format", "jsonl"], COPY)?.code(1);
    let text = String::from_utf8(out.get_output().stdout.clone())?;
    let lines: Vec<serde_json::Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["rule"], &lines[0]["start"]["column"]), (&"anonymity/no-reason".into(), &56.into()));
    assert_eq!(lines[0]["text"], "on condition of anonymity");
    assert_eq!((&lines[1]["schema"], &lines[1]["summary"]["errors"]), (&"copydesk/check/1".into(), &1.into()));
    Ok(())
}

#[test]
fn several_reports_come_from_one_run() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("report.json");
    let output = format!("json={}", file.display());
    check(&["--format", "concise", "--output", &output], COPY)?.code(1).stdout(contains("error["));
    let report: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
    assert_eq!(report["schema"], "copydesk/check/1");
    let nowhere = format!("json={}", folder.path().join("no/such/folder.json").display());
    check(&["--output", &nowhere], COPY)?.code(2).stderr(contains("no/such/folder.json"));
    check(&["--output", "jsn=x"], COPY)?.code(2).stderr(contains("the formats are full, concise, json, jsonl"));
    Ok(())
}

#[test]
fn what_could_not_be_read_outweighs_findings() -> Result<(), Box<dyn std::error::Error>> {
    let out = check(&["--color", "never", "no/such/file.txt"], COPY)?.code(3);
    out.stdout(contains("exit 3").and(contains("1 file could not be read"))).stderr(contains("no/such/file.txt"));
    Ok(())
}

#[test]
fn terminal_escapes_in_an_article_reach_nobody() -> Result<(), Box<dyn std::error::Error>> {
    let copy = "A\u{1b}[2J harbour official spoke on condition of\u{202e} anonymity.\n";
    for format in ["full", "concise"] {
        let out = check(&["--profile", "audit", "--fail-on", "never", "--color", "never", "--format", format], copy)?
            .success();
        let shown = String::from_utf8(out.get_output().stdout.clone())?;
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    }
    Ok(())
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() -> Result<(), Box<dyn std::error::Error>> {
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir()?;
    let article = folder.path().join("long.txt");
    std::fs::write(&article, COPY.repeat(400))?;
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("copydesk"))
        .args(["check", "--format", "json"])
        .arg(&article)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // closed before a byte is read; the report is far longer than a pipe holds
    drop(child.stdout.take());
    let out = child.wait_with_output()?;
    assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""));
    Ok(())
}
