//! The page of `check --format html`, parsed as a browser parses it.

use std::{collections::HashSet, fs, path::Path};

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    command::copydesk,
    support::{Failure, Snapshots, fixtures},
};

/// Elements that have no end.
const VOID: [&str; 1] = ["meta"];

/// Copy that would be markup, links and scripts, wherever a page shows it: in a headline, in marks, in the name of a
/// source, in attributes.
const HOSTILE: &str = "---\ntitle: Dam </title><script>zyx()</script>\nlanguage: en\" onload=\"zyx()\noutlet: \"<img src=x onerror=zyx()>\"\n---\n\n\
    “<script>zyx()</script> & the the \"zyx\" onmouseover=\"zyx()\" wall,” a <b>Zyxvale</b> official said, speaking on condition of anonymity.\n\n\
    </p></div></main><style>body{display:none}</style><!-- He flew to the Untied States, sources said. -->\n\n\
    <a href=javascript:zyx()>“It is red \u{1b}[31m \u{202e} &lt;b&gt;,”</a> Zyxvale sources said. TK &#60;script&#62;\n";

/// A page, taken apart.
#[derive(Default)]
struct Page {
    /// Name and attributes of each element, in order.
    elements: Vec<(String, Vec<(String, String)>)>,
    /// All words, those of the style sheet left out.
    text: String,
}

impl Page {
    /// Fails on what a parser would have to mend.
    fn parse(html: &str) -> Result<Page, Failure> {
        let mut page = Page::default();
        let mut open: Vec<String> = Vec::new();
        for token in Tokenizer::new(html) {
            match token? {
                Token::StartTag(tag) => {
                    let name = String::from_utf8(tag.name.0)?;
                    let mut attributes = Vec::new();
                    for (key, value) in tag.attributes {
                        attributes.push((String::from_utf8(key.0)?, String::from_utf8(value.value.0)?));
                    }
                    if !VOID.contains(&name.as_str()) {
                        open.push(name.clone());
                    }
                    page.elements.push((name, attributes));
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8(tag.name.0)?;
                    let last = open.pop();
                    assert_eq!(last.as_deref(), Some(name.as_str()), "ends out of order after {}", page.text);
                }
                Token::String(text) if open.last().is_some_and(|name| name == "style") => {
                    assert!(!text.value.contains(&b'<'), "markup in the style sheet");
                }
                Token::String(text) => page.text += &String::from_utf8(text.value.0)?,
                Token::Comment(comment) => return Err(format!("a comment: {comment:?}").into()),
                Token::Error(error) => return Err(format!("{error:?}").into()),
                Token::Doctype(_) => {}
            }
        }
        assert!(open.is_empty(), "never ended: {open:?}");
        Ok(page)
    }

    fn of(folder: &Path, args: &str) -> Result<Page, Failure> {
        let args = ["check"].into_iter().chain(args.split_whitespace()).chain(["--format", "html"]);
        Page::parse(&copydesk(folder, args, "")?.stdout)
    }

    fn values<'a>(&'a self, attribute: &'a str) -> impl Iterator<Item = &'a str> {
        let attributes = self.elements.iter().flat_map(|(_, attributes)| attributes);
        attributes.filter(move |(key, _)| key == attribute).map(|(_, value)| value.as_str())
    }

    fn count(&self, element: &str) -> usize {
        self.elements.iter().filter(|(name, _)| name == element).count()
    }

    /// Its words, each run of white space as one blank.
    fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn json(folder: &Path, args: &str) -> Result<Value, Failure> {
    let args = ["check"].into_iter().chain(args.split_whitespace()).chain(["--format", "json"]);
    Ok(serde_json::from_str(&copydesk(folder, args, "")?.stdout)?)
}

fn hostile(name: &str) -> Result<TempDir, Failure> {
    let folder = TempDir::new()?;
    fs::write(folder.path().join(name), HOSTILE)?;
    fs::write(folder.path().join("binary.txt"), b"\0\x01\x02\xff\xfe\0\0")?;
    Ok(folder)
}

#[test]
fn the_page_of_one_article() -> Result<(), Failure> {
    let line = "check fragments/tollan-ledger-2026-03-06.html --against articles/corran-herald.txt --select typo,crosscheck --format html";
    let mut snapshots = Snapshots::of("html");
    let shown = copydesk(&fixtures(), line.split_whitespace(), "")?.stdout;
    // the style sheet has a file of its own
    let (head, rest) = shown.split_once("<style>").ok_or("no style")?;
    let (_, rest) = rest.split_once("</style>").ok_or("no end of the style")?;
    assert!(rest.contains("<table class=\"versions\"") && rest.contains("<del>") && rest.contains("<ins>"));
    snapshots.compare("page", format!("{head}<style>…</style>{rest}"));
    Ok(snapshots.finish()?)
}

#[test]
fn every_finding_is_on_the_page_and_every_link_leads_somewhere() -> Result<(), Failure> {
    for args in ["articles", "pages", "articles --against against", "articles --profile audit"] {
        let page = Page::of(&fixtures(), args)?;
        let report = json(&fixtures(), args)?;
        let findings = report["findings"].as_array().ok_or("no findings")?;
        let words = page.words();
        for finding in findings {
            for part in [&finding["message"], &finding["help"], &finding["rule"]] {
                let part = part.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(words.contains(&part), "{args}: {part} is not on the page");
            }
        }
        let ids: Vec<&str> = page.values("id").collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{args}: a name is given twice");
        for link in page.values("href").filter_map(|link| link.strip_prefix('#')) {
            assert!(known.contains(link), "{args}: {link} leads nowhere");
        }
        for labelled in page.values("aria-labelledby") {
            assert!(known.contains(labelled), "{args}: {labelled} labels nothing");
        }
        // in the list, at the words, and in the margin
        for part in ["-f", "-m", "-n"] {
            let named = ids.iter().filter(|id| id.split_once(part).is_some_and(|(_, n)| n.parse::<usize>().is_ok()));
            assert_eq!(named.count(), findings.len(), "{args}: {part}");
        }
        assert!(page.count("ins") > 0 && page.count("del") > 0, "{args}: no difference is marked");
    }
    Ok(())
}

#[test]
fn marks_hold_the_words_of_their_findings() -> Result<(), Failure> {
    let report = json(&fixtures(), "articles/tollan-ledger.md")?;
    let html = copydesk(&fixtures(), ["check", "articles/tollan-ledger.md", "--format", "html"], "")?.stdout;
    let findings = report["findings"].as_array().ok_or("no findings")?;
    let mut whole = 0;
    for (at, finding) in findings.iter().enumerate() {
        let (_, mark) = html.split_once(&format!("id=\"a1-m{}\">", at + 1)).ok_or("no mark")?;
        let words = finding["text"].as_str().ok_or("no words")?;
        whole += usize::from(mark.starts_with(words));
    }
    // one stands within another, or in markup
    assert!(whole * 10 >= findings.len() * 8, "{whole} of {}", findings.len());
    Ok(())
}

/// The menu and the link above an article are one finding.
#[test]
fn a_finding_over_several_blocks_is_marked_in_each() -> Result<(), Failure> {
    let args = ["check", "articles/corran-herald.txt", "--select", "copy/boilerplate-leak", "--format"];
    let text = copydesk(&fixtures(), args.into_iter().chain(["json"]), "")?.stdout;
    let report: Value = serde_json::from_str(&text)?;
    let first = report["findings"][0]["text"].as_str().ok_or("no finding")?;
    let html = copydesk(&fixtures(), args.into_iter().chain(["html"]), "")?.stdout;
    let parts: Vec<&str> = first.split("\n\n").collect();
    assert!(parts.len() > 1, "{first}");
    for part in &parts {
        assert!(html.contains(&format!(">{part}</mark>")), "{part} is not marked");
    }
    // one name, one number behind the last of them, one note
    for once in ["id=\"a1-m1\"", "href=\"#a1-n1\"", "id=\"a1-n1\""] {
        assert_eq!(html.matches(once).count(), 1, "{once}");
    }
    let number = html.split_once("href=\"#a1-n1\"").map(|(before, _)| before).ok_or("no number")?;
    assert!(number.contains(parts[parts.len() - 1]));
    Ok(())
}

#[test]
fn headings_come_in_order() -> Result<(), Failure> {
    let page = Page::of(&fixtures(), "articles")?;
    let levels = page.elements.iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse::<u8>().ok());
    let levels: Vec<u8> = levels.collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for landmark in ["header", "nav", "main", "footer"] {
        assert_eq!(page.count(landmark), 1, "{landmark}");
    }
    Ok(())
}

#[test]
fn an_article_cannot_put_anything_into_the_page() -> Result<(), Failure> {
    for name in ["a&b\"<i>.md", "a.txt", "a.html"] {
        let folder = hostile(name)?;
        let page = Page::of(folder.path(), ". --profile audit")?;
        assert!(page.text.contains("zyx") && page.text.contains("no-reason"), "{name}: {}", page.text);
        for element in ["script", "img", "b", "i", "link", "iframe", "base", "form", "object"] {
            assert_eq!(page.count(element), 0, "{name}: an element {element}");
        }
        assert_eq!(page.count("style"), 1, "{name}");
        for (element, attributes) in &page.elements {
            for (key, value) in attributes {
                assert!(!key.starts_with("on") && key != "style" && key != "src", "{name}: {key} of {element}");
                let ours = value.starts_with('#') || value.starts_with("https://github.com/copydesk/");
                assert!(key != "href" || ours, "{name}: a link to {value}");
            }
        }
        assert!(!page.text.contains(['\u{1b}', '\u{202e}']), "{name}");
    }
    Ok(())
}

#[test]
fn embargoed_copy_stays_out_of_the_page() -> Result<(), Failure> {
    let page = Page::of(&fixtures(), "articles --against against --no-excerpts")?;
    let words = page.words();
    let report = json(&fixtures(), "articles --against against --no-excerpts")?;
    for finding in report["findings"].as_array().ok_or("no findings")? {
        assert!(words.contains(finding["message"].as_str().unwrap_or_default()), "{finding}");
    }
    let values: Vec<&str> = page.elements.iter().flat_map(|(_, list)| list).map(|(_, value)| value.as_str()).collect();
    for word in ["Samik", "Veshko", "spillway", "evacuation", "Belazhin", "valley"] {
        assert!(!words.contains(word), "{word} is told");
        assert!(!values.iter().any(|value| value.contains(word)), "{word} is told in an attribute");
    }
    assert_eq!(page.count("mark") + page.count("table"), 0);
    Ok(())
}

#[test]
fn a_page_has_an_end_however_much_there_is() -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let story: String = (0..3_000).map(|n| format!("He saw the the ferry at noon, line {n}.\n\n")).collect();
    fs::write(folder.path().join("a.txt"), story + &"word ".repeat(300_000))?;
    for n in 0..70 {
        fs::write(folder.path().join(format!("b{n}.txt")), "The ferry left at noon.\n")?;
    }
    let args = ". --select typo/doubled-word";
    let html = copydesk(folder.path(), format!("check {args} --format html").split_whitespace(), "")?.stdout;
    let page = Page::parse(&html)?;
    let words = page.words();
    assert!(words.contains("There is no room here for 1000 more findings"));
    assert!(words.contains("There is no room here for 11 more"));
    assert!(words.contains("characters are left out here"));
    assert!(html.len() < 6_000_000, "{}", html.len());
    Ok(())
}

#[test]
fn a_run_writes_the_page_to_a_file() -> Result<(), Failure> {
    let folder = hostile("a.txt")?;
    let ran = copydesk(folder.path(), "check . --format concise --output html=page.html".split_whitespace(), "")?;
    assert!(ran.stdout.contains("anonymity/no-reason"), "{}", ran.stdout);
    let page = Page::parse(&fs::read_to_string(folder.path().join("page.html"))?)?;
    assert!(page.text.contains("Could not be read") && page.text.contains("binary.txt"));
    Ok(())
}
