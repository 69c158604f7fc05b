//! What a newsroom may set, as rules read it.

/// The typed values that rules may read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Names of the newsroom itself (“VOA”, “Voice of America”): words told to it are its own.
    pub outlets: Vec<String>,
}

impl Settings {
    /// Whether a name is one of the newsroom's own, whatever its case.
    pub fn is_own(&self, name: &str) -> bool {
        let name = name.trim_start_matches("the ").trim_start_matches("The ");
        self.outlets.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}
