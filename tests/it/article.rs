//! `copydesk article`.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

use crate::support::{Failure, fixtures};

fn article(format: &str) -> Result<Vec<u8>, Failure> {
    let mut command = Command::cargo_bin("copydesk")?;
    command.current_dir(fixtures()).args(["article", "--no-config", "--format", format, "articles"]);
    Ok(command.assert().success().get_output().stdout.clone())
}

#[test]
fn json_gives_every_block_with_its_place_in_the_file() -> Result<(), Failure> {
    let report: Value = serde_json::from_slice(&article("json")?)?;
    assert_eq!(report["schema"], "copydesk/article/1");
    let articles = report["articles"].as_array().cloned().unwrap_or_default();
    assert_eq!(articles.len(), 5);
    for article in &articles {
        let path = article["path"].as_str().unwrap_or_default();
        let file = fs::read_to_string(fixtures().join(path))?;
        assert!(article["headline"].is_string() && article["byline"].is_string(), "{path}");
        assert!(article["date"].as_str().is_some_and(|date| date.starts_with("2026-03-0")), "{path}");
        for block in article["blocks"].as_array().into_iter().flatten() {
            let place =
                |end: &str| block["span"][end].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
            let raw = file.get(place("start")..place("end")).unwrap_or_default();
            let text = block["text"].as_str().unwrap_or_default();
            // markup and comments may stand between the words, never instead of one
            let raw = match raw.split_once("<!--") {
                Some((before, rest)) => format!("{before}{}", rest.split_once("-->").map_or("", |(_, after)| after)),
                None => raw.to_owned(),
            };
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let exact = if path.ends_with(".txt") { raw == text } else { !raw.is_empty() };
            assert!(exact && (raw.contains("](") || bare(&raw) == bare(text)), "{path}: {raw:?}, {text:?}");
        }
    }
    Ok(())
}

#[test]
fn jsonl_is_one_article_a_line() -> Result<(), Failure> {
    let lines = String::from_utf8(article("jsonl")?)?;
    let all: Vec<Value> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let one: Value = serde_json::from_slice(&article("json")?)?;
    assert_eq!(one["articles"], Value::Array(all));
    Ok(())
}

#[test]
fn people_see_what_was_set_aside() -> Result<(), Failure> {
    let listing = String::from_utf8(article("text")?)?;
    assert!(listing.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{listing}");
    let aside = listing.split("Not read as copy").nth(1).unwrap_or_default();
    assert!(aside.contains("     1  furniture   (its wording) Skip to main content"), "{listing}");
    Ok(())
}
