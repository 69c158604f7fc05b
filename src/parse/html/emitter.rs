//! What the tokenizer of html5gum finds, each thing with its exact place in the file.

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use super::{
    hint::{Attribute, Attributes, Marks},
    tag::Tag,
    tree::{Builder, Page},
};
use crate::span::Span;

/// Reads a page into its elements and pieces of text.
pub(super) fn read(content: &str, marks: &Marks) -> Page {
    let reader = Reader {
        content,
        marks,
        builder: Builder::new(),
        position: 0,
        done: 0,
        from: 0,
        name: Vec::new(),
        last: Vec::new(),
        ends: false,
        closed: false,
        attribute: Vec::new(),
        which: None,
        attributes: Attributes::default(),
        page: None,
    };
    // the page itself comes out at the end, and nothing before it
    Tokenizer::new_with_emitter(content, reader).find_map(Result::ok).unwrap_or_default()
}

struct Reader<'a> {
    content: &'a str,
    marks: &'a Marks,
    builder: Builder,
    /// Where the tokenizer is.
    position: usize,
    /// Up to where the file has been taken over.
    done: usize,
    /// Where the tag or comment that is being read begins.
    from: usize,
    name: Vec<u8>,
    /// The name of the last start tag.
    last: Vec<u8>,
    /// Whether the tag that is being read is an end tag.
    ends: bool,
    /// Whether it closes itself.
    closed: bool,
    attribute: Vec<u8>,
    which: Option<Attribute>,
    attributes: Attributes,
    /// The whole page, once it has been read.
    page: Option<Page>,
}

impl Reader<'_> {
    /// Finds out which attribute it is whose name has been read.
    fn name_attribute(&mut self) {
        if !self.attribute.is_empty() {
            self.which = Attribute::of(&self.attribute);
            self.attribute.clear();
            if let Some(which) = self.which {
                self.attributes.note(which);
            }
        }
    }

    fn start(&mut self, raw: Span) -> Option<State> {
        let tag = Tag::of(&self.name);
        let hints = self.marks.read(tag, &self.attributes);
        let page = &mut self.builder.page;
        match tag {
            Tag::Meta => page.metas.extend(self.attributes.meta()),
            Tag::Html if page.language.is_none() => page.language = self.attributes.get(Attribute::Lang),
            Tag::Script if self.attributes.is_data() => page.data.push(Span::new(raw.end, raw.end)),
            _ => {}
        }
        let day = self.attributes.day(hints);
        let before = self.builder.page.elements.len();
        self.builder.start(tag, hints, raw);
        // an element that closes itself has nothing in it, where that is allowed
        if self.closed && (tag == Tag::Unseen || tag == Tag::Script) {
            self.builder.end(tag, Span::new(raw.end, raw.end));
        }
        if let Some(day) = day.filter(|_| self.builder.page.elements.len() > before) {
            self.builder.page.days.push((self.builder.page.elements.len() - 1, day));
        }
        std::mem::swap(&mut self.last, &mut self.name);
        naive_next_state(&self.last)
    }

    /// Where words stand in the file, and whether they stand there as they are.
    ///
    /// The tokenizer may be a character ahead when it gives up on what looked like a tag or an entity.
    fn place(&self, words: &[u8]) -> (Span, bool) {
        let bytes = self.content.as_bytes();
        let stand_at = |start: usize| bytes.get(start..start + words.len()) == Some(words);
        let (done, at) = (self.done, self.position);
        if let Some(start) = at.checked_sub(words.len()).filter(|start| *start >= done && stand_at(*start)) {
            return (Span::new(start, at), true);
        }
        if at <= done + words.len() + 1 && stand_at(done) {
            return (Span::new(done, done + words.len()), true);
        }
        // whatever it is, its place holds at least one character
        let before =
            || (0..done.min(bytes.len())).rev().find(|start| self.content.is_char_boundary(*start)).unwrap_or(0);
        let start = if done < at { done } else { before() };
        (Span::new(start, at.max(start + 1).min(bytes.len())), false)
    }

    fn stop(&mut self, raw: Span) {
        let tag = Tag::of(&self.name);
        if tag == Tag::Script
            && let Some(data) = self.builder.page.data.last_mut().filter(|data| data.is_empty())
            && data.start <= raw.start
        {
            data.end = raw.start;
        }
        self.builder.end(tag, raw);
        self.last.clear();
    }
}

impl Emitter for Reader<'_> {
    type Token = Page;

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn set_last_start_tag(&mut self, last: Option<&[u8]>) {
        self.last.clear();
        self.last.extend(last.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.page = Some(std::mem::take(&mut self.builder).finish(self.content.len()));
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Page> {
        self.page.take()
    }

    fn emit_string(&mut self, words: &[u8]) {
        if self.builder.is_hidden() {
            if self.builder.is_in_title()
                && let Ok(words) = std::str::from_utf8(words)
            {
                self.builder.page.title.push_str(words);
            }
            self.done = self.position;
            return;
        }
        let (raw, verbatim) = self.place(words);
        self.done = raw.end.max(self.position);
        if verbatim {
            self.done = raw.end;
        }
        self.builder.text(words, raw, verbatim);
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.ends = false;
        self.closed = false;
        self.attributes.clear();
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.ends = true;
        self.attributes.clear();
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.name_attribute();
        self.which = None;
        let raw = Span::new(self.from.min(self.position), self.position);
        self.done = self.position;
        if self.ends {
            self.stop(raw);
            return None;
        }
        self.start(raw)
    }

    fn emit_current_comment(&mut self) {
        let raw = Span::new(self.from.min(self.position), self.position);
        self.builder.page.comments.push(raw);
        self.done = self.position;
    }

    fn emit_current_doctype(&mut self) {
        self.done = self.position;
    }

    fn set_self_closing(&mut self) {
        self.closed = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend(name);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        self.name_attribute();
        self.which = None;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.name_attribute();
        if let Some(which) = self.which.filter(|_| !self.ends) {
            self.attributes.push(which, value);
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.from = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.ends && !self.last.is_empty() && self.last == self.name
    }
}
