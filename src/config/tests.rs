//! What a configuration says of itself, right or wrong.

use std::{fs, io, path::Path};

use super::*;
use crate::{lexicon::Lexicon, settings::Variety};

fn written(file: &Path, content: &str) -> io::Result<Result<Config, Vec<String>>> {
    fs::write(file, content)?;
    let folder = file.canonicalize()?.parent().map(Path::to_owned).unwrap_or_default();
    let plain = |path: &Path| {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(&folder).map(Path::to_owned).unwrap_or(path)
    };
    Ok(Config::read(file, &plain).map_err(|faults| faults.iter().map(Fault::to_string).collect()))
}

/// What is wrong with a configuration, and what it is about.
fn wrong(content: &str) -> io::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    Ok(written(&folder.path().join(NAME), content)?.err().unwrap_or_default())
}

#[test]
fn a_house_style_gives_levels_and_what_the_newsroom_sets_goes_before_it() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let content = "style = 'ap'\n[rules]\n'anonymity/opinion' = 'off'\n\
                   [[overrides]]\npaths = ['wiki/**']\nstyle = 'wikinews'\n";
    let Ok(config) = written(&folder.path().join(NAME), content)? else { return Err(io::Error::other("refused")) };
    let level = |path: &str, rule: &str| config.applied(Path::new(path)).levels.of(rule).map(|(level, _)| level);
    assert_eq!(level("a.txt", "anonymity/bare-source"), Some(Level::Error));
    assert_eq!(level("a.txt", "anonymity/opinion"), Some(Level::Off));
    assert_eq!(level("a.txt", "attribution/vague-collective"), None);
    // another style for some paths takes the place of the first
    assert_eq!(level("wiki/a.txt", "attribution/vague-collective"), Some(Level::Error));
    assert_eq!(level("wiki/a.txt", "anonymity/bare-source"), None);
    Ok(())
}

#[test]
fn what_is_wrong_has_its_place() -> io::Result<()> {
    for (content, told) in [
        ("profil = 'strict'\n", "copydesk.toml:1:1: unknown key `profil`, expected one of"),
        ("outlet = 'A'\nprofile = 'strickt'\n", "copydesk.toml:2:11: unknown value `strickt`"),
        ("\noutlet = 3\n", "copydesk.toml:2:10: wrong kind of value: integer `3`, expected a name or a list of names"),
        ("outlet = ['A', '']\n", "copydesk.toml:1:10: an outlet has a name"),
        ("style = 'nyt'\n", "copydesk.toml:1:9: there is no house style called “nyt”; there are: ap, bbc,"),
        ("[rules]\n'typo' = 'eror'\n", "copydesk.toml:2:10: unknown value `eror`"),
        ("[[overrides]]\nprofile = 'strict'\n", "copydesk.toml:1:1: missing key `paths`"),
        ("[[overrides]]\npaths = []\n", "copydesk.toml:2:9: these settings are for no path"),
        ("exclude = ['a', 'b{']\n", "copydesk.toml:1:17: “b{” is no pattern of paths"),
        ("names = ['house/none.tsv']\n", "copydesk.toml:1:10: “house/none.tsv”: there is no such file"),
        ("own-rules = ['none']\n", "copydesk.toml:1:14: “none”: there is no such file or folder"),
        ("outlet = \"A\nprofile = 'strict'\n", "copydesk.toml:1:"),
    ] {
        let faults = wrong(content)?;
        assert!(faults.first().is_some_and(|fault| fault.starts_with(told)), "{content}: {faults:?}");
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
    assert!(wrong("profil = 'strict'\n")?.iter().all(|fault| fault.ends_with("did you mean `profile`?")));
    Ok(())
}

#[test]
fn an_own_rule_that_is_wrong_is_told_at_its_place_in_the_rule_file() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("house/typo"))?;
    fs::write(folder.path().join("house/typo/x.toml"), "sumary = 's'\n")?;
    let faults = written(&folder.path().join(NAME), "own-rules = ['house']\n")?.err().unwrap_or_default();
    let expected = "house/typo/x.toml:1:1: unknown key `sumary`";
    assert!(faults.first().is_some_and(|fault| fault.starts_with(expected)), "{faults:?}");
    assert_eq!(faults.len(), 1);
    Ok(())
}

#[test]
fn the_last_override_that_means_a_path_decides() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let content = "outlet = 'The Corran Herald'\nprofile = 'strict'\nspelling = 'en-GB'\nrules = { typo = 'error' }\n\
                   [[overrides]]\npaths = ['opinion/']\nprofile = 'audit'\nrules = { 'typo/misspelling' = 'off' }\n\
                   [[overrides]]\npaths = ['*.md']\nspelling = 'en-US'\nprofile = 'default'\n";
    let config = written(&folder.path().join(NAME), content)?.map_err(|faults| io::Error::other(faults.join("\n")))?;
    let plain = config.applied(Path::new("news/a.txt"));
    assert_eq!((plain.profile, plain.settings.spelling), (Some(Profile::Strict), Variety::British));
    assert_eq!(plain.levels.of("typo/misspelling"), Some((Level::Error, false)));
    let opinion = config.applied(Path::new("desk/opinion/a.txt"));
    assert_eq!((opinion.profile, opinion.settings.spelling), (Some(Profile::Audit), Variety::British));
    assert_eq!(opinion.levels.of("typo/misspelling"), Some((Level::Off, true)));
    let both = config.applied(Path::new("opinion/a.md"));
    assert_eq!((both.profile, both.settings.spelling), (Some(Profile::Default), Variety::American));
    assert_eq!(both.settings.outlets, ["The Corran Herald"]);
    Ok(())
}

#[test]
fn the_template_is_right_as_it_stands_and_with_every_setting_on() -> io::Result<()> {
    assert!(wrong(TEMPLATE)?.is_empty());
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("house/rules/typo"))?;
    fs::write(folder.path().join("house/names.tsv"), "")?;
    let rule = "summary = 's'\nseverity = 'info'\nmanual = 'm'\n";
    fs::write(folder.path().join("house/rules/typo/misspelling.toml"), rule)?;
    let on = TEMPLATE.lines().map(|line| match line.strip_prefix('#') {
        Some(set) if set.starts_with(|c: char| c.is_alphabetic() || c == '[' || c == '"') => set,
        _ => line,
    });
    let on: String = on.flat_map(|line| [line, "\n"]).collect();
    let config = written(&folder.path().join(NAME), &on)?.map_err(|faults| io::Error::other(faults.join("\n")))?;
    assert_eq!(config.declared.outlet.as_ref().map(Vec::len), Some(2));
    assert_eq!((config.own_rules().len(), config.names().count(), config.declared.overrides.len()), (1, 1, 1));
    let lexicon = Lexicon::built_in().map_err(io::Error::other)?;
    let book = RuleBook::built_in(lexicon).map_err(io::Error::other)?;
    let unknown: Vec<String> = config.unknown_rules(&book).iter().map(Fault::to_string).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    Ok(())
}

#[test]
fn a_rule_that_is_not_there_is_told_at_its_key() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let content = "[rules]\n'typo/mispelling' = 'off'\n[[overrides]]\npaths = ['a']\n[overrides.rules]\nnmae = 'off'\n";
    let config = written(&folder.path().join(NAME), content)?.map_err(|faults| io::Error::other(faults.join("\n")))?;
    let lexicon = Lexicon::built_in().map_err(io::Error::other)?;
    let book = RuleBook::built_in(lexicon).map_err(io::Error::other)?;
    let unknown: Vec<String> = config.unknown_rules(&book).iter().map(Fault::to_string).collect();
    let expected = [
        "copydesk.toml:2:1: no rule is called “typo/mispelling”; did you mean “typo/misspelling”?",
        "copydesk.toml:6:1: no rule is called “nmae”; did you mean “name”?",
    ];
    assert_eq!(unknown, expected);
    Ok(())
}

#[test]
fn the_nearest_configuration_counts_alone() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let near = folder.path().join("desk/far/near");
    fs::create_dir_all(&near)?;
    fs::write(folder.path().join("desk").join(NAME), "outlet = 'Far'\nprofile = 'audit'\n")?;
    fs::write(near.join(NAME), "outlet = 'Near'\n")?;
    let mut configs = Configs::nearest(folder.path());
    let mut set = |path: &str| {
        let placed = configs.of(&folder.path().join(path));
        placed.map(|placed| (placed.applied().settings.outlets.concat(), placed.applied().profile, placed.path))
    };
    assert_eq!(set("desk/far/near/a.txt"), Some(("Near".to_owned(), None, PathBuf::from("a.txt"))));
    assert_eq!(set("desk/far/a.txt"), Some(("Far".to_owned(), Some(Profile::Audit), PathBuf::from("far/a.txt"))));
    assert_eq!(set("a.txt"), None);
    assert_eq!(configs.all().len(), 2);
    Ok(())
}
