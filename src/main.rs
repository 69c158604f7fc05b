//! The command `copydesk`.

use std::{
    env,
    io::{self, BufWriter, IsTerminal},
    process::ExitCode,
};

use copydesk::cli::{self, Color, Terminal};

/// Bytes that are gathered before they are written: the reports of an archive are megabytes.
const BUFFER: usize = 1 << 16;

fn main() -> ExitCode {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let mut out = BufWriter::with_capacity(BUFFER, stdout.lock());
    let width = terminal_size::terminal_size().filter(|_| is_terminal).map_or(100, |(width, _)| usize::from(width.0));
    let mut terminal = Terminal {
        input: &mut io::stdin().lock(),
        out: &mut out,
        // not locked: a progress bar draws there from other threads
        err: &mut io::stderr(),
        is_terminal,
        err_is_terminal: io::stderr().is_terminal(),
        width,
        color: color(),
    };
    ExitCode::from(cli::run(env::args_os(), &mut terminal) as u8)
}

/// What the environment says about colour: <https://no-color.org>, <https://bixense.com/clicolors>.
fn color() -> Color {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    match (set("NO_COLOR"), set("CLICOLOR_FORCE").filter(|value| value != "0")) {
        (Some(_), _) => Color::Never,
        (None, Some(_)) => Color::Always,
        (None, None) => Color::Auto,
    }
}
