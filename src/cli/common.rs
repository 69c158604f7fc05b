//! What every command shares: its options, how it reads articles and where it writes its reports.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{CliError, Color, Status, Terminal, progress::Progress, written::Files};
use crate::{
    article::Article,
    check::Reader,
    config::Configs,
    monitor::Monitor,
    read::{self, Inputs, Unreadable},
    report::{Look, clean},
    save::{self, SaveError},
};

/// What to read.
#[derive(Debug, Clone, Args)]
pub(super) struct Paths {
    /// Articles and folders of articles; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// What to call standard input; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    /// How large a file may be, such as 500kB or 20MiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size)]
    pub(super) max_file_size: u64,
    /// What the run itself writes, by its true places: no article, though a folder of articles may hold it.
    #[arg(skip)]
    pub(super) written: HashSet<PathBuf>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Read this configuration for every article, instead of the nearest copydesk.toml above each
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
    #[allow(dead_code, reason = "read for all commands alike, where the command line is taken apart")]
    pub(super) color: Color,
}

/// Options of a command that shows what it has read.
#[derive(Debug, Args)]
pub(super) struct Showing<F: ValueEnum + Send + Sync + 'static> {
    #[command(flatten)]
    paths: Paths,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: F,
    /// Write a further report to a file; repeatable
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::<F>)]
    output: Vec<Output<F>>,
    #[command(flatten)]
    common: Common,
    /// What the texts are read as.
    #[arg(skip)]
    pub(super) reading: Reading,
}

/// A second report of the same run: `FORMAT=FILE`.
#[derive(Debug, Clone)]
pub(super) struct Output<F> {
    format: F,
    pub(super) file: PathBuf,
}

/// Articles, read and annotated.
pub(super) struct Opened {
    /// What they were read with.
    pub(super) reader: Reader,
    /// The threads that were asked for.
    pub(super) pool: ThreadPool,
    /// Sorted by path.
    pub(super) articles: Vec<Article>,
    /// What could not be read.
    pub(super) unreadable: Vec<Unreadable>,
    /// What the newsrooms have set.
    pub(super) configs: Configs,
    /// How far the run is.
    pub(super) progress: Arc<Progress>,
}

/// What texts are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reading {
    /// Every one is an article.
    #[default]
    Articles,
    /// Every one is an article, to be annotated when it is checked.
    Drafts,
    /// Transcripts and captions are known as such.
    Compared,
}

impl Paths {
    /// Reads and annotates every article that the paths name, and tells at once what could not be read.
    pub(super) fn open(self, common: &Common, terminal: &mut Terminal) -> Result<Opened, CliError> {
        self.open_as(Reading::Articles, Monitor::default(), Progress::new(terminal.err_is_terminal), common, terminal)
    }

    /// Reads every article, to be annotated when it is checked, with the work followed.
    pub(super) fn open_drafts(
        self,
        monitor: Monitor,
        progress: Progress,
        common: &Common,
        terminal: &mut Terminal,
    ) -> Result<Opened, CliError> {
        self.open_as(Reading::Drafts, monitor, progress, common, terminal)
    }

    /// The same, reading the texts as articles or as what they are.
    fn open_as(
        self,
        reading: Reading,
        monitor: Monitor,
        progress: Progress,
        common: &Common,
        terminal: &mut Terminal,
    ) -> Result<Opened, CliError> {
        let builder = || ThreadPoolBuilder::new().num_threads(common.threads.unwrap_or(0));
        // this thread is one of them, unless it works for an earlier run already
        let pool = builder().use_current_thread().build().or_else(|_| builder().build());
        let pool = pool.map_err(|error| CliError::Usage(format!("no threads could be started: {error}")))?;
        let mut configs = common.configs()?;
        let progress = Arc::new(progress);
        let reader = Reader::new()?.followed(monitor.with_tick({
            let progress = Arc::clone(&progress);
            move || progress.tick()
        }));
        let monitor = reader.monitor();
        if self.stdin_filename.is_some() && !self.paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(CliError::Usage(
                "--stdin-filename names standard input; give `-` as a path to read it".to_owned(),
            ));
        }
        let captions = reading == Reading::Compared;
        let inputs =
            Inputs { paths: self.paths, stdin_filename: self.stdin_filename, max_size: self.max_file_size, captions };
        let is_own = |path: &Path| !self.written.is_empty() && self.written.contains(&save::place(path));
        let mut keep = |path: &Path| configs.takes(path) && !is_own(path);
        let read = || read::read(&inputs, &mut *terminal.input, &mut keep, &pool);
        let (texts, unreadable) = monitor.stage("read the files", read);
        for text in &texts {
            configs.of(Path::new(text.path()));
        }
        configs.settle().map_err(CliError::Config)?;
        for Unreadable { path, error } in &unreadable {
            let _ = writeln!(terminal.err, "copydesk: {}: {}", clean(path), clean(error));
        }
        progress.stage("reading", texts.len());
        let articles = match reading {
            Reading::Drafts => monitor.stage("find the copy in them", || pool.install(|| reader.parsed(texts))),
            Reading::Articles | Reading::Compared => {
                let compared = reading == Reading::Compared;
                let annotate = || if compared { reader.compared(texts) } else { reader.articles(texts) };
                monitor.stage("find who says what", || pool.install(annotate))
            }
        };
        Ok(Opened { reader, pool, articles, unreadable, configs, progress })
    }
}

impl<F: ValueEnum + Copy + Send + Sync + 'static> Showing<F> {
    /// Reads the articles, and shows them in each form that was asked for.
    pub(super) fn run(
        self,
        terminal: &mut Terminal,
        mut show: impl FnMut(F, &Opened, &mut dyn Write, Look) -> io::Result<()>,
    ) -> Result<Status, CliError> {
        let progress = Progress::new(terminal.err_is_terminal);
        let mut files = Files::default();
        files.read(&self.paths, &self.common);
        for Output { file, .. } in &self.output {
            files.written("--output", file)?;
        }
        let paths = Paths { written: files.places(), ..self.paths };
        let opened = paths.open_as(self.reading, Monitor::default(), progress, &self.common, terminal)?;
        opened.progress.clear();
        let write = |format, out: &mut dyn Write, look, _| show(format, &opened, out, look);
        let all = write_reports(terminal, self.format, &self.output, write)?;
        Ok(if all && opened.unreadable.is_empty() { Status::Clean } else { Status::Unreadable })
    }
}

impl Common {
    /// Where configurations come from.
    pub(super) fn configs(&self) -> Result<Configs, CliError> {
        let here = std::env::current_dir().unwrap_or_default();
        match &self.config {
            _ if self.no_config => Ok(Configs::none()),
            Some(file) => Configs::named(file, &here).map_err(CliError::Config),
            None => Ok(Configs::nearest(&here)),
        }
    }
}

/// Reads a size: a number of bytes, or one with `kB`, `MB` or `GB`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err("write a number and kB, MB or GB".to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| "write a number and kB, MB or GB".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "that is more than any file".to_owned())
}

/// Reads `FORMAT=FILE`.
pub(super) fn output<F: ValueEnum>(text: &str) -> Result<Output<F>, String> {
    let names = || {
        let names = F::value_variants().iter().filter_map(|f| f.to_possible_value());
        names.map(|name| name.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    };
    let (format, file) =
        text.split_once('=').ok_or_else(|| format!("write FORMAT=FILE, with a format of {}", names()))?;
    let format = F::from_str(format, false).map_err(|_| format!("the formats are {}", names()))?;
    if file.is_empty() {
        return Err("name the file after the equals sign".to_owned());
    }
    Ok(Output { format, file: PathBuf::from(file) })
}

/// Writes reports to files and then one to standard output, tells of each file that could not be written, and returns
/// whether all were. `write` is told whether all were so far.
pub(super) fn write_reports<F: Copy>(
    terminal: &mut Terminal,
    format: F,
    outputs: &[Output<F>],
    mut write: impl FnMut(F, &mut dyn Write, Look, bool) -> io::Result<()>,
) -> Result<bool, CliError> {
    let look = terminal.look();
    let all = write_files(terminal, outputs, &mut write);
    match write(format, &mut *terminal.out, look, all).and_then(|()| terminal.out.flush()) {
        // a closed pipe ends quietly, and what else was lost is lost all the same
        Err(error) if !all && error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => Ok(written.map(|()| all)?),
    }
}

/// The same, to files only.
pub(super) fn write_files<F: Copy>(
    terminal: &mut Terminal,
    outputs: &[Output<F>],
    write: &mut impl FnMut(F, &mut dyn Write, Look, bool) -> io::Result<()>,
) -> bool {
    let mut all = true;
    for Output { format, file } in outputs {
        match save::write(file, |out| write(*format, out, Look::default(), true)) {
            // such as `/dev/stdout`, of which somebody has seen enough
            Err(SaveError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => {
                let _ = writeln!(
                    terminal.err,
                    "copydesk: {}: the report was not written: {error}",
                    clean(&file.to_string_lossy())
                );
                all = false;
            }
            Ok(()) => {}
        }
    }
    all
}
