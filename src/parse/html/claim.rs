//! Headline and byline on the visible page, wherever they stand: often outside the part that holds the text.

use super::{facts::Facts, hint::Hints, tag::Tag, tree::Page};
use crate::lexicon::fold;

/// More characters than any headline has.
const HEADLINE: u32 = 300;
/// More characters than any byline has.
const BYLINE: u32 = 100;
/// How many headings are looked at.
const HEADINGS: usize = 200;

/// What the visible page says of its article.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// The element of the headline.
    pub(super) headline: Option<usize>,
    /// Elements that say the headline again.
    pub(super) repeats: Vec<usize>,
    /// The element of the byline.
    pub(super) byline: Option<usize>,
}

impl Claims {
    /// Finds headline and byline on a page.
    pub(super) fn of(page: &Page, facts: &Facts, content: &str) -> Claims {
        let mut claims = Claims::default();
        let headings = page.elements.iter().enumerate().filter(|(_, element)| {
            let heading = matches!(element.tag, Tag::Heading(1 | 2)) || element.hints.any(Hints::HEADLINE);
            heading && (1..HEADLINE).contains(&element.sums.text)
        });
        let titles: Vec<Vec<String>> = facts.titles.iter().map(|title| tokens(title)).collect();
        let read = headings.take(HEADINGS).map(|(at, element)| (at, element, tokens(&page.text(at, content))));
        let read: Vec<_> = read.filter(|(.., words)| !words.is_empty()).collect();
        let says_title = |words: &[String]| titles.iter().any(|title| agree(words, title));
        let mut said = read.iter().filter(|(.., words)| says_title(words));
        let one = || {
            let mut first = read.iter().filter(|(_, element, _)| element.tag == Tag::Heading(1));
            let (at, element, words) = first.next().filter(|_| first.next().is_none())?;
            // a single heading of the first level is the visible headline even if the title disagrees, but not if they
            // have nothing to do with one another, or if it is the name of the site, which stands in the title too
            let shares = titles.iter().any(|title| words.iter().any(|word| word.len() > 3 && title.contains(word)));
            let names_site = titles.iter().any(|title| common(words, title) * 4 >= words.len() * 3);
            (titles.is_empty() || words.len() > 2 && shares && !names_site).then_some((*at, *element, words))
        };
        if let Some((at, words)) =
            said.next().map(|(at, _, words)| (*at, words)).or_else(|| one().map(|(at, _, words)| (at, words)))
        {
            claims.headline = Some(at);
            claims.repeats = said.filter(|(.., again)| again == words).map(|(at, ..)| *at).collect();
        }
        claims.byline = byline(page, facts, claims.headline, content);
        claims
    }

    /// All elements that are claimed.
    pub(super) fn all(&self) -> Vec<usize> {
        self.headline.into_iter().chain(self.byline).chain(self.repeats.iter().copied()).collect()
    }
}

/// The element that says who wrote it: one with a name that the head of the page has too, else the first.
fn byline(page: &Page, facts: &Facts, headline: Option<usize>, content: &str) -> Option<usize> {
    let names = facts.byline.as_deref().map(tokens).unwrap_or_default();
    let mut first = None;
    let mut past = 0;
    let mut looked = 0;
    for (at, element) in page.elements.iter().enumerate() {
        let hints = element.hints;
        if at < past {
            continue;
        }
        // what readers wrote has authors too
        let beside = (hints.any(Hints::COMMENTS) || hints.any(Hints::RELATED)) && !hints.any(Hints::KEEP);
        let holds_headline = headline.is_some_and(|headline| page.holds(at, headline));
        if (beside || element.tag == Tag::Navigation) && !holds_headline && element.tag != Tag::Body {
            past = element.past;
            continue;
        }
        let signs = hints.any(Hints::AUTHOR) || hints.any(Hints::BYLINE);
        if !signs || !(2..BYLINE).contains(&element.sums.text) {
            continue;
        }
        looked += 1;
        if looked > HEADINGS {
            break;
        }
        let words = tokens(&page.text(at, content));
        let line = || whole_line(page, at);
        if !names.is_empty() && names.iter().any(|name| words.contains(name)) {
            return Some(line());
        }
        // a label such as “Author:” is no name
        first = first.or_else(|| (words.len() > 1 || !words.iter().all(|word| word.is_ascii())).then(line));
    }
    first.filter(|_| names.is_empty())
}

/// The block that an element stands in, where that is hardly longer.
fn whole_line(page: &Page, at: usize) -> usize {
    let block = page.elements.get(at).map_or(at, |element| element.block);
    let short = page.elements.get(block).is_some_and(|block| block.sums.text < BYLINE);
    if short { block } else { at }
}

/// The words of a line without marks, in lower case.
pub(super) fn tokens(line: &str) -> Vec<String> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}

/// Whether a heading says what a title does; the title may have the name of the outlet on it.
fn agree(heading: &[String], title: &[String]) -> bool {
    if title.is_empty() {
        return false;
    }
    let common = common(heading, title);
    common * 4 >= heading.len() * 3 && common * 2 >= title.len()
}

fn common(heading: &[String], title: &[String]) -> usize {
    heading.iter().filter(|word| title.contains(word)).count()
}

/// A title without the name of the site at its end or its beginning.
pub(super) fn without_site(title: &str, outlet: Option<&str>) -> String {
    let outlet = outlet.map(tokens).unwrap_or_default();
    const MARKS: [&str; 9] = [" | ", " – ", " — ", " - ", " · ", " » ", " :: ", "_", " • "];
    for mark in MARKS {
        if let Some((before, after)) = title.rsplit_once(mark) {
            let (head, tail) = (tokens(before), tokens(after));
            let names_site = !tail.is_empty() && (tail == outlet || tail.len() <= 4 && head.len() >= 3);
            if names_site && head.len() >= tail.len() {
                return before.trim().to_owned();
            }
        }
        if let Some((before, after)) = title.split_once(mark)
            && !outlet.is_empty()
            && tokens(before) == outlet
        {
            return after.trim().to_owned();
        }
    }
    title.to_owned()
}
