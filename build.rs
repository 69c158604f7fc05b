//! Embeds every file under `rules/`, so that adding a file is adding a rule, a lexicon or a name list.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("rules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();

    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs");
    let mut out = io::BufWriter::new(fs::File::create(out)?);
    for (name, wanted) in [("RULES", Kind::Rule), ("LEXICONS", Kind::Lexicon), ("GAZETTEERS", Kind::Gazetteer)] {
        writeln!(
            out,
            "/// Path below `rules/` and text of each embedded file.\npub(crate) static {name}: &[(&str, &str)] = &["
        )?;
        for file in files.iter().filter(|f| kind(&root, f) == wanted) {
            let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
            writeln!(out, "    ({name:?}, include_str!({:?})),", file.to_string_lossy())?;
        }
        writeln!(out, "];")?;
    }
    out.flush()
}

#[derive(PartialEq)]
enum Kind {
    Rule,
    Lexicon,
    Gazetteer,
    Other,
}

/// What a file is: its folder and its extension say so.
fn kind(root: &Path, file: &Path) -> Kind {
    let folder = file.strip_prefix(root).ok().and_then(|f| f.iter().next()).and_then(|f| f.to_str());
    match (folder, file.extension().and_then(|e| e.to_str())) {
        (Some("lexicon"), Some("toml")) => Kind::Lexicon,
        (Some("gazetteer"), Some("tsv")) => Kind::Gazetteer,
        (Some(_), Some("toml")) => Kind::Rule,
        _ => Kind::Other,
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
