//! Configurations: read, or refused with places in the file.

use std::{fs, path::Path};

use copydesk::config::Config;

use super::DESK;

/// Reads a configuration and asks it about a path.
pub fn config(data: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copydesk.toml");
    fs::write(&path, data).unwrap();
    match Config::read(&path, &|path| path.file_name().map(Into::into).unwrap_or_default()) {
        Err(faults) => {
            assert!(!faults.is_empty());
            faults.iter().for_each(|fault| assert!(!fault.to_string().is_empty()));
        }
        Ok(config) => {
            let article = folder.path().join(Path::new("desk/story.md"));
            config.takes(&article);
            config.applied(&article);
            config.unknown_rules(DESK.book());
        }
    }
}
