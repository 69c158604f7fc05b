//! What a Word file says of its text, beside the words.

/// The paragraphs of a Word file, each a line of the text that was taken out of it, and what the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The style of each paragraph, in the order of the lines. Paragraphs without words are left out of both.
    pub styles: Vec<Style>,
    /// The title among its properties.
    pub title: Option<String>,
    /// Who made it, by its properties.
    pub author: Option<String>,
    /// The tag of the language that most of its words are marked with, such as `en-GB`.
    pub language: Option<String>,
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Running text, or a style that says nothing of the role.
    Body,
    /// The title of the whole.
    Title,
    /// The line under the title.
    Subtitle,
    /// A heading; the first one may be the headline.
    Heading,
    /// Who wrote it.
    Byline,
    /// An entry of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// The words under a picture.
    Caption,
    /// Who made the picture.
    Credit,
    /// A cell of a table with several columns.
    Cell,
    /// A footnote or an endnote.
    Note,
}
