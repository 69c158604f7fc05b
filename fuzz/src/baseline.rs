//! Baselines: what is read is written the same again.

use std::sync::Arc;

use copydesk::{baseline::Baseline, text::Text};

/// Reads a baseline.
pub fn baseline(data: &[u8]) {
    let text = |content: &str| Arc::new(Text::new("baseline.toml", content));
    match Baseline::read(&text(&String::from_utf8_lossy(data))) {
        Err(fault) => assert!(!fault.to_string().is_empty()),
        Ok(known) => {
            let written = known.to_toml().unwrap();
            let again = Baseline::read(&text(&written)).unwrap();
            assert_eq!(again.to_toml().unwrap(), written);
            assert_eq!(again.len(), known.len());
        }
    }
}
