//! From bytes to text. What is no text is told by what it is, so that the desk knows what to do.
//!
//! A file is UTF-8, unless its byte-order mark, its own declaration or its bytes say otherwise.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// How documents begin that hold text in a form that is not read, and what to do about each.
const DOCUMENTS: [(&[u8], &str); 5] = [
    (
        b"%PDF-",
        "it is a PDF file, not text; save the article as Word (.docx), or copy its words into a plain text file",
    ),
    (b"{\\rtf", "it is a Rich Text file (.rtf), not text; open it in Word and save it as .docx, or as plain text"),
    (b"MIME-Version:", "it is a web archive (.mht) or a mail; save the article as a page (.html) or as plain text"),
    (b"bplist00", "it is a Safari web archive; save the article as a page (.html) or as plain text"),
    (b"PK\x05\x06", "it is an empty Zip archive"),
];

/// How files of programs begin, and what to call them.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
];

/// How far into a page its declaration of an encoding stands.
const DECLARATION: usize = 1_024;

/// So few bytes beyond ASCII tell no encoding.
const FEW: usize = 8;

/// A file as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; of UTF-8, with its byte-order mark.
    pub(super) content: String,
    /// What it was decoded from, by its WHATWG label in lower case.
    pub(super) encoding: &'static str,
}

/// The text that the bytes of a file hold.
///
/// # Errors
///
/// In plain words, when there is nothing in it, when it is no text, or when nothing tells for sure what encoding it is in.
pub(super) fn text(bytes: Vec<u8>) -> Result<Decoded, String> {
    if bytes.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    if let Some((_, why)) = DOCUMENTS.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err((*why).to_owned());
    }
    if is_flat_word(&bytes) {
        return Err("it is a Word file in XML; open it in Word and save it as .docx".to_owned());
    }
    let marked = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8);
    if marked.is_none()
        && let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature))
    {
        return Err(format!("it is {what}, not text; save the article as plain text"));
    }
    let decoded = match marked {
        Some((encoding, mark)) => decode(encoding, bytes.get(mark..).unwrap_or_default()).ok_or_else(|| {
            format!("it begins as {} text, but goes on as something else; save it as UTF-8", encoding.name())
        })?,
        None => unmarked(bytes)?,
    };
    if decoded.content.trim_start_matches('\u{feff}').trim_start().is_empty() {
        return Err("there is nothing in it but blanks".to_owned());
    }
    Ok(decoded)
}

/// Whether it is a Word file that is one XML document.
fn is_flat_word(bytes: &[u8]) -> bool {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let holds = |words: &[u8]| memchr::memmem::find(head, words).is_some();
    head.trim_ascii_start().starts_with(b"<?xml") && holds(b"progid=\"Word.Document\"")
}

/// The text of a file without a byte-order mark.
///
/// Bytes that are UTF-8 are hardly ever anything else by chance: a page that declares another encoding was saved anew by
/// a program that left the declaration as it was.
fn unmarked(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("it is a binary file, not text: there is a zero byte at offset {at}"));
    }
    let error = match String::from_utf8(bytes) {
        Ok(content) => return Ok(Decoded { content, encoding: "utf-8" }),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    let sure = || detected(bytes);
    declared.and_then(|encoding| decode(encoding, bytes)).or_else(|| decode(sure()?, bytes)).ok_or_else(|| {
        let line = memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() + 1;
        let byte = bytes.get(at).copied().unwrap_or_default();
        format!("it is not UTF-8 text: line {line} has a wrong byte (0x{byte:02X} at offset {at}); save it as UTF-8")
    })
}

/// Decodes bytes, if all of them are of that encoding.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let content = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    // what stands for no character in any text is a sign of another encoding
    let control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    (!content.contains(control)).then(|| Decoded { content, encoding: label(encoding) })
}

/// The label of an encoding, in lower case.
fn label(encoding: &'static Encoding) -> &'static str {
    const LABELS: [&str; 26] = [
        "big5",
        "euc-jp",
        "euc-kr",
        "gbk",
        "ibm866",
        "iso-2022-jp",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "shift_jis",
        "utf-16be",
        "utf-16le",
        "utf-8",
        "x-mac-cyrillic",
    ];
    let name = encoding.name();
    LABELS.iter().find(|label| label.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
}

/// The encoding that a page says it is in: `charset=…` of a `meta` element, `encoding="…"` of an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes).to_ascii_lowercase();
    let label = |name: &[u8]| {
        let at = memchr::memmem::find(&head, name)? + name.len();
        let rest = head.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
        Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?)
    };
    let markup = head.contains(&b'<');
    label(b"charset").filter(|_| markup).or_else(|| label(b"encoding").filter(|_| head.starts_with(b"<?xml")))
}

/// The encoding that the bytes speak for, if they do so for sure.
fn detected(bytes: &[u8]) -> Option<&'static Encoding> {
    if is_macintosh(bytes) {
        return Some(MACINTOSH);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = |country: Option<&[u8]>| detector.guess(country, Utf8Detection::Deny);
    let encoding = guess(None);
    let sure = if encoding == WINDOWS_1252 {
        is_western(bytes)
    } else {
        // a guess by a few bytes, or one that changes with the country that a page comes from, is not sure
        bytes.iter().filter(|byte| !byte.is_ascii()).count() >= FEW
            && [b"ru".as_slice(), b"jp", b"pl"].iter().all(|country| guess(Some(country)) == encoding)
    };
    sure.then_some(encoding)
}

/// Whether the marks of old Macintosh programs stand where quotation marks do, and nowhere else.
fn is_macintosh(bytes: &[u8]) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let (mut marks, mut others) = (0_usize, 0_usize);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        match byte {
            // “ ‘
            0xd2 | 0xd4 if !before && after => marks += 1,
            // ” and ’ at the end of words or of what is said
            0xd3 | 0xd5 if !after && at > 0 => marks += 1,
            // ’ inside a word
            0xd5 if before && after => marks += 1,
            // – — … é
            0xd0 | 0xd1 | 0xc9 | 0x8e => {}
            _ => others += 1,
        }
    }
    marks > 0 && others * 4 <= marks
}

/// Whether nearly every byte beyond ASCII is typographic, or a letter of a word of Western copy. Characters of UTF-8 among
/// them are a sign of UTF-8 that was damaged.
fn is_western(bytes: &[u8]) -> bool {
    if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
        return false;
    }
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let beyond = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    let (mut strange, mut all) = (0_usize, 0_usize);
    for (at, byte) in beyond {
        all += 1;
        let typographic = matches!(byte, 0x80 | 0x82 | 0x84..=0x87 | 0x91..=0x97 | 0x99 | 0xa0..=0xbf);
        let word = *byte >= 0xc0 && (letter(at.checked_sub(1)) || letter(Some(at + 1)));
        strange += usize::from(!typographic && !word);
    }
    all > 0 && strange * 10 <= all
}

/// A number of bytes, as people say it.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 6] =
        [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit)) {
        Some((unit, name)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_taken_as_it_stands() {
        assert_eq!(read("\u{feff}né\r\n".as_bytes()), Some(("\u{feff}né\r\n".to_owned(), "utf-8".to_owned())));
    }

    /// The text of some bytes, and the encoding they were in.
    fn read(bytes: &[u8]) -> Option<(String, String)> {
        text(bytes.to_vec()).ok().map(|decoded| (decoded.content, decoded.encoding.to_owned()))
    }

    #[test]
    fn other_encodings_are_told_by_mark_declaration_or_bytes() {
        for (bytes, content, encoding) in [
            (b"\xff\xfea\x00\xe9\x00".as_slice(), "aé", "utf-16le"),
            (b"\xfe\xff\x00a \x1c", "a\u{201c}", "utf-16be"),
            (b"The mayor said \x93no\x94. It\x92s shut.", "The mayor said “no”. It’s shut.", "windows-1252"),
            (b"The caf\xe9 on the quay is closed.", "The café on the quay is closed.", "windows-1252"),
            (b"The mayor said \xd2no.\xd3 It\xd5s shut.", "The mayor said “no.” It’s shut.", "macintosh"),
            (b"<meta charset=\"iso-8859-2\"><p>Pawe\xb3", "<meta charset=\"iso-8859-2\"><p>Paweł", "iso-8859-2"),
            (
                b"<?xml version='1.0' encoding='koi8-r'?><p>\xf0\xc1",
                "<?xml version='1.0' encoding='koi8-r'?><p>Па",
                "koi8-r",
            ),
            // saved anew: what the page says is no longer true
            ("<meta charset=gb2312><p>东".as_bytes(), "<meta charset=gb2312><p>东", "utf-8"),
        ] {
            assert_eq!(read(bytes), Some((content.to_owned(), encoding.to_owned())), "{content}");
        }
    }

    #[test]
    fn bytes_that_speak_for_nothing_are_not_guessed_at() {
        for bytes in
            [b"The pier\xff\xc3 is shut\x81\x8d.".as_slice(), b"\xff\xfea\x00\x00\xd8", b"\xc3 \xfe \xd0 \xdd."]
        {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        for (bytes, words) in [
            (b"".as_slice(), "nothing in it"),
            (b"\xef\xbb\xbf \n", "nothing in it but blanks"),
            (b"%PDF-1.7\n", "a PDF file, not text; save the article as Word (.docx)"),
            (b"{\\rtf1\\ansi x}", "a Rich Text file (.rtf), not text; open it in Word"),
            (b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?><w/>", "a Word file in XML"),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web archive (.mht)"),
            (b"PK\x05\x06\x00", "an empty Zip archive"),
            (b"abc\x00def", "zero byte at offset 3"),
            (b"\xff\xfea\x00\x00\xd8", "UTF-16"),
            (b"one\ntwo \x81\xfe two\n", "line 2 has a wrong byte (0x81 at offset 8)"),
        ] {
            let error = text(bytes.to_vec()).err().unwrap_or_default();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(10_000_000), "10 MB");
        assert_eq!(size(500_000), "500 kB");
        assert_eq!(size(64 << 20), "64 MiB");
        assert_eq!(size(1_234), "1234 bytes");
    }
}
