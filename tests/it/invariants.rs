//! What must hold for any input: on texts made at random, and on the corpora of the fuzz targets.

use std::{fs, path::Path};

use proptest::{prelude::*, test_runner::RngSeed};

use crate::targets::{self, TARGETS};

/// Words that mean something to one part of the program or another, and some that mean nothing.
const WORDS: [&str; 72] = [
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "„",
    "«",
    "»",
    "said",
    "told",
    "Jonas Vik",
    "she",
    "officials",
    "a source",
    "according to",
    "on condition of anonymity",
    "allegedly",
    "Untied States",
    "the the",
    "UN.mediator",
    "12",
    "1,200",
    "killed",
    ".",
    ",",
    "…",
    ". . .",
    "--",
    "—",
    "[sic]",
    "[",
    "]",
    "(",
    ")",
    "\n",
    "\n\n",
    "\r\n",
    "# ",
    "> ",
    "- ",
    "* ",
    "**",
    "_",
    "`",
    "```",
    "---\n",
    "title: x\n",
    "<p>",
    "</p>",
    "<b>",
    "<br>",
    "<h1>",
    "<article>",
    "<!-- ",
    " -->",
    "stet typo",
    "stet-begin ",
    "stet-end",
    "stet-file ",
    "&amp;",
    "&#x41;",
    "&lt",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "é",
    "Ã©",
    "VIK: ",
    "00:00:01,000 --> 00:00:02,000\n",
];

fn articles() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        2 => "[a-zA-Z]{1,9}".prop_map(|word| word),
        1 => any::<char>().prop_map(String::from),
    ];
    let text = prop::collection::vec((word, any::<bool>()), 0..60).prop_map(|words| {
        let spaced = words.into_iter().map(|(word, blank)| if blank { word + " " } else { word });
        spaced.collect::<String>()
    });
    let format = prop::sample::select(vec!["t", "u", "v", "w", "x", "y"]);
    let part = (format, text).prop_map(|(format, text)| format.to_owned() + &text);
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("\u{1e}"))
}

fn config() -> ProptestConfig {
    // the cases are the same each time; the fuzz targets look for new ones
    ProptestConfig { cases: 96, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_article_holds_together(input in articles()) {
        targets::parse(input.as_bytes());
        targets::transcript(input.as_bytes());
    }

    #[test]
    fn a_check_is_sound(input in articles()) {
        targets::check(input.as_bytes());
    }

    #[test]
    fn a_difference_holds_every_word(input in articles()) {
        targets::align(input.as_bytes());
    }

    #[test]
    fn fixes_come_to_an_end(input in articles()) {
        targets::fix(input.as_bytes());
    }

    #[test]
    fn a_stet_hides_and_never_drops(input in articles()) {
        targets::stet(input.as_bytes());
    }

    #[test]
    fn bytes_are_a_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        targets::read(&bytes);
    }
}

#[test]
fn the_corpora_hold() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in TARGETS {
        let files = fs::read_dir(root.join(name))?.collect::<Result<Vec<_>, _>>()?;
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            target(&fs::read(file.path())?);
        }
    }
    Ok(())
}
