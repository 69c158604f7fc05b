//! What must hold for any input whatever, one function a target. Each takes bytes and panics where something does not hold.
//!
//! The fuzz targets feed them; the tests of the package do too, with texts made at random and with the corpora.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a target tells by panicking")]
#![allow(unreachable_pub, reason = "the tests of the package take it in as a module")]

mod align;
mod article;
mod baseline;
mod check;
mod config;
mod fix;
mod read;
mod report;
mod rule;
mod stet;

use std::sync::{Arc, LazyLock};

use copydesk::{check::Checker, settings::Settings, text::Text};

pub use self::{
    align::align, article::parse, article::transcript, baseline::baseline, check::check, config::config, fix::fix,
    read::read, rule::rule, stet::stet,
};

/// A target: its name, which is that of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 10] = [
    ("align", align),
    ("baseline", baseline),
    ("check", check),
    ("config", config),
    ("fix", fix),
    ("parse", parse),
    ("read", read),
    ("rule", rule),
    ("stet", stet),
    ("transcript", transcript),
];

/// What parts one text from the next in the input of a target that takes several.
const PART: char = '\u{1e}';

/// Endings by which a file tells its format.
const ENDINGS: [&str; 6] = ["txt", "md", "html", "htm", "srt", "vtt"];

/// The desk with its built-in rules, opened once.
static DESK: LazyLock<Checker> = LazyLock::new(|| Checker::new(Settings::default()).unwrap());

/// Input as a text, whose first letter chooses the format.
fn text(name: &str, input: &str) -> Arc<Text> {
    let mut letters = input.chars();
    let ending = ENDINGS[letters.next().map_or(0, |c| c as usize) % ENDINGS.len()];
    Arc::new(Text::new(format!("{name}.{ending}"), letters.as_str()))
}

/// Texts of some input: one, or as many as it has parts, up to four.
fn texts(data: &[u8]) -> Vec<Arc<Text>> {
    let input = String::from_utf8_lossy(data);
    input.split(PART).take(4).enumerate().map(|(at, part)| text(&format!("{at}"), part)).collect()
}
