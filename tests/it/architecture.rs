//! `docs/architecture.md` says what the program does.

use std::{fs, io};

use crate::{layers::LAYERS, support::root};

#[test]
fn the_page_shows_the_layers_that_are_tested() -> io::Result<()> {
    let page = fs::read_to_string(root().join("docs/architecture.md"))?;
    let list = page.split("```layers\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let shown: Vec<Vec<&str>> = list.lines().map(|line| line.split_whitespace().collect()).collect();
    let tested: Vec<Vec<&str>> = LAYERS.iter().rev().map(|layer| layer.to_vec()).collect();
    assert_eq!(shown, tested);
    Ok(())
}

#[test]
fn the_page_names_only_modules_that_exist() -> io::Result<()> {
    let page = fs::read_to_string(root().join("docs/architecture.md"))?;
    let table = page.lines().filter(|line| line.starts_with("| `"));
    let names = table.filter_map(|line| line.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let missing: Vec<&str> = names
        .filter(|name| {
            let module = root().join("src").join(name);
            !module.is_dir() && !module.with_extension("rs").is_file()
        })
        .collect();
    assert!(missing.is_empty(), "the page describes modules that are not there: {missing:?}");
    Ok(())
}
