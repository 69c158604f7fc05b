//! What people read, on a terminal of 80 columns.

use copydesk::cli::Color;
use unicode_width::UnicodeWidthStr;

use crate::{
    command::printed,
    support::{Failure, Snapshots, desk},
};

/// Name of the snapshot, and the command line, of those that a narrow page changes most.
const LINES: &[(&str, &str)] = &[
    ("rules", "copydesk rules"),
    ("manual", "copydesk rules quotation/unbalanced"),
    ("manual-with-a-source", "copydesk rules crosscheck/edited-quote"),
    ("quotes", "copydesk quotes tests/fixtures/articles/northlight.txt"),
    ("sources", "copydesk sources tests/fixtures/articles/stillwater-review.md"),
    ("check", "copydesk check tests/fixtures/articles --select anonymity,number"),
];

#[test]
fn a_narrow_page_reads_well() -> Result<(), Failure> {
    let mut snapshots = Snapshots::of("cli/narrow");
    for (name, line) in LINES {
        snapshots.compare(name, printed(line, Color::Never)?);
    }
    Ok(snapshots.finish()?)
}

#[test]
fn no_line_is_longer_than_the_page_and_no_id_is_broken() -> Result<(), Failure> {
    let desk = desk()?;
    let ids: Vec<&str> = desk.book().iter().map(|ready| ready.rule.id.as_str()).collect();
    let list = printed("copydesk rules", Color::Never)?;
    assert!(ids.iter().all(|id| list.contains(id)), "{list}");
    let pages = ids.iter().map(|id| format!("copydesk rules {id}"));
    let reports = [
        "rules",
        "quotes tests/fixtures/articles tests/fixtures/pages",
        "sources tests/fixtures/articles tests/fixtures/pages",
        "article tests/fixtures/articles tests/fixtures/pages",
        "compare tests/fixtures/articles tests/fixtures/pages",
        "check tests/fixtures/articles tests/fixtures/pages --profile audit",
        "check tests/fixtures/articles --against tests/fixtures/against",
    ];
    for line in reports.map(|report| format!("copydesk {report}")).into_iter().chain(pages) {
        let shown = printed(&line, Color::Never)?;
        // an address is not to be broken
        let long = shown.lines().find(|line| line.width() > 80 && !line.contains("://"));
        assert_eq!(long, None, "{line}");
    }
    Ok(())
}
