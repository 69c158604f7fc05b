//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Terminal;
use crate::read::Inputs;

/// What to read.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Articles and folders of articles; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// What to call standard input; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Read this configuration instead of the nearest `copydesk.toml`
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub(super) no_config: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Paths {
    /// As the reader wants them.
    pub(super) fn inputs(self) -> Inputs {
        Inputs { paths: self.paths, stdin_filename: self.stdin_filename }
    }
}

impl Common {
    /// Whether to use colour on this terminal.
    pub(super) fn is_colored(&self, terminal: &Terminal) -> bool {
        match self.color {
            Color::Auto => terminal.is_terminal && !terminal.no_color,
            Color::Always => true,
            Color::Never => false,
        }
    }
}
