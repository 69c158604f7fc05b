//! From bytes to text. What is no text is told by what it is, so that the desk knows what to do.
//!
//! Other encodings than UTF-8 have their place here.

/// How files of programs begin, and what to call them.
const SIGNATURES: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
];

/// The text that the bytes of a file hold, byte-order mark included.
///
/// # Errors
///
/// In plain words, when there is nothing in it, when it is no text, or when it is not UTF-8.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("it is UTF-16 text, which cannot be read yet; save it as UTF-8".to_owned());
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(format!("it is {what}, not text; save the article as plain text"));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("it is a binary file, not text: there is a zero byte at offset {at}"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() + 1;
        let byte = bytes.get(at).copied().unwrap_or_default();
        format!("it is not UTF-8 text: line {line} has a wrong byte (0x{byte:02X} at offset {at}); save it as UTF-8")
    })?;
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    if begin.is_empty() {
        return Err("there is nothing in it but blanks".to_owned());
    }
    if ["<!doctype html", "<html"].iter().any(|tag| begin.get(..tag.len()).is_some_and(|b| b.eq_ignore_ascii_case(tag)))
    {
        return Err("it is a web page, which cannot be read yet; save the article as plain text or Markdown".to_owned());
    }
    Ok(text)
}

/// A number of bytes, as people say it.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
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
        assert_eq!(text("\u{feff}né\r\n".as_bytes().to_vec()).as_deref(), Ok("\u{feff}né\r\n"));
    }

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        for (bytes, words) in [
            (b"".as_slice(), "nothing in it"),
            (b"\xef\xbb\xbf \n", "nothing in it but blanks"),
            (b"%PDF-1.7\n", "a PDF file"),
            (b"PK\x03\x04\x00", "an office document"),
            (b"abc\x00def", "zero byte at offset 3"),
            (b"\xff\xfea\x00", "UTF-16"),
            (b"one\ntw\xe9 two\n", "line 2 has a wrong byte (0xE9 at offset 6)"),
            (b"\n<!DOCTYPE HTML><p>", "a web page"),
        ] {
            let error = text(bytes.to_vec()).err().unwrap_or_default();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(10_000_000), "10 MB");
        assert_eq!(size(500_000), "500 kB");
        assert_eq!(size(1_234), "1234 bytes");
    }
}
