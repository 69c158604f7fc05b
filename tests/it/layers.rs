//! A module may use only what lies below it.

use std::{fs, io, path::Path};

/// From the ground up; modules on one line do not use one another.
pub(crate) const LAYERS: &[&[&str]] = &[
    &["embedded", "english", "hash", "memory", "monitor", "span"],
    &["text", "lexicon", "record", "save"],
    &["article", "gazetteer", "settings"],
    &["read", "parse"],
    &["annotate"],
    &["align"],
    &["index"],
    &["diagnostic"],
    &["rule"],
    &["rules", "fault"],
    &["config", "suppress", "baseline", "fix"],
    &["check"],
    &["report"],
    &["cli"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

/// Every first name after `crate::` in some code, those of a braced list included.
fn used(code: &str) -> Vec<&str> {
    let name = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut names = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(&rest[..name(rest)]);
            continue;
        };
        let (mut depth, mut fresh) = (0_usize, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                c if fresh && !c.is_whitespace() => {
                    names.push(&list[at..at + name(&list[at..])]);
                    fresh = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn each_file(folder: &Path, see: &mut impl FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { each_file(&path, see)? } else { see(&path)? }
    }
    Ok(())
}

#[test]
fn imports_point_down() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    each_file(&root, &mut |file| {
        let path = file.strip_prefix(&root).unwrap_or(file);
        let first = path.iter().next().and_then(|name| name.to_str()).unwrap_or_default();
        let module = first.trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            return Ok(());
        }
        // links in documentation may point anywhere
        let text = fs::read_to_string(file)?;
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        match layer(module) {
            None => wrong.push(format!("{module} has no layer")),
            Some(own) => {
                let above = |name: &&str| *name != module && layer(name).is_some_and(|other| other >= own);
                wrong.extend(
                    used(&code).into_iter().filter(above).map(|name| format!("{} uses crate::{name}", path.display())),
                );
            }
        }
        Ok(())
    })?;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn lists_of_imports_are_read_whole() {
    let code = "use crate::{article::{A, B}, span::Span,\n    text};\nfn f(x: crate::read::R) {}";
    assert_eq!(used(code), ["article", "span", "text", "read"]);
}
