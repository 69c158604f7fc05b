//! Completions and the manual page say what the program can do, all of it.

use crate::{command::copydesk, support::Failure, support::root};

/// Every command, as `--help` lists them.
fn commands() -> Result<Vec<String>, Failure> {
    let help = copydesk(root(), ["--help"], "")?.stdout;
    let list = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    Ok(names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

#[test]
fn completions_name_every_command_and_its_options() -> Result<(), Failure> {
    let commands = commands()?;
    assert!(commands.iter().any(|name| name == "check") && commands.len() > 8, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = copydesk(root(), ["completions", shell], "")?;
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{shell}");
        let missing: Vec<&String> = commands.iter().filter(|name| !ran.stdout.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{shell} does not know {missing:?}");
        assert!(ran.stdout.contains("write-baseline"), "{shell} does not know the options of check");
    }
    Ok(())
}

#[test]
fn a_shell_that_is_not_known_is_told_which_are() -> Result<(), Failure> {
    let ran = copydesk(root(), ["completions", "tcsh"], "")?;
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("bash, elvish, fish, powershell, zsh"), "{}", ran.stderr);
    Ok(())
}

#[test]
fn the_manual_page_has_a_section_for_every_command() -> Result<(), Failure> {
    let ran = copydesk(root(), ["man"], "")?;
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.contains(".TH copydesk 1"), "{}", ran.stdout);
    for command in commands()?.iter().filter(|name| *name != "help") {
        let section = format!(".SH \"COPYDESK {}\"", command.to_uppercase());
        assert!(ran.stdout.contains(&section), "no {section}");
    }
    // the options of a command, and a command of a command
    assert!(ran.stdout.contains("write\\-baseline") && ran.stdout.contains(".SH \"COPYDESK RULES TEST\""));
    Ok(())
}
