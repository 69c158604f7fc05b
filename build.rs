//! Embeds every file under `rules/`, so that adding a file is adding a rule, a lexicon or a name list.
//!
//! Name lists and word lists are made into tables that the program reads in place.

use std::{
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use table::hash;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the program uses what the build does not")]
#[path = "src/gazetteer/table/mod.rs"]
mod table;

/// Word lists of which fewer bits are enough: nothing is searched for among them.
const ROUGH: [&str; 2] = ["rare.txt", "names.txt"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/gazetteer/table");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("rules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let of = |wanted: Kind| {
        let root = &root;
        files.iter().filter(move |f| kind(root, f) == wanted)
    };

    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut out = io::BufWriter::new(fs::File::create(folder.join("embedded.rs"))?);
    writeln!(out, "/// Path below `rules/` and text of each rule.\npub(crate) static RULES: &[(&str, &str)] = &[")?;
    for file in of(Kind::Rule) {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        // by the place of the package at compile time: a build folder may serve a checkout that has moved
        let path = format!("/rules/{name}");
        writeln!(out, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")?;
    }
    writeln!(out, "];")?;
    writeln!(out, "/// Name and text of each house style, sorted.\npub(crate) static STYLES: &[(&str, &str)] = &[")?;
    for file in of(Kind::Style) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let path = format!("/rules/style/{name}.toml");
        writeln!(out, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")?;
    }
    writeln!(out, "];")?;

    let mut lexicon = String::new();
    for file in of(Kind::Lexicon) {
        let groups = lexicon_groups(file).map_err(|error| format!("{}: {error}", file.display()))?;
        lexicon.extend(groups);
    }
    fs::write(folder.join("lexicon.txt"), lexicon)?;

    let mut builder = table::Builder::default();
    for file in of(Kind::Names) {
        builder.add_list(&fs::read_to_string(file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    fs::write(folder.join("gazetteer.bin"), builder.finish())?;
    for file in of(Kind::Words) {
        let words = fs::read_to_string(file)?;
        let mut bytes = Vec::new();
        match ROUGH.iter().any(|name| file.ends_with(name)) {
            true => table::write_buckets(&mut bytes, words.lines().map(|word| (hash(word), [])).collect()),
            false => {
                let marks = words.lines().map(|word| (hash(word), table::mark(hash(word)))).collect();
                table::write_buckets(&mut bytes, marks);
            }
        }
        fs::write(folder.join(file.with_extension("bin").file_name().unwrap_or_default()), bytes)?;
    }
    Ok(out.flush()?)
}

#[derive(PartialEq)]
enum Kind {
    Rule,
    Style,
    Lexicon,
    Names,
    Words,
    Other,
}

/// The groups of a lexicon, each a line `=file.group` with a line for each of its words.
fn lexicon_groups(file: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let groups: toml::Table = fs::read_to_string(file)?.parse()?;
    let group = |(name, group): (&String, &toml::Value)| -> Result<String, Box<dyn Error>> {
        let known = |key: &String| key == "about" || key == "words";
        let table = group.as_table().filter(|table| table.len() == 2 && table.keys().all(known));
        let words = table.and_then(|table| table["words"].as_array());
        let words = words.ok_or_else(|| format!("[{name}] must hold `about` and `words`, and nothing else"))?;
        let mut lines = format!("={stem}.{name}\n");
        for word in words {
            let word = word.as_str().filter(|w| !w.is_empty() && !w.contains('=') && !w.contains('\n'));
            lines += word.ok_or_else(|| format!("[{name}] holds what is no word"))?;
            lines.push('\n');
        }
        Ok(lines)
    };
    groups.iter().map(group).collect()
}

/// What a file is: its folder and its extension say so.
fn kind(root: &Path, file: &Path) -> Kind {
    let folder = file.strip_prefix(root).ok().and_then(|f| f.iter().next()).and_then(|f| f.to_str());
    match (folder, file.extension().and_then(|e| e.to_str())) {
        (Some("lexicon"), Some("toml")) => Kind::Lexicon,
        (Some("style"), Some("toml")) => Kind::Style,
        (Some("gazetteer"), Some("tsv")) if !file.parent().is_some_and(|f| f.ends_with("words")) => Kind::Names,
        (Some("gazetteer"), Some("txt")) => Kind::Words,
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
