//! Lists of house names: what is wrong with one, and what an archive proposes; for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::{clean, write_json};
use crate::{check::Learnt, gazetteer::table::TableError, read::Unreadable};

const SCHEMA: &str = "copydesk/names/1";

/// A list of names, as it was checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The path, as it was named.
    pub path: String,
    /// How many of its lines hold a name.
    pub names: usize,
    /// What is wrong with the others, in order.
    pub errors: Vec<TableError>,
}

/// Writes everything that is wrong with the lists, a line each, and how many names there are.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn checked_text(out: &mut dyn Write, lists: &[Checked]) -> io::Result<()> {
    for list in lists {
        for error in &list.errors {
            writeln!(out, "{}:{}:{}: {}", clean(&list.path), error.line, error.column, clean(&error.reason))?;
        }
    }
    let names: usize = lists.iter().map(|list| list.names).sum();
    let wrong: usize = lists.iter().map(|list| list.errors.len()).sum();
    let right = if names == 1 { "1 name is".to_owned() } else { format!("{names} names are") };
    let lines = if wrong == 1 { "1 line is".to_owned() } else { format!("{wrong} lines are") };
    match wrong {
        0 => writeln!(out, "{right} well-formed."),
        _ => writeln!(out, "{right} well-formed, {lines} not."),
    }
}

/// Writes the same as one object, `copydesk/names/1`.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn checked_json(out: &mut dyn Write, lists: &[Checked], unreadable: &[Unreadable]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Report<'a> {
        schema: &'static str,
        lists: Vec<List<'a>>,
        unreadable: &'a [Unreadable],
    }
    #[derive(Serialize)]
    struct List<'a> {
        path: &'a str,
        names: usize,
        errors: Vec<Wrong<'a>>,
    }
    #[derive(Serialize)]
    struct Wrong<'a> {
        line: usize,
        column: usize,
        message: &'a str,
    }
    let lists = lists.iter().map(|list| {
        let errors = list.errors.iter();
        let errors = errors.map(|error| Wrong { line: error.line, column: error.column, message: &error.reason });
        List { path: &list.path, names: list.names, errors: errors.collect() }
    });
    write_json(&Report { schema: SCHEMA, lists: lists.collect(), unreadable }, out)
}

/// Writes names that an archive proposes as a list for a person to look through: those that at least `least` of so many
/// articles print.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn learnt_text(out: &mut dyn Write, names: &[Learnt], least: usize, articles: usize) -> io::Result<()> {
    writeln!(out, "# Names that at least {least} of {articles} articles print, those of most articles first.")?;
    writeln!(
        out,
        "# Delete what is wrong or needs no watching, put each class right, and name the file in copydesk.toml:"
    )?;
    writeln!(out, "# names = [\"house/names.tsv\"]")?;
    let mut articles = 0;
    for name in names {
        if name.articles != articles {
            articles = name.articles;
            writeln!(out, "# in {articles} articles")?;
        }
        writeln!(out, "{}\t{}", clean(&name.name), name.class.as_str())?;
    }
    Ok(())
}

/// Writes the same as one object, `copydesk/names/1`.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn learnt_json(
    out: &mut dyn Write,
    names: &[Learnt],
    articles: usize,
    unreadable: &[Unreadable],
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Report<'a> {
        schema: &'static str,
        articles: usize,
        names: Vec<Name<'a>>,
        unreadable: &'a [Unreadable],
    }
    #[derive(Serialize)]
    struct Name<'a> {
        name: &'a str,
        class: &'static str,
        articles: usize,
    }
    let names = names.iter();
    let names = names.map(|one| Name { name: &one.name, class: one.class.as_str(), articles: one.articles });
    write_json(&Report { schema: SCHEMA, articles, names: names.collect(), unreadable }, out)
}
