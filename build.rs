//! Embeds every file under `rules/`, so that adding a file is adding a rule, a lexicon or a name list.
//!
//! Name lists, word lists and lexicons are made into tables that the program reads in place; the patterns of rules get
//! their word lists filled in, and the weights of attribution become numbers.

use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use table::hash as hash_of;

#[allow(dead_code, unreachable_pub, reason = "the program uses what the build does not")]
#[path = "src/hash.rs"]
mod hash;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the program uses what the build does not")]
#[path = "src/lexicon/table/mod.rs"]
mod lexicon;
#[allow(dead_code, unreachable_pub, reason = "the program uses what the build does not")]
#[path = "src/annotate/model/packed.rs"]
mod packed;
#[allow(dead_code, unreachable_pub, reason = "the program uses what the build does not")]
#[path = "src/rules/pattern/prepare.rs"]
mod prepare;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the program uses what the build does not")]
#[path = "src/gazetteer/table/mod.rs"]
mod table;

/// Word lists of which fewer bits are enough: nothing is searched for among them.
const ROUGH: [&str; 2] = ["rare.txt", "names.txt"];

/// The other word lists, those of the best known words first.
const RANKED: [&str; 4] = ["common.txt", "frequent.txt", "known.txt", "more.txt"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    for source in ["hash.rs", "gazetteer/table", "lexicon/table", "annotate/model", "rules/pattern/prepare.rs"] {
        println!("cargo::rerun-if-changed=src/{source}");
    }
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
    writeln!(
        out,
        "/// Path below `rules/` of each rule, its text, and what it says, in JSON.\n\
        pub(crate) static RULES: &[(&str, &str, &str)] = &["
    )?;
    let mut written = BTreeSet::new();
    for file in of(Kind::Rule) {
        let spec: toml::Table =
            fs::read_to_string(file)?.parse().map_err(|error| format!("{}: {error}", file.display()))?;
        collect_patterns(spec.get("pattern"), &mut written);
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        // by the place of the package at compile time: a build folder may serve a checkout that has moved
        let path = format!("/rules/{name}");
        let spec = serde_json::to_string(&spec)?;
        writeln!(out, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})), {spec:?}),")?;
    }
    writeln!(out, "];")?;
    writeln!(out, "/// Name and text of each house style, sorted.\npub(crate) static STYLES: &[(&str, &str)] = &[")?;
    for file in of(Kind::Style) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let path = format!("/rules/style/{name}.toml");
        writeln!(out, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")?;
    }
    writeln!(out, "];")?;

    let mut groups = Vec::new();
    for file in of(Kind::Lexicon) {
        groups.extend(lexicon_groups(file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let packed = lexicon::pack(&groups).map_err(|fault| format!("rules/lexicon: {fault:?}"))?;
    fs::write(folder.join("lexicon.bin"), packed)?;

    writeln!(
        out,
        "/// The patterns of the rules, sorted: as written, with word lists filled in, and what every match needs.\n\
        pub(crate) static PATTERNS: &[(&str, &str, Needs)] = &["
    )?;
    let list = |name: &str| -> Vec<&str> {
        let of = |group: &str| group == name || group.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        groups.iter().filter(|(group, _)| of(group)).flat_map(|(_, words)| words).map(String::as_str).collect()
    };
    // what is no pattern is no word list either, and is told of when the rules are tested
    for (pattern, filled) in written.iter().filter_map(|p| Some((p, prepare::fill(p, list).ok()?))) {
        let needs = prepare::needs(&filled).into_iter().map(|words| format!("&{words:?}"));
        writeln!(out, "    ({pattern:?}, {filled:?}, &[{}]),", needs.collect::<Vec<_>>().join(", "))?;
    }
    writeln!(out, "];")?;

    for name in ["subject", "speaker", "content", "kind"] {
        let path = Path::new("src/annotate/model").join(name).with_extension("tsv");
        let weights = packed::pack(&fs::read_to_string(root.with_file_name("").join(&path))?)
            .map_err(|line| format!("{}: line {line} is no answer with its weight", path.display()))?;
        fs::write(folder.join(name).with_extension("weights"), weights)?;
    }

    let mut builder = table::Builder::default();
    for file in of(Kind::Names) {
        builder.add_list(&fs::read_to_string(file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    fs::write(folder.join("gazetteer.bin"), builder.finish())?;
    let mut ranked = Vec::new();
    for file in of(Kind::Words) {
        let words = fs::read_to_string(file)?;
        let hashes = words.lines().map(hash_of);
        if let Some(rank) = (0..).zip(RANKED).find_map(|(rank, name)| file.ends_with(name).then_some(rank)) {
            ranked.extend(hashes.map(|word| (word, table::ranked(word, rank))));
        } else if ROUGH.iter().any(|name| file.ends_with(name)) {
            let mut bytes = Vec::new();
            table::write_buckets(&mut bytes, hashes.map(|word| (word, [])).collect());
            fs::write(folder.join(file.with_extension("bin").file_name().unwrap_or_default()), bytes)?;
        } else {
            return Err(format!("{}: a word list of no rank", file.display()).into());
        }
    }
    let mut bytes = Vec::new();
    table::write_buckets(&mut bytes, ranked);
    fs::write(folder.join("ranked.bin"), bytes)?;
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

/// Groups of a lexicon: name, and words.
type Groups = Vec<(String, Vec<String>)>;

/// The groups of a lexicon, `file.group`, with their words.
fn lexicon_groups(file: &Path) -> Result<Groups, Box<dyn Error>> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let groups: toml::Table = fs::read_to_string(file)?.parse()?;
    let group = |(name, group): (&String, &toml::Value)| -> Result<(String, Vec<String>), Box<dyn Error>> {
        let known = |key: &String| key == "about" || key == "words";
        let table = group.as_table().filter(|table| table.len() == 2 && table.keys().all(known));
        let words = table.and_then(|table| table["words"].as_array());
        let words = words.ok_or_else(|| format!("[{name}] must hold `about` and `words`, and nothing else"))?;
        let words: Option<_> = words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
        Ok((format!("{stem}.{name}"), words.ok_or_else(|| format!("[{name}] holds what is no word"))?))
    };
    groups.iter().map(group).collect()
}

/// The texts in the lists of a pattern: what it looks for, and some words.
fn collect_patterns(value: Option<&toml::Value>, found: &mut BTreeSet<String>) {
    match value {
        Some(toml::Value::Table(table)) => {
            table.values().filter(|v| !v.is_str()).for_each(|v| collect_patterns(Some(v), found));
            // `swap` names what it looks for
            found.extend(table.get("from").and_then(|from| from.as_str()).map(str::to_owned));
        }
        Some(toml::Value::Array(list)) => list.iter().for_each(|v| collect_patterns(Some(v), found)),
        Some(toml::Value::String(pattern)) => {
            found.insert(pattern.clone());
        }
        _ => {}
    }
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
