//! `number/weekday-date-mismatch`: “Monday, March 15” when it was a Tuesday.

use crate::{
    article::TokenKind,
    diagnostic::{Diagnostic, Edit, Fix, Safety},
    lexicon::Classes,
    rule::Rule,
    rules::{Context, words::Words},
};

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// How far from the day of publication a date without a year can lie, in days, for its year to be certain.
const NEAR: i64 = 120;

/// Flags a weekday beside a date that fell on another. The year is the one printed, or that of the day of publication.
pub(super) fn check(context: &Context, rule: &Rule) -> Vec<Diagnostic> {
    let words = Words::new(context);
    let weekday = context.lexicon.class("function.weekday");
    let month = context.lexicon.class("function.month");
    let published = context.article.meta.date.as_deref().and_then(parse);
    let mut found = Vec::new();
    for (sentence, _) in words.sentences() {
        for at in words.places(sentence.tokens.clone(), weekday).filter(|at| words.is_capital(*at)) {
            let Some(printed) = day_of_week(words.word(at)) else { continue };
            let Some(date) = date(words, at + 1, month) else { continue };
            let day = match date.year {
                Some(year) => days(year, date.month, date.day),
                None => published.and_then(|published| nearest(published, date.month, date.day)),
            };
            let Some(actual) = day.map(|day| (day + 4).rem_euclid(7)).and_then(|d| usize::try_from(d).ok()) else {
                continue;
            };
            if actual == printed {
                continue;
            }
            let place = words.span(at..date.end);
            let message = format!("“{}” was a {}", context.article.slice(place), DAYS[actual]);
            let edit = Edit { span: context.article.raw(words.span(at..at + 1)), replacement: DAYS[actual].to_owned() };
            let finding =
                context.finding(rule, place, message).with_help("Check the day and the date: one of them is wrong.");
            found.push(finding.with_fix(Fix { safety: Safety::Offered, edits: vec![edit] }));
        }
    }
    found
}

struct Date {
    year: Option<i64>,
    month: i64,
    day: i64,
    /// One past its last token.
    end: usize,
}

/// The date that begins at a token: “, March 15”, “15 March 2016”, “, March 15, 2016”.
fn date(words: Words, from: usize, month: Classes) -> Option<Date> {
    let mut at = from;
    while words.is(at, &[",", "(", "the", "on"]) && at < from + 2 {
        at += 1;
    }
    let month_at = |at: usize| {
        let word = words.word(at).to_lowercase();
        let known = words.has(at, month) && words.is_capital(at);
        MONTHS.iter().position(|m| known && word.starts_with(m)).and_then(|m| i64::try_from(m + 1).ok())
    };
    let number_at = |at: usize| {
        let word = words.word(at).trim_end_matches(|c: char| c.is_ascii_lowercase());
        (words.kind(at) == Some(TokenKind::Number)).then(|| word.parse::<i64>().ok()).flatten()
    };
    let (month, day, mut end) = match month_at(at) {
        Some(month) => (month, number_at(at + 1)?, at + 2),
        None => (month_at(at + 1)?, number_at(at)?, at + 2),
    };
    let year_at = if words.is(end, &[","]) { end + 1 } else { end };
    let year = number_at(year_at).filter(|y| (1800..2200).contains(y));
    if year.is_some() {
        end = year_at + 1;
    }
    (1..=31).contains(&day).then_some(Date { year, month, day, end })
}

/// Which day a name or its abbreviation means; Sunday is 0.
fn day_of_week(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let short = (3..=5).contains(&word.len());
    let begins = |day: &str| day.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    DAYS.iter().position(|day| day.eq_ignore_ascii_case(word) || (short && begins(day)))
}

/// The occurrence of a month and a day that is nearest to the day of publication, where that is certain enough.
fn nearest((year, published): (i64, i64), month: i64, day: i64) -> Option<i64> {
    let near = (year - 1..=year + 1).filter_map(|y| days(y, month, day)).min_by_key(|d| (d - published).abs())?;
    ((near - published).abs() <= NEAR).then_some(near)
}

/// Year and day number of `YYYY-MM-DD`.
fn parse(date: &str) -> Option<(i64, i64)> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some((year, days(year, month, day)?))
}

/// Days since 1 January 1970 (a Thursday) in the Gregorian calendar; nothing for a day that the month has not.
///
/// The formula is `days_from_civil` of Howard Hinnant's “chrono-Compatible Low-Level Date Algorithms”.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        assert_eq!(days(1970, 1, 1), Some(0));
        assert_eq!(days(2000, 3, 1), Some(11_017));
        assert_eq!(days(2015, 2, 29), None);
        assert_eq!(days(2016, 3, 14).map(|d| (d + 4).rem_euclid(7)), Some(1));
    }

    #[test]
    fn takes_the_nearest_year() {
        let published = parse("2016-01-03");
        assert_eq!(published.and_then(|p| nearest(p, 12, 31)), days(2015, 12, 31));
        assert_eq!(published.and_then(|p| nearest(p, 7, 1)), None);
    }
}
