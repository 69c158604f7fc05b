//! `stet`: what the desk lets stand, and what becomes of it in the reports.

use std::sync::Arc;

use assert_cmd::Command;
use copydesk::{check::Selection, rule::Profile, text::Text};

use crate::support::{Failure, desk};

/// Rules in a file of the given name and text: what is found, and what is let stand.
fn checked(name: &str, text: &str, profile: Profile) -> Result<(Vec<String>, Vec<String>), Failure> {
    let desk = desk()?;
    let outcome = desk
        .check(desk.articles(vec![Arc::new(Text::new(name, text))]), &Selection { profile, ..Selection::default() })?;
    let rules = |found: &[copydesk::diagnostic::Diagnostic]| found.iter().map(|f| f.rule.clone()).collect();
    Ok((rules(&outcome.findings), rules(&outcome.standing)))
}

const ANONYMOUS: &str = "The quay will shut, said a harbour official, who spoke on condition of anonymity.";
const TWICE: &str = "The ferry left the the quay on Monday, and the master flew to the Untied States.";

/// A text of two paragraphs that has something to find in each, with stets before, between and after them.
fn story(before: &str, between: &str, after: &str) -> String {
    format!("Quay to shut\n\n{before}{ANONYMOUS}\n\n{between}{TWICE}{after}\n")
}

fn expect(name: &str, text: &str, found: &[&str], standing: &[&str]) -> Result<(), Failure> {
    let (shown, stands) = checked(name, text, Profile::Default)?;
    assert_eq!(shown, found, "found in {text}");
    assert_eq!(stands, standing, "let stand in {text}");
    Ok(())
}

const ALL: [&str; 3] = ["anonymity/no-reason", "typo/doubled-word", "typo/proper-noun"];

#[test]
fn a_paragraph_is_let_stand() -> Result<(), Failure> {
    let [no_reason, doubled, noun] = ALL;
    expect("a.txt", &story("", "", ""), &ALL, &[])?;
    let reason = "her job is at risk, M. Finch";
    expect("a.txt", &story(&format!("[stet {no_reason}: {reason}]\n"), "", ""), &[doubled, noun], &[no_reason])?;
    expect("a.txt", &story("", "[stet typo: so on the sign]\n\n", ""), &[no_reason], &[doubled, noun])?;
    expect("a.txt", &story("", "", "\n[stet typo/d*, typo/proper-noun: x]"), &[no_reason], &[doubled, noun])?;
    expect("a.md", &story("", "", " <!-- stet typo: so on the sign -->"), &[no_reason], &[doubled, noun])?;
    expect(
        "a.md",
        &story(&format!("<!-- stet {no_reason}: {reason} -->\n\n"), "", ""),
        &[doubled, noun],
        &[no_reason],
    )?;
    expect("a.md", &story(&format!("<!-- stet *: {reason} --> "), "", ""), &[doubled, noun], &[no_reason])
}

#[test]
fn one_match_is_let_stand_by_its_words() -> Result<(), Failure> {
    let [no_reason, doubled, noun] = ALL;
    let words = |words: &str| story("", &format!("[stet typo \"{words}\": so on the sign]\n"), "");
    expect("a.txt", &words("Untied States"), &[no_reason, doubled], &[noun])?;
    expect("a.txt", &words("left the the quay"), &[no_reason, noun], &[doubled])?;
    // of a family, a rule that did not run might have needed it
    let named = words("harbour").replace("stet typo", "stet typo/doubled-word, typo/proper-noun");
    expect("a.txt", &named, &[no_reason, "copy/unused-stet", doubled, noun], &[])
}

#[test]
fn a_stretch_and_an_article_are_let_stand() -> Result<(), Failure> {
    let [no_reason, doubled, noun] = ALL;
    let stretch = story("[stet-begin *: read by the lawyer]\n", "[stet-end]\n\n", "");
    expect("a.txt", &stretch, &[doubled, noun], &[no_reason])?;
    let stretch = story("<!-- stet-begin *: x -->\n\n", "", "\n\n<!-- stet-end -->");
    expect("a.md", &stretch, &[], &ALL)?;
    let file = format!("[stet-file typo/doubled-word, anonymity: x]\n{}", story("", "", ""));
    expect("a.txt", &file, &[noun], &[no_reason, doubled])?;
    expect("a.md", &story("", "", "\n\n<!-- stet-file typo: x -->"), &[no_reason], &[doubled, noun])?;
    // that of the article holds on where a narrower one has ended
    let both = format!("[stet-file typo: x]\n{}", story("[stet-begin *: x]\n", "[stet-end]\n\n", ""));
    expect("a.txt", &both, &[], &ALL)
}

#[test]
fn what_cannot_be_followed_is_found_and_hides_nothing() -> Result<(), Failure> {
    let [no_reason, doubled, noun] = ALL;
    let unused = "copy/unused-stet";
    for wrong in ["[stet]", "[stet: x]", "[stet-begin anonymity: x]", "[stet-end]", "[stet-all typo: x]"] {
        expect("a.txt", &story(&format!("{wrong}\n"), "", ""), &[unused, no_reason, doubled, noun], &[])?;
    }
    expect("a.txt", &story("[stet anonimity: x]\n", "", ""), &[unused, no_reason, doubled, noun], &[])?;
    // the rule did not run, or looks at other articles: nobody knows whether it is needed
    expect("a.txt", &story("[stet quotation/scare, crosscheck: x]\n", "", ""), &ALL, &[])
}

#[test]
fn a_strict_desk_wants_a_reason() -> Result<(), Failure> {
    let text = story("[stet anonymity/no-reason]\n", "", "");
    for (profile, expected) in [(Profile::Default, 0), (Profile::Strict, 1)] {
        let (found, standing) = checked("a.txt", &text, profile)?;
        assert_eq!(found.iter().filter(|rule| *rule == "copy/unused-stet").count(), expected);
        assert!(standing.iter().any(|rule| rule == "anonymity/no-reason"));
    }
    Ok(())
}

#[test]
fn reports_count_what_is_let_stand_and_can_show_it() -> Result<(), Failure> {
    let text = story("[stet-file typo: so on the sign]\n", "[stet anonymity: M. Finch]\n", "");
    let check = |args: &[&str]| -> Result<_, Failure> {
        let mut command = Command::cargo_bin("copydesk")?;
        let out = command.args(["check", "-"]).args(args).write_stdin(text.clone()).assert();
        Ok((out.get_output().status.code(), String::from_utf8(out.get_output().stdout.clone())?))
    };
    let (code, full) = check(&[])?;
    assert_eq!(code, Some(1));
    assert!(full.contains("Let stand: 2"), "{full}");
    assert!(full.contains("anonymity finds nothing here"), "{full}");
    let (_, concise) = check(&["--format", "concise"])?;
    assert!(concise.trim_end().ends_with("; 2 let stand"), "{concise}");
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json"])?.1)?;
    assert_eq!(json["summary"]["suppressed"], 2);
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json", "--no-stet"])?.1)?;
    assert_eq!(json["summary"]["suppressed"], 0);
    let shown = json["findings"].as_array().map(|all| all.iter().filter(|f| f["rule"] != "copy/unused-stet").count());
    assert_eq!(shown, Some(3));
    // what is let stand fails no run
    assert_eq!(check(&["--ignore", "anonymity"])?.0, Some(0));
    Ok(())
}

#[test]
fn the_ledger_shows_who_approved() -> Result<(), Failure> {
    let text = story("[stet anonymity/no-reason: her job is at risk; approved by M. Finch, 2026-03-02]\n", "", "");
    let sources = |format: &str| -> Result<String, Failure> {
        let mut command = Command::cargo_bin("copydesk")?;
        let out = command.args(["sources", "-", "--format", format]).write_stdin(text.clone()).assert().success();
        Ok(String::from_utf8(out.get_output().stdout.clone())?)
    };
    let json: serde_json::Value = serde_json::from_str(&sources("json")?)?;
    let approval = &json["articles"][0]["sources"][0]["approval"];
    assert_eq!(approval, "her job is at risk; approved by M. Finch, 2026-03-02");
    assert!(sources("text")?.contains("approval: recorded"));
    Ok(())
}
