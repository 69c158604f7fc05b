//! Word files (`.docx`): the words of their paragraphs as they stand once every tracked change is accepted.
//!
//! Left out is what does not go to print: comments, deleted and hidden words, headers and footers. Nothing is kept of
//! fonts and pages. Every paragraph with words becomes a line; footnotes and endnotes follow the text.

mod body;
mod package;
mod style;
mod xml;

use self::{
    body::{Body, Notes},
    package::Package,
    style::Styles,
    xml::Node,
};
use crate::text::{Document, Style};

/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// How files of older Office programs begin; a Word file with a password is one, too.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether a file is an archive, as Word files are.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(ARCHIVE)
}

/// What a file of an older Office program is, and what to do about it.
pub(super) fn compound(bytes: &[u8]) -> Option<&'static str> {
    let names = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &utf16).is_some()
    };
    bytes.starts_with(COMPOUND).then(|| match () {
        () if names("EncryptedPackage") => {
            "it is protected with a password; open it in Word and save a copy without one"
        }
        () if names("WordDocument") => "it is an old Word file (.doc); open it in Word and save it as .docx",
        () => "it is a file of an old Office program, not text; save the article as .docx or as plain text",
    })
}

/// The text of a Word file of at most `max_size` bytes: a line for each paragraph, and what each is.
///
/// # Errors
///
/// In plain words, when it is something else, is damaged, would unpack to far more than an article, or holds no words.
pub(super) fn read(bytes: &[u8], max_size: u64) -> Result<(String, Document), String> {
    let mut package = Package::open(bytes, max_size)?;
    let main = package.main()?;
    let styles = match package.related(&main, "styles")? {
        Some(part) => Styles::read(&part)?,
        None => Styles::default(),
    };
    let body = Body::read(&main, &styles)?;
    let mut paragraphs = body.paragraphs;
    for (kind, cited) in [("footnotes", &body.footnotes), ("endnotes", &body.endnotes)] {
        if cited.is_empty() {
            continue;
        }
        if let Some(part) = package.related(&main, kind)? {
            let mut notes = Notes::read(&part, &styles)?;
            paragraphs.extend(cited.iter().filter_map(|id| notes.take(id)).flatten());
        }
    }
    if paragraphs.is_empty() {
        return Err(if body.elsewhere {
            "its text is stored in it as another document; open it in Word and save it again".to_owned()
        } else {
            "there are no words in it".to_owned()
        });
    }
    let mut document = Document { language: body.language, ..Document::default() };
    if let Some(part) = package.part("docProps/core.xml")? {
        properties(&part, &mut document)?;
    }
    let mut content = String::with_capacity(paragraphs.iter().map(|paragraph| paragraph.words.len() + 1).sum());
    for paragraph in &paragraphs {
        content += &paragraph.words;
        content.push('\n');
    }
    document.styles = paragraphs.iter().map(|paragraph| paragraph.style).collect::<Vec<Style>>();
    Ok((content, document))
}

/// Reads what a file says of itself. The day on which it was made is not the day of publication.
fn properties(part: &package::Part, document: &mut Document) -> Result<(), String> {
    let (mut name, mut value) = (String::new(), String::new());
    part.walk(&mut |node| match node {
        Node::Open(element) => {
            name = element.name().to_owned();
            value.clear();
        }
        Node::Words(words) => value += words,
        Node::Close(_) => {
            let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let property = match std::mem::take(&mut name).as_str() {
                "title" => &mut document.title,
                "creator" => &mut document.author,
                "language" if document.language.is_none() => &mut document.language,
                _ => return,
            };
            *property = Some(words).filter(|words| !words.is_empty());
        }
    })
}
