//! Names and set phrases that must be spelt right, and the words that are known.

mod confusable;
mod dictionary;
mod known;
pub mod table;
mod variant;
mod variety;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

pub use confusable::{Confusable, confusables};
pub use dictionary::{Dictionary, Rank};
pub use known::{FUNCTION_WORDS, Known, Words};
use table::{Builder, Near, Phrase, Table, TableError};
pub use variant::{are_variants, variant};
pub use variety::{Spelt, spelt};

use crate::memory::{Kept, Shelf};

/// Common misspellings that are more than one slip from the right word, or where the nearest word is another one: wrong
/// and right, with a tab between them.
const MISSPELT: &str = include_str!("../../rules/gazetteer/words/misspelt.tsv");

/// All name lists together, with the dictionary. Copies share their lists, so that each newsroom of a run can lay its own
/// over the built-in one.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    /// The newsroom's own lists after the built-in one.
    tables: Vec<Arc<Table>>,
    dictionary: Dictionary,
    /// What was found in these lists before.
    kept: Shelf<Kept<Known>>,
}

impl Gazetteer {
    /// The names and words that are built into the program.
    pub fn built_in() -> Gazetteer {
        let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
        Gazetteer {
            tables: vec![Arc::new(Table::new(bytes))],
            dictionary: Dictionary::built_in(),
            kept: Shelf::default(),
        }
    }

    /// Adds a newsroom's own list, which holds against those before it: phrase, class, flags and known-good near misses, with tabs between them.
    ///
    /// # Errors
    ///
    /// Names the line and column that are malformed.
    pub fn add_list(&mut self, list: &str) -> Result<(), TableError> {
        let mut builder = Builder::default();
        builder.add_list(list)?;
        self.tables.push(Arc::new(Table::new(builder.finish())));
        self.kept = Shelf::default();
        Ok(())
    }

    /// Whether there may be phrases of a key; tells most that have none, in little time where many are asked for.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        self.tables.iter().any(|table| table.may_have(key))
    }

    /// The first of the phrases of a key with a hole of which something can be said, among those of which the word that is left
    /// out may be the right one. What a later list says of the same name holds.
    #[inline]
    pub fn find<'a, T>(&'a self, key: u64, near: Near, mut see: impl FnMut(Phrase<'a>) -> Option<T>) -> Option<T> {
        let last = self.tables.len().saturating_sub(1);
        self.tables.iter().enumerate().find_map(|(at, table)| {
            let replaced = |phrase: &Phrase| at < last && self.is_replaced(phrase, at);
            table.near(key, near, |phrase| if replaced(&phrase) { None } else { see(phrase) })
        })
    }

    /// Whether a list behind one has a phrase of it as well.
    fn is_replaced(&self, phrase: &Phrase, at: usize) -> bool {
        let name = phrase.words().collect::<Vec<_>>().join(" ");
        self.tables.iter().skip(at + 1).any(|list| list.holds(&name))
    }

    /// A look-up of words one after the other.
    pub fn words(&self) -> Words<'_> {
        Words::new(self)
    }

    /// The tables of phrases.
    pub fn tables(&self) -> &[Arc<Table>] {
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
