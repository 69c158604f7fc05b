//! A page as a flat list of elements in their order, and the pieces of text in them, each with its place in the file.
//!
//! There is no tree of pointers: the elements inside an element follow it, up to [`Element::past`]. So nothing that reads a
//! page calls itself, however deep elements are nested.

use super::{hint::Hints, tag::Tag};
use crate::span::Span;

/// How far up the open elements an end tag looks for its beginning; beyond that the page is broken anyway.
const REACH: usize = 512;

/// An element of a page.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) tag: Tag,
    /// The element it stands in; the first of all stands in itself.
    pub(super) parent: usize,
    /// The nearest element around it, or itself, at which lines end.
    pub(super) block: usize,
    /// One past the last element inside it.
    pub(super) past: usize,
    /// From its start tag to past its end tag.
    pub(super) raw: Span,
    /// Where its start tag ends.
    pub(super) inner: usize,
    /// The pieces of text inside it: the first, and one past the last.
    pub(super) pieces: (usize, usize),
    /// What its attributes say.
    pub(super) hints: Hints,
    /// What stands directly in it.
    pub(super) own: Sums,
    /// What stands in it at any depth, once [`Page::add_up`] has run.
    pub(super) sums: Sums,
}

/// How much of what stands in an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Characters, a run of blanks being one.
    pub(super) text: u32,
    /// Those of them that are links.
    pub(super) link: u32,
    pub(super) commas: u32,
    pub(super) paragraphs: u32,
    pub(super) pictures: u32,
    pub(super) items: u32,
    pub(super) inputs: u32,
    pub(super) embeds: u32,
    /// Characters in subheadings.
    pub(super) heading: u32,
    /// Characters in lists.
    pub(super) listed: u32,
}

impl Sums {
    pub(super) fn add(&mut self, more: &Sums) {
        self.text += more.text;
        self.link += more.link;
        self.commas += more.commas;
        self.paragraphs += more.paragraphs;
        self.pictures += more.pictures;
        self.items += more.items;
        self.inputs += more.inputs;
        self.embeds += more.embeds;
        self.heading += more.heading;
        self.listed += more.listed;
    }

    /// What an element with these sums counts as for the element around it.
    pub(super) fn counted_for(mut self, tag: Tag) -> Sums {
        match tag {
            Tag::Paragraph => self.paragraphs += 1,
            Tag::Picture => self.pictures += 1,
            Tag::Item => self.items += 1,
            Tag::Input => self.inputs += 1,
            Tag::Embed => self.embeds += 1,
            Tag::Heading(_) => self.heading = self.text,
            Tag::List => self.listed = self.text,
            _ => {}
        }
        self
    }

    /// Which part of the text is links, 0 to 1.
    pub(super) fn link_density(&self) -> f32 {
        if self.text == 0 { 0.0 } else { self.link as f32 / self.text as f32 }
    }
}

/// A run of text in one element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The element that it stands in directly.
    pub(super) element: usize,
    /// Its place in the file.
    pub(super) raw: Span,
    /// Its place among the words that differ from the file (entities); none: it stands in the file letter by letter.
    pub(super) other: Option<Span>,
    /// Whether a block began or ended just before it.
    pub(super) fresh: bool,
    /// How many line breaks stand just before it.
    pub(super) breaks: u8,
    /// How many characters and commas it has.
    pub(super) text: u32,
    pub(super) commas: u32,
    /// Whether it is a part of a link.
    pub(super) linked: bool,
}

/// A page as read.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) elements: Vec<Element>,
    pub(super) pieces: Vec<Piece>,
    /// Words that stand in the file in another form: entities.
    pub(super) others: String,
    /// `meta` elements: the name, and what it says.
    pub(super) metas: Vec<(String, String)>,
    /// Days that elements carry for machines: the element, and the words.
    pub(super) days: Vec<(usize, String)>,
    /// Scripts that describe the page (JSON-LD), as places of the file.
    pub(super) data: Vec<Span>,
    /// The title of the window.
    pub(super) title: String,
    /// The language that the page says it is in.
    pub(super) language: Option<String>,
    /// Comments, as places of the file.
    pub(super) comments: Vec<Span>,
}

impl Page {
    /// The words of a piece.
    pub(super) fn words<'a>(&'a self, piece: &Piece, content: &'a str) -> &'a str {
        match piece.other {
            Some(place) => place.of(&self.others),
            None => piece.raw.of(content),
        }
    }

    /// All words in an element on one line.
    pub(super) fn text(&self, element: usize, content: &str) -> String {
        let mut out = String::new();
        let Some(element) = self.elements.get(element) else { return out };
        for piece in self.pieces.get(element.pieces.0..element.pieces.1).unwrap_or_default() {
            if piece.fresh || piece.breaks > 0 {
                out.push(' ');
            }
            out.push_str(self.words(piece, content));
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Adds up what stands in each element, so that it counts for all elements around it.
    pub(super) fn add_up(&mut self) {
        for at in (0..self.elements.len()).rev() {
            let Some(element) = self.elements.get_mut(at) else { continue };
            element.sums.add(&element.own);
            let (sums, parent) = (element.sums.counted_for(element.tag), element.parent);
            if let Some(around) = self.elements.get_mut(parent).filter(|_| parent != at) {
                around.sums.add(&sums);
            }
        }
    }

    /// Whether `inner` is `outer` or stands in it.
    pub(super) fn holds(&self, outer: usize, inner: usize) -> bool {
        self.elements.get(outer).is_some_and(|element| (outer..element.past).contains(&inner))
    }

    /// The element and those around it, from the inside out.
    pub(super) fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let at = next?;
            let parent = self.elements.get(at)?.parent;
            next = (parent != at).then_some(parent);
            Some(at)
        })
    }
}

/// Builds a page out of tags and text as they come.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) page: Page,
    /// The elements that are open, from the outside in.
    open: Vec<usize>,
    /// Of the open elements, those that paragraphs and scopes are: places in `open`.
    paragraphs: Vec<usize>,
    scopes: Vec<usize>,
    /// How many of the open elements are hidden, links, preformatted.
    hidden: usize,
    links: usize,
    /// Whether the innermost link leads to a place on the same page.
    anchor: bool,
    fresh: bool,
    breaks: u8,
    /// Whether the last character was a blank.
    blank: bool,
    bodied: bool,
}

impl Builder {
    /// Begins a page with the element that holds all others.
    pub(super) fn new() -> Self {
        let mut builder = Self { fresh: true, blank: true, ..Self::default() };
        builder.push(Tag::Html, Hints::default(), Span::new(0, 0));
        builder
    }

    /// The innermost open element.
    pub(super) fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// Whether nothing is shown of what comes next.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    /// Whether what comes next is the title of the window; a drawing may have a title too.
    pub(super) fn is_in_title(&self) -> bool {
        let tag = |at: usize| self.page.elements.get(at).map(|element| element.tag);
        let around = self.page.elements.get(self.current()).and_then(|element| tag(element.parent));
        tag(self.current()) == Some(Tag::Title) && matches!(around, Some(Tag::Html | Tag::Head | Tag::Body))
    }

    /// A start tag.
    pub(super) fn start(&mut self, tag: Tag, hints: Hints, raw: Span) {
        match tag {
            Tag::Html => return,
            Tag::Head if self.bodied || self.open.len() > 1 => return,
            Tag::Body if self.bodied => return,
            Tag::Break => {
                self.breaks = self.breaks.saturating_add(1);
                self.blank = true;
                return;
            }
            _ => {}
        }
        self.close_before(tag, raw.start);
        self.bodied |= tag == Tag::Body || (!tag.is_of_head() && tag != Tag::Head);
        if tag.is_block() {
            self.boundary();
        }
        self.push(tag, hints, raw);
        if tag.is_void() {
            self.pop(raw.end);
        }
    }

    /// Ends what a start tag leaves no room for: a paragraph before a block, an entry of a list before the next.
    fn close_before(&mut self, tag: Tag, at: usize) {
        let in_head = |builder: &Self| {
            builder.page.elements.get(builder.current()).is_some_and(|element| element.tag == Tag::Head)
        };
        if !tag.is_of_head() && in_head(self) {
            self.pop(at);
        }
        if tag.ends_paragraph()
            && let Some(paragraph) = self.paragraphs.last().copied()
            && self.scopes.last().is_none_or(|scope| *scope < paragraph)
        {
            self.close_to(paragraph, at);
        }
        let until: fn(Tag) -> bool = match tag {
            Tag::Item => |tag| tag == Tag::List,
            Tag::Definition => |tag| tag == Tag::Definitions,
            Tag::Cell | Tag::Row | Tag::Rows => |tag| tag == Tag::Table,
            Tag::Link => Tag::is_block,
            _ => return,
        };
        let same = |open: Tag| match tag {
            Tag::Row => matches!(open, Tag::Row),
            Tag::Rows => matches!(open, Tag::Rows),
            _ => open == tag,
        };
        let Some(found) = self.find(same, |open| until(open) || (tag != Tag::Cell && open == Tag::Table)) else {
            return;
        };
        self.close_to(found, at);
    }

    /// The innermost open element of a kind, as a place in `open`; none beyond one at which the search ends.
    fn find(&self, wanted: impl Fn(Tag) -> bool, until: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, element) in self.open.iter().enumerate().skip(1).rev().take(REACH) {
            let tag = self.page.elements.get(*element)?.tag;
            if wanted(tag) {
                return Some(at);
            }
            if until(tag) {
                return None;
            }
        }
        None
    }

    /// An end tag.
    pub(super) fn end(&mut self, tag: Tag, raw: Span) {
        match tag {
            Tag::Html | Tag::Body => return,
            Tag::Break => return self.start(Tag::Break, Hints::default(), raw),
            _ if tag.is_void() => return,
            _ => {}
        }
        // what marks words does not end the blocks that were begun inside it; blocks do not end the cell around them
        let found = match tag {
            Tag::Heading(_) => self.find(|open| matches!(open, Tag::Heading(_)), Tag::is_scope),
            _ if tag.is_scope() => self.find(|open| open == tag, |_| false),
            Tag::Row | Tag::Rows => self.find(|open| open == tag, |open| open == Tag::Table),
            _ if tag.is_block() => self.find(|open| open == tag, Tag::is_scope),
            _ => self.find(|open| open == tag, Tag::is_block),
        };
        if let Some(found) = found {
            self.close_to(found + 1, raw.start);
            self.pop(raw.end);
        }
    }

    /// Text, as it stands in the file or in another form. What stands in the file may end inside a character: then the rest
    /// comes next, and joins it.
    pub(super) fn text(&mut self, words: &[u8], raw: Span, verbatim: bool) {
        if self.hidden > 0 {
            return;
        }
        let all_blank = words.iter().all(u8::is_ascii_whitespace);
        if all_blank && self.fresh {
            return;
        }
        let element = self.current();
        let other = (!verbatim).then(|| {
            let start = self.page.others.len();
            self.page.others.push_str(&String::from_utf8_lossy(words));
            Span::new(start, self.page.others.len())
        });
        let (text, commas) = self.count(words, element);
        let joins = verbatim && !self.fresh && self.breaks == 0;
        match self.page.pieces.last_mut() {
            Some(last) if joins && last.other.is_none() && last.element == element && last.raw.end == raw.start => {
                last.raw.end = raw.end;
                last.text += text;
                last.commas += commas;
            }
            _ => {
                let linked = self.links > 0;
                let (fresh, breaks) = (self.fresh, self.breaks);
                self.page.pieces.push(Piece { element, raw, other, fresh, breaks, text, commas, linked });
                self.fresh = false;
                // breaks count until words stand behind them
                if !all_blank {
                    self.breaks = 0;
                }
            }
        }
    }

    /// Counts characters and commas into an element.
    fn count(&mut self, words: &[u8], element: usize) -> (u32, u32) {
        let (mut text, mut commas) = (0, 0);
        let mut wide = 0_u8;
        for byte in words.iter().copied() {
            if byte.is_ascii_whitespace() {
                text += u32::from(!self.blank);
                self.blank = true;
                continue;
            }
            self.blank = false;
            text += u32::from(byte & 0xc0 != 0x80);
            commas += u32::from(byte == b',');
            // the commas of Arabic and Chinese, which are of several bytes
            commas += u32::from(matches!((wide, byte), (0xd8, 0x8c) | (0x80, 0x81) | (0xbc, 0x8c)));
            wide = byte;
        }
        if let Some(element) = self.page.elements.get_mut(element) {
            element.own.text += text;
            element.own.commas += commas;
            if self.links > 0 {
                // a link to a place on the same page is a note or a table of contents more often than a menu
                element.own.link += if self.anchor { text * 3 / 10 } else { text };
            }
        }
        (text, commas)
    }

    /// A line ends here.
    fn boundary(&mut self) {
        self.fresh = true;
        self.breaks = 0;
        self.blank = true;
    }

    fn push(&mut self, tag: Tag, hints: Hints, raw: Span) {
        let at = self.page.elements.len();
        let parent = self.current();
        let block = match tag.is_block() {
            true => at,
            false => self.page.elements.get(parent).map_or(0, |element| element.block),
        };
        let piece = self.page.pieces.len();
        if hints.is_hidden() || tag.is_unseen() {
            self.hidden += 1;
        }
        if tag == Tag::Link {
            self.links += 1;
            self.anchor = hints.is_anchor();
        }
        if tag == Tag::Paragraph {
            self.paragraphs.push(self.open.len());
        }
        if tag.is_scope() {
            self.scopes.push(self.open.len());
        }
        self.open.push(at);
        self.page.elements.push(Element {
            tag,
            parent,
            block,
            past: at + 1,
            raw,
            inner: raw.end,
            pieces: (piece, piece),
            hints,
            own: Sums::default(),
            sums: Sums::default(),
        });
    }

    /// Ends the open elements from a place in `open` inwards; they have no end tags.
    fn close_to(&mut self, place: usize, at: usize) {
        while self.open.len() > place.max(1) {
            self.pop(at);
        }
    }

    fn pop(&mut self, end: usize) {
        let Some(at) = self.open.pop() else { return };
        let (past, pieces) = (self.page.elements.len(), self.page.pieces.len());
        let Some(element) = self.page.elements.get_mut(at) else { return };
        element.past = past;
        element.pieces.1 = pieces;
        element.raw.end = end.max(element.inner);
        let (tag, hidden) = (element.tag, element.hints.is_hidden());
        self.hidden -= usize::from(hidden || tag.is_unseen());
        self.links -= usize::from(tag == Tag::Link);
        if tag == Tag::Paragraph {
            self.paragraphs.pop();
        }
        if tag.is_scope() {
            self.scopes.pop();
        }
        if tag.is_block() {
            self.boundary();
        }
    }

    /// Ends everything that is still open where the file ends.
    pub(super) fn finish(mut self, end: usize) -> Page {
        while !self.open.is_empty() {
            self.pop(end);
        }
        self.page.add_up();
        self.page
    }
}
