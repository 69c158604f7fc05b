//! `copydesk check`: selection, exit status, formats.

use assert_cmd::Command;
use predicates::str::contains;

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
