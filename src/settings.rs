//! What a newsroom may set, as rules read it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The typed values that rules may read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Names of the newsroom itself (“VOA”, “Voice of America”): words told to it are its own.
    pub outlets: Vec<String>,
    /// The name of the house style that it follows; none: no style is preferred to another.
    pub style: Option<String>,
    /// Whose spelling it prints.
    pub spelling: Variety,
    /// Whether readers have seen the articles, where those do not say so themselves.
    pub published: bool,
}

/// The variety of English whose spelling a newsroom prints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Variety {
    /// Either, as long as one article keeps to one of them.
    #[default]
    #[serde(rename = "any")]
    Any,
    /// “colour”, “organise”.
    #[serde(rename = "en-GB")]
    British,
    /// “color”, “organize”.
    #[serde(rename = "en-US")]
    American,
}

impl Variety {
    /// All of them.
    pub const ALL: [Variety; 3] = [Variety::Any, Variety::British, Variety::American];

    /// As it is written in a configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Variety::Any => "any",
            Variety::British => "en-GB",
            Variety::American => "en-US",
        }
    }
}

impl FromStr for Variety {
    type Err = ();

    fn from_str(text: &str) -> Result<Variety, ()> {
        Variety::ALL.into_iter().find(|variety| variety.as_str().eq_ignore_ascii_case(text)).ok_or(())
    }
}

impl Settings {
    /// Whether some words name the newsroom, by one of its own names.
    pub fn is_named_in(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let names = self.outlets.iter().map(|own| without_article(own).to_lowercase());
        names.filter(|own| !own.is_empty()).any(|own| words.contains(&own))
    }

    /// Whether a name is one of the newsroom's own, whatever its case.
    pub fn is_own(&self, name: &str) -> bool {
        let name = without_article(name);
        self.outlets.iter().any(|own| without_article(own).eq_ignore_ascii_case(name))
    }
}

/// A name without its “the”.
fn without_article(name: &str) -> &str {
    let the = name.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "));
    if the { name.get(4..).unwrap_or(name).trim_start() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_any_case_and_with_or_without_its_article() {
        let settings = Settings { outlets: vec!["The Corran Herald".to_owned()], ..Settings::default() };
        for own in ["Corran Herald", "the Corran Herald", "THE CORRAN HERALD"] {
            assert!(settings.is_own(own), "{own}");
        }
        assert!(!settings.is_own("Herald"));
        assert!(!settings.is_own(""));
        assert!(settings.is_named_in("Local media, the Corran herald among them, reported it."));
        assert!(!settings.is_named_in("Local media reported it in Corran."));
    }
}
