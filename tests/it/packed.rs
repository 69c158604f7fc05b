//! Word files, made for the tests out of their parts.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::support::Failure;

/// The parts of a Word file on their way.
pub(crate) struct Packed {
    /// The body of the text: paragraphs and tables.
    pub(crate) body: String,
    parts: Vec<(String, String)>,
}

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

impl Packed {
    /// A file with some body.
    pub(crate) fn new(body: &str) -> Packed {
        Packed { body: body.to_owned(), parts: Vec::new() }
    }

    /// With one more part.
    pub(crate) fn with(mut self, name: &str, xml: &str) -> Packed {
        self.parts.push((name.to_owned(), xml.replace("xmlns:w", NAMESPACES)));
        self
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
            self.body
        );
        let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
            <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
            Target=\"word/document.xml\"/></Relationships>";
        let own = [("[Content_Types].xml", "<Types/>"), ("_rels/.rels", rels), ("word/document.xml", &document)];
        let given = |name: &str| self.parts.iter().any(|(given, _)| given == name);
        let all = own.into_iter().filter(|(name, _)| !given(name));
        archive(all.chain(self.parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str()))))
    }
}

/// A Zip archive of some files.
pub(crate) fn archive<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Vec<u8>, Failure> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(name, options)?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Text as XML has it.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A paragraph of a style, none if that is empty, in which every word is a run of its own, as after much editing.
pub(crate) fn paragraph(style: &str, words: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
    let runs: String = words
        .split_inclusive(' ')
        .map(|word| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(word)))
        .collect();
    format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>")
}
