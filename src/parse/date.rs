//! Days as datelines, front matter and file names write them.

use std::fmt;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// A day, if the calendar has it and a newspaper could be of it.
    fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if !(1600..=2999).contains(&year) || !(1..=last).contains(&day) {
            return None;
        }
        Some(Date { year: year.try_into().ok()?, month: month.try_into().ok()?, day: day.try_into().ok()? })
    }

    /// The first whole day that a short text names: `2016-03-14`, “March 14, 2016”, “14 March 2016”, `20160314`, `03.14.16`.
    ///
    /// Where day and month cannot be told apart (`03/04/2016`), there is none.
    pub(super) fn find(text: &str) -> Option<Date> {
        // no day is without a figure, and most lines are
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
        (0..parts.len()).find_map(|at| {
            let part = |i: usize| parts.get(at + i).copied();
            let (first, second, third) = (part(0)?, part(1), part(2));
            if let (Some(second), Some(third)) = (second, third) {
                let spelt = match (month(first), month(second)) {
                    (Some(m), _) => Date::new(year(third)?, m, day(second)?),
                    (_, Some(m)) => Date::new(year(third)?, m, day(first)?),
                    _ => figures(first, second, third),
                };
                if spelt.is_some() {
                    return spelt;
                }
            }
            compact(first)
        })
    }
}

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.');
    // three or four letters of a month stand for it
    let begins = |month: &&str| month.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let short = |month: &&str| begins(month) && (word.len() == month.len() || matches!(word.len(), 3 | 4));
    let month = MONTHS.iter().position(short).or(word.eq_ignore_ascii_case("sept").then_some(8));
    month.and_then(|at| u32::try_from(at + 1).ok())
}

/// A number of at most `digits` digits and nothing else.
fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `14`, `14th`
pub(super) fn day(text: &str) -> Option<u32> {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    number(plain, 2).filter(|d| (1..=31).contains(d))
}

/// `2016`, `2016T08` (the hour of a timestamp hangs on a day, never on a year)
fn year(text: &str) -> Option<u32> {
    number(text, 4).filter(|_| text.len() == 4)
}

/// `2016-03-14`, `2016-03-14T08`, `14.03.2016`, `03/14/16`
fn figures(first: &str, second: &str, third: &str) -> Option<Date> {
    if let Some(year) = year(first) {
        let third = third.split(['T', 't']).next().unwrap_or(third);
        return Date::new(year, number(second, 2)?, number(third, 2)?);
    }
    let (a, b) = (number(first, 2)?, number(second, 2)?);
    let year = year(third).or_else(|| number(third, 2).filter(|_| third.len() == 2).map(|short| 2000 + short))?;
    match (Date::new(year, a, b), Date::new(year, b, a)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(one), Some(other)) if one == other => Some(one),
        _ => None,
    }
}

/// `20160314`
fn compact(text: &str) -> Option<Date> {
    let whole = number(text, 8).filter(|_| text.len() == 8)?;
    Date::new(whole / 10_000, whole / 100 % 100, whole % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Option<String> {
        Date::find(text).map(|date| date.to_string())
    }

    #[test]
    fn reads_the_ways_of_writing_a_day() {
        let same = Some("2019-05-07".to_owned());
        for text in [
            "2019-05-07",
            "2019-05-07T23:10:00+02:00",
            "PORT ELLERY, May 7, 2019 (AP)",
            "Tuesday 7 May 2019, 19:46",
            "7th May 2019",
            "ferry_20190507",
            "2019_05_07-ferry",
            "archive/2019/05/07/ferry",
        ] {
            assert_eq!(find(text), same, "{text}");
        }
        assert_eq!(find("Sept. 30, 2019"), Some("2019-09-30".to_owned()));
        assert_eq!(find("first published: 05.17.19, 19:46"), Some("2019-05-17".to_owned()));
        assert_eq!(find("17/05/2019"), Some("2019-05-17".to_owned()));
    }

    #[test]
    fn does_not_guess() {
        for text in ["05.07.19", "March 14", "May 2019", "2019-02-30", "item-00012", "31/31/2019", "route 66", ""] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
