//! The elements of a page, as far as they tell an article from the rest.

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Html,
    Head,
    Body,
    Title,
    Meta,
    Script,
    /// `noscript`, `style`, `template`, `svg`: never shown as text.
    Unseen,
    Link,
    Paragraph,
    Break,
    Rule,
    Picture,
    /// `h1` to `h6`.
    Heading(u8),
    Division,
    Section,
    Article,
    Main,
    Header,
    Footer,
    Navigation,
    Aside,
    Figure,
    Caption,
    /// `ul`, `ol`, `menu`.
    List,
    Item,
    /// `dl`
    Definitions,
    /// `dt` and `dd`
    Definition,
    Table,
    /// `thead`, `tbody`, `tfoot`, `colgroup`
    Rows,
    Row,
    Cell,
    Quotation,
    Preformatted,
    Form,
    /// `fieldset`
    Fields,
    /// `button`, `select`, `textarea`, `option`: what the reader clicks or fills in.
    Control,
    /// `input`
    Input,
    Address,
    Time,
    Code,
    /// A film, a sound, another page.
    Embed,
    Dialog,
    /// `wbr`, `source` …: nothing stands in it, and nothing ends at it.
    Void,
    /// Marks words inside a line.
    Inline,
    /// An element that is not of HTML.
    Unknown,
}

impl Tag {
    /// The element of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Tag {
        match name {
            b"html" => Tag::Html,
            b"head" => Tag::Head,
            b"body" => Tag::Body,
            b"title" => Tag::Title,
            b"meta" => Tag::Meta,
            b"script" => Tag::Script,
            b"style" | b"noscript" | b"template" | b"svg" | b"noembed" | b"noframes" | b"annotation"
            | b"annotation-xml" | b"rp" | b"datalist" => Tag::Unseen,
            b"a" => Tag::Link,
            b"p" => Tag::Paragraph,
            b"br" => Tag::Break,
            b"hr" => Tag::Rule,
            b"img" | b"amp-img" => Tag::Picture,
            b"h1" => Tag::Heading(1),
            b"h2" => Tag::Heading(2),
            b"h3" => Tag::Heading(3),
            b"h4" => Tag::Heading(4),
            b"h5" => Tag::Heading(5),
            b"h6" => Tag::Heading(6),
            b"div" | b"center" | b"details" | b"summary" | b"hgroup" | b"legend" | b"search" => Tag::Division,
            b"section" => Tag::Section,
            b"article" => Tag::Article,
            b"main" => Tag::Main,
            b"header" => Tag::Header,
            b"footer" => Tag::Footer,
            b"nav" => Tag::Navigation,
            b"aside" => Tag::Aside,
            b"figure" => Tag::Figure,
            b"figcaption" | b"caption" => Tag::Caption,
            b"ul" | b"ol" | b"menu" | b"dir" => Tag::List,
            b"li" => Tag::Item,
            b"dl" => Tag::Definitions,
            b"dt" | b"dd" => Tag::Definition,
            b"table" => Tag::Table,
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" => Tag::Rows,
            b"tr" => Tag::Row,
            b"td" | b"th" => Tag::Cell,
            b"blockquote" => Tag::Quotation,
            b"pre" | b"listing" | b"xmp" => Tag::Preformatted,
            b"form" => Tag::Form,
            b"fieldset" => Tag::Fields,
            b"button" | b"select" | b"textarea" | b"option" | b"optgroup" => Tag::Control,
            b"input" => Tag::Input,
            b"address" => Tag::Address,
            b"time" => Tag::Time,
            b"code" => Tag::Code,
            b"iframe" | b"video" | b"audio" | b"object" | b"embed" | b"canvas" => Tag::Embed,
            b"dialog" => Tag::Dialog,
            b"area" | b"base" | b"col" | b"link" | b"param" | b"source" | b"track" | b"wbr" => Tag::Void,
            b"span" | b"b" | b"i" | b"u" | b"s" | b"em" | b"strong" | b"small" | b"big" | b"sub" | b"sup" | b"q"
            | b"cite" | b"abbr" | b"acronym" | b"dfn" | b"mark" | b"del" | b"ins" | b"font" | b"tt" | b"kbd"
            | b"samp" | b"var" | b"label" | b"bdi" | b"bdo" | b"strike" | b"ruby" | b"rt" | b"data" | b"picture"
            | b"math" => Tag::Inline,
            _ => Tag::Unknown,
        }
    }

    /// Whether nothing can stand in it.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Tag::Meta | Tag::Break | Tag::Rule | Tag::Picture | Tag::Input | Tag::Void)
    }

    /// Whether a line ends where it begins and where it ends.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Tag::Title
                | Tag::Meta
                | Tag::Script
                | Tag::Unseen
                | Tag::Link
                | Tag::Break
                | Tag::Picture
                | Tag::Control
                | Tag::Input
                | Tag::Time
                | Tag::Code
                | Tag::Embed
                | Tag::Void
                | Tag::Inline
                | Tag::Unknown
        )
    }

    /// Whether it ends a paragraph that was left open before it.
    pub(super) fn ends_paragraph(self) -> bool {
        self.is_block() && !matches!(self, Tag::Html | Tag::Head | Tag::Body | Tag::Rows | Tag::Row | Tag::Cell)
    }

    /// Whether what was left open outside stays open while something inside ends.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Tag::Html | Tag::Body | Tag::Table | Tag::Cell | Tag::Caption | Tag::Embed | Tag::Dialog)
    }

    /// Whether its text is never shown.
    pub(super) fn is_unseen(self) -> bool {
        matches!(self, Tag::Head | Tag::Title | Tag::Script | Tag::Unseen | Tag::Embed)
    }

    /// Whether it belongs into the head of a page.
    pub(super) fn is_of_head(self) -> bool {
        matches!(self, Tag::Title | Tag::Meta | Tag::Script | Tag::Unseen | Tag::Void)
    }

    /// Whether it opens a new paragraph's worth of text by itself.
    pub(super) fn is_paragraph(self) -> bool {
        matches!(self, Tag::Paragraph | Tag::Preformatted | Tag::Heading(2..) | Tag::Cell)
    }
}
