//! Word files: every paragraph a block, with the role that its style tells.

use std::sync::Arc;

use super::{
    line::{Line, trim},
    meta,
    prose::{Builder, Draft},
    role,
    stet::{self, Written},
};
use crate::{
    article::{Article, BlockKind, Meta},
    lexicon::Lexicon,
    span::Span,
    text::{Document, Style, Text},
};

/// A break of line inside a paragraph, as `read` writes it.
const BREAK: char = '\u{2028}';
/// The shortest line that can be a whole paragraph between two breaks.
const SHORT: usize = 60;
/// More words than a cell has that is no paragraph.
const CELL: usize = 12;

/// Reads the text that was taken out of a Word file.
pub(super) fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    let plain = Document::default();
    let document = text.document().unwrap_or(&plain);
    let content = text.content();
    let mut reader = Reader { content, builder: Builder::new(content), drafts: Vec::new(), stets: Vec::new(), done: 0 };
    let titled = document.styles.contains(&Style::Title);
    for (line, style) in document.styles.iter().enumerate() {
        let span = trim(Span::new(text.line_start(line), text.line_start(line + 1)), content);
        match stet::read(span, content) {
            Some(stet) => reader.stets.push(stet),
            None => reader.paragraph(span, *style, titled),
        }
    }
    let Reader { builder, drafts, stets, .. } = reader;
    let blocks = role::assign(&drafts, builder.prose(), false, lexicon);
    let (prose, map) = builder.finish();
    let told = meta::of(&blocks, &prose, text.path(), lexicon);
    let meta = Meta {
        title: document.title.clone().filter(|title| is_title(title)),
        byline: told.byline.or_else(|| document.author.clone().filter(|author| is_name(author))),
        language: document.language.clone(),
        ..told
    };
    let stets = stet::settle(stets, &blocks, content);
    Article { stets, ..Article::new(text, prose, map, blocks, meta) }
}

/// Makes blocks of paragraphs.
struct Reader<'a> {
    content: &'a str,
    builder: Builder<'a>,
    drafts: Vec<Draft>,
    stets: Vec<Written>,
    /// How far the file has been read.
    done: usize,
}

impl Reader<'_> {
    /// Adds a paragraph: as one block, unless breaks of line in it part paragraphs.
    fn paragraph(&mut self, span: Span, style: Style, titled: bool) {
        let mut open: Option<Span> = None;
        let mut start = span.start;
        for line in span.of(self.content).split(BREAK) {
            let place = trim(Span::new(start, start + line.len()), self.content);
            start += line.len() + BREAK.len_utf8();
            let whole = |last: Span| {
                let words = last.of(self.content);
                words.chars().count() >= SHORT && Line::new(words).ends_sentence()
            };
            // an empty line between two others parts them
            let parted = place.is_empty() || open.is_some_and(whole);
            if parted && let Some(open) = open.take() {
                self.block(open, style, titled);
            }
            if !place.is_empty() {
                open = Some(open.map_or(place, |open| open.union(place)));
            }
        }
        if let Some(open) = open {
            self.block(open, style, titled);
        }
    }

    fn block(&mut self, raw: Span, style: Style, titled: bool) {
        if !self.drafts.is_empty() {
            self.builder.replace("\n\n", Span::new(self.done, raw.start));
        }
        let start = self.builder.at();
        self.words(raw);
        self.done = raw.end;
        let span = trim(Span::new(start, self.builder.at()), self.builder.prose());
        if !span.is_empty() {
            let kind = self.kind(style, titled, span);
            self.drafts.push(Draft { span, raw, kind, apart: true, aside: None });
        }
    }

    /// Writes words as people see them: a break is a blank, and what only marks where a word may be broken is nothing.
    fn words(&mut self, raw: Span) {
        let mut from = raw.start;
        for (at, c) in raw.of(self.content).char_indices() {
            let seen = match c {
                BREAK => " ",
                '\u{ad}' | '\u{200b}' => "",
                _ => continue,
            };
            let place = Span::new(raw.start + at, raw.start + at + c.len_utf8());
            self.builder.copy(Span::new(from, place.start));
            self.builder.replace(seen, place);
            from = place.end;
        }
        self.builder.copy(Span::new(from, raw.end));
    }

    /// The role that a style gives, where it does. `titled`: some paragraph of the file has the style of a title.
    fn kind(&self, style: Style, titled: bool, span: Span) -> Option<BlockKind> {
        let known = || self.drafts.iter().any(|draft| draft.kind == Some(BlockKind::Headline));
        Some(match style {
            Style::Body => return None,
            Style::Title if !known() => BlockKind::Headline,
            // a heading that nothing precedes is the headline
            Style::Heading if !titled && self.drafts.is_empty() => BlockKind::Headline,
            Style::Title | Style::Heading => BlockKind::Heading,
            Style::Subtitle => BlockKind::Deck,
            Style::Byline => BlockKind::Byline,
            Style::Quote => BlockKind::Blockquote,
            Style::Caption => BlockKind::Caption,
            Style::Credit => BlockKind::Credit,
            Style::Cell => {
                let line = Line::new(span.of(self.builder.prose()));
                // tables that only lay out a page hold paragraphs
                return Some(BlockKind::ListItem).filter(|_| line.at_most(CELL) || !line.ends_sentence());
            }
            Style::Item | Style::Note => BlockKind::ListItem,
        })
    }
}

/// Whether the title of a file says what stands in it, and not what the file is called.
fn is_title(title: &str) -> bool {
    Line::new(title).words.len() > 2 && !title.starts_with("Microsoft Word")
}

/// Whether the author of a file is a person by name, and not an account.
fn is_name(author: &str) -> bool {
    let line = Line::new(author);
    let account = |word: &&str| ["user", "owner", "admin", "office"].contains(&word.to_lowercase().as_str());
    (2..=5).contains(&line.words.len()) && line.is_name_like() && !line.words.iter().any(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(paragraphs: &[(Style, &str)]) -> Article {
        let fallback = Lexicon::default();
        let content: String = paragraphs.iter().flat_map(|(_, words)| [words, "\n"]).collect();
        let document = Document {
            styles: paragraphs.iter().map(|(style, _)| *style).collect(),
            author: Some("Ana Orme".to_owned()),
            title: Some("Document1".to_owned()),
            ..Document::default()
        };
        let text = Arc::new(Text::new("a.docx", content).taken_from(document));
        crate::parse::parse(text, Lexicon::built_in().unwrap_or(&fallback))
    }

    const LEAD: &str =
        "The harbour council voted on Tuesday to close the old ferry pier until its pilings are safe again.";

    #[test]
    fn styles_are_roles_and_paragraphs_are_lines() {
        use BlockKind::{Blockquote, Caption, Deck, Heading, Headline, ListItem, Paragraph};
        let article = read(&[
            (Style::Heading, "Pier stays closed"),
            (Style::Subtitle, "Council votes against a summer opening"),
            (Style::Body, LEAD),
            (Style::Heading, "What comes next"),
            (Style::Body, LEAD),
            (Style::Item, "new pilings"),
            (Style::Quote, "We had no choice."),
            (Style::Caption, "The pier in May"),
            (Style::Cell, LEAD),
            (Style::Cell, "Pilings: 12"),
            (Style::Note, "Minutes of the council, 7 May."),
        ]);
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        let expected = [
            Headline, Deck, Paragraph, Heading, Paragraph, ListItem, Blockquote, Caption, Paragraph, ListItem, ListItem,
        ];
        assert_eq!(kinds, expected);
        let line = |block: &crate::article::Block| article.text.position(block.raw.start).line;
        assert!(article.blocks.iter().enumerate().all(|(at, block)| line(block) == at + 1));
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Orme"));
        assert_eq!(article.meta.title, None);
    }

    #[test]
    fn breaks_part_paragraphs_where_they_stand_for_them() {
        let text = format!("{LEAD}\u{2028}She left,\u{2028}he\u{ad}re\u{2028}\u{2028}and not.");
        let article = read(&[(Style::Title, "Pier\u{2028}stays closed"), (Style::Body, &text)]);
        let words: Vec<&str> = article.blocks.iter().map(|block| article.slice(block.span)).collect();
        assert_eq!(words, ["Pier stays closed", LEAD, "She left, here", "and not."]);
        let at = article.prose.find("here").unwrap_or_default();
        assert_eq!(article.raw(Span::new(at, at + 4)).of(article.text.content()), "he\u{ad}re");
    }

    #[test]
    fn a_stet_is_a_paragraph_of_its_own_above_the_one_it_is_about() {
        let article =
            read(&[(Style::Body, LEAD), (Style::Body, "[stet typo: so on the sign]"), (Style::Body, "The the pier.")]);
        assert_eq!(article.blocks.len(), 2);
        let covers: Vec<&str> = article.stets.iter().map(|stet| stet.covers.of(article.text.content())).collect();
        assert_eq!(covers, ["The the pier."]);
    }

    #[test]
    fn accounts_are_no_writers() {
        assert!(is_name("Ana de Orme") && !is_name("aorme") && !is_name("Office User") && !is_name("python-docx"));
        assert!(is_title("Pier stays closed") && !is_title("Microsoft Word - pier final.doc") && !is_title("pier"));
    }
}
