//! What may stand in `copydesk.toml`: from these types come its messages and its JSON Schema.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

use crate::{
    rule::{Level, Profile},
    settings::Variety,
};

/// Settings of a newsroom for copydesk. The file that is nearest above an article counts for it.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "copydesk.toml"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Declared {
    /// The newsroom's own name, or its names: words told to it are its own.
    #[serde(deserialize_with = "one_or_more")]
    #[cfg_attr(test, schemars(with = "Option<OneOrMore>"))]
    pub(super) outlet: Option<Vec<String>>,
    /// How much to look for.
    pub(super) profile: Option<Profile>,
    /// The name of the house style.
    pub(super) style: Option<String>,
    /// The variety of English whose spelling the newsroom prints.
    pub(super) spelling: Option<Variety>,
    /// Whether the articles have been published, where their front matter does not say so: then `--changed-since`
    /// watches what happens to their quotations.
    pub(super) published: Option<bool>,
    /// The level of rules, by id, family or glob. Of several, the one that says most decides. A whole id turns its rule
    /// on, whatever the profile.
    pub(super) rules: BTreeMap<String, Level>,
    /// Other settings for some paths. Of several that mean an article, the last decides.
    pub(super) overrides: Vec<Override>,
    /// Rule files of the newsroom and folders of them, seen from this file.
    pub(super) own_rules: Vec<String>,
    /// Lists of names that must be spelt right, seen from this file.
    pub(super) names: Vec<String>,
    /// The files that are taken from a folder, as in `.gitignore`; without any, all articles. A file named outright is
    /// always taken.
    pub(super) include: Vec<String>,
    /// The files that are left out of a folder, as in `.gitignore`.
    pub(super) exclude: Vec<String>,
}

/// Other settings for some paths.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Override {
    /// The articles that it is about, as in `.gitignore`, seen from this file.
    pub(super) paths: Vec<String>,
    /// The newsroom's own name there, or its names.
    #[serde(default, deserialize_with = "one_or_more")]
    #[cfg_attr(test, schemars(with = "Option<OneOrMore>"))]
    pub(super) outlet: Option<Vec<String>>,
    /// How much to look for.
    pub(super) profile: Option<Profile>,
    /// The name of the house style.
    pub(super) style: Option<String>,
    /// The variety of English whose spelling is printed there.
    pub(super) spelling: Option<Variety>,
    /// Whether the articles there have been published.
    pub(super) published: Option<bool>,
    /// The level of rules, by id, family or glob.
    #[serde(default)]
    pub(super) rules: BTreeMap<String, Level>,
}

/// A name or a list of names.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum OneOrMore {
    /// One name.
    One(String),
    /// Several names.
    More(Vec<String>),
}

/// Reads a name or a list of names.
fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    struct Names;

    impl<'de> Visitor<'de> for Names {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a name or a list of names")
        }

        fn visit_str<E>(self, name: &str) -> Result<Vec<String>, E> {
            Ok(vec![name.to_owned()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some(name) = list.next_element()? {
                names.push(name);
            }
            Ok(names)
        }
    }

    from.deserialize_any(Names).map(Some)
}
