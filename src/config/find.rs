//! Which configuration counts for an article: the nearest one above it, or the one that is named.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Applied, Config};
use crate::fault::Fault;

/// What a configuration is called.
pub const NAME: &str = "copydesk.toml";

/// The configurations of a run, each read once.
#[derive(Debug)]
pub struct Configs {
    source: Source,
    /// The working folder, which is left out of paths in messages.
    here: PathBuf,
    /// Of each folder as it was named, its true place.
    places: HashMap<PathBuf, PathBuf>,
    /// Of each true folder, what counts for the articles in it.
    nearest: HashMap<PathBuf, Option<Arc<Config>>>,
    /// Every configuration, in the order in which they were found.
    read: Vec<Arc<Config>>,
    faults: Vec<Fault>,
}

#[derive(Debug)]
enum Source {
    None,
    Named(Arc<Config>),
    Nearest,
}

/// An article's configuration, and the article's path seen from its folder.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The configuration.
    pub config: Arc<Config>,
    /// The path; whole, if the article lies elsewhere.
    pub path: PathBuf,
}

impl Placed {
    /// What is set for the article.
    pub fn applied(&self) -> Applied {
        self.config.applied(&self.path)
    }
}

impl Configs {
    fn of_source(source: Source, here: PathBuf) -> Configs {
        let read = match &source {
            Source::Named(config) => vec![Arc::clone(config)],
            Source::None | Source::Nearest => Vec::new(),
        };
        Configs { source, here, places: HashMap::new(), nearest: HashMap::new(), read, faults: Vec::new() }
    }

    /// No configuration for any article.
    pub fn none() -> Configs {
        Configs::of_source(Source::None, PathBuf::new())
    }

    /// For each article the nearest configuration above it. `here` is the working folder.
    pub fn nearest(here: &Path) -> Configs {
        Configs::of_source(Source::Nearest, here.canonicalize().unwrap_or_else(|_| here.to_owned()))
    }

    /// One configuration for all articles.
    ///
    /// # Errors
    ///
    /// With what is wrong with it.
    pub fn named(file: &Path, here: &Path) -> Result<Configs, Vec<Fault>> {
        let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
        let config = Config::read(file, &|path| shown(path, &here))?;
        Ok(Configs::of_source(Source::Named(Arc::new(config)), here))
    }

    /// The configuration of an article, if there is one that is right.
    pub fn of(&mut self, article: &Path) -> Option<Placed> {
        if matches!(self.source, Source::None) {
            return None;
        }
        let folder = self.folder(article);
        let config = match &self.source {
            Source::None => return None,
            Source::Named(config) => Arc::clone(config),
            Source::Nearest => self.above(&folder)?,
        };
        let whole = folder.join(article.file_name().unwrap_or_default());
        let path = whole.strip_prefix(&config.folder).map(Path::to_owned).unwrap_or(whole);
        Some(Placed { config, path })
    }

    /// The true folder of an article.
    fn folder(&mut self, article: &Path) -> PathBuf {
        let parent = article.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Some(known) = self.places.get(parent) {
            return known.clone();
        }
        let place = parent.canonicalize().unwrap_or_else(|_| self.here.join(parent));
        self.places.insert(parent.to_owned(), place.clone());
        place
    }

    /// The nearest configuration in a folder or above it.
    fn above(&mut self, folder: &Path) -> Option<Arc<Config>> {
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.nearest.get(folder) {
                found = known.clone();
                break;
            }
            passed.push(folder.to_owned());
            let file = folder.join(NAME);
            if file.is_file() {
                found = self.read(&file);
                break;
            }
        }
        for folder in passed {
            self.nearest.insert(folder, found.clone());
        }
        found
    }

    fn read(&mut self, file: &Path) -> Option<Arc<Config>> {
        match Config::read(file, &|path| shown(path, &self.here)) {
            Ok(config) => {
                let config = Arc::new(config);
                self.read.push(Arc::clone(&config));
                Some(config)
            }
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    /// Whether an article that a folder holds is to be read.
    pub fn takes(&mut self, article: &Path) -> bool {
        self.of(article).is_none_or(|placed| placed.config.takes(&placed.path))
    }

    /// Every configuration that was asked for so far.
    pub fn all(&self) -> &[Arc<Config>] {
        &self.read
    }

    /// What is wrong with those that were asked for since the last time, and is told only once.
    ///
    /// # Errors
    ///
    /// If anything is.
    pub fn settle(&mut self) -> Result<(), Vec<Fault>> {
        match std::mem::take(&mut self.faults) {
            faults if faults.is_empty() => Ok(()),
            faults => Err(faults),
        }
    }
}

/// What to call a file: seen from the working folder, if it lies in it.
fn shown(path: &Path, here: &Path) -> PathBuf {
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
