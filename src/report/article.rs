//! An article as the desk reads it: a listing for people, data for programs.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use super::{Ink, Look, clean, place, write_json, write_json_line};
use crate::{
    article::{Article, Aside, Block, BlockKind},
    span::Span,
};

const SCHEMA: &str = "copydesk/article/1";

/// The columns before the words of a block: line number and role.
const MARGIN: usize = 20;

/// Writes each article as a listing, a block a line: its line in the file, its role, its first words.
/// What is not read as copy stands below, with the reason.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn text(out: &mut dyn Write, articles: &[Article], look: Look) -> io::Result<()> {
    for (at, article) in articles.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        list(out, article, look)?;
    }
    Ok(())
}

fn list(out: &mut dyn Write, article: &Article, look: Look) -> io::Result<()> {
    let meta = &article.meta;
    let words = article.words;
    let path = look.paint(Ink::Strong, &clean(article.text.path()));
    writeln!(out, "{path}: {words} word{}{}", if words == 1 { "" } else { "s" }, place::by_paragraph(&article.text))?;
    let title = meta.title.as_ref().filter(|_| !article.blocks.iter().any(|b| b.kind == BlockKind::Headline));
    let facts = [
        ("headline", title),
        ("by", meta.byline.as_ref()),
        ("date", meta.date.as_ref()),
        ("outlet", meta.outlet.as_ref()),
        ("language", meta.language.as_ref()),
    ];
    for (name, fact) in facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))) {
        writeln!(out, "        {name:<10}  {}", shorten(fact, look.width.saturating_sub(MARGIN)))?;
    }
    let (aside, read): (Vec<&Block>, Vec<&Block>) = article.blocks.iter().partition(|block| is_aside(block.kind));
    for block in read {
        let ink = Some(Ink::Strong).filter(|_| block.kind == BlockKind::Headline);
        writeln!(out, "{}", row(article, block, look, ink))?;
    }
    if !aside.is_empty() {
        writeln!(out, "  Not read as copy")?;
    }
    for block in aside {
        writeln!(out, "{}", row(article, block, look, Some(Ink::Faint)))?;
    }
    Ok(())
}

/// Whether a block is set apart from the article in the listing.
fn is_aside(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Furniture | BlockKind::Label | BlockKind::Credit)
}

fn row(article: &Article, block: &Block, look: Look, ink: Option<Ink>) -> String {
    let line = article.text.position(block.raw.start).line;
    let worded = Some("its wording").filter(|_| block.kind == BlockKind::Furniture);
    let why = block.aside.map(Aside::as_str).or(worded).map(|why| format!("({why}) ")).unwrap_or_default();
    let words = shorten(&format!("{why}{}", article.slice(block.span)), look.width.saturating_sub(MARGIN));
    let words = ink.map_or(words.clone(), |ink| look.paint(ink, &words));
    format!("{line:>6}  {:<10}  {words}", block.kind.as_str())
}

/// A text on one line of at most `width` columns, cut at a blank where it can be.
fn shorten(text: &str, width: usize) -> String {
    let text = clean(text);
    let (mut columns, mut fits) = (0, 0);
    for (at, c) in text.char_indices() {
        columns += c.width().unwrap_or(0);
        if columns > width {
            let short = text.get(..fits).unwrap_or_default();
            let whole = short.rfind(' ').filter(|blank| blank * 2 > short.len()).and_then(|blank| short.get(..blank));
            return format!("{}…", whole.unwrap_or(short).trim_end());
        }
        // room for the ellipsis
        if columns < width {
            fits = at + c.len_utf8();
        }
    }
    text.into_owned()
}

/// Writes all articles as one object, `copydesk/article/1`.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn json(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    write_json(&Report { schema: SCHEMA, articles: articles.iter().map(Entry::new).collect() }, out)
}

/// Writes one article a line.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn jsonl(out: &mut dyn Write, articles: &[Article]) -> io::Result<()> {
    articles.iter().try_for_each(|article| write_json_line(&Entry::new(article), out))
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    articles: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    encoding: &'a str,
    headline: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    outlet: Option<&'a str>,
    language: Option<&'a str>,
    words: usize,
    blocks: Vec<Part<'a>>,
}

impl<'a> Entry<'a> {
    fn new(article: &'a Article) -> Entry<'a> {
        let meta = &article.meta;
        let part = |block: &Block| Part {
            kind: block.kind,
            span: block.raw,
            text: article.slice(block.span),
            aside: block.aside,
        };
        Entry {
            path: article.text.path(),
            encoding: article.text.encoding(),
            headline: article.headline(),
            byline: meta.byline.as_deref(),
            date: meta.date.as_deref(),
            outlet: meta.outlet.as_deref(),
            language: meta.language.as_deref(),
            words: article.words,
            blocks: article.blocks.iter().map(part).collect(),
        }
    }
}

#[derive(Serialize)]
struct Part<'a> {
    kind: BlockKind,
    /// In the file, markup included.
    span: Span,
    text: &'a str,
    /// Why a part of a page is not the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    aside: Option<Aside>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_to_the_page() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two three", 12), "one two…");
        assert_eq!(shorten("incomprehensible", 5), "inco…");
        assert_eq!(shorten("東京東京", 5), "東京…");
        assert_eq!(shorten("a\u{1b}b", 5), "a␛b");
    }
}
