//! When something was said, as far as the articles tell.

use crate::{
    article::{Article, Quotation, TokenKind},
    lexicon::fold,
};

/// How many days apart two articles may be and still report one occasion.
const WINDOW: i64 = 3;
/// How many days apart two days of speaking may be: it is Tuesday in one place while it is Monday in another.
const ZONES: i64 = 1;
/// How many words may stand between the verb of saying and the day.
const REACH: usize = 7;

/// When something was said: days, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Day {
    /// The day on which the article appeared; none where it has no date.
    published: Option<i64>,
    /// The day on which the words were said; none where the article names no weekday beside them.
    said: Option<i64>,
}

impl Day {
    /// The day on which an article appeared.
    pub(super) fn of(article: &Article) -> Day {
        Day::parse(article.meta.date.as_deref())
    }

    /// The day of a quotation: “she said on Monday”, read against the date of the article, is the last Monday before it.
    pub(super) fn of_quotation(article: &Article, quotation: &Quotation) -> Day {
        let day = Day::of(article);
        let back = || Some((weekday(day.published?) - named_beside(article, quotation)?).rem_euclid(7));
        Day { said: back().and_then(|days| Some(day.published? - days)), ..day }
    }

    /// Reads `YYYY-MM-DD`.
    pub(super) fn parse(date: Option<&str>) -> Day {
        let published = date.and_then(|date| {
            let mut parts = date.splitn(3, '-').map(|part| part.get(..part.len().min(4))?.parse::<i64>().ok());
            let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
            ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| days(year, month, day))
        });
        Day { published, said: None }
    }

    /// Whether words were said on another day than that of a record; not if either day is unknown.
    pub(super) fn is_other_than(self, record: Day) -> bool {
        self.said.zip(record.published).is_some_and(|(said, held)| (said - held).abs() > ZONES)
    }

    /// Of each of some days, how many of them it may be one occasion with, itself among them.
    pub(super) fn company(days: &[Day]) -> Vec<usize> {
        let mut known: Vec<i64> = days.iter().filter_map(|day| day.published).collect();
        known.sort_unstable();
        let undated = days.len() - known.len();
        let near = |day: i64| {
            known.partition_point(|other| *other <= day + WINDOW) - known.partition_point(|other| *other < day - WINDOW)
        };
        days.iter().map(|day| day.published.map_or(days.len(), |day| undated + near(day))).collect()
    }

    /// Whether the two may be one occasion. An unknown day never separates.
    pub(super) fn meets(self, other: Day) -> bool {
        match (self.said, other.said, self.published, other.published) {
            (Some(one), Some(other), ..) => (one - other).abs() <= ZONES,
            (_, _, Some(one), Some(other)) => (one - other).abs() <= WINDOW,
            _ => true,
        }
    }
}

/// Days of the week, the first one being 0.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Words before a weekday that make it another day than that of speaking, or one that cannot be told.
const OTHER: [&str; 14] = [
    "next", "last", "until", "till", "by", "from", "since", "before", "after", "every", "each", "through", "between",
    "starting",
];

/// The one weekday that stands beside the verb by which a quotation is attributed, outside the marks.
fn named_beside(article: &Article, quotation: &Quotation) -> Option<i64> {
    let cue = article.token_from(quotation.cue?.start);
    let sentence = article.sentence_at(quotation.cue?.start)?;
    let range = cue.saturating_sub(REACH).max(sentence.tokens.start)..(cue + REACH + 1).min(sentence.tokens.end);
    let from = range.start;
    let tokens = article.tokens.get(range)?;
    let word = |at: usize| article.tokens.get(at).map(|token| fold(article.slice(token.span)));
    let named = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word && !token.quoted && token.case.has_capital());
    let mut days = named.filter_map(|(at, token)| {
        let name = fold(article.slice(token.span));
        let day = WEEKDAYS.iter().position(|day| *day == name)?;
        let before = (from + at).checked_sub(1).and_then(word);
        Some((day, before.is_some_and(|before| OTHER.contains(&before.as_str()))))
    });
    match (days.next(), days.next()) {
        (Some((day, false)), None) => i64::try_from(day).ok(),
        _ => None,
    }
}

/// The day of the week of a day.
fn weekday(day: i64) -> i64 {
    // the first of January 1970 was a Thursday
    (day - 719_468 + 3).rem_euclid(7)
}

/// Days from the civil calendar (Hinnant, “chrono-compatible low-level date algorithms”).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{annotate::Annotator, lexicon::Lexicon, parse::parse, text::Text};
    use std::sync::Arc;

    #[test]
    fn three_days_are_one_occasion() {
        let day = |date| Day::parse(Some(date));
        assert!(day("2024-02-28").meets(day("2024-03-02")));
        assert!(!day("2024-02-27").meets(day("2024-03-02")));
        assert!(day("2023-12-31").meets(day("2024-01-01")));
        assert!(day("2024-02-27").meets(Day::parse(None)));
        assert_eq!(Day::parse(Some("soon")), Day::default());
    }

    #[test]
    fn days_of_the_week_are_right() {
        let of = |date: &str| Day::parse(Some(date)).published.map(weekday);
        assert_eq!(of("1970-01-01"), Some(3));
        assert_eq!(of("2024-02-29"), Some(3));
        assert_eq!(of("2000-01-02"), Some(6));
    }

    /// The day of the first quotation of an article that appeared on a day, in days before that day.
    fn days_before(date: &str, story: &str) -> Option<i64> {
        let lexicon = Lexicon::built_in().ok()?;
        let text = format!("---\ntitle: Lock shut\ndate: {date}\n---\n\n{story}\n");
        let mut article = parse(Arc::new(Text::new("a.md", text)), lexicon);
        Annotator::new(lexicon).ok()?.annotate(&mut article);
        let day = Day::of_quotation(&article, article.quotations.first()?);
        Some(day.published? - day.said?)
    }

    #[test]
    fn a_weekday_is_read_against_the_date() {
        // a Thursday
        let before = |story| days_before("2024-05-02", story);
        assert_eq!(before("“The lock stays shut until the gates are weighed,” Jonas Vik said on Monday."), Some(3));
        assert_eq!(before("“The lock stays shut until the gates are weighed,” said Jonas Vik on Thursday."), Some(0));
        assert_eq!(before("“The lock stays shut until the gates are weighed,” Vik told the council Friday."), Some(6));
        assert_eq!(before("“The lock stays shut until Monday at the earliest,” Jonas Vik said."), None);
        assert_eq!(before("“The lock stays shut,” said Jonas Vik, who will speak again next Tuesday."), None);
    }

    #[test]
    fn days_of_speaking_count_before_days_of_printing() {
        let day = |published, said| Day { published: Some(published), said };
        // a Sunday paper on what was said on Monday
        assert!(day(100, Some(100)).meets(day(106, Some(100))));
        assert!(day(100, Some(100)).meets(day(101, Some(101))));
        assert!(!day(101, Some(98)).meets(day(102, Some(101))));
        assert!(day(101, Some(98)).meets(day(102, None)));
    }
}
