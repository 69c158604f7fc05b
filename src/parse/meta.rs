//! What an article says of itself: who wrote it, when, for whom.

use super::{
    date::Date,
    front::without_by,
    line::{Line, is_capitalised},
    shape::Vocabulary,
};
use crate::{
    article::{Block, BlockKind, Meta},
    lexicon::Lexicon,
};

/// How far into a paragraph its dateline may reach, in bytes.
const DATELINE: usize = 120;

/// What the blocks and the name of a file tell.
pub(super) fn of(blocks: &[Block], prose: &str, path: &str, lexicon: &Lexicon) -> Meta {
    let vocabulary = Vocabulary::new(lexicon);
    let (byline, credited) = byline(blocks, prose, &vocabulary);
    Meta {
        byline,
        date: date(blocks, prose, path).map(|date| date.to_string()),
        outlet: signature(blocks, prose, &vocabulary).or(credited),
        ..Meta::default()
    }
}

/// The day by the dateline, by the page's own line, by the name of the file.
fn date(blocks: &[Block], prose: &str, path: &str) -> Option<Date> {
    let of = |kind| blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span.of(prose));
    let lead = || of(BlockKind::Paragraph).take(3).find_map(|words| Date::find(dateline(words)?));
    let page = || {
        of(BlockKind::Furniture).chain(of(BlockKind::Byline)).filter(|line| line.len() < DATELINE).find_map(Date::find)
    };
    let name = || path.rsplit(['/', '\\']).next().and_then(Date::find);
    of(BlockKind::Dateline).find_map(Date::find).or_else(lead).or_else(page).or_else(name)
}

/// The dateline at the head of a paragraph: “PORT ELLERY, May 7, 2019 (AP) —”.
fn dateline(paragraph: &str) -> Option<&str> {
    let end = paragraph.char_indices().map(|(at, _)| at).take_while(|at| *at <= DATELINE).last()?;
    let head = paragraph.get(..end)?;
    // most paragraphs begin without any of them
    if head.is_ascii() && memchr::memchr(b'-', head.as_bytes()).is_none() {
        return None;
    }
    let dashes = ["—", "–", "―", " - ", "--", ") -"];
    let cut = dashes.iter().filter_map(|dash| head.find(dash)).min()?;
    let line = Line::new(head.get(..cut)?.trim());
    let placed = line.words.first().is_some_and(|word| is_capitalised(word) && word.len() > 2);
    (line.at_most(14) && line.is_name_like() && placed).then_some(line.text)
}

/// Who wrote it, and the outlet that the byline names.
fn byline(blocks: &[Block], prose: &str, vocabulary: &Vocabulary) -> (Option<String>, Option<String>) {
    let block = blocks.iter().find(|block| block.kind == BlockKind::Byline);
    block.map_or((None, None), |block| signed(without_by(block.span.of(prose)), vocabulary))
}

/// The names in a byline of a page, in whatever language its “By” is.
pub(super) fn names(byline: &str, lexicon: &Lexicon) -> Option<String> {
    let mut words = byline.trim();
    for by in lexicon.entries("page.by") {
        let rest = words.get(..by.len()).filter(|begin| begin.to_lowercase() == by).and_then(|_| words.get(by.len()..));
        if let Some(rest) = rest.filter(|rest| !rest.starts_with(char::is_alphabetic)) {
            words = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
        }
    }
    let named = words.starts_with(|c: char| !c.is_lowercase() && !c.is_numeric());
    named.then(|| signed(words, &Vocabulary::new(lexicon)).0).flatten()
}

/// The names in a byline without its “By”, and the outlet that it names.
fn signed(words: &str, vocabulary: &Vocabulary) -> (Option<String>, Option<String>) {
    let mut names: Vec<&str> = Vec::new();
    let mut outlet = None;
    for (at, part) in words.split([',', '|', '/', '•', '·']).map(str::trim).filter(|part| !part.is_empty()).enumerate()
    {
        let (name, press) = part.split_once(" for ").map_or((part, None), |(name, press)| (name, Some(press)));
        // where the writer is, is no part of the name
        let name = [" in ", " at "].iter().find_map(|place| name.split_once(place)).map_or(name, |(name, _)| name);
        let is_press = |part: &str| vocabulary.names_outlet(part) || vocabulary.is_nameplate(&Line::new(part));
        if at > 0 && (is_press(part) || Date::find(part).is_some() || !is_name(part)) {
            outlet = outlet.or_else(|| Some(part.to_owned()).filter(|part| is_press(part)));
            continue;
        }
        names.push(name);
        outlet = outlet.or_else(|| press.map(str::to_owned));
    }
    (Some(names.join(", ")).filter(|names| !names.is_empty()), outlet)
}

/// Whether a part of a byline is another name, not a role or a day.
fn is_name(part: &str) -> bool {
    let line = Line::new(part);
    line.words.len() > 1 && line.is_name_like() && !part.contains(|c: char| c.is_ascii_digit())
}

/// The outlet that a line below the story names, or one above the headline.
fn signature(blocks: &[Block], prose: &str, vocabulary: &Vocabulary) -> Option<String> {
    let story = blocks.iter().rposition(|block| block.kind.is_story())?;
    let below = blocks.iter().skip(story + 1).filter(|block| block.kind == BlockKind::Credit);
    let above = blocks.iter().take(1).filter(|block| matches!(block.kind, BlockKind::Credit | BlockKind::Furniture));
    below.chain(above).find_map(|block| {
        let words = block.span.of(prose).trim_matches(|c: char| !c.is_alphanumeric());
        let named = vocabulary.names_outlet(words) || vocabulary.is_nameplate(&Line::new(words));
        (named && !words.contains('/')).then(|| words.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{parse::parse, text::Text};

    fn read(path: &str, text: &str) -> Meta {
        let fallback = Lexicon::default();
        parse(Arc::new(Text::new(path, text)), Lexicon::built_in().unwrap_or(&fallback)).meta
    }

    const STORY: &str = "The mayor said on Tuesday that the pier would stay closed until the autumn.\n";

    #[test]
    fn the_dateline_comes_before_the_name_of_the_file() {
        let text = format!("Pier stays closed\n\nPORT ELLERY, May 7, 2019 (AP) — {STORY}");
        assert_eq!(read("news/2019-05-08-pier.txt", &text).date.as_deref(), Some("2019-05-07"));
        let text = format!("Pier stays closed\n\nPORT ELLERY, May 7 (AP) — {STORY}");
        assert_eq!(read("news/2019-05-08-pier.txt", &text).date.as_deref(), Some("2019-05-08"));
        assert_eq!(read("2019-05-08/pier.txt", &text).date, None);
    }

    #[test]
    fn a_line_of_its_own_tells_day_and_writer() {
        let text = format!(
            "Pier stays closed\n\nBy Ana Orme and Li Vance, The Ellery Post\nPublished 7 May 2019, 19:46\n\n{STORY}"
        );
        let meta = read("a.txt", &text);
        assert_eq!(meta.date.as_deref(), Some("2019-05-07"));
        assert_eq!(meta.byline.as_deref(), Some("Ana Orme and Li Vance"));
        assert_eq!(meta.outlet.as_deref(), Some("The Ellery Post"));
    }

    #[test]
    fn a_byline_needs_no_by() {
        let read = |byline: &str| {
            let text =
                format!("Ellery Radio\nListen\n\nPier stays closed\n\n{byline}\n\n7 May 2019\n\n{STORY}\n{STORY}");
            let meta = read("a.txt", &text);
            assert_eq!(meta.outlet.as_deref(), Some("Ellery Radio"));
            meta.byline
        };
        assert_eq!(read("Ana Orme in Port Ellery").as_deref(), Some("Ana Orme"));
        assert_eq!(read("Ana Orme, harbour editor").as_deref(), Some("Ana Orme"));
        assert_eq!(read("Ana de Orme").as_deref(), Some("Ana de Orme"));
        assert_eq!(read("Pier closed until autumn"), None);
    }

    #[test]
    fn a_closing_line_names_the_outlet() {
        let text = format!("Pier stays closed\n\n{STORY}\nThe Ellery Post\n\nShare\n");
        assert_eq!(read("a.txt", &text).outlet.as_deref(), Some("The Ellery Post"));
        let text = format!("Pier stays closed\n\n{STORY}\nPhoto: AP\n");
        assert_eq!(read("a.txt", &text).outlet, None);
    }
}
