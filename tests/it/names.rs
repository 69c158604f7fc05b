//! House names: lists that are checked, and lists that an archive proposes.

use std::fs;

use crate::{
    command::shown,
    support::{Failure, Snapshots, fixtures},
};

#[test]
fn names_are_checked_and_learnt() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let list = "# house names\nCorran Ferry\torg\tfixed\tFerries\nTollan Mill\tmill\nUlla Fenn\tperson\tfamed\n\torg\nPort Ebba\n";
    fs::write(folder.path().join("wrong.tsv"), list)?;
    fs::write(folder.path().join("right.tsv"), "Corran Ferry\torg\nUlla Fenn\tperson\tfamous\tUla\n")?;
    let mut snapshots = Snapshots::of("cli/names");
    for (name, line) in [
        ("help", "names --help"),
        ("right", "names check right.tsv"),
        ("wrong", "names check right.tsv wrong.tsv"),
        ("missing", "names check none.tsv"),
    ] {
        snapshots.compare(name, shown(folder.path(), line, "")?);
    }
    snapshots.compare("learn", shown(&fixtures(), "names learn articles", "")?);
    Ok(snapshots.finish()?)
}

#[test]
fn a_newsroom_names_its_lists_in_its_configuration() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("copydesk.toml"), "names = [\"names.tsv\"]\n")?;
    fs::write(
        folder.path().join("draft.txt"),
        "The ship belongs to the Corran Harbor Trust, Ulla Fenn said on Monday.\n",
    )?;
    fs::write(folder.path().join("names.tsv"), "Corran Harbur Trust\torg\n")?;
    let line = "check draft.txt --select typo/proper-noun --format concise";
    let found = shown(folder.path(), line, "")?;
    assert!(found.contains("did you mean “Corran Harbur Trust”?"), "{found}");
    fs::write(folder.path().join("names.tsv"), "Corran Harbur Trust\ttrust\n")?;
    let found = shown(folder.path(), line, "")?;
    assert!(
        found.contains("names.tsv:1:21") && found.contains("unknown class") && found.ends_with("status 2\n"),
        "{found}"
    );
    Ok(())
}

#[test]
fn what_is_learnt_is_a_list_that_can_be_checked() -> Result<(), Failure> {
    let learnt = shown(&fixtures(), "names learn articles --articles 2", "")?;
    let list: String = learnt.lines().skip(1).take_while(|l| !l.starts_with("---")).map(|l| format!("{l}\n")).collect();
    assert!(list.lines().filter(|line| !line.starts_with('#')).count() > 3, "{list}");
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("house.tsv"), list)?;
    let checked = shown(folder.path(), "names check house.tsv", "")?;
    assert!(checked.ends_with("well-formed.\n--- status 0\n"), "{checked}");
    Ok(())
}
