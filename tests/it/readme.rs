//! README and guides say what the program does, and every command in them works.

use std::{fs, io, path::PathBuf};

use copydesk::{cli::Color, rule::FAMILIES};

use crate::{
    changed::commit,
    command::{copydesk, printed},
    support::{Failure, root},
};

#[test]
fn reports_are_shown_as_they_are_printed() -> Result<(), Failure> {
    for page in ["README.md", "docs/against.md"] {
        shows_what_is_printed(page)?;
    }
    Ok(())
}

/// Holds every report on a page to what the program prints.
fn shows_what_is_printed(name: &str) -> Result<(), Failure> {
    let file = root().join(name);
    let page = fs::read_to_string(&file)?;
    let (mut fresh, mut shown) = (String::new(), 0);
    let mut rest = page.as_str();
    while let Some((before, block)) = rest.split_once("```console\n$ ") {
        let (line, after) = block.split_once('\n').unwrap_or_default();
        let (_, after) = after.split_once("```").unwrap_or_default();
        fresh.push_str(&format!("{before}```console\n$ {line}\n{}```", printed(line, Color::Never)?));
        (rest, shown) = (after, shown + 1);
    }
    fresh.push_str(rest);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&file, &fresh)?;
    }
    assert!(shown > 0, "{name} shows no report");
    assert!(page == fresh, "a report in {name} is out of date; INSTA_UPDATE=always cargo test writes it anew");
    Ok(())
}

#[test]
fn the_table_of_families_is_complete() -> Result<(), Failure> {
    let page = fs::read_to_string(root().join("README.md"))?;
    let table = page.split("| family |").nth(1).unwrap_or_default();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let families: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(families, FAMILIES);
    Ok(())
}

#[test]
fn links_lead_somewhere() -> Result<(), Failure> {
    let mut broken = Vec::new();
    let more = ["CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"].map(|page| root().join(page));
    for file in pages()?.into_iter().chain(more) {
        let page = file.display();
        let text = fs::read_to_string(&file)?;
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let web = ["https://", "http://", "#"];
        let targets = targets.map(|target| target.trim_start_matches('<'));
        let local = targets.filter(|target| !web.iter().any(|begin| target.starts_with(begin)));
        let local = local.map(|target| target.split('#').next().unwrap_or(target));
        let folder = file.parent().unwrap_or(root());
        broken.extend(local.filter(|t| !folder.join(t).exists()).map(|t| format!("{page}: {t}")));
    }
    assert!(broken.is_empty(), "these links lead nowhere: {broken:?}");
    Ok(())
}

/// README and the pages of `docs/`.
fn pages() -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root().join("docs"))?.map(|entry| entry.map(|entry| entry.path()));
    let mut pages: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    pages.push(root().join("README.md"));
    pages.sort();
    Ok(pages)
}

/// The lines of the blocks of a page that a shell is given.
fn lines_for_a_shell(page: &str) -> Vec<String> {
    let blocks = page.split("\n```sh\n").skip(1).filter_map(|block| block.split("\n```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split("  #").next().unwrap_or(line).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// A repository like that of a newsroom, with the names that the pages use.
fn newsroom() -> Result<tempfile::TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    let fixtures = root().join("tests/fixtures");
    let mut files: Vec<(String, String)> = Vec::new();
    for kind in ["articles", "against"] {
        for entry in fs::read_dir(fixtures.join(kind))? {
            let entry = entry?;
            let name = format!("tests/fixtures/{kind}/{}", entry.file_name().to_string_lossy());
            files.push((name, fs::read_to_string(entry.path())?));
        }
    }
    for (name, from) in [
        ("story.md", "articles/tollan-ledger.md"),
        ("wire.txt", "articles/northlight.txt"),
        ("rival.txt", "articles/corran-herald.txt"),
        ("drafts/story.md", "articles/tollan-ledger.md"),
        ("talk.srt", "against/press-conference.srt"),
        ("press-conference.txt", "against/press-conference.txt"),
        ("press-conference.vtt", "against/press-conference.vtt"),
        ("release.txt", "against/release.txt"),
    ] {
        files.push((name.to_owned(), fs::read_to_string(fixtures.join(from))?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    commit(folder.path(), &files)?;
    Ok(folder)
}

#[test]
fn every_command_in_the_pages_works() -> Result<(), Failure> {
    let mut ran = 0;
    for file in pages()? {
        let folder = newsroom()?;
        for line in lines_for_a_shell(&fs::read_to_string(&file)?) {
            let page = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut words = line.split_whitespace().filter(|word| *word != "--watch");
            match words.next() {
                Some("copydesk") => {
                    let told = copydesk(folder.path(), words, "")?;
                    let well = matches!(told.status, Some(0 | 1)) && !told.stdout.contains("Nothing was checked");
                    assert!(well, "{page}: {line}: {:?} {}", told.status, told.stderr);
                    ran += 1;
                }
                first => assert!(matches!(first, Some("cargo" | "echo")), "{page}: nobody runs {line}"),
            }
        }
    }
    assert!(ran > 30, "only {ran} commands were found");
    Ok(())
}

#[test]
fn the_picture_is_that_of_a_report() -> Result<(), Failure> {
    let line = "copydesk check tests/fixtures/articles/baymark-times.txt tests/fixtures/articles/northlight.txt --select \
                crosscheck/quote-truncated,anonymity/no-reason,typo/proper-noun";
    let report = format!("$ copydesk check baymark-times.txt northlight.txt\n{}", printed(line, Color::Always)?);
    let picture = anstyle_svg::Term::new().render_svg(&report.replace("tests/fixtures/articles/", ""));
    let file = root().join("docs/report.svg");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&file, &picture)?;
    }
    let kept = fs::read_to_string(&file)?;
    assert!(kept.contains("<svg") && kept.contains("Anonymity is announced"));
    assert!(kept == picture, "docs/report.svg is out of date; INSTA_UPDATE=always cargo test writes it anew");
    Ok(())
}
