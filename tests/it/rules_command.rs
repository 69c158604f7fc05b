//! `copydesk rules` and `copydesk rules test`.

use std::fs;

use assert_cmd::{Command, assert::Assert};
use predicates::{prelude::PredicateBooleanExt, str::contains};

use crate::support::Failure;

fn rules(args: &[&str]) -> Result<Assert, Failure> {
    Ok(Command::cargo_bin("copydesk")?.arg("rules").args(args).assert())
}

/// Runs `rules test` on a folder with one rule file, called `typo/house.toml`.
fn test_of(file: &str) -> Result<Assert, Failure> {
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("typo"))?;
    fs::write(folder.path().join("typo/house.toml"), file)?;
    Ok(Command::cargo_bin("copydesk")?.args(["rules", "test", "typo"]).current_dir(folder.path()).assert())
}

const HEAD: &str = "summary = 'House style.'\nseverity = 'info'\nmanual = 'Why.'\n";
const PATTERN: &str =
    "[pattern]\nkind = 'existence'\nany = ['\\bvery unique\\b']\nmessage = '“{match}”'\nhelp = 'Say unique.'\n";

#[test]
fn lists_every_rule_by_family() -> Result<(), Failure> {
    let all = rules(&[])?.success();
    let shown = String::from_utf8_lossy(&all.get_output().stdout).into_owned();
    let place = |id: &str| shown.find(id);
    assert!(place("anonymity/no-reason").is_some() && place("anonymity/no-reason") < place("quotation/unbalanced"));
    rules(&["quotation"])?.success().stdout(contains("quotation/unbalanced").and(contains("anonymity/").not()));
    Ok(())
}

#[test]
fn shows_the_manual_page_of_one() -> Result<(), Failure> {
    let page = rules(&["anonymity/no-reason"])?.success();
    page.stdout(contains("Level error, profile default").and(contains("Not flagged")).and(contains("Rests on")));
    rules(&["anonymity/no-reasons"])?.code(2).stderr(contains("did you mean “anonymity/no-reason”?"));
    Ok(())
}

#[test]
fn json_is_what_the_contract_says() -> Result<(), Failure> {
    let out = rules(&["anonymity/no-reason", "--format", "json"])?.success();
    let report: serde_json::Value = serde_json::from_slice(&out.get_output().stdout)?;
    assert_eq!(report["schema"], "copydesk/rules/1");
    let rule = &report["rules"][0];
    assert_eq!(rule["family"], "anonymity");
    assert_eq!(rule["severity"], "error");
    assert_eq!(rule["profiles"], serde_json::json!(["default", "strict", "audit"]));
    assert!(rule["examples"]["fires"].as_array().is_some_and(|examples| examples.len() > 1));
    assert!(rule["standards"][0]["url"].is_string() && rule["manual"].is_string());
    Ok(())
}

#[test]
fn examples_of_the_built_in_rules_hold() -> Result<(), Failure> {
    rules(&["test"])?.success().stdout(contains("all as their rule files say"));
    Ok(())
}

#[test]
fn an_example_that_fails_is_told_with_its_line() -> Result<(), Failure> {
    let good = format!("{HEAD}{PATTERN}[[fires]]\ntext = 'A very unique house.'\nat = 'very unique'\n");
    test_of(&good)?.success().stdout("1 rule, 1 example: all as their rule files say\n");
    let wrong = format!("{good}[[quiet]]\ntext = 'A very unique barn.'\n");
    let expected = "typo/house.toml:12:1: [[quiet]] 1: “very unique” is flagged: “very unique”\n\
                    1 rule, 2 examples: 1 not as the rule file says\n";
    test_of(&wrong)?.code(1).stdout(expected);
    Ok(())
}

#[test]
fn a_rule_file_that_is_wrong_is_told_with_its_place() -> Result<(), Failure> {
    // lines are broken where the page ends
    let told = |file: &str, messages: &[&str]| -> Result<(), Failure> {
        let run = test_of(file)?.code(2).stdout("");
        let shown = String::from_utf8(run.get_output().stderr.clone())?.replace('│', " ");
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for message in messages {
            assert!(shown.contains(message), "no “{message}” in {shown}");
        }
        Ok(())
    };
    told(&format!("{HEAD}sevrity = 'info'\n"), &["unknown key `sevrity`", "[typo/house.toml:4:1]"])?;
    let wrong = PATTERN.replace("unique", "(unique");
    told(&format!("{HEAD}{wrong}"), &["the pattern `\\bvery (unique", "[typo/house.toml:6:8]"])?;
    let wrong = PATTERN.replace("unique", "{uniq.all}");
    told(&format!("{HEAD}{wrong}"), &["names the word list “uniq.all”, and there is none"])?;
    told(HEAD, &["typo/house.toml", "no [pattern], and copydesk has no check called “typo/house”"])?;
    told("summary = ", &["[typo/house.toml:1:"])?;
    Ok(())
}

#[test]
fn coverage_wants_an_example_that_fires() -> Result<(), Failure> {
    let run = |file: &str| -> Result<Assert, Failure> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("typo"))?;
        fs::write(folder.path().join("typo/house.toml"), file)?;
        let mut command = Command::cargo_bin("copydesk")?;
        Ok(command.args(["rules", "test", "--coverage", "typo"]).current_dir(folder.path()).assert())
    };
    let bare = format!("{HEAD}{PATTERN}[[quiet]]\ntext = 'A house.'\n");
    run(&bare)?.code(1).stdout(
        "typo/house.toml: no example fires the rule; add a [[fires]] with a text that it must flag\n\
         1 rule, 1 example: 1 rule without an example that fires\n",
    );
    run(&format!("{bare}[[fires]]\ntext = 'A very unique house.'\n"))?.success();
    rules(&["test", "--coverage"])?.success().stdout(contains("all as their rule files say"));
    Ok(())
}

#[test]
fn an_archive_shows_what_a_rule_would_find_in_it() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("rules/typo"))?;
    fs::create_dir(folder.path().join("archive"))?;
    fs::write(folder.path().join("rules/typo/house.toml"), format!("{HEAD}{PATTERN}"))?;
    let filler = "The ferry came in at noon and left again at one with nobody on board but the captain. ".repeat(9);
    for (name, text) in
        [("a.txt", "A very unique barn, a very unique cow. "), ("b.txt", "A very unique sky. "), ("c.txt", "")]
    {
        fs::write(folder.path().join("archive").join(name), format!("{text}{filler}\n"))?;
    }
    let run = |corpus: &str| -> Result<Assert, Failure> {
        let mut command = Command::cargo_bin("copydesk")?;
        Ok(command.args(["rules", "test", "rules", "--corpus", corpus]).current_dir(folder.path()).assert())
    };
    let shown = run("archive")?.success();
    let shown = String::from_utf8_lossy(&shown.get_output().stdout).into_owned();
    assert!(shown.contains("archive/a.txt:1:3: … A ⟨very unique⟩ barn, a very unique cow."), "{shown}");
    assert!(shown.contains("archive/b.txt:1:3: … A ⟨very unique⟩ sky."), "{shown}");
    assert!(shown.ends_with("3 articles, 498 words: 3 findings, 6.02 in 1,000 words\n"), "{shown}");
    run("nowhere")?.code(3).stderr(contains("nowhere"));
    Ok(())
}
