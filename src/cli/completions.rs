//! `copydesk completions` and `copydesk man`: what the definition of the command line tells shells and manuals.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Cli, CliError, Status, Terminal};

/// Print what lets a shell complete commands and options
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn run(args: Args, terminal: &mut Terminal) -> Result<Status, CliError> {
    let mut command = Cli::command();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "copydesk", &mut script);
    terminal.out.write_all(&script)?;
    Ok(Status::Clean)
}

/// Prints the manual page: the program, then each of its commands as a section of its own.
pub(super) fn manual(terminal: &mut Terminal) -> Result<Status, CliError> {
    let mut command = Cli::command();
    // gives every command its full name
    command.build();
    let out = &mut *terminal.out;
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    // commands are sections of this page, and have none of their own
    let page = String::from_utf8_lossy(&page);
    for line in page.lines() {
        match line.strip_prefix("copydesk\\-").and_then(|own| own.strip_suffix("(1)")) {
            Some(own) => writeln!(out, "copydesk {own}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    for own in command.get_subcommands().filter(|own| own.get_name() != "help") {
        section(own, out)?;
    }
    Ok(Status::Clean)
}

/// One command, and the commands under it.
fn section(command: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    writeln!(out, ".SH \"{name}\"")?;
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_description_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    // what is a section of a page of its own is a part of this one
    out.write_all(String::from_utf8_lossy(&page).replace(".SH ", ".SS ").as_bytes())?;
    command.get_subcommands().filter(|own| own.get_name() != "help").try_for_each(|own| section(own, out))
}
