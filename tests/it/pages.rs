//! Web pages: they read like their text twins, and a bad one has a clear outcome.

use std::{fs, io, sync::Arc};

use copydesk::{
    article::{Article, BlockKind},
    check::Selection,
    lexicon::Lexicon,
    parse::parse,
    report::article,
    rule::Profile,
    text::Text,
};

use crate::{
    support::{Failure, PLAIN, Snapshots, articles, desk, fixtures},
    twins::found,
};

/// The fixtures of a folder, by the names of their text twins.
fn twins(folder: &str) -> io::Result<Vec<(Arc<Text>, Arc<Text>)>> {
    let mut pairs = Vec::new();
    for text in articles()? {
        let stem = text.path().split('.').next().unwrap_or_default();
        let mut files = fs::read_dir(fixtures().join(folder))?.filter_map(Result::ok).map(|entry| entry.path());
        let named = |file: &std::path::PathBuf| file.file_name().is_some_and(|n| n.to_string_lossy().starts_with(stem));
        let file = files.find(named).ok_or_else(|| io::Error::other(format!("no {folder} for {stem}")))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        pairs.push((text, Arc::new(Text::new(name, fs::read_to_string(&file)?))));
    }
    Ok(pairs)
}

#[test]
fn pages_and_fragments_have_the_findings_of_their_text_twins() -> Result<(), Failure> {
    let desk = desk()?;
    for folder in ["pages", "fragments"] {
        for (text, page) in twins(folder)? {
            for profile in [Profile::Default, Profile::Audit] {
                let (expected, got) =
                    (found(&desk, vec![text.clone()], profile)?, found(&desk, vec![page.clone()], profile)?);
                assert!(!expected.is_empty());
                assert_eq!(got, expected, "{folder}: {} ({})", page.path(), profile.as_str());
            }
        }
    }
    Ok(())
}

#[test]
fn pages_are_held_against_one_another_like_their_text_twins() -> Result<(), Failure> {
    let desk = desk()?;
    let (texts, pages) = twins("pages")?.into_iter().unzip();
    // a page says which outlet prints it, a text may not, and is then called by its file
    let called = |finding: String| {
        finding.replace("Baymark Times", "baymark-times").replace("The Corran Herald", "corran-herald")
    };
    let sorted = |texts| -> Result<Vec<String>, Failure> {
        let mut all: Vec<String> = found(&desk, texts, Profile::Default)?.into_iter().map(called).collect();
        all.sort();
        Ok(all)
    };
    assert_eq!(sorted(pages)?, sorted(texts)?);
    Ok(())
}

#[test]
fn people_see_what_a_page_is_made_of() -> Result<(), Failure> {
    let desk = desk()?;
    let mut snapshots = Snapshots::of("pages");
    for folder in ["pages", "fragments"] {
        for (_, page) in twins(folder)? {
            let mut out = Vec::new();
            let stem = page.path().trim_end_matches(".html").to_owned();
            article::text(&mut out, &desk.articles(vec![page]), PLAIN)?;
            snapshots.compare(&format!("{folder}/{stem}"), String::from_utf8(out)?);
        }
    }
    Ok(snapshots.finish()?)
}

fn read(path: &str, content: impl Into<String>) -> Result<Article, Failure> {
    let lexicon = Lexicon::built_in().map_err(ToString::to_string)?;
    Ok(parse(Arc::new(Text::new(path, content)), lexicon))
}

/// The words of the blocks of an article that are of some kinds.
fn words(article: &Article, kinds: impl Fn(BlockKind) -> bool) -> Vec<&str> {
    article.blocks.iter().filter(|block| kinds(block.kind)).map(|block| article.slice(block.span)).collect()
}

fn copy(article: &Article) -> Vec<&str> {
    words(article, BlockKind::is_copy)
}

const LEAD: &str =
    "The ferry company said on Tuesday that it would stop all night crossings, for want of crews, until the spring.";
const NEXT: &str =
    "“We have no one left to ask,” said Ana Orme, who runs the pier, the cranes and, since May, the ferries too.";

#[test]
fn unclosed_and_misnested_tags_lose_nothing() -> Result<(), Failure> {
    let page = format!(
        "<html><body><div id=x><h1>Night <b>ferries stop</h1></b><div class='story'><p>{LEAD}<p>{NEXT}</span></td>\
         <ul><li>One of the crews<li>Two of <i>the <b>boats</i></b></div></div><p>She left.<div>"
    );
    let article = read("a.html", &*page)?;
    assert_eq!(copy(&article), ["Night ferries stop", LEAD, NEXT, "One of the crews", "Two of the boats", "She left."]);
    Ok(())
}

#[test]
fn elements_may_be_nested_a_hundred_thousand_deep() -> Result<(), Failure> {
    for tag in ["div", "b", "blockquote", "table><tr><td", "ul><li", "p><i"] {
        let page = format!("<h1>Night ferries stop</h1>{}<p>{LEAD}</p>", format!("<{tag}>").repeat(100_000));
        assert!(copy(&read("a.html", page)?).contains(&LEAD), "{tag}");
    }
    let page = format!("<p>{LEAD}</p>{}", "<div><b></i></div></p>".repeat(100_000));
    assert_eq!(copy(&read("a.html", page)?), [LEAD]);
    Ok(())
}

#[test]
fn a_page_of_scripts_has_no_copy() -> Result<(), Failure> {
    let page = format!(
        "<!doctype html><title>Loading</title><body><div id=root></div><script>var story = \"<p>{LEAD}</p>\";</script>\
         <noscript><p>{LEAD}</p></noscript><template><p>{NEXT}</p></template>"
    );
    let article = read("a.html", page)?;
    assert!(article.blocks.is_empty(), "{:?}", article.blocks);
    assert_eq!(article.headline(), Some("Loading"));
    Ok(())
}

#[test]
fn a_login_wall_leaves_what_stands_before_it() -> Result<(), Failure> {
    let page = format!(
        "<!doctype html><title>Night ferries stop | The Ellery Post</title><body><main><h1>Night ferries stop</h1>\
         <div class=article-body><p>{LEAD}</p></div><div class=paywall role=dialog><h2>Keep reading</h2>\
         <p>You have read your last free article this month, and there are, in this one, six paragraphs more.</p>\
         <form><input type=email><button>Sign in</button></form></div></main>"
    );
    let article = read("a.html", page)?;
    assert_eq!(copy(&article), ["Night ferries stop", LEAD]);
    assert!(words(&article, |kind| kind == BlockKind::Furniture).iter().any(|words| words.contains("last free")));
    Ok(())
}

#[test]
fn a_page_with_three_articles_is_read_as_all_three() -> Result<(), Failure> {
    let one = |title: &str| format!("<article><h2>{title}</h2><p>{LEAD}</p><p>{NEXT}</p></article>");
    let page = format!("<title>News</title><div id=list>{}{}{}</div>", one("Ferries"), one("Cranes"), one("Boats"));
    let article = read("a.html", page)?;
    assert_eq!(copy(&article).iter().filter(|words| **words == LEAD).count(), 3);
    Ok(())
}

#[test]
fn a_list_page_is_not_made_into_a_story() -> Result<(), Failure> {
    let links: String =
        (0..60).map(|n| format!("<li><a href=/{n}>Ferry number {n} leaves the pier</a></li>")).collect();
    let article = read("a.html", format!("<!doctype html><title>Latest</title><ul class=menu>{links}</ul>"))?;
    assert!(words(&article, BlockKind::is_story).is_empty(), "{:?}", copy(&article));
    assert!(!article.blocks.is_empty());
    Ok(())
}

#[test]
fn a_text_named_like_a_page_is_a_text_and_a_page_named_like_a_text_a_page() -> Result<(), Failure> {
    let text = format!("Night ferries stop\n\n{LEAD}\n\nIf x < 3, write to <ana@example.org>, she said.\n");
    let expected = ["Night ferries stop", LEAD, "If x < 3, write to <ana@example.org>, she said."];
    assert_eq!(copy(&read("a.html", &*text)?), expected);
    let page = format!("<!DOCTYPE html>\n<title>x</title><h1>Night ferries stop</h1><p>{LEAD}</p>");
    assert_eq!(copy(&read("a.txt", page)?), ["Night ferries stop", LEAD]);
    Ok(())
}

#[test]
fn words_are_read_as_people_see_them() -> Result<(), Failure> {
    let page = format!(
        "<h1>Night ferries stop</h1><p>{LEAD}</p>\r\n<p>“It is <em>n&shy;ot</em>\r\n   safe&rdquo;,<!-- so -->\u{ad} she&nbsp;said\
         <span hidden>x</span><span style='Display : none'>y</span><span aria-hidden=true>z</span>.</p>"
    );
    let article = read("a.html", &*page)?;
    assert_eq!(copy(&article).last().copied(), Some("“It is not safe”, she\u{a0}said."));
    let at = article.prose.find("safe”").unwrap_or_default();
    let raw = article.raw(copydesk::span::Span::new(at, at + "safe”".len()));
    assert_eq!(raw.of(&page), "safe&rdquo;");
    Ok(())
}

#[test]
fn a_pull_quote_is_read_once_and_a_post_is_a_block_quote() -> Result<(), Failure> {
    let page = format!(
        "<h1>Night ferries stop</h1><div><p>{LEAD}</p><blockquote class=pullquote><p>We have no one left to ask</p>\
         </blockquote><p>{NEXT}</p><div class=twitter-tweet><p>No boat tonight, again.</p></div></div>"
    );
    let article = read("a.html", page)?;
    assert_eq!(words(&article, |kind| kind == BlockKind::Blockquote), ["No boat tonight, again."]);
    assert_eq!(words(&article, |kind| kind == BlockKind::Furniture), ["We have no one left to ask"]);
    Ok(())
}

#[test]
fn stets_stand_in_comments_and_on_lines_of_their_own() -> Result<(), Failure> {
    let desk = desk()?;
    let twice = "The ferry left the the quay on Monday, and the master, who was tired, flew home.";
    let standing = |page: String| -> Result<(usize, usize), Failure> {
        let texts = vec![Arc::new(Text::new("a.html", page))];
        let outcome = desk.check(desk.articles(texts), &Selection::default())?;
        Ok((outcome.findings.len(), outcome.standing.len()))
    };
    let page = |before: &str, inside: &str, after: &str| {
        format!("<h1>Night ferries stop</h1>{before}<p>{LEAD}</p><p>{twice}{inside}</p>{after}<p>{NEXT}</p>")
    };
    assert_eq!(standing(page("", "", ""))?, (1, 0));
    assert_eq!(standing(page("", "<!-- stet typo/doubled-word: so on the sign -->", ""))?, (0, 1));
    assert_eq!(standing(page("<!-- stet-file typo: so on the sign -->", "", ""))?, (0, 1));
    let above = |stet: &str| page("", "", "").replace("<p>The ferry left", &format!("{stet}\n<p>The ferry left"));
    assert_eq!(standing(above("<p>[stet typo/doubled-word: so on the <b>sign</b> &amp; the map]</p>"))?, (0, 1));
    // what only mentions one is copy
    assert_eq!(standing(above("<p>[stet typo/doubled-word: so on the sign] it said.</p>"))?, (1, 0));
    assert_eq!(standing(page("<!-- stet-begin typo: so on the sign -->", "", "<!-- stet-end -->"))?, (0, 1));
    Ok(())
}
