//! What would be changed in a file, as a unified diff.

use std::io::{self, Write};

use similar::TextDiff;

use super::clean;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Writes the difference between a file as it is and as it would be; nothing if they are the same. For a terminal, what
/// could steer it is neutralised; else the diff is exact, and `patch` can apply it.
///
/// # Errors
///
/// When the stream cannot be written to.
pub fn diff(path: &str, old: &str, new: &str, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let path = clean(path);
    let lines = TextDiff::from_lines(old, new);
    let diff = lines.unified_diff().context_radius(CONTEXT).header(&path, &path).to_string();
    match terminal {
        true => diff.lines().try_for_each(|line| writeln!(out, "{}", clean(line))),
        false => out.write_all(diff.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str, terminal: bool) -> io::Result<String> {
        let mut out = Vec::new();
        diff("a.txt", old, new, terminal, &mut out)?;
        String::from_utf8(out).map_err(io::Error::other)
    }

    #[test]
    fn a_change_is_shown_between_its_lines() -> io::Result<()> {
        let expected = "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n one\n-two two\n+two\n three\n";
        assert_eq!(shown("one\ntwo two\nthree\n", "one\ntwo\nthree\n", false)?, expected);
        assert_eq!(shown("one\n", "one\n", false)?, "");
        Ok(())
    }

    #[test]
    fn line_ends_are_exact_in_a_file_and_harmless_on_a_terminal() -> io::Result<()> {
        assert!(shown("two two\r\n", "two\r\n", false)?.ends_with("-two two\r\n+two\r\n"));
        let shown = shown("two two \u{1b}[2J\n", "two\n", true)?;
        assert!(!shown.contains('\u{1b}') && shown.contains("-two two"), "{shown}");
        Ok(())
    }
}
