//! The parts of a Word file: XML documents in a Zip archive that name one another.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use super::xml::{self, Node};

/// No part is refused for its size that unpacks to fewer bytes.
const SMALL: u64 = 4_000_000;
/// How many times its size a larger part may unpack to; prose in XML seldom goes beyond a hundred times.
const RATIO: u64 = 200;
/// How many times the size that a file may have all its parts may unpack to.
const WHOLE: u64 = 20;
/// What to do about a file that is damaged.
const ANEW: &str = "open it in Word and save it again";

/// What other archives hold that are no Word files, by the beginning of a part's name.
const OTHERS: [(&str, &str); 5] = [
    ("xl/", "an Excel workbook, not a Word file; save the article as .docx or as plain text"),
    ("ppt/", "a PowerPoint presentation, not a Word file; save the article as .docx or as plain text"),
    ("Index/", "a Pages document (.pages); export it from Pages as Word (.docx)"),
    ("index.xml", "a Pages document (.pages); export it from Pages as Word (.docx)"),
    ("META-INF/container.xml", "an electronic book (.epub); save the article as .docx or as plain text"),
];

/// An archive, and how much may still be unpacked.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// A part as text.
pub(super) struct Part {
    /// Its name in the archive.
    name: String,
    /// Its XML.
    pub(super) xml: String,
}

impl<'a> Package<'a> {
    /// Opens an archive of which all parts together may unpack to a multiple of `max_size` bytes.
    pub(super) fn open(bytes: &'a [u8], max_size: u64) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| format!("it is a damaged Word file or Zip archive, perhaps cut short; {ANEW}"))?;
        Ok(Self { archive, left: max_size.saturating_mul(WHOLE) })
    }

    /// The document itself.
    pub(super) fn main(&mut self) -> Result<Part, String> {
        let root =
            Part { name: String::new(), xml: self.part("_rels/.rels")?.map(|part| part.xml).unwrap_or_default() };
        let name = target(&root, "/officeDocument")?.unwrap_or_else(|| "word/document.xml".to_owned());
        if let Some(other) = self.other(&name)? {
            return Err(format!("it is {other}"));
        }
        self.part(&name)?.ok_or_else(|| format!("it is a Word file without its text (no {name} in it); {ANEW}"))
    }

    /// What the archive is instead of a Word file.
    fn other(&mut self, main: &str) -> Result<Option<String>, String> {
        if let Some(kind) = self.part("mimetype")?.map(|part| part.xml) {
            let text = kind.starts_with("application/vnd.oasis.opendocument.text");
            if text {
                return Ok(Some("an OpenDocument text (.odt); save it as Word (.docx) or as plain text".to_owned()));
            }
            if kind.starts_with("application/vnd.oasis.opendocument") {
                return Ok(Some("an OpenDocument file without running text; save the article as .docx".to_owned()));
            }
        }
        if self.archive.index_for_name(main).is_some() && !main.starts_with("xl/") && !main.starts_with("ppt/") {
            return Ok(None);
        }
        let names: Vec<String> = self.archive.file_names().filter_map(Result::ok).map(|n| n.into_owned()).collect();
        let known = OTHERS.iter().find(|(begin, _)| names.iter().any(|name| name.starts_with(begin)));
        let word = names.iter().any(|name| name == "[Content_Types].xml" || name.starts_with("word/"));
        Ok(match known {
            Some((_, other)) => Some((*other).to_owned()),
            None if word => None,
            None => Some("a Zip archive, not an article; unpack it first".to_owned()),
        })
    }

    /// The part that another one refers to as being of a kind, or the one of that name beside it.
    pub(super) fn related(&mut self, part: &Part, kind: &str) -> Result<Option<Part>, String> {
        let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
        let references = self.part(&format!("{folder}/_rels/{file}.rels"))?;
        let name = match references {
            Some(Part { xml, .. }) => target(&Part { name: part.name.clone(), xml }, &format!("/{kind}"))?,
            None => Some(format!("{folder}/{kind}.xml")),
        };
        name.map_or(Ok(None), |name| self.part(&name))
    }

    /// A part by its name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, String> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err("it is protected with a password; open it in Word and save a copy without one".to_owned());
            }
            Err(_) => return Err(format!("it is a damaged Word file: {name} in it cannot be unpacked; {ANEW}")),
        };
        let most = self.left.min(SMALL.max(file.compressed_size().saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        (&mut file)
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| format!("it is a damaged Word file: {name} in it cannot be unpacked; {ANEW}"))?;
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if len > most {
            return Err(format!(
                "it was not unpacked: {name} in it is far larger than an article, as in a file that is made to do harm; \
                 if it is an article all the same, save it as plain text"
            ));
        }
        self.left -= len;
        let xml = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
            None => String::from_utf8(bytes)
                .map_err(|_| format!("it is a damaged Word file: {name} in it is not UTF-8; {ANEW}"))?,
        };
        Ok(Some(Part { name: name.to_owned(), xml }))
    }
}

impl Part {
    /// Shows every element of the part and its text, in order.
    pub(super) fn walk(&self, see: &mut dyn FnMut(Node)) -> Result<(), String> {
        xml::walk(&self.xml, see).map_err(|why| format!("it is a damaged Word file: {} in it {why}; {ANEW}", self.name))
    }
}

/// The name of the part that the references of a part give for a kind. What lies outside the file is never fetched.
fn target(references: &Part, kind: &str) -> Result<Option<String>, String> {
    let mut found = None;
    references.walk(&mut |node| {
        let Node::Open(element) = node else { return };
        let of_kind = element.name() == "Relationship" && element.get("Type").is_some_and(|of| of.ends_with(kind));
        if found.is_none() && of_kind && element.get("TargetMode").is_none_or(|mode| mode != "External") {
            found = element.get("Target");
        }
    })?;
    let folder = references.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    Ok(found.map(|target| resolve(folder, &target)))
}

/// A name in the archive, from what a part in a folder calls it.
fn resolve(folder: &str, target: &str) -> String {
    let (mut steps, rest): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|step| !step.is_empty()).collect(), target),
    };
    for step in rest.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_name_one_another_by_path() {
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/other/notes.xml"), "other/notes.xml");
        assert_eq!(resolve("word/a", "../../../x/./y.xml"), "x/y.xml");
    }
}
