//! Markdown: blocks by their marks, front matter, and every word mapped to its place in the file.

use std::{ops::Range, sync::Arc};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    front::{Front, Value},
    line,
    mask::mask,
    meta,
    prose::{Builder, Draft},
    role,
    stet::{self, Written},
};
use crate::{
    article::{Article, BlockKind},
    lexicon::Lexicon,
    span::Span,
    text::Text,
};

/// Reads Markdown. Quotation marks and dashes stay as they were typed.
pub(super) fn parse(text: Arc<Text>, lexicon: &Lexicon) -> Article {
    let front = Front::read(text.content());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let body = mask(text.content().get(front.end..).unwrap_or_default());
    let mut reader = Reader::new(text.content(), &body, front.end);
    let events = || Parser::new_ext(&body, options).into_offset_iter();
    let first_level =
        |(event, _): (Event, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    // a heading of the first level is the headline, even below the title of the front matter
    reader.titled = front.title.is_some() && !events().any(first_level);
    if reader.titled {
        reader.value(front.title.as_ref(), BlockKind::Headline);
    }
    reader.value(front.deck.as_ref(), BlockKind::Deck);
    for (event, range) in events() {
        reader.read(event, range);
    }

    let Reader { drafts, builder, titled, stets, .. } = reader;
    let blocks = role::assign(&drafts, builder.prose(), titled, lexicon);
    let code = builder.code();
    let (prose, map) = builder.finish();
    let told = meta::of(&blocks, &prose, text.path(), lexicon);
    let meta = front.meta_before(told);
    let stets = stet::settle(stets, &blocks, text.content());
    Article { stets, code, ..Article::new(text, prose, map, blocks, meta) }
}

/// A block that is being read.
struct Open {
    start: usize,
    raw: Span,
    kind: Option<BlockKind>,
    /// Whether it has no markup of its own that tells where it ends.
    lazy: bool,
    /// Whether all its words so far are set apart by emphasis.
    slanted: bool,
}

/// Turns events into blocks.
struct Reader<'a> {
    content: &'a str,
    /// The article as Markdown was given it, with masks.
    body: &'a str,
    /// Where the article begins in the file.
    base: usize,
    builder: Builder<'a>,
    drafts: Vec<Draft>,
    open: Option<Open>,
    /// Whether the front matter has the headline.
    titled: bool,
    /// How deep in block quotes, lists and emphasis.
    quotes: usize,
    items: usize,
    slanted: usize,
    /// Where the markup of the next block begins, where that is before its words: the mark of a list or a quotation.
    mark: Option<usize>,
    /// Whether words are passed over: the name of a picture inside a paragraph.
    silent: bool,
    /// Whether the last block was the words of a picture.
    pictured: bool,
    /// Whether the HTML that is being read is a comment.
    comment: bool,
    /// What the desk lets stand.
    stets: Vec<Written>,
}

impl<'a> Reader<'a> {
    fn new(content: &'a str, body: &'a str, base: usize) -> Self {
        Self {
            content,
            body,
            base,
            builder: Builder::new(content),
            drafts: Vec::new(),
            open: None,
            titled: false,
            quotes: 0,
            items: 0,
            slanted: 0,
            mark: None,
            silent: false,
            pictured: false,
            comment: false,
            stets: Vec::new(),
        }
    }

    /// A value of the front matter as a block, where its words stand letter by letter.
    fn value(&mut self, value: Option<&Value>, kind: BlockKind) {
        if let Some(place) = value.and_then(|value| value.place) {
            self.begin(place, Some(kind));
            self.builder.copy(place);
            self.end(place.end);
        }
    }

    fn read(&mut self, event: Event, range: Range<usize>) {
        let raw = Span::new(self.base + range.start, self.base + range.end);
        match event {
            Event::Start(tag) => self.start(&tag, raw),
            Event::End(tag) => self.stop(tag, raw),
            Event::Text(words) => self.words(&words, raw),
            Event::Code(words) => {
                let at = raw.of(self.content).find(&*words).map(|at| raw.start + at);
                let inner = at.map_or(raw, |at| Span::new(at, at + words.len()));
                let from = self.builder.at();
                self.words(&words, inner);
                self.builder.mark_code(from);
            }
            Event::SoftBreak | Event::HardBreak => self.blank(raw),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.blank(raw),
            Event::InlineHtml(_) => self.stets.extend(stet::read(raw, self.content)),
            Event::Html(html) if !self.comment => self.words(&html, raw),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, raw: Span) {
        match tag {
            Tag::Paragraph => {
                let kind = self.surrounding();
                self.begin(raw, kind);
            }
            Tag::Heading { level, .. } => {
                // so is a heading of any level that nothing precedes
                let first = self.drafts.iter().all(|draft| draft.kind == Some(BlockKind::Furniture));
                let known = self.titled || self.drafts.iter().any(|draft| draft.kind == Some(BlockKind::Headline));
                let headline = !known && (*level == HeadingLevel::H1 || first);
                self.begin(raw, Some(if headline { BlockKind::Headline } else { BlockKind::Heading }));
            }
            Tag::BlockQuote(_) => {
                self.end(raw.start);
                self.quotes += 1;
                self.mark = self.mark.or(Some(raw.start));
            }
            Tag::Item => {
                self.items += 1;
                self.mark = self.mark.or(Some(raw.start));
            }
            Tag::List(_) => self.end(raw.start),
            Tag::TableCell => self.begin(raw, Some(BlockKind::ListItem)),
            Tag::CodeBlock(_) => self.begin(raw, Some(BlockKind::Furniture)),
            Tag::HtmlBlock => self.html(raw),
            Tag::Emphasis | Tag::Strong => self.slanted += 1,
            Tag::Image { .. } => self.picture(raw),
            _ => {}
        }
    }

    fn stop(&mut self, tag: TagEnd, raw: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.end(raw.end);
                self.comment = false;
            }
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.mark = None;
            }
            TagEnd::Item => {
                self.end(raw.end);
                self.items = self.items.saturating_sub(1);
                self.mark = None;
            }
            TagEnd::Emphasis | TagEnd::Strong => self.slanted = self.slanted.saturating_sub(1),
            TagEnd::Image => {
                if !self.silent {
                    self.end(raw.end);
                    self.pictured = true;
                }
                self.silent = false;
            }
            _ => {}
        }
    }

    /// The words of a picture are a caption, unless it stands in the middle of a paragraph.
    fn picture(&mut self, raw: Span) {
        let begun = self.open.as_ref().is_some_and(|open| self.builder.at() > open.start);
        if begun {
            self.silent = true;
        } else {
            self.open = None;
            self.begin(raw, Some(BlockKind::Caption));
        }
    }

    /// The role that a paragraph has by what it stands in.
    fn surrounding(&self) -> Option<BlockKind> {
        match (self.quotes, self.items) {
            (0, 0) => None,
            (0, _) => Some(BlockKind::ListItem),
            _ => Some(BlockKind::Blockquote),
        }
    }

    fn begin(&mut self, raw: Span, kind: Option<BlockKind>) {
        self.end(raw.start);
        let from = self.mark.take().unwrap_or(raw.start).min(raw.start);
        let before = self.drafts.last().map_or(0, |draft| draft.raw.end);
        if !self.drafts.is_empty() {
            self.builder.replace("\n\n", Span::new(before.min(from), from));
        }
        let raw = Span::new(from, raw.end);
        self.open = Some(Open { start: self.builder.at(), raw, kind, lazy: false, slanted: true });
    }

    /// Ends the block that is open, if any, with the markup before `at`.
    fn end(&mut self, at: usize) {
        let Some(open) = self.open.take() else { return };
        let span = line::trim(Span::new(open.start, self.builder.at()), self.builder.prose());
        if span.is_empty() {
            return;
        }
        let end = if open.lazy { at.max(open.raw.end) } else { open.raw.end };
        let raw = line::trim(Span::new(open.raw.start, end), self.content);
        let under_picture = self.pictured && open.slanted && open.kind.is_none();
        let kind = if under_picture { Some(BlockKind::Caption) } else { open.kind };
        self.pictured = false;
        self.drafts.push(Draft { span, raw, kind, apart: true, aside: None });
    }

    fn words(&mut self, words: &str, raw: Span) {
        if self.silent {
            return;
        }
        if self.open.is_none() {
            // an entry of a tight list, or the words after a picture
            let kind = self.surrounding();
            self.begin(raw, kind);
            self.open = self.open.take().map(|open| Open { lazy: true, ..open });
        }
        if let Some(open) = &mut self.open {
            open.slanted &= self.slanted > 0 || words.trim().is_empty();
            open.raw.end = open.raw.end.max(raw.end);
        }
        // no two blanks where a picture stood between them
        let again = self.builder.prose().ends_with(' ') && words.starts_with(' ') && raw.of(self.content) == words;
        let (words, raw) =
            if again { (words.get(1..).unwrap_or_default(), Span::new(raw.start + 1, raw.end)) } else { (words, raw) };
        // what is masked in the middle of code stays as it is
        let masked = self.body.get(raw.start.saturating_sub(self.base)..raw.end.saturating_sub(self.base));
        match raw.of(self.content) == words || masked == Some(words) {
            true => self.builder.copy(raw),
            false => self.builder.replace(words, raw),
        }
    }

    fn blank(&mut self, raw: Span) {
        if self.open.is_some() && !self.silent {
            self.builder.replace(" ", raw);
        }
    }

    /// HTML between the blocks is furniture; a comment is not even that, but the desk may have written it.
    fn html(&mut self, raw: Span) {
        let html = raw.of(self.content);
        let mut at = 0;
        while let Some((start, len)) = html.get(at..).and_then(|rest| {
            let start = rest.find("<!--")?;
            Some((at + start, rest.get(start..)?.find("-->")? + 3))
        }) {
            at = start + len;
            self.stets.extend(stet::read(Span::new(raw.start + start, raw.start + at), self.content));
        }
        let line = line::trim(raw, self.content);
        let bracketed = line.of(self.content).starts_with('[');
        if bracketed {
            self.stets.extend(stet::read(line, self.content));
        }
        self.comment = bracketed || line.of(self.content).starts_with("<!--");
        if self.comment {
            self.end(raw.start);
        } else {
            self.begin(raw, Some(BlockKind::Furniture));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Article {
        let fallback = Lexicon::default();
        parse(Arc::new(Text::new("a.md", text)), Lexicon::built_in().unwrap_or(&fallback))
    }

    fn blocks(article: &Article) -> Vec<(BlockKind, &str, &str)> {
        let content = article.text.content();
        article.blocks.iter().map(|b| (b.kind, article.slice(b.span), b.raw.of(content))).collect()
    }

    #[test]
    fn blocks_are_told_by_their_marks() {
        use BlockKind::{Blockquote, Furniture, Heading, Headline, ListItem, Paragraph};
        let text = "# Night ferries *stop*\n\nThe mayor said **no** on Tuesday.\n\n## The pier\n\n\
                    > “It is not safe,”\n> she said.\n\n- the *old* pier\n- the new pier\n  - and its [gate](x)\n\n\
                    ```\nlet pier = 1;\n```\n\n<div>Share</div>\n\n<!-- a note -->\n\nShe left.\n";
        let article = read(text);
        let expected = [
            (Headline, "Night ferries stop", "# Night ferries *stop*"),
            (Paragraph, "The mayor said no on Tuesday.", "The mayor said **no** on Tuesday."),
            (Heading, "The pier", "## The pier"),
            (Blockquote, "“It is not safe,” she said.", "> “It is not safe,”\n> she said."),
            (ListItem, "the old pier", "- the *old* pier"),
            (ListItem, "the new pier", "- the new pier"),
            (ListItem, "and its gate", "- and its [gate](x)"),
            (Furniture, "let pier = 1;", "```\nlet pier = 1;\n```"),
            (Furniture, "<div>Share</div>", "<div>Share</div>"),
            (Paragraph, "She left.", "She left."),
        ];
        assert_eq!(blocks(&article), expected);
    }

    #[test]
    fn every_word_has_its_place() {
        let text = "\u{feff}---\r\ntitle: Night ferries stop\r\n---\r\n\r\nA *ferry*man said \\*no\\*: AT&amp;T’s\r\n\
                    [“pier”](http://x.example \"t\") is `not` saf**e**.\r\n\r\n1. one &mdash; *two*\r\n";
        let article = read(text);
        assert_eq!(article.headline(), Some("Night ferries stop"));
        let words = "A ferryman said *no*: AT&T’s “pier” is not safe.";
        assert_eq!(blocks(&article).get(1).map(|(_, words, _)| *words), Some(words));
        for (word, raw) in [
            ("Night ferries stop", "Night ferries stop"),
            ("ferryman", "ferry*man"),
            ("*no*", "*no\\*"),
            ("AT&T", "AT&amp;T"),
            ("&", "&amp;"),
            ("“pier”", "“pier”"),
            ("not", "not"),
            ("safe", "saf**e"),
            ("T’s “", "T’s\r\n[“"),
            ("one — two", "one &mdash; *two"),
        ] {
            let at = article.prose.find(word).unwrap_or_default();
            assert_eq!(article.raw(Span::new(at, at + word.len())).of(text), raw, "{word}");
        }
    }

    #[test]
    fn pictures_have_captions() {
        use BlockKind::{Caption, Credit, Headline, Paragraph};
        let text = "# Night ferries stop\n\n![The old pier in May](pier.jpg)\n*Passengers wait in the rain.*\n\n\
                    ![](gate.jpg)\n\nThe mayor ![flag](f.png) said “no” on Tuesday.\n\n\
                    ![The gate](gate.jpg)\n\n*The gate is shut.*\n\n*Ana Orme contributed to this report.*\n";
        let kinds: Vec<(BlockKind, String)> =
            read(text).blocks.iter().map(|b| (b.kind, read(text).slice(b.span).to_owned())).collect();
        let expected = [
            (Headline, "Night ferries stop"),
            (Caption, "The old pier in May"),
            (Caption, "Passengers wait in the rain."),
            (Paragraph, "The mayor said “no” on Tuesday."),
            (Caption, "The gate"),
            (Caption, "The gate is shut."),
            (Credit, "Ana Orme contributed to this report."),
        ];
        assert_eq!(kinds, expected.map(|(kind, words)| (kind, words.to_owned())));
    }

    #[test]
    fn the_headline_stands_above_or_in_the_front_matter() {
        let story = "The mayor said on Tuesday that the pier would stay closed until the autumn.";
        let both = format!("---\ntitle: Pier closed\ndate: 2019-05-07\n---\n# Pier stays closed\n\n{story}\n");
        let article = read(&both);
        assert_eq!(article.headline(), Some("Pier stays closed"));
        assert_eq!(article.meta.date.as_deref(), Some("2019-05-07"));
        assert_eq!(article.blocks.iter().filter(|b| b.kind == BlockKind::Headline).count(), 1);
        let escaped = read(&format!("---\ntitle: \"\\\"Pier\\\" closed\"\n---\nPier\n\n{story}\n"));
        assert_eq!(escaped.headline(), Some("\"Pier\" closed"));
        assert!(escaped.blocks.iter().all(|b| b.kind != BlockKind::Headline));
        assert_eq!(read(&format!("## Pier stays closed\n\n{story}\n")).headline(), Some("Pier stays closed"));
        assert_eq!(read(&format!("{story}\n")).headline(), None);
    }
}
