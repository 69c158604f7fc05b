//! The page of `check --format html`, as a reader meets it: in Chromium, by mouse and by keyboard, in the light and in the
//! dark, on a desk and on a phone. Needs `chromium` and `chromedriver`, and fails without them.

mod driver;

use std::{fs, path::Path, process::Command};

use driver::{Browser, ENTER, Failure, TAB};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Five outlets on one event, with all that a page can show.
const ARTICLES: &str = "articles";
/// One of them against what was said.
const ARTICLE: &str = "articles/tollan-ledger.md";

/// The ratio of contrast of every word to what it stands on, where it is too low to be read by all.
const FAINT: &str = "
    const parts = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
    const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
        .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.data.trim()) continue;
        const e = walker.currentNode.parentElement;
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) faint.push([e.tagName, e.className, ratio, walker.currentNode.data.slice(0, 40)]);
    }
    return faint;";

/// The page of a check, in a folder of its own, opened.
fn opened(paths: &str) -> Result<(Browser, TempDir), Failure> {
    let folder = TempDir::new()?;
    let page = folder.path().join("report.html");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.current_dir(fixtures).args(["check", paths, "--format", "html"]).output()?;
    fs::write(&page, output.stdout)?;
    let browser = Browser::start()?;
    browser.open(&page)?;
    Ok((browser, folder))
}

/// The name of what the address points at, and whether it can be seen.
fn target(browser: &Browser) -> Result<(String, bool), Failure> {
    let found = browser.ask(
        "const e = document.querySelector(':target');
         const box = e.getBoundingClientRect();
         return [e.id, box.top >= 0 && box.top < innerHeight];",
    )?;
    Ok((found[0].as_str().unwrap_or_default().to_owned(), found[1] == true))
}

#[test]
fn a_finding_leads_to_its_words_to_its_note_and_back() -> Result<(), Failure> {
    let (browser, _folder) = opened(ARTICLES)?;
    let findings = browser.ask("return document.querySelectorAll('#a3 .findings > li').length")?;
    let last = findings.as_u64().filter(|findings| *findings > 3).ok_or("no findings")?;
    browser.click(&format!("#a3-f{last} > a"))?;
    assert_eq!(target(&browser)?, (format!("a3-m{last}"), true));
    assert_eq!(browser.ask("return document.querySelector(':target').closest('mark') !== null")?, true);
    browser.click(&format!("a.reference[href='#a3-n{last}']"))?;
    assert_eq!(target(&browser)?, (format!("a3-n{last}"), true));
    browser.click(&format!("#a3-n{last} .links a[href='#a3-f{last}']"))?;
    assert_eq!(target(&browser)?, (format!("a3-f{last}"), true));
    browser.finish()
}

#[test]
fn the_keyboard_reaches_everything_and_shows_where_it_is() -> Result<(), Failure> {
    let (browser, _folder) = opened(ARTICLE)?;
    let stops = browser.ask("return document.querySelectorAll('a[href], summary').length")?.as_u64().ok_or("none")?;
    assert!(stops > 20, "{stops}");
    let mut seen = Vec::new();
    for _ in 0..stops {
        browser.press(TAB)?;
        let stop = browser.ask(
            "const e = document.activeElement;
             const [box, style] = [e.getBoundingClientRect(), getComputedStyle(e)];
             const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
             return [e.getAttribute('href') ?? e.textContent, inside, style.outlineStyle !== 'none', e.tagName];",
        )?;
        assert!(stop[1] == true && stop[2] == true, "not to be seen: {stop}");
        seen.push(stop[0].clone());
    }
    assert_eq!(seen.first(), Some(&json!("#main")));
    let all = browser.ask(
        "return [...document.querySelectorAll('a[href], summary')].map((e) => e.getAttribute('href') ?? e.textContent)",
    )?;
    assert_eq!(Value::Array(seen), all);
    // past what every page begins with
    browser.ask("document.querySelector('.skip').focus()")?;
    browser.press(ENTER)?;
    assert_eq!(browser.ask("return document.activeElement.id")?, "main");
    browser.finish()
}

#[test]
fn a_screen_reader_has_a_name_for_everything() -> Result<(), Failure> {
    let (browser, _folder) = opened(ARTICLES)?;
    let tree = browser.tell("Accessibility.getFullAXTree", &json!({}))?;
    let nodes = tree["nodes"].as_array().ok_or("no tree")?;
    let named = |role: &str| -> Vec<&str> {
        let nodes = nodes.iter().filter(|node| node["ignored"] != true && node["role"]["value"] == role);
        nodes.map(|node| node["name"]["value"].as_str().unwrap_or_default()).collect()
    };
    for role in ["link", "heading", "table", "navigation", "region", "columnheader", "rowheader"] {
        let names = named(role);
        assert!(!names.is_empty() && names.iter().all(|name| !name.trim().is_empty()), "{role}: {names:?}");
    }
    assert_eq!(named("main").len(), 1);
    assert!(named("link").iter().any(|name| name.starts_with("Finding 1, ")), "{:?}", named("link"));
    browser.finish()
}

#[test]
fn it_can_be_read_in_the_light_and_in_the_dark() -> Result<(), Failure> {
    let (browser, _folder) = opened(ARTICLES)?;
    let mut grounds = Vec::new();
    for scheme in ["light", "dark"] {
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.tell("Emulation.setEmulatedMedia", &feature)?;
        let faint = browser.ask(FAINT)?;
        assert_eq!(faint, json!([]), "in the {scheme}");
        grounds.push(browser.ask("return getComputedStyle(document.body).backgroundColor")?);
    }
    assert_ne!(grounds[0], grounds[1]);
    browser.finish()
}

#[test]
fn it_fits_a_desk_and_a_phone() -> Result<(), Failure> {
    let (browser, _folder) = opened(ARTICLES)?;
    for (width, height) in [(1280, 900), (800, 1000), (360, 740), (320, 640)] {
        let phone = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": width < 500});
        browser.tell("Emulation.setDeviceMetricsOverride", &phone)?;
        assert_eq!(browser.ask("return document.documentElement.clientWidth")?, width);
        let wide = browser.ask(
            "return [...document.querySelectorAll('body *')]
                 .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.matches('.skip, .quiet'))
                 .map((e) => [e.tagName, e.className, e.getBoundingClientRect().right]);",
        )?;
        assert_eq!(wide, json!([]), "at {width}");
        let scroll = browser.ask("return document.documentElement.scrollWidth")?;
        assert_eq!(scroll, width, "scrolls sideways");
        // the note stands beside its words, or below them
        let beside = browser.ask(
            "const [words, note] = ['#a1-m1', '#a1-n1'].map((id) => document.querySelector(id).closest('div.words, .notes'));
             return words.getBoundingClientRect().right <= note.getBoundingClientRect().left;",
        )?;
        assert_eq!(beside, width > 960, "at {width}");
    }
    browser.finish()
}
