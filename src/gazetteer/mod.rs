//! Names and set phrases that must be spelt right, and the words that are known.

mod dictionary;
pub mod table;
mod variety;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub use dictionary::Dictionary;
pub use variety::{Spelt, spelt};
use table::{Builder, Table, TableError};

/// Common misspellings that are more than one slip from the right word, or where the nearest word is another one: wrong
/// and right, with a tab between them.
const MISSPELT: &str = include_str!("../../rules/gazetteer/words/misspelt.tsv");

/// All name lists together, with the dictionary.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    /// The newsroom's own lists after the built-in one.
    tables: Vec<Table>,
    dictionary: Dictionary,
}

impl Gazetteer {
    /// The names and words that are built into the program.
    pub fn built_in() -> Gazetteer {
        let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
        Gazetteer { tables: vec![Table::new(bytes)], dictionary: Dictionary::built_in() }
    }

    /// Adds a newsroom's own list: phrase, class, flags and known-good near misses, with tabs between them.
    ///
    /// # Errors
    ///
    /// Names the line that is malformed.
    pub fn add_list(&mut self, list: &str) -> Result<(), TableError> {
        let mut builder = Builder::default();
        builder.add_list(list)?;
        self.tables.push(Table::new(builder.finish()));
        Ok(())
    }

    /// The tables of phrases.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The right form of a common misspelling, whatever its case.
    pub fn misspelt(&self, word: &str) -> Option<&'static str> {
        static LIST: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
        let list = LIST.get_or_init(|| MISSPELT.lines().filter_map(|line| line.split_once('\t')).collect());
        list.get(word.to_lowercase().as_str()).copied()
    }

    /// The words that are known.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }
}
