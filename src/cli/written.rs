//! The files that a run writes: what is wrong with them is told before anything is read.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use super::{
    CliError,
    common::{Common, Paths},
};
use crate::{report::clean, save};

/// The files that a command line names, by their true places.
#[derive(Debug, Default)]
pub(super) struct Files {
    read: HashMap<PathBuf, &'static str>,
    written: HashMap<PathBuf, &'static str>,
}

impl Files {
    /// Takes in the files that are read: articles and the configuration.
    pub(super) fn read(&mut self, paths: &Paths, common: &Common) {
        for path in &paths.paths {
            self.reads("an article", path);
        }
        if let Some(config) = &common.config {
            self.reads("the configuration", config);
        }
    }

    /// Takes in one file that is read; `what` says what it is.
    pub(super) fn reads(&mut self, what: &'static str, path: &Path) {
        if path.is_file() {
            self.read.insert(save::place(path), what);
        }
    }

    /// Takes in a file that an option names for writing.
    ///
    /// # Errors
    ///
    /// When it cannot be written, is read by the same run, or is named by another option.
    pub(super) fn written(&mut self, option: &'static str, path: &Path) -> Result<(), CliError> {
        let wrong = |why: &str| Err(CliError::Usage(format!("{}: {why}", clean(&path.to_string_lossy()))));
        if save::is_stream(path) {
            return Ok(());
        }
        let place = save::place(path);
        if let Some(what) = self.read.get(&place) {
            return wrong(&format!("{option} would write over {what}, which this run reads; name another file"));
        }
        if let Err(error) = save::try_out(path) {
            return wrong(&format!("{option} cannot write it: {error}"));
        }
        match self.written.insert(place, option) {
            Some(other) if other == option => wrong(&format!("{option} names it twice; one would be lost")),
            Some(other) => wrong(&format!("{other} and {option} both name it; one would be lost")),
            None => Ok(()),
        }
    }

    /// The true places of what is written.
    pub(super) fn places(&self) -> HashSet<PathBuf> {
        self.written.keys().cloned().collect()
    }
}
