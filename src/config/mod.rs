//! `copydesk.toml`: what a newsroom sets, for which of its articles.

mod declared;
mod find;
mod globs;
mod house;
mod place;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use find::{Configs, NAME, Placed};
pub use house::{rule_files, with_family};

use crate::{
    fault::Fault,
    gazetteer::table::{Builder, TableError},
    rule::{Level, Levels, Profile, Rule, Style, UnknownStyle},
    rules::RuleBook,
    settings::Settings,
    text::Text,
};
use declared::Declared;
use globs::Globs;
use place::Step::{At, Key};

/// A configuration with everything that `copydesk init` writes into a new one, each setting in a comment.
pub const TEMPLATE: &str = include_str!("template.toml");

/// A configuration, read and held to be right as far as that can be known without the rules.
#[derive(Debug)]
pub struct Config {
    /// Its file.
    text: Arc<Text>,
    /// The folder from which its paths are seen.
    folder: PathBuf,
    declared: Declared,
    include: Globs,
    exclude: Globs,
    /// Of each of its overrides, the paths.
    overridden: Vec<Globs>,
    own_rules: Vec<Arc<Rule>>,
    /// What stands in its lists of names.
    names: Vec<String>,
}

/// What a configuration sets for one article.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// What rules may read.
    pub settings: Settings,
    /// How much to look for, if it says so.
    pub profile: Option<Profile>,
    /// The levels of rules.
    pub levels: Levels,
}

impl Config {
    /// Reads a configuration. `shown` says what to call a file in messages.
    ///
    /// # Errors
    ///
    /// With everything that is wrong with it, or with the first thing that keeps the rest from being understood.
    pub fn read(path: &Path, shown: &dyn Fn(&Path) -> PathBuf) -> Result<Config, Vec<Fault>> {
        let name = shown(path);
        let unreadable = |error| vec![Fault::unreadable(&name, &error)];
        let content = fs::read_to_string(path).map_err(unreadable)?;
        let whole = path.canonicalize().map_err(unreadable)?;
        let folder = whole.parent().unwrap_or(Path::new("")).to_owned();
        let text = Arc::new(Text::new(name.to_string_lossy(), content));
        let declared: Declared = toml::from_str(text.content()).map_err(|error| vec![Fault::syntax(&text, &error)])?;
        let mut reading = Reading { text: &text, folder: &folder, shown, faults: Vec::new() };
        let include = reading.globs(&declared.include, &[Key("include")]);
        let exclude = reading.globs(&declared.exclude, &[Key("exclude")]);
        let overridden = declared.overrides.iter().enumerate().map(|(at, own)| reading.paths(at, &own.paths)).collect();
        reading.outlets(declared.outlet.as_deref(), &[Key("outlet")]);
        for (at, own) in declared.overrides.iter().enumerate() {
            reading.outlets(own.outlet.as_deref(), &[Key("overrides"), At(at), Key("outlet")]);
        }
        reading.style(declared.style.as_deref(), &[Key("style")]);
        for (at, own) in declared.overrides.iter().enumerate() {
            reading.style(own.style.as_deref(), &[Key("overrides"), At(at), Key("style")]);
        }
        let names = reading.names(&declared.names);
        let own_rules = reading.own_rules(&declared.own_rules);
        match reading.faults {
            faults if !faults.is_empty() => Err(faults),
            _ => Ok(Config { text, folder, declared, include, exclude, overridden, own_rules, names }),
        }
    }

    /// Its file.
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The rules of the newsroom.
    pub fn own_rules(&self) -> &[Arc<Rule>] {
        &self.own_rules
    }

    /// The files of names that must be spelt right.
    pub fn names(&self) -> impl Iterator<Item = PathBuf> {
        self.declared.names.iter().map(|name| self.folder.join(name))
    }

    /// What stands in them, in their order.
    pub fn name_lists(&self) -> &[String] {
        &self.names
    }

    /// What it sets for an article, whose path is seen from its folder.
    pub fn applied(&self, path: &Path) -> Applied {
        let base = &self.declared;
        let mut applied = Applied {
            settings: Settings {
                outlets: base.outlet.clone().unwrap_or_default(),
                style: base.style.clone(),
                spelling: base.spelling.unwrap_or_default(),
                published: base.published.unwrap_or_default(),
            },
            profile: base.profile,
            levels: Levels::default(),
        };
        let own: Vec<_> = base.overrides.iter().zip(&self.overridden).filter(|(_, paths)| paths.mean(path)).collect();
        for (own, _) in &own {
            let settings = &mut applied.settings;
            settings.style = own.style.clone().or(settings.style.take());
        }
        // what a newsroom sets itself goes before its house style
        if let Some(levels) = applied.settings.style.as_deref().and_then(style_levels) {
            applied.levels.lay(&levels);
        }
        applied.levels.lay(&base.rules);
        for (own, _) in own {
            let settings = &mut applied.settings;
            if let Some(outlets) = &own.outlet {
                settings.outlets.clone_from(outlets);
            }
            settings.spelling = own.spelling.unwrap_or(settings.spelling);
            settings.published = own.published.unwrap_or(settings.published);
            applied.profile = own.profile.or(applied.profile);
            applied.levels.lay(&own.rules);
        }
        applied
    }

    /// Which of its overrides mean an article, as bits of their places: articles of the same ones are checked alike.
    pub fn overrides_of(&self, path: &Path) -> Vec<bool> {
        self.overridden.iter().map(|paths| paths.mean(path)).collect()
    }

    /// Whether an article of a folder is to be read; its path is seen from the folder of the configuration.
    pub fn takes(&self, path: &Path) -> bool {
        (self.include.is_empty() || self.include.mean(path)) && !self.exclude.mean(path)
    }

    /// What is wrong with the names of rules in it, the newsroom's own being in the book.
    pub fn unknown_rules(&self, book: &RuleBook) -> Vec<Fault> {
        let unknown = |rules: &BTreeMap<String, Level>, steps: &[place::Step]| -> Vec<Fault> {
            let names = rules.keys().filter(|selector| !book.knows(selector));
            let fault = |selector: &String| {
                let steps: Vec<_> = steps.iter().copied().chain([Key("rules"), Key(selector)]).collect();
                let place = place::key(self.text.content(), &steps);
                let instead = book.closest(selector).map(|s| format!("; did you mean “{s}”?")).unwrap_or_default();
                Fault::new(&self.text, place, format!("no rule is called “{selector}”{instead}")).with_help(
                    "`copydesk rules` lists them. A family such as typo and a glob such as typo/* may stand here, too.",
                )
            };
            names.map(fault).collect()
        };
        let mut faults = unknown(&self.declared.rules, &[]);
        for (at, own) in self.declared.overrides.iter().enumerate() {
            faults.extend(unknown(&own.rules, &[Key("overrides"), At(at)]));
        }
        faults
    }
}

/// The levels that a house style gives to rules; none for a name that reading has refused.
fn style_levels(name: &str) -> Option<BTreeMap<String, Level>> {
    let style = Style::built_in(name)?.ok()?;
    Some(style.rules.into_iter().map(|(id, choice)| (id, choice.level)).collect())
}

/// A configuration while it is read, with what is wrong so far.
struct Reading<'a> {
    text: &'a Arc<Text>,
    folder: &'a Path,
    shown: &'a dyn Fn(&Path) -> PathBuf,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, steps: &[place::Step], message: impl Into<String>) {
        let place = place::value(self.text.content(), steps);
        self.faults.push(Fault::new(self.text, place, message));
    }

    fn globs(&mut self, patterns: &[String], steps: &[place::Step]) -> Globs {
        Globs::new(patterns).unwrap_or_else(|(at, message)| {
            let steps: Vec<_> = steps.iter().copied().chain([At(at)]).collect();
            self.fault(&steps, message);
            Globs::none()
        })
    }

    /// The paths of an override.
    fn paths(&mut self, at: usize, paths: &[String]) -> Globs {
        let steps = [Key("overrides"), At(at), Key("paths")];
        if paths.is_empty() {
            self.fault(&steps, "these settings are for no path; name one, such as \"opinion/**\"");
        }
        self.globs(paths, &steps)
    }

    fn style(&mut self, name: Option<&str>, steps: &[place::Step]) {
        if let Some(name) = name.filter(|name| Style::built_in(name).is_none()) {
            self.fault(steps, UnknownStyle { name: name.to_owned() }.to_string());
        }
    }

    fn outlets(&mut self, names: Option<&[String]>, steps: &[place::Step]) {
        if names.is_some_and(|names| names.iter().any(|name| name.trim().is_empty())) {
            self.fault(steps, "an outlet has a name; leave the key out if it has none");
        }
    }

    /// Reads the lists of names; what is wrong in one is shown there.
    fn names(&mut self, files: &[String]) -> Vec<String> {
        let mut lists = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let path = self.folder.join(file);
            match fs::read_to_string(&path) {
                Ok(list) => {
                    let text = Arc::new(Text::new((self.shown)(&path).to_string_lossy(), list.as_str()));
                    let fault = |error: &TableError| {
                        Fault::new(&text, place::rest_of_line(&list, error.line, error.column), error.reason.as_str())
                    };
                    self.faults.extend(Builder::errors(&list).iter().map(fault));
                    lists.push(list);
                }
                Err(error) => {
                    self.fault(&[Key("names"), At(at)], format!("“{file}”: {}", crate::read::plainly(&error)));
                }
            }
        }
        lists
    }

    fn own_rules(&mut self, paths: &[String]) -> Vec<Arc<Rule>> {
        let mut rules = Vec::new();
        for (at, path) in paths.iter().enumerate() {
            match house::read(&self.folder.join(path), self.shown) {
                Ok(Ok(read)) if read.is_empty() => {
                    let message = format!("there is no rule file in “{path}”; one is called FAMILY/NAME.toml");
                    self.fault(&[Key("own-rules"), At(at)], message);
                }
                Ok(Ok(read)) => rules.extend(read.into_iter().map(Arc::new)),
                Ok(Err(faults)) => self.faults.extend(faults),
                Err(error) => {
                    self.fault(&[Key("own-rules"), At(at)], format!("“{path}”: {}", crate::read::plainly(&error)));
                }
            }
        }
        rules
    }
}
