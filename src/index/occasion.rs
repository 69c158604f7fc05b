//! When something was said, as far as the articles tell.

use crate::article::Article;

/// How many days apart two articles may be and still report one occasion.
const WINDOW: i64 = 3;

/// A day, counted from the year 0; none where the article has no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Day(Option<i64>);

impl Day {
    /// The day on which an article appeared.
    pub(super) fn of(article: &Article) -> Day {
        Day::parse(article.meta.date.as_deref())
    }

    /// Reads `YYYY-MM-DD`.
    pub(super) fn parse(date: Option<&str>) -> Day {
        Day(date.and_then(|date| {
            let mut parts = date.splitn(3, '-').map(|part| part.get(..part.len().min(4))?.parse::<i64>().ok());
            let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
            ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| days(year, month, day))
        }))
    }

    /// Whether the two may be one occasion. An unknown day never separates.
    pub(super) fn meets(self, other: Day) -> bool {
        match (self.0, other.0) {
            (Some(one), Some(other)) => (one - other).abs() <= WINDOW,
            _ => true,
        }
    }
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

    #[test]
    fn three_days_are_one_occasion() {
        let day = |date| Day::parse(Some(date));
        assert!(day("2024-02-28").meets(day("2024-03-02")));
        assert!(!day("2024-02-27").meets(day("2024-03-02")));
        assert!(day("2023-12-31").meets(day("2024-01-01")));
        assert!(day("2024-02-27").meets(Day::parse(None)));
        assert_eq!(Day::parse(Some("soon")), Day(None));
    }
}
