//! Lines that fit the page.

use textwrap::{Options, WordSeparator, WordSplitter};

/// Breaks a text at blanks into lines of at most `width` columns, each later line behind `indent` blanks.
///
/// Line breaks of the text stay. The width counts columns as a terminal does; a word that is longer than a line is
/// broken.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let hang = " ".repeat(indent);
    let options = Options::new(width.max(indent + 10))
        .subsequent_indent(&hang)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangs_and_counts_columns() {
        assert_eq!(wrap("one two three four", 12, 2), "one two\n  three four");
        assert_eq!(wrap("“東京” “大阪” said", 13, 0), "“東京” “大阪”\nsaid");
    }
}
