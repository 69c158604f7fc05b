//! How each article is to be checked: the command line, then the article's front matter, then its configuration.

use std::{collections::HashMap, path::Path, sync::Arc};

use super::super::{CliError, Terminal, common::Opened};
use crate::{
    article::Article,
    check::{Checker, Orders, Selection},
    config::{Applied, Config},
    fault::Fault,
    gazetteer::Gazetteer,
    read::Unreadable,
    report::clean,
    rule::{Profile, Rule, RuleError},
    text::Text,
};

/// What the command line asks for, for all articles.
#[derive(Debug)]
pub(super) struct Asked {
    /// How much to look for, if it says so.
    pub(super) profile: Option<Profile>,
    /// The rest.
    pub(super) selection: Selection,
}

/// Brings the rules of all newsrooms of a run into the book. `add` says whether one takes the place of a built-in one
/// of its id, or stands beside it.
///
/// # Errors
///
/// When one is wrong, when a newsroom has two rules of one name, or when a configuration names a rule that is not there.
pub(in crate::cli) fn load_own_rules(
    checker: &mut Checker,
    configs: &[Arc<Config>],
    add: fn(&mut Checker, Rule) -> Result<(), RuleError>,
) -> Result<(), CliError> {
    let mut faults: Vec<Fault> = configs.iter().flat_map(|config| twice(config.own_rules())).collect();
    if faults.is_empty() {
        let mut known: Vec<&Arc<Rule>> = Vec::new();
        for rule in configs.iter().flat_map(|config| config.own_rules()) {
            if known.iter().any(|other| other.is_same(rule)) {
                continue;
            }
            known.push(rule);
            let added = add(checker, Rule::clone(rule));
            faults.extend(added.err().map(|error| Fault::rule(&error, &rule.text)));
        }
    }
    if faults.is_empty() {
        faults.extend(configs.iter().flat_map(|config| config.unknown_rules(checker.book())));
    }
    if faults.is_empty() { Ok(()) } else { Err(CliError::Config(faults)) }
}

/// Rules of a newsroom that have the name of another one of it.
fn twice(rules: &[Arc<Rule>]) -> Vec<Fault> {
    let mut known: HashMap<&str, &Arc<Rule>> = HashMap::new();
    let mut faults = Vec::new();
    for rule in rules {
        match known.insert(&rule.id, rule) {
            Some(other) if !other.is_same(rule) => {
                let text = Arc::new(Text::new(rule.file.as_str(), rule.text.as_str()));
                let message = format!("another rule of this newsroom is called “{}”: {}", rule.id, other.file);
                faults.push(Fault::new(&text, None, message).with_help("Rename one of them, or leave one out."));
            }
            _ => {}
        }
    }
    faults
}

/// The names that each newsroom knows: its own lists, in their order, over those that all know.
///
/// # Errors
///
/// When a list is malformed or too long.
fn house_names(configs: &[Arc<Config>]) -> Result<HouseNames, CliError> {
    let common = Gazetteer::built_in();
    let mut all = HashMap::new();
    for config in configs.iter().filter(|config| !config.name_lists().is_empty()) {
        let mut own = common.clone();
        for list in config.name_lists() {
            own.add_list(list).map_err(|error| CliError::Usage(format!("a list of house names, {error}")))?;
        }
        all.insert(Arc::as_ptr(config), Arc::new(own));
    }
    Ok(all)
}

/// The names of each configuration that lists some.
type HouseNames = HashMap<*const Config, Arc<Gazetteer>>;

/// What articles have in common that are checked alike: the configuration, which of its overrides mean them, and the
/// profile that they ask for.
type Alike = (Option<*const Config>, Vec<bool>, Option<Profile>);

/// The orders of each article, those that are alike shared. What an article asks for and cannot be understood is told
/// as something that could not be read; the article is checked all the same.
pub(super) fn orders(
    opened: &mut Opened,
    asked: &Asked,
    terminal: &mut Terminal,
) -> Result<Vec<Arc<Orders>>, CliError> {
    let configs = opened.configs.all().to_vec();
    let names = house_names(&configs)?;
    let mut shared: HashMap<Alike, Arc<Orders>> = HashMap::new();
    let mut orders = Vec::with_capacity(opened.articles.len());
    for article in &opened.articles {
        let path = article.text.path();
        let own = own_profile(article).unwrap_or_else(|error| {
            let _ = writeln!(terminal.err, "copydesk: {}: {}", clean(path), clean(&error));
            opened.unreadable.push(Unreadable { path: path.to_owned(), error });
            None
        });
        let placed = opened.configs.of(Path::new(path));
        let config = placed.as_ref().map(|placed| &placed.config);
        let overridden = placed.as_ref().map(|placed| placed.config.overrides_of(&placed.path)).unwrap_or_default();
        let order = shared.entry((config.map(Arc::as_ptr), overridden, own)).or_insert_with(|| {
            let Applied { settings, profile, levels } =
                placed.as_ref().map(|placed| placed.applied()).unwrap_or_default();
            let profile = asked.profile.or(own).or(profile).unwrap_or_default();
            let (own_rules, elsewhere) = rules(&configs, config);
            Arc::new(Orders {
                settings,
                gazetteer: config.and_then(|config| names.get(&Arc::as_ptr(config))).cloned(),
                selection: Selection { profile, levels, own: own_rules, elsewhere, ..asked.selection.clone() },
            })
        });
        orders.push(Arc::clone(order));
    }
    opened.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(orders)
}

/// Ids of the rules of a newsroom, and the rules that only others have.
fn rules(configs: &[Arc<Config>], own: Option<&Arc<Config>>) -> (Vec<String>, Vec<Arc<Rule>>) {
    let own = own.map_or(&[][..], |config| config.own_rules());
    let ids = own.iter().map(|rule| rule.id.clone()).collect();
    let all = configs.iter().flat_map(|config| config.own_rules());
    let elsewhere = all.filter(|rule| !own.iter().any(|other| other.is_same(rule))).map(Arc::clone).collect();
    (ids, elsewhere)
}

/// The profile that the front matter asks for.
fn own_profile(article: &Article) -> Result<Option<Profile>, String> {
    let Some(asked) = &article.meta.profile else { return Ok(None) };
    let known = Profile::ALL.into_iter().find(|profile| profile.as_str() == asked);
    let names = || Profile::ALL.map(Profile::as_str).join(", ");
    known.map(Some).ok_or_else(|| {
        format!(
            "its front matter asks for the profile “{asked}”, and the profiles are {}; it was checked without",
            names()
        )
    })
}
