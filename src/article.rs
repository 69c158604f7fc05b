//! The model of an article: what stands in it, and who says what. Types only.
//!
//! A parser fills the blocks, [`annotate`](crate::annotate) the layers. Every [`Span`] in here points into
//! [`Article::prose`]; [`Article::raw`] turns it into a place of the file as stored.

use std::{fmt, ops::Range, sync::Arc};

use serde::Serialize;

use crate::{lexicon::Classes, record::Record, span::Span, text::Text};

/// An article as the desk reads it.
#[derive(Debug, Clone)]
pub struct Article {
    /// The file it was read from.
    pub text: Arc<Text>,
    /// Its words without markup, blocks apart.
    pub prose: String,
    /// Where each part of the prose stands in the file.
    pub map: SourceMap,
    /// Headline, paragraphs, captions, furniture …, in their order in the file.
    pub blocks: Vec<Block>,
    /// What the front matter or the page says of the article.
    pub meta: Meta,
    /// Words, numbers and marks of the copy, in order.
    pub tokens: Vec<Token>,
    /// Sentences of the copy, in order.
    pub sentences: Vec<Sentence>,
    /// Everything that stands between quotation marks, in order of the opening mark.
    pub quotations: Vec<Quotation>,
    /// Direct, mixed and indirect speech, in order of the content.
    pub attributions: Vec<Attribution>,
    /// Everyone and everything that is quoted; [`SourceId`] is the place in this list.
    pub sources: Vec<Source>,
    /// What the desk wrote into the file to let findings stand, in its order in the file.
    pub stets: Vec<Stet>,
    /// What it is to the articles that are checked, if it is only compared with them.
    pub record: Option<Record>,
    /// What stood in its place at an earlier revision, where that is known and was something else.
    pub earlier: Option<Arc<Article>>,
}

/// What the file says of itself, apart from its copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline, where it is not a block of the prose (front matter).
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The outlet that prints it.
    pub outlet: Option<String>,
    /// Language tag, such as `en-GB`.
    pub language: Option<String>,
    /// Whether readers have seen it, where it says so.
    pub published: Option<bool>,
    /// How much to look for in it, as written.
    pub profile: Option<String>,
}

/// A part of an article, with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its role.
    pub kind: BlockKind,
    /// Its words in the prose.
    pub span: Span,
    /// Its place in the file, markup included.
    pub raw: Span,
    /// Why the markup of a page says that it is not the article.
    pub aside: Option<Aside>,
}

/// Why a part of a web page is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aside {
    /// Menus, trails, page numbers.
    Navigation,
    /// Headers, footers, sidebars.
    Margin,
    /// What the page itself puts beside its main part.
    Beside,
    /// Buttons that pass the article on.
    Share,
    /// Links to other articles.
    Related,
    /// What readers wrote.
    Comments,
    /// Cookies, logins, ages.
    Notice,
    /// What is paid for.
    Advertisement,
    /// Newsletters, subscriptions.
    Promotion,
    /// Buttons, and fields to fill in.
    Form,
    /// A box of links or pictures with little running text.
    Links,
    /// A sentence of the article, printed a second time.
    PullQuote,
    /// The headline, printed a second time.
    Repeated,
    /// It stands outside the part of the page that holds the article.
    Outside,
}

impl Aside {
    /// As it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Aside::Navigation => "navigation",
            Aside::Margin => "header, footer or sidebar",
            Aside::Beside => "beside the article",
            Aside::Share => "share buttons",
            Aside::Related => "related links",
            Aside::Comments => "comments",
            Aside::Notice => "cookie or login notice",
            Aside::Advertisement => "advertisement",
            Aside::Promotion => "promotion",
            Aside::Form => "form or button",
            Aside::Links => "box of links",
            Aside::PullQuote => "pull quote",
            Aside::Repeated => "headline, printed again",
            Aside::Outside => "outside the article",
        }
    }
}

/// The role of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// The summary under the headline.
    Deck,
    /// Who wrote it.
    Byline,
    /// Place and day, on a line of its own.
    Dateline,
    /// A paragraph of the story.
    Paragraph,
    /// A subheading.
    Heading,
    /// One entry of a list.
    ListItem,
    /// A quotation set apart from the story.
    Blockquote,
    /// The words under a picture.
    Caption,
    /// Who made the picture, or contributed to the story.
    Credit,
    /// A section label, such as “Breaking News”.
    Label,
    /// What is not the article: menus, buttons, comment policies.
    Furniture,
}

impl BlockKind {
    /// As it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Deck => "deck",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::ListItem => "list-item",
            BlockKind::Blockquote => "blockquote",
            BlockKind::Caption => "caption",
            BlockKind::Credit => "credit",
            BlockKind::Label => "label",
            BlockKind::Furniture => "furniture",
        }
    }

    /// Whether the desk reads it as copy: the words the outlet prints as its own story.
    pub fn is_copy(self) -> bool {
        use BlockKind::{Blockquote, Caption, Deck, Heading, Headline, ListItem, Paragraph};
        matches!(self, Headline | Deck | Paragraph | Heading | ListItem | Blockquote | Caption)
    }

    /// Whether it belongs to the running story, where a speaker may carry over from one block to the next.
    pub fn is_story(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Blockquote)
    }
}

/// Which place of the file each part of the prose comes from, piece by piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// A run of prose and the run of the file it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    prose: Span,
    raw: Span,
}

impl SourceMap {
    /// The map of a text that is its own prose.
    pub fn identity(len: usize) -> Self {
        let all = Span::new(0, len);
        Self { pieces: vec![Piece { prose: all, raw: all }] }
    }

    /// Adds the next piece. Pieces are added in the order of the prose, without gaps.
    pub fn push(&mut self, prose: Span, raw: Span) {
        if let Some(last) = self.pieces.last_mut() {
            let verbatim = last.prose.len() == last.raw.len() && prose.len() == raw.len();
            if verbatim && last.raw.end == raw.start {
                last.prose.end = prose.end;
                last.raw.end = raw.end;
                return;
            }
        }
        self.pieces.push(Piece { prose, raw });
    }

    /// The place in the file of a place in the prose: from where its first byte comes to where its last byte comes.
    ///
    /// A piece that is not verbatim (an entity) is taken whole.
    pub fn raw(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        let start = self.start(span.start);
        let end = self.piece(span.end - 1).map_or(start, |p| match p.prose.len() == p.raw.len() {
            true => p.raw.start + (span.end - p.prose.start).min(p.raw.len()),
            false => p.raw.end,
        });
        Span::new(start, end.max(start))
    }

    /// The place in a stretch of the prose of a place in the file, the other way round; none: the words there are not
    /// in it. The pieces of the stretch come in the order of the file, as those of a block do.
    pub fn prose(&self, raw: Span, within: Span) -> Option<Span> {
        let first = self.pieces.partition_point(|p| p.prose.end <= within.start);
        let len = self.pieces.get(first..)?.partition_point(|p| p.prose.start < within.end);
        let pieces = self.pieces.get(first..first + len)?;
        let verbatim = |p: &Piece| p.prose.len() == p.raw.len();
        let last = pieces.partition_point(|p| p.raw.start < raw.end.max(raw.start + 1)).checked_sub(1)?;
        let p = pieces.get(pieces.partition_point(|p| p.raw.end <= raw.start))?;
        let start = p.prose.start + if verbatim(p) { raw.start.saturating_sub(p.raw.start) } else { 0 };
        if raw.is_empty() {
            return (p.raw.start <= raw.start && within.start <= start && start <= within.end)
                .then_some(Span::new(start, start));
        }
        let p = pieces.get(last)?;
        let end = if verbatim(p) { p.prose.end.min(p.prose.start + (raw.end - p.raw.start)) } else { p.prose.end };
        let (start, end) = (start.max(within.start), end.min(within.end));
        (start < end).then(|| Span::new(start, end))
    }

    /// Adds to another map what this one says of a span, as what stands there from `at` on.
    pub fn cut(&self, span: Span, at: usize, into: &mut SourceMap) {
        let first = self.pieces.partition_point(|piece| piece.prose.end <= span.start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.prose.start < span.end) {
            let part = Span::new(piece.prose.start.max(span.start), piece.prose.end.min(span.end));
            let moved = Span::new(at + (part.start - span.start), at + (part.end - span.start));
            into.push(moved, self.raw(part));
        }
    }

    /// The map of a text that was made of this map's prose by way of another map.
    #[must_use]
    pub fn through(&self, other: &SourceMap) -> SourceMap {
        let mut map = SourceMap::default();
        for piece in &other.pieces {
            match piece.prose.len() == piece.raw.len() {
                true => self.cut(piece.raw, piece.prose.start, &mut map),
                false => map.push(piece.prose, self.raw(piece.raw)),
            }
        }
        map
    }

    fn start(&self, at: usize) -> usize {
        match self.piece(at) {
            Some(p) if p.prose.len() == p.raw.len() => p.raw.start + (at - p.prose.start),
            Some(p) => p.raw.start,
            None => self.pieces.last().map_or(0, |p| p.raw.end),
        }
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|p| p.prose.start <= at);
        self.pieces.get(next.checked_sub(1)?).filter(|p| at < p.prose.end)
    }
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its place in the prose.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// Place of its block in [`Article::blocks`].
    pub block: usize,
    /// The lexicon groups it belongs to.
    pub classes: Classes,
    /// Whether an entry of several words of the lexicon may begin with it.
    pub opens: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the points of an abbreviation (“U.S.”, “al-Muslat”, “don't”).
    Word,
    /// The ending `'s` or `’s`, or the bare apostrophe after a plural, of the word before.
    Possessive,
    /// Digits, with inner separators (“3,000”, “19:46”).
    Number,
    /// A quotation mark.
    Mark,
    /// Any other character that is not white space.
    Punctuation,
    /// A web address, e-mail address, handle or hashtag: never read as prose.
    Address,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No letters, or none with case.
    None,
    /// “word”
    Lower,
    /// “Word”, and a single capital letter
    Capital,
    /// “NATO”, “U.S.”
    Upper,
    /// “iPhone”, “McCain”, “al-Muslat”: capitals after the first letter.
    Mixed,
}

impl Case {
    /// Whether there is a capital letter.
    pub fn has_capital(self) -> bool {
        matches!(self, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to past its last token.
    pub span: Span,
    /// Its tokens, as places in [`Article::tokens`].
    pub tokens: Range<usize>,
    /// Place of its block in [`Article::blocks`].
    pub block: usize,
}

/// What stands between quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// What stands between the marks.
    pub span: Span,
    /// The same with its marks, those that are there.
    pub outer: Span,
    /// What it is.
    pub kind: QuotationKind,
    /// Place of its block in [`Article::blocks`].
    pub block: usize,
    /// Whether it has its closing mark. A running quotation leaves it out where the next paragraph opens again.
    pub closed: bool,
    /// The quotation that this one goes on from, in the paragraph before (running-quote convention).
    pub continues: Option<usize>,
    /// Whether it stands inside another quotation.
    pub nested: bool,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Who relays it: “State TV” in “State TV quoted the mayor as saying …”.
    pub via: Option<Span>,
}

impl Quotation {
    /// Words set apart as a speaker's, without marks of their own.
    pub fn block(span: Span, block: usize, speaker: Option<Speaker>) -> Quotation {
        Quotation {
            span,
            outer: span,
            kind: QuotationKind::Block,
            block,
            closed: true,
            continues: None,
            nested: false,
            speaker,
            cue: None,
            via: None,
        }
    }
}

/// What a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationKind {
    /// Whole clauses of a speaker.
    Direct,
    /// A fragment inside the writer's own sentence.
    Partial,
    /// Words kept at arm's length.
    Scare,
    /// The title of a work or a document.
    Title,
    /// A term, a name or a word as a word.
    Term,
    /// Set apart as a block.
    Block,
}

impl QuotationKind {
    /// Whether somebody's speech is quoted.
    pub fn is_speech(self) -> bool {
        matches!(self, QuotationKind::Direct | QuotationKind::Partial | QuotationKind::Block)
    }
}

/// Who says a quotation: the mention beside it, and whom it means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speaker {
    /// The mention beside the quotation: a name, a description or a pronoun.
    pub span: Span,
    /// The source it resolves to.
    pub source: Option<SourceId>,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// Source, cue and content of something said.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Direct, mixed or indirect.
    pub form: Form,
    /// What is attributed, in one or more pieces, quotation marks included.
    pub content: Vec<Span>,
    /// The mention of the source.
    pub source: Option<Span>,
    /// The source that the mention resolves to.
    pub source_id: Option<SourceId>,
    /// The verb or phrase that attributes.
    pub cue: Option<Span>,
}

/// How much of an attribution stands between marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// Place of a source in [`Article::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub usize);

/// A person, body or document that is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The fullest name in the article, without title; none for the unnamed.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Whether it is an unnamed individual or group that speaks without being identified, or a vague authority.
    pub anonymous: bool,
    /// How the article describes it, in order of appearance, each wording once.
    pub descriptions: Vec<String>,
    /// Every place that means it, in order.
    pub mentions: Vec<Span>,
}

impl Source {
    /// What to call it in a report: its name, or its first description.
    pub fn label(&self) -> &str {
        self.name.as_deref().or_else(|| self.descriptions.first().map(String::as_str)).unwrap_or("somebody")
    }
}

/// What kind of source somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A person with a name.
    NamedPerson,
    /// “a U.S. official”
    UnnamedIndividual,
    /// “officials”, “residents”, “critics”
    UnnamedGroup,
    /// A body that speaks: “the ministry”, “the Kremlin”.
    Organisation,
    /// A report, a statement, a poll.
    Document,
    /// A news outlet.
    Media,
    /// A pronoun that the article does not resolve.
    Pronoun,
    /// None of these.
    Unknown,
}

/// “Let it stand”: findings that the desk has looked at and keeps as they are. Its spans are places of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stet {
    /// Where it is written, its brackets or comment marks included.
    pub span: Span,
    /// The stretch of the file that it is about; empty if it is malformed.
    pub covers: Span,
    /// Ids, families or globs of the rules, as written.
    pub rules: Vec<String>,
    /// The words of the one finding that it is about; none: whatever these rules find there.
    pub words: Option<String>,
    /// Why, and perhaps who approved it and when.
    pub reason: Option<String>,
    /// What keeps it from being followed.
    pub flaw: Option<Flaw>,
}

/// What keeps a stet from being followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It names no rule.
    NoRule,
    /// The words it is about have no closing mark.
    OpenWords,
    /// It begins a stretch that nothing ends.
    NoEnd,
    /// It ends a stretch that nothing began.
    NoBegin,
    /// It is none of `stet`, `stet-file`, `stet-begin`, `stet-end`.
    Form,
}

impl Stet {
    /// Whether it names a rule of a family, or all of them.
    pub fn names_family(&self, family: &str) -> bool {
        self.rules.iter().filter_map(|rule| rule.split('/').next()).any(|head| head == family || head == "*")
    }
}

impl Article {
    /// An article of the given blocks, not yet annotated.
    pub fn new(text: Arc<Text>, prose: String, map: SourceMap, blocks: Vec<Block>, meta: Meta) -> Self {
        Self {
            text,
            prose,
            map,
            blocks,
            meta,
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            attributions: Vec::new(),
            sources: Vec::new(),
            stets: Vec::new(),
            record: None,
            earlier: None,
        }
    }

    /// The words at a place of the prose.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.prose)
    }

    /// The place in the file of a place in the prose.
    pub fn raw(&self, span: Span) -> Span {
        self.map.raw(span)
    }

    /// The headline as printed: its block, or else the title of the front matter.
    pub fn headline(&self) -> Option<&str> {
        let block = self.blocks.iter().find(|b| b.kind == BlockKind::Headline);
        block.map(|b| self.slice(b.span)).or(self.meta.title.as_deref())
    }

    /// Place in [`Article::blocks`] of the block that holds an offset of the prose.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let next = self.blocks.partition_point(|b| b.span.start <= offset);
        next.checked_sub(1).filter(|i| self.blocks[*i].span.holds(offset))
    }

    /// Whether one of the blocks just before a block is of its kind and has its words.
    pub fn repeats(&self, block: usize) -> bool {
        let Some((own, before)) = self.blocks.get(..=block).and_then(<[Block]>::split_last) else { return false };
        let mut near = before.iter().rev().take(8);
        near.any(|b| b.kind == own.kind && self.slice(b.span) == self.slice(own.span))
    }

    /// The sentence that holds an offset of the prose.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let next = self.sentences.partition_point(|s| s.span.start <= offset);
        self.sentences.get(next.checked_sub(1)?).filter(|s| s.span.holds(offset))
    }

    /// The first token that starts at or after an offset, as a place in [`Article::tokens`].
    pub fn token_from(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.start < offset)
    }

    /// The tokens that lie within a span, as places in [`Article::tokens`].
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_from(span.start);
        let len = self.tokens[start..].partition_point(|t| t.span.end <= span.end);
        start..start + len
    }

    /// Whether an offset of the prose stands between quotation marks.
    pub fn is_quoted(&self, offset: usize) -> bool {
        let next = self.quotations.partition_point(|q| q.span.start <= offset);
        // a nested quotation may end before its outer one does, so look at a few before
        self.quotations[..next].iter().rev().take(8).any(|q| q.span.holds(offset))
    }

    /// The story's first block of running prose, as a place in [`Article::blocks`].
    pub fn lead(&self) -> Option<usize> {
        self.blocks.iter().position(|b| b.kind == BlockKind::Paragraph)
    }

    /// How many words the copy holds.
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count()
    }

    /// How many quotations hold somebody's speech.
    pub fn speech(&self) -> usize {
        self.quotations.iter().filter(|q| q.kind.is_speech()).count()
    }

    /// The source of an id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0)
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SourceKind::NamedPerson => "named person",
            SourceKind::UnnamedIndividual => "unnamed individual",
            SourceKind::UnnamedGroup => "unnamed group",
            SourceKind::Organisation => "organisation",
            SourceKind::Document => "document",
            SourceKind::Media => "media",
            SourceKind::Pronoun => "pronoun",
            SourceKind::Unknown => "unknown",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_across_markup_and_entities() {
        // raw: a **b** &amp; c
        let mut map = SourceMap::default();
        map.push(Span::new(0, 2), Span::new(0, 2));
        map.push(Span::new(2, 3), Span::new(4, 5));
        map.push(Span::new(3, 4), Span::new(7, 8));
        map.push(Span::new(4, 5), Span::new(8, 13));
        map.push(Span::new(5, 7), Span::new(13, 15));
        assert_eq!(map.raw(Span::new(0, 3)), Span::new(0, 5));
        assert_eq!(map.raw(Span::new(2, 3)), Span::new(4, 5));
        assert_eq!(map.raw(Span::new(4, 5)), Span::new(8, 13));
        assert_eq!(map.raw(Span::new(0, 7)), Span::new(0, 15));
        assert_eq!(map.raw(Span::new(7, 7)), Span::new(15, 15));

        let whole = Span::new(0, 7);
        assert_eq!(map.prose(Span::new(0, 5), whole), Some(Span::new(0, 3)));
        assert_eq!(map.prose(Span::new(4, 5), whole), Some(Span::new(2, 3)));
        // in the middle of an entity, and in markup only
        assert_eq!(map.prose(Span::new(9, 10), whole), Some(Span::new(4, 5)));
        assert_eq!(map.prose(Span::new(2, 4), whole), None);
        assert_eq!(map.prose(Span::new(0, 15), Span::new(2, 6)), Some(Span::new(2, 6)));
        assert_eq!(map.prose(Span::new(14, 14), whole), Some(Span::new(6, 6)));
        assert_eq!(map.prose(Span::new(15, 20), whole), None);
    }
}
