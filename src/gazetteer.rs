//! Names and set phrases that must be spelt right.

/// All name lists together.
#[derive(Debug, Default)]
pub struct Gazetteer;
