//! House names: lists that are checked, and lists that an archive proposes.

use std::fs;

use crate::{
    command::{copydesk, shown},
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
        ("help-check", "names check --help"),
        ("help-learn", "names learn --help"),
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
fn each_newsroom_knows_its_own_names() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    // each newsroom misspells the other's name, and one of them holds it right so
    for (newsroom, list) in [
        ("herald", "Corran Harbur Trust\torg\n"),
        ("post", "Tollan Millars Union\torg\nCorran Harbur Trust\torg\t\tHarbor\n"),
    ] {
        let own = folder.path().join(newsroom);
        fs::create_dir(&own)?;
        fs::write(own.join("copydesk.toml"), "names = [\"names.tsv\"]\n")?;
        fs::write(own.join("names.tsv"), list)?;
        fs::write(
            own.join("a.txt"),
            "The Corran Harbor Trust sued on Monday. The Tollan Millers Union did not say why.\n",
        )?;
    }
    fs::create_dir(folder.path().join("free"))?;
    fs::write(folder.path().join("free/a.txt"), "The Corran Harbor Trust met the Tollan Millers Union on Monday.\n")?;
    let found = shown(folder.path(), "check . --select typo/proper-noun --format concise", "")?;
    let lines: Vec<&str> = found.lines().filter(|line| line.contains("did you mean")).collect();
    assert_eq!(lines.len(), 2, "{found}");
    assert!(lines[0].starts_with("herald") && lines[0].contains("“Corran Harbur Trust”?"), "{found}");
    assert!(lines[1].starts_with("post") && lines[1].contains("“Tollan Millars Union”?"), "{found}");
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

#[test]
fn a_single_word_is_learnt_where_no_list_and_no_dictionary_has_it() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    for n in 1..4 {
        let text = format!("The ferry to Zhelmiv left in March, said a clerk of Germany. Zhelvoy {n} was late.\n");
        fs::write(folder.path().join(format!("{n}.txt")), text)?;
    }
    let learnt = shown(folder.path(), "names learn .", "")?;
    let names: Vec<&str> = learnt.lines().filter(|l| l.contains('\t')).collect();
    // the first word of a sentence, a month and a country are none
    assert_eq!(names, ["Zhelmiv\tperson"], "{learnt}");
    assert!(!shown(folder.path(), "names learn . --articles 4", "")?.contains("Zhelmiv"));
    // and what a house list holds is not proposed again
    fs::write(folder.path().join("copydesk.toml"), "names = [\"names.tsv\"]\n")?;
    fs::write(folder.path().join("names.tsv"), "Zhelmiv\tplace\n")?;
    assert!(!shown(folder.path(), "names learn .", "")?.contains("Zhelmiv\tperson"));
    assert!(shown(folder.path(), "names learn . --no-config", "")?.contains("Zhelmiv\tperson"));
    Ok(())
}

#[test]
fn names_are_told_to_programs_too() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("names.tsv"), "Corran Ferry\torg\nTollan Mill\tmill\n")?;
    let line =
        "names check names.tsv none.tsv --format json --output text=out.txt --no-config --threads 1 --color never";
    let ran = copydesk(folder.path(), line.split_whitespace(), "")?;
    let report: serde_json::Value = serde_json::from_str(&ran.stdout)?;
    assert_eq!(report["schema"], "copydesk/names/1");
    assert_eq!(report["lists"][0]["names"], 1);
    assert_eq!(report["lists"][0]["errors"][0]["line"], 2);
    assert_eq!(report["unreadable"][0]["path"], "none.tsv");
    assert_eq!(ran.status, Some(3));
    assert!(fs::read_to_string(folder.path().join("out.txt"))?.contains("1 name is well-formed, 1 line is not."));
    let learnt = copydesk(&fixtures(), "names learn articles --format json".split_whitespace(), "")?;
    let report: serde_json::Value = serde_json::from_str(&learnt.stdout)?;
    assert_eq!((&report["schema"], &report["articles"]), (&"copydesk/names/1".into(), &5.into()));
    assert!(report["names"].as_array().is_some_and(|names| names.iter().any(|name| name["name"] == "Darian Veshko")));
    let wrong = copydesk(folder.path(), "names check names.tsv --config none.toml".split_whitespace(), "")?;
    assert_eq!(wrong.status, Some(2), "{wrong:?}");
    Ok(())
}
