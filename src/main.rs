//! The command `copydesk`.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use copydesk::cli::{self, Terminal};

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
        err: &mut io::stderr().lock(),
        is_terminal,
        width,
        no_color: env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
    };
    let status = cli::run(env::args_os(), &mut terminal);
    // a reader that has closed the pipe has seen enough
    let _ = out.flush();
    ExitCode::from(status as u8)
}
