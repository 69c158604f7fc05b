//! `copy/boilerplate-leak`: menus, buttons and comment policies in the copy.

use crate::{
    article::{Article, Block, BlockKind},
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    rule::Rule,
    rules::{Context, excerpt::first_words},
    span::Span,
};

/// Formats in which what surrounds an article belongs to the file.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Words of a line that a message quotes, at most.
const WORDS: usize = 14;

/// Flags page furniture, lines that stand one under the other together; the rule file says that an article is told once.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let article = context.article;
    if is_page(article.text.path()) {
        return Vec::new();
    }
    if !article.blocks.iter().any(|block| block.kind == BlockKind::Furniture && block.aside.is_none()) {
        return Vec::new();
    }
    let notes: Vec<&str> = context.lexicon.entries("copy.note").collect();
    let furniture = |block: &Block| block.kind == BlockKind::Furniture && block.aside.is_none();
    let runs = runs(article, |block| furniture(block) && leaks(article, block, &notes));
    let finding = |run: Vec<&Block>| {
        let (first, last) = (run.first()?, run.last()?);
        let words = first_words(article, first.span, WORDS);
        let message = match run.len() - 1 {
            0 => format!("Page furniture in the copy: “{words}”"),
            1 => format!("Page furniture in the copy: “{words}” and the line below"),
            more => format!("Page furniture in the copy: “{words}” and {more} lines below"),
        };
        // a section label above the headline may be wanted
        let furniture = run.iter().filter(|block| block.kind == BlockKind::Furniture);
        let edits = furniture.map(|block| Edit { span: line(article, block), replacement: String::new() });
        let fix = Fix { safety: Safety::Offered, edits: edits.collect() };
        let found = context
            .finding(rule, first.span.union(last.span), message)
            .with_help("Delete it. It is not part of the article, and the other rules have not read it.")
            .with_fix(fix);
        Some(match below(run.len()) {
            Some(note) => found.with_note(note),
            None => found,
        })
    };
    runs.into_iter().filter_map(finding).collect()
}

/// Whether a line of furniture came along by mistake: not a rule between parts, a signature, a note to the reader, nor the
/// headline once more.
fn leaks(article: &Article, block: &Block, notes: &[&str]) -> bool {
    let words = article.slice(block.span);
    let lower = words.to_lowercase();
    words.contains(char::is_alphabetic)
        && !words.starts_with('@')
        && article.headline().is_none_or(|headline| headline != words)
        && !notes.iter().any(|note| lower.starts_with(note))
}

/// The places where pieces of furniture stand one under the other.
fn runs(article: &Article, is_leak: impl Fn(&Block) -> bool) -> Vec<Vec<&Block>> {
    let mut runs: Vec<Vec<&Block>> = Vec::new();
    let mut fresh = true;
    for block in &article.blocks {
        // “Breaking News” under “Skip to content” came along with it
        let label = block.kind == BlockKind::Label && !fresh;
        if !is_leak(block) && !label {
            fresh = true;
            continue;
        }
        match runs.last_mut().filter(|_| !fresh) {
            Some(run) => run.push(block),
            None => runs.push(vec![block]),
        }
        fresh = false;
    }
    runs
}

/// How much of the same stands below, where there is more than one piece.
fn below(pieces: usize) -> Option<String> {
    match pieces {
        0 | 1 => None,
        2 => Some("and the line below".to_owned()),
        _ => Some(format!("and {} lines below", pieces - 1)),
    }
}

/// A block with the end of its line.
fn line(article: &Article, block: &Block) -> Span {
    let rest = article.text.content().get(block.raw.end..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\u{a0}']).len();
    let end = if rest[blanks..].starts_with('\n') { blanks + 1 } else { 0 };
    Span::new(block.raw.start, block.raw.end + end)
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| PAGES.iter().any(|page| extension.eq_ignore_ascii_case(page)))
}
