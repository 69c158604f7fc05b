//! The book of rules under `docs/`: as the rule files have it, and its lessons as the program does them.

use std::{fs, path::Path};

use crate::{
    command::copydesk,
    support::{Failure, desk, root},
};
use copydesk::{
    report,
    rule::{FAMILIES, Style},
};

#[test]
fn the_book_says_what_the_rule_files_say() -> Result<(), Failure> {
    let desk = desk()?;
    let mut rules = desk.selected("*")?;
    rules.sort_by_key(|rule| (FAMILIES.iter().position(|family| *family == rule.family()), &rule.id));
    let mut book = Vec::new();
    report::rules::markdown(&rules, &mut book)?;
    let (book, printed) = (String::from_utf8(book)?, fs::read_to_string(root().join("docs/rules.md"))?);
    let differs = book.lines().zip(printed.lines()).find(|(now, before)| now != before);
    assert!(
        book == printed,
        "docs/rules.md is not what the rule files say{}; write it anew with: \
         cargo run -- rules --format markdown > docs/rules.md",
        differs.map(|(now, _)| format!(" (first at: {now})")).unwrap_or_default(),
    );
    Ok(())
}

/// The blocks of code of a page that have a file name, as in “```toml file=typo/x.toml”, with the name.
fn files<'a>(page: &'a str, kind: &str) -> Vec<(&'a str, &'a str)> {
    let opening = format!("```{kind} file=");
    let blocks = page.split(opening.as_str()).skip(1);
    blocks.filter_map(|block| block.split_once("\n```")?.0.split_once('\n')).collect()
}

fn lay(folder: &Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

#[test]
fn the_lessons_on_rules_of_one_s_own_hold() -> Result<(), Failure> {
    let page = fs::read_to_string(root().join("docs/writing-rules.md"))?;
    let folder = tempfile::tempdir()?;
    let rules = files(&page, "toml");
    assert!(rules.len() >= 3, "three worked examples, not {}", rules.len());
    lay(folder.path(), &rules)?;
    let ran = copydesk(folder.path(), ["rules", "test", "house/rules", "--coverage"], "")?;
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    Ok(())
}

#[test]
fn the_lesson_on_mistakes_shows_what_the_program_says() -> Result<(), Failure> {
    let page = fs::read_to_string(root().join("docs/writing-rules.md"))?;
    let folder = tempfile::tempdir()?;
    lay(folder.path(), &files(&page, "toml"))?;
    let (_, lesson) = page.split_once("## When a file is wrong").ok_or("the lesson is missing")?;
    let shown = lesson.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).ok_or("no message")?;
    let file = folder.path().join("house/rules/typo/house-spelling.toml");
    fs::write(&file, fs::read_to_string(&file)?.replacen("severity =", "sevrity =", 1))?;
    let ran = copydesk(folder.path(), ["rules", "test", "house/rules"], "")?;
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.stderr, shown);
    Ok(())
}

#[test]
fn every_house_style_is_about_rules_there_are_and_told_in_the_docs() -> Result<(), Failure> {
    let desk = desk()?;
    let page = fs::read_to_string(root().join("docs/styles.md"))?;
    let mut wrong = Vec::new();
    for name in Style::names() {
        let style = Style::built_in(name).ok_or("a name without a style")??;
        let heading = format!("## `{name}`: {}", style.title);
        let (_, part) = page.split_once(&heading).ok_or_else(|| format!("docs/styles.md lacks “{heading}”"))?;
        let part = part.split("\n## ").next().unwrap_or_default();
        for (id, choice) in &style.rules {
            let Some(ready) = desk.book().get(id) else {
                wrong.push(format!("{name} is about {id}, and there is no such rule"));
                continue;
            };
            let rule = &ready.rule.spec;
            if choice.level.severity() == Some(rule.severity) && rule.profile == copydesk::rule::Profile::Default {
                wrong.push(format!("{name} gives {id} the level that it has"));
            }
            let level = choice.level.severity().map_or("off", |severity| severity.as_str());
            let row = format!("| `{id}` | {level} | {} |", choice.why);
            if !part.contains(&row) {
                wrong.push(format!("docs/styles.md lacks: {row}"));
            }
        }
        wrong
            .extend(style.standards.iter().filter(|s| !part.contains(&s.url)).map(|s| format!("no link to {}", s.url)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
