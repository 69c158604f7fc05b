//! Runs the built program, and shows what came of it.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
};

use assert_cmd::Command;
use copydesk::cli::{self, Color, Terminal};

use crate::support::Failure;

/// What a run of the program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
}

/// Runs `copydesk` with some arguments in a folder, with something on standard input.
pub(crate) fn copydesk(
    folder: &Path,
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    input: &str,
) -> Result<Ran, Failure> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    // what may differ from machine to machine
    for name in ["COLUMNS", "LINES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(args).write_stdin(input).output()?;
    Ok(Ran {
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
        status: output.status.code(),
    })
}

/// Runs a command line (words without blanks), and shows it with both streams and the status.
pub(crate) fn shown(folder: &Path, line: &str, input: &str) -> Result<String, Failure> {
    let ran = copydesk(folder, line.split_whitespace(), input)?;
    let status = ran.status.map_or_else(|| "killed".to_owned(), |status| status.to_string());
    let mut text = format!("$ copydesk {line}\n{}", ran.stdout);
    if !ran.stderr.is_empty() {
        text.push_str("--- standard error\n");
        text.push_str(&ran.stderr);
    }
    // names of the program and of folders differ between systems
    let text = text.replace("copydesk.exe", "copydesk").replace("articles\\", "articles/");
    Ok(format!("{text}--- status {status}\n"))
}

/// What the program prints on a terminal of 80 columns, started in the folder of the repository.
pub(crate) fn printed(line: &str, color: Color) -> Result<String, Failure> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal {
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        is_terminal: false,
        width: 80,
        err_is_terminal: false,
        color,
    };
    cli::run(line.split_whitespace().map(OsString::from), &mut terminal);
    assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    Ok(String::from_utf8(out)?.replace('\\', "/"))
}
