//! JSON that a terminal or the log of a build may show: what would steer it, turn the direction of writing or give a
//! command is escaped. A reader of JSON sees the very same text.

use std::io::{self, Write};

use super::clean::{opens_command, stand_in};

/// Passes JSON on, such characters as `\u` escapes. Outside strings JSON has none of them.
pub(super) struct Steady<'a>(pub(super) &'a mut dyn Write);

impl Write for Steady<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // what is written comes in whole pieces of text
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.is_ascii() || text.contains('\u{7f}') || text.contains("##") => {
                let steers = |at: usize, c: char| match c {
                    '[' => opens_command(&text[..at]),
                    _ => c > '~' && stand_in(c).is_some(),
                };
                let mut from = 0;
                for (at, c) in text.char_indices().filter(|(at, c)| steers(*at, *c)) {
                    self.0.write_all(&text.as_bytes()[from..at])?;
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(self.0, "\\u{unit:04x}")?;
                    }
                    from = at + c.len_utf8();
                }
                self.0.write_all(&text.as_bytes()[from..])?;
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_read_as_it_was() -> Result<(), Box<dyn std::error::Error>> {
        for (text, shown) in [
            ("café “no”", "\"café “no”\""),
            ("a\u{9b}2J\u{7f}", r#""a\u009b2J\u007f""#),
            ("##[error]x", r###""##\u005berror]x""###),
            ("\u{202e}x\u{2066}y\u{e0041}\u{1b}[0m", r#""\u202ex\u2066y\udb40\udc41\u001b[0m""#),
        ] {
            let mut out = Vec::new();
            serde_json::to_writer(Steady(&mut out), text)?;
            assert_eq!(String::from_utf8(out.clone())?, shown);
            assert_eq!(serde_json::from_slice::<String>(&out)?, text);
        }
        Ok(())
    }
}
