//! `copydesk.toml`: whose settings count for which article, and what is said when one is wrong.

use std::{fs, path::Path};

use crate::{
    command::{Ran, copydesk, shown},
    support::{Failure, Snapshots},
};

/// An unnamed source without a reason (an error) and a doubled word.
const STORY: &str = "Bridge shut\n\nThe bridge at Tollan was shut on Monday, a city official said on condition of \
                     anonymity.\n\nIt was built in the the spring of 1911.\n";
/// Words told to an agency, under a byline that is not its own.
const TOLD: &str = "Bridge shut\n\nBy Ana Orme\n\nThe bridge at Tollan was shut on Monday, the council said.\n\n“It is \
                    not safe,” Mayor Ilse Varga told Reuters.\n";

/// A claim that only the audit profile asks about.
const CLAIM: &str = "\nThe gate was painted, and the orchard has more than 900 trees and a press.\n";

const HOUSE_RULE: &str = "summary = \"No Tollans.\"\nseverity = \"warning\"\nmanual = \"None.\"\n\n[pattern]\nkind = \
                          \"existence\"\nany = ['\\bTollan\\b']\nmessage = \"A Tollan\"\nhelp = \"Take it out.\"\n";

fn write(folder: &Path, files: &[(&str, &str)]) -> std::io::Result<()> {
    for (name, content) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, content)?;
    }
    Ok(())
}

/// The findings of a run as `path: severity[rule]`, in order.
fn found(ran: &Ran) -> Vec<String> {
    let line = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let (rule, _) = rest.split_once(' ')?;
        rule.ends_with(']').then(|| format!("{}: {rule}", place.split(':').next().unwrap_or(place)))
    };
    ran.stdout.lines().filter_map(line).collect()
}

/// What is found in the files of a folder.
fn checked(files: &[(&str, &str)], args: &[&str]) -> Result<Vec<String>, Failure> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), files)?;
    // the stories are one story, and it is not for the rules that compare them
    let ignore = ["check", "--format", "concise", "--ignore", "crosscheck"];
    let ran = copydesk(folder.path(), [&ignore, args].concat(), "")?;
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    Ok(found(&ran))
}

const NO_REASON: &str = "a.txt: error[anonymity/no-reason]";

#[test]
fn levels_raise_lower_and_silence() -> Result<(), Failure> {
    let plain = checked(&[("a.txt", STORY)], &[])?;
    assert!(plain.contains(&NO_REASON.to_owned()) && plain.len() == 2, "{plain:?}");
    let of = |rules: &str, args: &[&str]| {
        checked(&[("a.txt", STORY), ("copydesk.toml", &format!("[rules]\n{rules}\n"))], args)
    };
    assert_eq!(of("anonymity = 'info'\n'typo/*' = 'off'", &[])?, ["a.txt: info[anonymity/no-reason]"]);
    assert_eq!(
        of("anonymity = 'off'\n'anonymity/no-reason' = 'warning'\ntypo = 'off'", &[])?,
        ["a.txt: warning[anonymity/no-reason]"]
    );
    // the command line has the last word
    assert_eq!(of("'*' = 'off'", &["--select", "anonymity/no-reason"])?, [NO_REASON]);
    assert_eq!(of("anonymity = 'info'\ntypo = 'off'", &["--no-config"])?, plain);
    assert_eq!(of("'anonymity/no-reason' = 'error'", &["--ignore", "anonymity,typo"])?, [""; 0]);
    Ok(())
}

#[test]
fn the_nearest_file_counts_and_overrides_go_by_path() -> Result<(), Failure> {
    let quiet = "[rules]\n'*' = 'off'\n";
    let by_path = "rules = { typo = 'off' }\n[[overrides]]\npaths = ['opinion/']\nrules = { '*' = 'off' }\n";
    let files = [
        ("copydesk.toml", by_path),
        ("a.txt", STORY),
        ("opinion/a.txt", STORY),
        ("wire/copydesk.toml", quiet),
        ("wire/a.txt", STORY),
        ("wire/opinion/a.txt", STORY),
    ];
    assert_eq!(checked(&files, &["."])?, [NO_REASON]);
    // a configuration that is named counts for all
    let named = checked(&files, &[".", "--config", "wire/copydesk.toml"])?;
    assert!(named.is_empty(), "{named:?}");
    Ok(())
}

#[test]
fn folders_are_searched_as_the_configuration_says() -> Result<(), Failure> {
    let files = [
        ("copydesk.toml", "include = ['stories/']\nexclude = ['*.old.txt']\nrules = { typo = 'off' }\n"),
        ("stories/a.txt", STORY),
        ("stories/b.old.txt", STORY),
        ("a.txt", STORY),
    ];
    assert_eq!(checked(&files, &["."])?, ["stories/a.txt: error[anonymity/no-reason]"]);
    // a file that is named is always taken
    assert_eq!(checked(&files, &["stories/b.old.txt"])?, ["stories/b.old.txt: error[anonymity/no-reason]"]);
    Ok(())
}

#[test]
fn british_spelling_is_what_en_uk_means() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    for (spelling, meant) in [("en-UK", "en-GB"), ("british", "en-GB"), ("en-USA", "en-US")] {
        write(folder.path(), &[("copydesk.toml", &format!("spelling = '{spelling}'\n")), ("a.txt", STORY)])?;
        let told = copydesk(folder.path(), ["check"], "")?.stderr.replace(['\n', '│', ' '], "");
        assert!(told.contains(&format!("didyoumean`{meant}`?")), "{told}");
    }
    Ok(())
}

#[test]
fn a_folder_of_which_nothing_is_wanted_is_told_as_that() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), &[("copydesk.toml", "include = ['storys/']\n"), ("stories/a.txt", STORY)])?;
    let ran = copydesk(folder.path(), ["check"], "")?;
    assert_eq!(ran.status, Some(3));
    assert!(ran.stderr.contains("left out, by include or exclude of copydesk.toml"), "{}", ran.stderr);
    Ok(())
}

#[test]
fn an_outlet_knows_its_own_name() -> Result<(), Failure> {
    let of = |config: &str| {
        checked(&[("a.txt", TOLD), ("copydesk.toml", config)], &["--select", "attribution/wire-leftover"])
    };
    assert_eq!(of("")?, ["a.txt: warning[attribution/wire-leftover]"]);
    assert_eq!(of("outlet = 'Reuters'\n")?, [""; 0]);
    assert_eq!(of("outlet = ['The Corran Herald', 'reuters']\n")?, [""; 0]);
    Ok(())
}

#[test]
fn an_article_may_ask_for_its_own_profile() -> Result<(), Failure> {
    let story = |front: &str| {
        format!("---\ntitle: Bridge shut\n{front}---\n\n{}", STORY.replace("Bridge shut\n\n", "") + CLAIM)
    };
    let strict = story("copydesk: {profile: audit}\n");
    let plain = story("");
    let findings = |text: &str, args: &[&str]| checked(&[("a.md", text)], args);
    let (audit, default) = (findings(&plain, &["--profile", "audit"])?, findings(&plain, &[])?);
    assert!(audit.len() > default.len(), "{audit:?}");
    assert_eq!(findings(&strict, &[])?, audit);
    assert_eq!(findings(&strict, &["--profile", "default"])?, default);
    Ok(())
}

#[test]
fn own_rules_are_those_of_their_newsroom_alone() -> Result<(), Failure> {
    let files = [
        (
            "a/copydesk.toml",
            "own-rules = ['house']\nrules = { anonymity = 'off', typo = 'off', 'typo/tollan' = 'error' }\n",
        ),
        ("a/house/typo/tollan.toml", HOUSE_RULE),
        ("a/a.txt", STORY),
        ("b.txt", STORY),
    ];
    let found = checked(&files, &[".", "--ignore", "anonymity/no-reason,typo/doubled-word"])?;
    assert_eq!(found, ["a/a.txt: error[typo/tollan]"]);
    Ok(())
}

#[test]
fn an_own_rule_takes_the_place_of_a_built_in_one_in_its_newsroom_alone() -> Result<(), Failure> {
    let files = [
        ("a/copydesk.toml", "own-rules = ['house']\n"),
        ("a/house/typo/doubled-word.toml", HOUSE_RULE),
        ("a/a.txt", STORY),
        ("b/copydesk.toml", "[rules]\n'typo/doubled-word' = 'info'\n"),
        ("b/b.txt", STORY),
        ("c.txt", STORY),
    ];
    let args = [".", "--select", "typo/doubled-word"];
    let found = checked(&files, &args)?;
    let expected = [
        "a/a.txt: warning[typo/doubled-word]",
        "b/b.txt: info[typo/doubled-word]",
        "c.txt: warning[typo/doubled-word]",
    ];
    assert_eq!(found, expected);
    let stands = format!("{STORY}\n[stet typo/doubled-word \"the the\": as on the plaque]\n");
    let files = [("a/copydesk.toml", files[0].1), (files[1].0, HOUSE_RULE), ("a/a.txt", STORY), ("c.txt", &stands)];
    let found = checked(&files, &[".", "--select", "typo/doubled-word,copy/unused-stet"])?;
    assert_eq!(found, ["a/a.txt: warning[typo/doubled-word]"]);
    Ok(())
}

#[test]
fn rules_of_one_name_stay_each_with_their_newsroom() -> Result<(), Failure> {
    let other = HOUSE_RULE.replace("Tollan", "anonymity").replace("warning", "info");
    let stands = STORY.replace("\n\nThe bridge", "\n\n[stet typo/house: so on the map]\nThe bridge");
    let files = [
        ("a/copydesk.toml", "own-rules = ['house']\n"),
        ("a/house/typo/house.toml", HOUSE_RULE),
        ("a/a.txt", STORY),
        ("a/stands.txt", &stands),
        ("b/copydesk.toml", "own-rules = ['rules', '../a/house/typo/mine.toml']\n"),
        ("a/house/typo/mine.toml", HOUSE_RULE),
        ("b/rules/typo/house.toml", &other),
        ("b/b.txt", STORY),
        ("c/copydesk.toml", "own-rules = ['house']\n"),
        ("c/house/typo/house.toml", HOUSE_RULE),
        ("c/c.txt", STORY),
        ("d.txt", STORY),
    ];
    let found = checked(&files, &[".", "--select", "typo/house,typo/mine,copy/unused-stet"])?;
    let expected = [
        "a/a.txt: warning[typo/house]",
        "a/a.txt: warning[typo/mine]",
        "a/stands.txt: warning[typo/mine]",
        "b/b.txt: warning[typo/mine]",
        "b/b.txt: info[typo/house]",
        "c/c.txt: warning[typo/house]",
    ];
    let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
    found.sort_by_key(|line| expected.iter().position(|known| known == line));
    assert_eq!(found, expected);
    Ok(())
}

#[test]
fn a_finding_is_explained_by_the_rule_that_found_it() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    write(
        folder.path(),
        &[
            ("a/copydesk.toml", "own-rules = ['house']\n"),
            ("a/house/typo/doubled-word.toml", HOUSE_RULE),
            ("a/a.txt", STORY),
            ("b.txt", STORY),
        ],
    )?;
    let run = |format: &str, more: &[&str]| {
        let args = [&["check", ".", "--select", "typo/doubled-word", "--format", format], more].concat();
        Ok::<_, Failure>(copydesk(folder.path(), args, "")?.stdout)
    };
    let log: serde_json::Value = serde_json::from_str(&run("sarif", &[])?)?;
    let (rules, results) = (&log["runs"][0]["tool"]["driver"]["rules"], &log["runs"][0]["results"]);
    let told = results.as_array().ok_or("no results")?.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64()?).ok()?];
        Some((place.as_str()?, rule["shortDescription"]["text"].as_str()?, rule["helpUri"].is_string()))
    });
    let expected = [("a/a.txt", "No Tollans.", false), ("b.txt", "A word that stands twice in a row.", true)].map(Some);
    assert_eq!(told.collect::<Vec<_>>(), expected);
    // nothing else is told of embargoed copy
    let quiet = run("concise", &["--no-excerpts"])?;
    let expected = ["No Tollans.", "A word that stands twice in a row."];
    assert!(quiet.lines().zip(expected).all(|(line, summary)| line.ends_with(summary)), "{quiet}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn folders_that_lead_back_to_themselves_are_read_once() -> Result<(), Failure> {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    write(
        folder,
        &[
            ("copydesk.toml", "own-rules = ['house', 'house/again']\nrules = { anonymity = 'off' }\n"),
            ("house/typo/tollan.toml", HOUSE_RULE),
            ("a.txt", STORY),
            ("sub/b.txt", STORY),
        ],
    )?;
    symlink(folder.join("house"), folder.join("house/again"))?;
    symlink(folder, folder.join("sub/again"))?;
    let args = ["check", ".", "--format", "concise", "--select", "typo/tollan"];
    let ran = copydesk(folder, args, "")?;
    assert_eq!(found(&ran), ["a.txt: warning[typo/tollan]", "sub/b.txt: warning[typo/tollan]"], "{}", ran.stderr);
    let tried = copydesk(folder, ["rules", "test", "house"], "")?;
    assert!(tried.stdout.contains("1 rule"), "{}{}", tried.stdout, tried.stderr);
    Ok(())
}

#[test]
fn the_outlets_own_name_names_an_outlet() -> Result<(), Failure> {
    let story = "Bridge shut\n\nThe mayor is ill, local media, the Tollan Lamp first among them, reported.\n\nLocal media \
                 reported on the Tollan Lamp's page that the bridge is shut.\n";
    let args = ["--select", "attribution/secondhand-media"];
    assert_eq!(checked(&[("a.txt", story)], &args)?, ["a.txt: info[attribution/secondhand-media]"]);
    let own = "outlet = 'The Tollan Lamp'\n";
    assert_eq!(checked(&[("a.txt", story), ("copydesk.toml", own)], &args)?, [""; 0]);
    Ok(())
}

#[test]
fn init_writes_a_configuration_once() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let first = copydesk(folder.path(), ["init"], "")?;
    assert_eq!((first.status, first.stderr.as_str()), (Some(0), ""));
    let file = folder.path().join("copydesk.toml");
    assert!(fs::read_to_string(&file)?.contains("#outlet ="));
    fs::write(&file, "profile = 'strict'\n")?;
    let again = copydesk(folder.path(), ["init"], "")?;
    assert_eq!(again.status, Some(2), "{}", again.stdout);
    assert_eq!(fs::read_to_string(&file)?, "profile = 'strict'\n");
    Ok(())
}

#[test]
fn what_is_wrong_is_shown_in_the_file() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    write(
        folder.path(),
        &[
            ("a.txt", STORY),
            ("syntax.toml", "outlet = \"The Corran Herald\nprofile = \"strict\"\n"),
            ("key.toml", "outlet = \"The Corran Herald\"\nprofiles = \"strict\"\n"),
            ("value.toml", "profile = \"strickt\"\n"),
            ("rule.toml", "[rules]\n\"anonymity/no-raeson\" = \"off\"\ntypos = \"off\"\n"),
            ("glob.toml", "[[overrides]]\npaths = [\"opinion/**\", \"{archive\"]\nprofile = \"default\"\n"),
            ("own.toml", "own-rules = [\"house\"]\n"),
            ("twice.toml", "own-rules = [\"one\", \"two\"]\n"),
            ("one/typo/tollan.toml", HOUSE_RULE),
            ("two/typo/tollan.toml", &HOUSE_RULE.replace("Take", "Strike")),
            ("house/typo/wrong.toml", "summary = \"s\"\nseverity = \"infos\"\nmanual = \"m\"\n"),
            ("house/typo/pattern.toml", &HOUSE_RULE.replace("Tollan\\b", "(Tollan")),
            ("front.md", "---\ntitle: Bridge shut\ncopydesk: {profile: strickt}\n---\n\nThe bridge is shut.\n"),
            ("sub/copydesk.toml", "spelling = \"British\"\n"),
            ("sub/a.txt", STORY),
        ],
    )?;
    let mut snapshots = Snapshots::of("cli/config");
    for (name, line) in [
        ("syntax-error", "check a.txt --config syntax.toml"),
        ("unknown-key", "quotes a.txt --config key.toml"),
        ("wrong-value", "check a.txt --config value.toml"),
        ("unknown-rules", "check a.txt --config rule.toml"),
        ("wrong-pattern-of-paths", "check a.txt --config glob.toml"),
        ("wrong-own-rule", "check a.txt --config own.toml"),
        ("no-such-file", "check a.txt --config none.toml"),
        ("two-files", "check a.txt --config key.toml --config value.toml"),
        ("two-rules-of-one-name", "check a.txt --config twice.toml"),
        ("both-options", "check a.txt --config key.toml --no-config"),
        ("wrong-profile-of-an-article", "check front.md --format concise"),
        ("found-in-a-folder", "check a.txt sub --format concise"),
        ("init-twice", "init sub"),
    ] {
        snapshots.compare(name, shown(folder.path(), line, "")?);
    }
    Ok(snapshots.finish()?)
}
