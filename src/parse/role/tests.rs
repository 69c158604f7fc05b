use std::sync::Arc;

use crate::{article::BlockKind, lexicon::Lexicon, parse::parse, text::Text};

/// Each block of a plain text: its role and its words.
fn read(text: &str) -> Vec<(BlockKind, String)> {
    let fallback = Lexicon::default();
    let lexicon = Lexicon::built_in().unwrap_or(&fallback);
    let article = parse(Arc::new(Text::new("a.txt", text)), lexicon);
    for block in &article.blocks {
        let raw = block.raw.of(article.text.content());
        assert!(raw.contains(article.slice(block.span)) || raw.contains('\n'), "{raw}");
    }
    article.blocks.iter().map(|block| (block.kind, article.slice(block.span).to_owned())).collect()
}

fn kinds(text: &str) -> Vec<BlockKind> {
    read(text).into_iter().map(|(kind, _)| kind).collect()
}

const LEAD: &str = "The ferry company said on Tuesday it would stop all night crossings until the pier is safe.";
const MORE: &str = "Engineers found two loose pilings there in April, and the harbour master closed the pier.";

#[test]
fn sets_the_page_apart_from_the_story() {
    use BlockKind::{Caption, Credit, Furniture, Heading, Headline, Label, Paragraph};
    let text = format!(
        "Skip to content\n\nBreaking News\n\nFerry Company Stops Night Crossings\n\nupdate\n\n\
         FILE - The old ferry pier in Port Ellery, seen in May.\n\n{LEAD}\n\nPhoto: AP\n\nNo second pier\n\n{MORE}\n\n\
         Passengers wait in the rain at the ferry pier. (Ana Orme/Reuters)\n\n\
         Harbour correspondent Ana Orme contributed to this report.\n\nXS\nSM\nMD\nLG"
    );
    let expected = [
        Furniture, Label, Headline, Label, Caption, Paragraph, Credit, Heading, Paragraph, Caption, Credit, Furniture,
        Furniture, Furniture, Furniture,
    ];
    assert_eq!(kinds(&text), expected);
}

#[test]
fn a_video_and_comments_are_the_pages_own() {
    use BlockKind::{Furniture, Headline, Paragraph};
    let text = format!(
        "Ferry company stops night crossings\n\n{LEAD}\n\nDivers look at the old pier\n\n2 years ago\n\
         Harbour master shows the damage on a boat trip 1:32\n\n{MORE}\n\n\
         By submitting a comment, you accept that the Post may print it.\n\nBecome a member\n\nLog in  Create account\n"
    );
    let expected = [Headline, Paragraph, Furniture, Furniture, Furniture, Paragraph, Furniture, Furniture, Furniture];
    assert_eq!(kinds(&text), expected);
}

#[test]
fn a_file_that_begins_with_its_lead_has_no_headline() {
    assert_eq!(kinds(&format!("{LEAD}\n{MORE}\n")), [BlockKind::Paragraph; 2]);
    assert_eq!(kinds(&format!("{LEAD}\n\n{MORE}\n")), [BlockKind::Paragraph; 2]);
    assert_eq!(kinds(&format!("Report\n\n{LEAD}")), [BlockKind::Headline, BlockKind::Paragraph]);
    assert_eq!(kinds(LEAD), [BlockKind::Paragraph]);
}

#[test]
fn a_repeated_headline_counts_once() {
    let text = format!("Ferry Company Stops Night Crossings\n\nFerry Company Stops Night Crossings\n\n{LEAD}");
    assert_eq!(kinds(&text), [BlockKind::Headline, BlockKind::Furniture, BlockKind::Paragraph]);
}

#[test]
fn a_deck_stands_under_the_headline() {
    let deck = "Company says loose pilings leave it no other choice before the summer.";
    let text = format!("Night ferries stop\n\n{deck}\n\n{LEAD}\n\n{MORE}");
    assert_eq!(kinds(&text), [BlockKind::Headline, BlockKind::Deck, BlockKind::Paragraph, BlockKind::Paragraph]);
}

#[test]
fn a_file_without_blank_lines_is_read_by_its_byline() {
    use BlockKind::{Byline, Dateline, Deck, Furniture, Heading, Headline, Paragraph};
    let text = format!(
        "Home | News | Sport\nFerry company stops night crossings\nHarbour master closes old pier in Port Ellery\n\
         Ana Orme, harbour editor\n7 May 2019\n{LEAD}\n‘No second pier’\n{MORE}\nJump to the top"
    );
    let expected = [Furniture, Headline, Deck, Byline, Dateline, Paragraph, Heading, Paragraph, Furniture];
    assert_eq!(kinds(&text), expected);
    assert_eq!(kinds(&format!("{}\n{LEAD}\n{MORE}", LEAD.trim_end_matches('.'))), [Paragraph; 3]);
    assert_eq!(
        kinds(&format!("Night ferries stop;\nPier is closed.\n\n{LEAD}\n\n{MORE}")),
        [Headline, Deck, Paragraph, Paragraph]
    );
}

#[test]
fn the_last_line_may_say_who_reported() {
    use BlockKind::{Credit, Headline, Paragraph};
    let closing = "Ana Orme and Li Vance reported from Port Ellery.";
    assert_eq!(
        kinds(&format!("Night ferries stop\n\n{LEAD}\n\n{MORE}\n\n{closing}")),
        [Headline, Paragraph, Paragraph, Credit]
    );
    let story = "State radio reported from the harbour that the pier was shut.";
    assert_eq!(kinds(&format!("Night ferries stop\n\n{LEAD}\n\n{MORE}\n\n{story}")).last(), Some(&Paragraph));
}

#[test]
fn lists_are_read_without_their_bullets() {
    let text = format!("Night ferries stop\n\n{LEAD}\n\n- the old pier\n- the new pier\n\n{MORE}");
    let read = read(&text);
    assert_eq!(read.get(2), Some(&(BlockKind::ListItem, "the old pier".to_owned())));
    assert_eq!(read.get(4).map(|(kind, _)| *kind), Some(BlockKind::Paragraph));
}

#[test]
fn lines_in_another_script_are_no_copy() {
    let text = format!("Night ferries stop\n\n{LEAD}\n\n{MORE}\n\nОпубликовано вчера в 19:46\n");
    assert_eq!(kinds(&text).last(), Some(&BlockKind::Furniture));
    let greek = "Το λιμάνι έκλεισε την Τρίτη το βράδυ.";
    assert_eq!(kinds(&format!("{greek}\n{greek}")), [BlockKind::Paragraph; 2]);
}

#[test]
fn copy_stays_copy() {
    for line in [
        "“Share the news,” she told him, and left the pier before the others had seen her.",
        "The poll put the two parties level at 41 percent. (Vale/CNR)",
        "Background noise drowned her answer; the meeting began again at 10:30",
        "He denied it (a clerk recalls a courtesy call at the time, which the mayor's office never put in writing).",
        "By Tuesday the harbour had been closed for a week.",
        "\"",
    ] {
        let text = format!("Night ferries stop\n\n{LEAD}\n\n{MORE}\n\n{line}\n\n{MORE}");
        assert_eq!(kinds(&text).get(3), Some(&BlockKind::Paragraph), "{line}");
    }
}
