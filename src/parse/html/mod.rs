//! Web pages, as saved from a site or exported from a content system: the article among all that surrounds it.
//!
//! One pass of the tokenizer lays down elements and pieces of text with their places; then every element is judged, and what
//! is kept becomes prose. Nothing here knows any site: an article is told by its text, its links, its tags, and by the
//! words of classes in `rules/lexicon/page.toml`.

mod choose;
mod claim;
mod clean;
mod emitter;
mod facts;
mod hint;
mod run;
mod tag;
mod tree;
mod write;

use std::sync::Arc;

use self::{
    claim::Claims,
    clean::Verdict,
    facts::Facts,
    hint::{Hints, Marks},
    tag::Tag,
    write::Judged,
};
use super::{meta, role, stet};
use crate::{
    article::{Article, Aside, Block, BlockKind, Meta},
    lexicon::Lexicon,
    span::Span,
    text::Text,
};

/// Whether a text is a web page, whatever its name says.
pub(super) fn is_page(content: &str) -> bool {
    let begin = content.trim_start_matches('\u{feff}').trim_start();
    let begins = |with: &str| begin.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins("<!doctype html")
        || begins("<html")
        || begins("<?xml") && begin.get(..1_000).unwrap_or(begin).contains("<html")
}

/// Reads a page; none if the text has no markup of a page at all.
pub(super) fn parse(text: &Arc<Text>, lexicon: &Lexicon) -> Option<Article> {
    let content = text.content();
    let page = emitter::read(content, &Marks::new(lexicon));
    let marked = |tag: Tag| !matches!(tag, Tag::Unknown);
    if !page.elements.iter().skip(1).any(|element| marked(element.tag)) {
        return None;
    }
    let mut facts = Facts::of(&page, content);
    let runs = run::all(&page, content);
    let claims = Claims::of(&page, &facts, content);
    let surroundings = clean::surroundings(&page);
    let mut verdicts = choose::choose(&page, &surroundings, &runs, &claims.all());
    set_pull_quotes_aside(&page, &mut verdicts, content);
    facts.find_day(&page, |at| matches!(verdicts.get(at), Some(Verdict::Kept | Verdict::Told)));

    let judged =
        Judged { page: &page, content, runs: &runs, verdicts: &verdicts, surroundings: &surroundings, claims: &claims };
    let (drafts, builder, lines) = judged.write();
    let titled = claims.headline.is_some() || !facts.titles.is_empty();
    let blocks = role::assign(&drafts, builder.prose(), titled, lexicon);
    let code = builder.code();
    let (prose, map) = builder.finish();
    let byline = claims.byline.map(|byline| page.text(byline, content));
    let meta = told(facts, byline.as_deref(), &blocks, &prose, text.path(), lexicon);
    let mut stets = stets(&page, content);
    stets.extend(lines);
    stets.sort_by_key(|stet| stet.span().start);
    let stets = stet::settle(stets, &blocks, content);
    Some(Article { stets, code, ..Article::new(text.clone(), prose, map, blocks, meta) })
}

/// How many pull quotes are looked for a second time.
const PULL_QUOTES: usize = 20;

/// A pull quote is printed large, and a second time: where its words stand in the article too, it is set aside.
fn set_pull_quotes_aside(page: &tree::Page, verdicts: &mut [Verdict], content: &str) {
    let kept = |at: usize, verdicts: &[Verdict]| verdicts.get(at) == Some(&Verdict::Kept);
    let pulled = page.elements.iter().enumerate().filter(|(_, element)| element.hints.any(Hints::PULL));
    let pulled: Vec<usize> = pulled.map(|(at, _)| at).filter(|at| kept(*at, verdicts)).take(PULL_QUOTES).collect();
    if pulled.is_empty() {
        return;
    }
    let all = page.text(0, content);
    for at in pulled {
        let words = page.text(at, content);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        if !words.is_empty() && all.matches(words).nth(1).is_some() {
            let past = page.elements.get(at).map_or(at, |element| element.past);
            verdicts.get_mut(at..past).unwrap_or_default().fill(Verdict::Aside(Aside::PullQuote));
        }
    }
}

/// What the page and its head say of the article; where they disagree, what everybody can see counts.
fn told(facts: Facts, byline: Option<&str>, blocks: &[Block], prose: &str, path: &str, lexicon: &Lexicon) -> Meta {
    let seen = meta::of(blocks, prose, path, lexicon);
    let title = facts.titles.first().map(|title| claim::without_site(title, facts.outlet.as_deref()));
    let lines = || blocks.iter().filter(|block| block.kind == BlockKind::Byline).map(|block| block.span.of(prose));
    let visible = || lines().chain(byline).flat_map(claim::tokens);
    let agrees = |names: &String| {
        let names = claim::tokens(names);
        visible().next().is_none() || visible().any(|word| names.contains(&word))
    };
    let signed = byline.and_then(|line| meta::names(line, lexicon)).or(seen.byline);
    Meta {
        title,
        byline: facts.byline.filter(agrees).or(signed),
        date: facts.date.map(|date| date.to_string()).or(seen.date),
        outlet: facts.outlet.or(seen.outlet),
        language: facts.language,
        ..seen
    }
}

/// What the desk lets stand: comments in the page.
fn stets(page: &tree::Page, content: &str) -> Vec<stet::Written> {
    page.comments.iter().filter_map(|comment: &Span| stet::read(*comment, content)).collect()
}
