//! The parts of an article and their roles.

use serde::Serialize;

use crate::span::Span;

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
