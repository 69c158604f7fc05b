//! Where a command reads from and writes to.

use std::io::{self, Read, Write};

use clap::ValueEnum;

use super::{CliError, Status};
use crate::report::{self, Look};

/// The streams of a command, and what is known of the terminal behind them.
pub struct Terminal<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
    /// Whether standard error is one, so that a progress bar may be drawn there.
    pub err_is_terminal: bool,
    /// How many columns a line may take.
    pub width: usize,
    /// When to use colour: what the environment says, until the command line says something else.
    pub color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set; elsewhere only if `CLICOLOR_FORCE` is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether to use it on a stream.
    fn on(self, is_terminal: bool) -> bool {
        match self {
            Color::Auto => is_terminal,
            Color::Always => true,
            Color::Never => false,
        }
    }
}

impl Terminal<'_> {
    /// How a report on standard output looks.
    pub(super) fn look(&self) -> Look {
        Look { width: self.width, color: self.color.on(self.is_terminal) }
    }

    /// Shows a usage error on standard error, or help and version on standard output.
    pub(super) fn usage(&mut self, usage: &clap::Error) -> Status {
        let text = usage.render();
        let color = self.color.on(if usage.use_stderr() { self.err_is_terminal } else { self.is_terminal });
        let (stream, status): (&mut dyn Write, _) =
            if usage.use_stderr() { (self.err, Status::Usage) } else { (self.out, Status::Clean) };
        let shown = match color {
            true => write!(stream, "{}", text.ansi()),
            false => write!(stream, "{text}"),
        };
        match shown.and_then(|()| stream.flush()) {
            Err(error) if !usage.use_stderr() => self.failure(&CliError::Output(error)),
            _ => status,
        }
    }

    /// Says on standard error why the command could not do its work. A reader that has seen enough closes the pipe: that is
    /// no failure.
    pub(super) fn failure(&mut self, error: &CliError) -> Status {
        if let CliError::Output(error) = error
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return Status::Clean;
        }
        let look = Look { width: self.width, color: self.color.on(self.err_is_terminal) };
        let _ = match error {
            CliError::Config(faults) => faults.iter().try_for_each(|f| write!(self.err, "{}", report::fault(f, look))),
            _ => writeln!(self.err, "copydesk: {error}"),
        };
        error.status()
    }
}
