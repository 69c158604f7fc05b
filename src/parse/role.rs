//! What each block is, told by its form and then by its neighbours.

use super::{
    line::{Line, is_double_mark},
    prose::Draft,
    shape::{Vocabulary, bullet, opens_quoted},
};
use crate::{
    article::{Block, BlockKind},
    lexicon::Lexicon,
};

/// More words than any headline has.
const HEADLINE: usize = 24;
/// More words than a headline with a full stop has, unless it is set in capitals.
const STOPPED_HEADLINE: usize = 14;
/// More words than any deck has.
const DECK: usize = 30;
/// More words than any subheading has.
const HEADING: usize = 12;

/// A draft with the line it is read as.
struct Unit<'a> {
    line: Line<'a>,
    kind: Option<BlockKind>,
    apart: bool,
}

impl Unit<'_> {
    /// Whether nothing is known of it but that it may be copy.
    fn open(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it reads as a paragraph of the story.
    fn is_paragraph(&self) -> bool {
        match self.kind {
            None => self.line.ends_sentence() || !self.line.at_most(HEADING),
            Some(kind) => kind.is_story(),
        }
    }
}

/// Gives every draft its role. `titled`: the headline is known, wherever it stands.
pub(super) fn assign(drafts: &[Draft], prose: &str, titled: bool, lexicon: &Lexicon) -> Vec<Block> {
    let vocabulary = Vocabulary::new(lexicon);
    let mut units: Vec<Unit> = drafts
        .iter()
        .map(|draft| Unit { line: Line::new(draft.span.of(prose)), kind: draft.kind, apart: draft.apart })
        .collect();

    mark_other_scripts(&mut units);
    for unit in units.iter_mut().filter(|unit| unit.kind.is_none()) {
        unit.kind = vocabulary.shape(&unit.line);
    }
    if !titled {
        mark_headline(&mut units);
    }
    mark_labels_in_the_story(&mut units);
    mark_video_titles(&mut units);
    mark_deck(&mut units, &vocabulary);
    mark_signature(&mut units, &vocabulary);
    mark_tail(&mut units, &vocabulary);
    mark_list(&mut units);
    mark_headings(&mut units);

    let blocks = drafts.iter().zip(&units).map(|(draft, unit)| {
        let kind = unit.kind.unwrap_or(BlockKind::Paragraph);
        let mut span = draft.span;
        if kind == BlockKind::ListItem && draft.kind.is_none() {
            span.start += bullet(unit.line.text).unwrap_or(0);
        }
        Block { kind, span, raw: draft.raw }
    });
    blocks.collect()
}

/// Lines in another script than the article's are the page's, not the story's.
fn mark_other_scripts(units: &mut [Unit]) {
    let counts: Vec<(usize, usize)> = units.iter().map(|unit| letters(unit.line.text)).collect();
    let (latin, other) = counts.iter().fold((0, 0), |all, line| (all.0 + line.0, all.1 + line.1));
    for (unit, (in_latin, in_other)) in units.iter_mut().zip(counts) {
        let (own, foreign, all) =
            if latin >= other { (in_latin, in_other, other) } else { (in_other, in_latin, latin) };
        // where a fifth of the file is in the other script, the article is in both
        if unit.open() && foreign > own && foreign > 1 && all * 5 < latin + other {
            unit.kind = Some(BlockKind::Furniture);
        }
    }
}

/// How many Latin letters a text has, and how many others.
fn letters(text: &str) -> (usize, usize) {
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if text.is_ascii() {
        return (latin, 0);
    }
    let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
    letters.fold((latin, 0), |(latin, other), c| match c {
        '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' | '\u{fb00}'..='\u{fb06}' => {
            (latin + 1, other)
        }
        _ => (latin, other + 1),
    })
}

/// The first line after furniture is the headline, when a blank line follows and it is not a whole paragraph.
fn mark_headline(units: &mut [Unit]) {
    if units.iter().any(|unit| unit.kind == Some(BlockKind::Headline)) {
        return;
    }
    let byline = |unit: &Unit| unit.kind == Some(BlockKind::Byline) && unit.line.words.len() > 4;
    let Some(at) = units.iter().position(|unit| unit.open() || byline(unit)) else { return };
    let (before, rest) = units.split_at_mut(at);
    let Some((first, after)) = rest.split_first_mut() else { return };
    // a caption above the headline is rare; a story that begins with one has lost its headline
    let lost = before.iter().any(|unit| unit.kind == Some(BlockKind::Caption));
    if lost || !first.apart || after.is_empty() || !is_headline(&first.line, after) {
        return;
    }
    first.kind = Some(BlockKind::Headline);
    for unit in after.iter_mut().take(4).filter(|unit| unit.open() && unit.line.text == first.line.text) {
        unit.kind = Some(BlockKind::Furniture);
    }
}

/// Whether a line reads as a headline and not as a whole paragraph.
fn is_headline(line: &Line, after: &[Unit]) -> bool {
    if !line.at_most(HEADLINE) || line.text.ends_with(',') {
        return false;
    }
    let stopped = line.ends_sentence() && !line.text.ends_with(['?', '!']);
    if !stopped || line.is_title_case() {
        return true;
    }
    let marked = line.text.contains(is_double_mark);
    let longer = |next: &Unit| next.line.text.len() * 2 > line.text.len() * 3 || Vocabulary::has_dateline(&next.line);
    let shorter = after.iter().take(2).any(longer);
    line.at_most(STOPPED_HEADLINE) && !marked && shorter
}

/// Among the paragraphs of the story, a section label is a subheading.
fn mark_labels_in_the_story(units: &mut [Unit]) {
    let Some(lead) = units.iter().position(|unit| unit.open() && unit.is_paragraph()) else { return };
    let last = units.iter().rposition(|unit| unit.open() && unit.is_paragraph()).unwrap_or(lead);
    let labels = units.iter_mut().enumerate().filter(|(at, unit)| unit.kind == Some(BlockKind::Label) && *at > lead);
    for (at, unit) in labels {
        let update = unit.line.text.contains(|c: char| c.is_ascii_digit() || c == ':');
        unit.kind = match at < last {
            true if update => Some(BlockKind::Label),
            true => Some(BlockKind::Heading),
            false => Some(BlockKind::Furniture),
        };
    }
}

/// A line without a full stop just above “6 years ago” is the title of something else.
fn mark_video_titles(units: &mut [Unit]) {
    for at in 1..units.len() {
        let (before, rest) = units.split_at_mut(at);
        let (Some(title), Some(age)) = (before.last_mut(), rest.first()) else { continue };
        let ago = age.kind == Some(BlockKind::Furniture) && age.line.text.ends_with("ago");
        if ago && title.open() && title.line.at_most(HEADLINE) && !title.line.ends_sentence() {
            title.kind = Some(BlockKind::Furniture);
        }
    }
}

/// The summary under the headline, or under the first paragraph where a page moved it there.
fn mark_deck(units: &mut [Unit], vocabulary: &Vocabulary) {
    let Some(headline) = units.iter().position(|unit| unit.kind == Some(BlockKind::Headline)) else { return };
    let open: Vec<usize> =
        (headline + 1..units.len()).filter(|at| units.get(*at).is_some_and(Unit::open)).take(3).collect();
    for pair in open.windows(2) {
        let [at, next] = *pair else { continue };
        let (Some(unit), Some(after)) = (units.get(at), units.get(next)) else { continue };
        let summary = unit.line.at_most(DECK) && !unit.line.has_double_mark() && !opens_quoted(unit.line.text);
        let first = open.first() == Some(&at);
        let deck = match unit.line.ends_sentence() {
            false => {
                unit.line.words.len() > if first { 3 } else { 8 } && unit.line.text.ends_with(char::is_alphanumeric)
            }
            true => first && tells_no_day(unit, after, vocabulary),
        };
        if summary && deck && after.is_paragraph() {
            if let Some(unit) = units.get_mut(at) {
                unit.kind = Some(BlockKind::Deck);
            }
            return;
        }
    }
}

/// A deck with a full stop: one sentence in the present, above a lead that names its day.
fn tells_no_day(unit: &Unit, after: &Unit, vocabulary: &Vocabulary) -> bool {
    vocabulary.speaks_in_present(&unit.line)
        && !unit.line.has_inner_stop()
        && !vocabulary.names_weekday(&unit.line)
        && vocabulary.names_weekday(&after.line)
}

/// A closing line that names the outlet.
fn mark_signature(units: &mut [Unit], vocabulary: &Vocabulary) {
    let Some(last) = units.iter().rposition(|unit| unit.open() && !vocabulary.is_weak(&unit.line)) else { return };
    let story = units.iter().take(last).any(|unit| unit.open() && unit.is_paragraph());
    if let Some(unit) = units.get_mut(last).filter(|unit| story && vocabulary.is_nameplate(&unit.line)) {
        unit.kind = Some(BlockKind::Credit);
    }
}

/// Short lines among the furniture below the story are furniture too; so are words such as “Save” anywhere beside it.
fn mark_tail(units: &mut [Unit], vocabulary: &Vocabulary) {
    let is = |units: &[Unit], at: usize, kind| units.get(at).is_some_and(|unit| unit.kind == Some(kind));
    let story = units.iter().rposition(|unit| unit.open() && unit.is_paragraph());
    let tail = story.map_or(units.len(), |at| at + 1);
    let furnished = (tail..units.len()).any(|at| is(units, at, BlockKind::Furniture));
    for at in 0..units.len() {
        let Some(unit) = units.get(at).filter(|unit| unit.open()) else { continue };
        let below = furnished && at >= tail && unit.line.at_most(6) && !unit.line.has_double_mark();
        let beside = vocabulary.is_weak(&unit.line)
            && (at >= tail && story.is_some()
                || at.checked_sub(1).is_some_and(|before| is(units, before, BlockKind::Furniture))
                || is(units, at + 1, BlockKind::Furniture));
        if (below || beside)
            && let Some(unit) = units.get_mut(at)
        {
            unit.kind = Some(BlockKind::Furniture);
        }
    }
}

/// Entries of a list: lines with a bullet. After a number, a hyphen or an asterisk, one alone is none.
fn mark_list(units: &mut [Unit]) {
    let listed = |at: Option<usize>| {
        let unit = at.and_then(|at| units.get(at)).filter(|unit| unit.open())?;
        bullet(unit.line.text).and(unit.line.text.chars().next())
    };
    let is_entry = |at: usize| match listed(Some(at)) {
        Some('0'..='9' | '-' | '*') => listed(at.checked_sub(1)).or(listed(Some(at + 1))).is_some(),
        bulleted => bulleted.is_some(),
    };
    let entries: Vec<bool> = (0..units.len()).map(is_entry).collect();
    for (unit, _) in units.iter_mut().zip(entries).filter(|(_, entry)| *entry) {
        unit.kind = Some(BlockKind::ListItem);
    }
}

/// Subheadings: short lines without a full stop between paragraphs.
fn mark_headings(units: &mut [Unit]) {
    let mut above = true;
    for at in 0..units.len() {
        let (Some(unit), next) = (units.get(at), units.get(at + 1)) else { continue };
        let under = next.is_some_and(|next| next.open() && next.is_paragraph());
        let heading = unit.open() && above && under && unit.apart && is_heading(&unit.line);
        above = unit.apart && unit.kind != Some(BlockKind::Heading) && !heading;
        if heading && let Some(unit) = units.get_mut(at) {
            unit.kind = Some(BlockKind::Heading);
        }
    }
}

fn is_heading(line: &Line) -> bool {
    let open_end = line.text.ends_with([',', ':', ';', '-', '–', '—', '…', '"', '”', '\'', '’']);
    let begins = line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let asked = line.text.ends_with('?') && line.at_most(8) && !line.text.contains(':');
    begins
        && !open_end
        && !line.text.contains(';')
        && line.at_most(HEADING)
        && (asked || !line.ends_sentence())
        && !line.has_inner_stop()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{parse::parse, text::Text};

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
            Furniture, Label, Headline, Label, Caption, Paragraph, Credit, Heading, Paragraph, Caption, Credit,
            Furniture, Furniture, Furniture, Furniture,
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
        let expected =
            [Headline, Paragraph, Furniture, Furniture, Furniture, Paragraph, Furniture, Furniture, Furniture];
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
}
