//! The README says what the program does.

use std::{ffi::OsString, fs};

use copydesk::{
    cli::{self, Terminal},
    rule::FAMILIES,
};

use crate::support::{Failure, root};

/// What the program prints on a terminal of 80 columns without colour, started in the folder of the repository.
fn printed(line: &str) -> Result<String, Failure> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal {
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        is_terminal: false,
        width: 80,
        no_color: true,
    };
    cli::run(line.split_whitespace().map(OsString::from), &mut terminal);
    assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    Ok(String::from_utf8(out)?.replace('\\', "/"))
}

#[test]
fn reports_are_shown_as_they_are_printed() -> Result<(), Failure> {
    for page in ["README.md", "docs/against.md"] {
        shows_what_is_printed(page)?;
    }
    Ok(())
}

/// Holds every report on a page to what the program prints.
fn shows_what_is_printed(name: &str) -> Result<(), Failure> {
    let file = root().join(name);
    let page = fs::read_to_string(&file)?;
    let (mut fresh, mut shown) = (String::new(), 0);
    let mut rest = page.as_str();
    while let Some((before, block)) = rest.split_once("```console\n$ ") {
        let (line, after) = block.split_once('\n').unwrap_or_default();
        let (_, after) = after.split_once("```").unwrap_or_default();
        fresh.push_str(&format!("{before}```console\n$ {line}\n{}```", printed(line)?));
        (rest, shown) = (after, shown + 1);
    }
    fresh.push_str(rest);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&file, &fresh)?;
    }
    assert!(shown > 0, "{name} shows no report");
    assert!(page == fresh, "a report in {name} is out of date; INSTA_UPDATE=always cargo test writes it anew");
    Ok(())
}

#[test]
fn the_table_of_families_is_complete() -> Result<(), Failure> {
    let page = fs::read_to_string(root().join("README.md"))?;
    let table = page.split("| family |").nth(1).unwrap_or_default();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let families: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(families, FAMILIES);
    Ok(())
}

#[test]
fn links_lead_somewhere() -> Result<(), Failure> {
    let mut broken = Vec::new();
    for page in [
        "README.md",
        "CHANGELOG.md",
        "docs/against.md",
        "docs/architecture.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
    ] {
        let file = root().join(page);
        let text = fs::read_to_string(&file)?;
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let local = targets.filter(|target| !target.starts_with("https://"));
        let folder = file.parent().unwrap_or(root());
        broken.extend(local.filter(|t| !folder.join(t).exists()).map(|t| format!("{page}: {t}")));
    }
    assert!(broken.is_empty(), "these links lead nowhere: {broken:?}");
    Ok(())
}
