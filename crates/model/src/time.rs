//! Times: the words that name a moment, and the moment they name (TimeML TIMEX3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Bytes of the article's text.
    #[serde(flatten)]
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: `2021-05-17`, `2021-W20-WE`, `2021-05-17T20:00`, `P2D`, `A/B`, `PAST_REF` …
    pub value: String,
    /// Whose clock it is told by, where the words behind a clock time say so: an offset (`+07:00`) where it never
    /// changes, else a name of the tz database, `local` for the clock of the place told of. The value stays as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub zone: Option<String>,
    /// Rule that found it.
    pub rule: String,
}

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or something longer.
    Date,
    /// A clock time or part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes back.
    Set,
}

/// The days that a value covers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Interval {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Interval {
    /// The days of a date in numbers, as ISO 8601 or as Vietnamese papers write it, day first: `30/12/2021`,
    /// `30.12.2021`, `30-12-2021`, `12/2021`, and whatever [`Interval::parse`] reads.
    pub fn of_numbers(text: &str) -> Option<Interval> {
        let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
        let iso = match parts[..] {
            [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
            _ => text.to_owned(),
        };
        Interval::parse(&iso)
    }

    /// The days that the TIMEX3 value `value` covers; `None` for durations, sets, vague references
    /// and whatever is not a date.
    ///
    /// Reads `2021`, `2021-05`, `2021-05-17`, `2021-05-17T20:00`, `2021-05-17TEV`, `2021-W20`,
    /// `2021-W20-WE`, `2021-H1`, `2021-Q2`, `2021-SP|SU|FA|WI` and ranges `A/B`.
    pub fn parse(value: &str) -> Option<Interval> {
        if let Some((first, last)) = value.split_once('/') {
            let first = Interval::parse(first)?;
            let last = Interval::parse(last)?;
            return (first.first <= last.last).then_some(Interval { first: first.first, last: last.last });
        }
        let value = value.split('T').next().unwrap_or(value);
        let mut parts = value.split('-');
        let year = number(parts.next()?, 4)?;
        let year = i16::try_from(year).ok()?;
        let Some(second) = parts.next() else {
            return months(year, 1, 12);
        };
        if let Some(week) = second.strip_prefix('W') {
            return week_days(year, number(week, 2)?, parts.next());
        }
        match second {
            "H1" => return months(year, 1, 6),
            "H2" => return months(year, 7, 12),
            "Q1" => return months(year, 1, 3),
            "Q2" => return months(year, 4, 6),
            "Q3" => return months(year, 7, 9),
            "Q4" => return months(year, 10, 12),
            "SP" => return months(year, 3, 5),
            "SU" => return months(year, 6, 8),
            "FA" => return months(year, 9, 11),
            "WI" => return months(year, 12, 12),
            _ => {}
        }
        let month = i8::try_from(number(second, 2)?).ok()?;
        let Some(third) = parts.next() else {
            return months(year, month, month);
        };
        let day = Date::new(year, month, i8::try_from(number(third, 2)?).ok()?).ok()?;
        Some(Interval { first: day, last: day })
    }

    /// True when both share a day.
    pub fn overlaps(self, other: Interval) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i32 {
        self.first.until(self.last).map_or(1, |span| span.get_days() + 1)
    }
}

fn number(digits: &str, length: usize) -> Option<u16> {
    (digits.len() == length).then(|| digits.parse().ok()).flatten()
}

fn months(year: i16, from: i8, to: i8) -> Option<Interval> {
    let first = Date::new(year, from, 1).ok()?;
    let last = Date::new(year, to, 1).ok()?.last_of_month();
    Some(Interval { first, last })
}

fn week_days(year: i16, week: u16, part: Option<&str>) -> Option<Interval> {
    let week = i8::try_from(week).ok()?;
    let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?.date();
    let day = |offset: i32| monday.checked_add(jiff::Span::new().days(offset)).ok();
    match part {
        None => Some(Interval { first: monday, last: day(6)? }),
        Some("WE") => Some(Interval { first: day(5)?, last: day(6)? }),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, days: &str) {
        let found = Interval::parse(value).map_or(String::new(), |i| format!("{} {}", i.first, i.last));
        assert_eq!(found, days, "{value}");
    }

    #[test]
    fn values_cover_their_days() {
        check("2021", "2021-01-01 2021-12-31");
        check("2020-02", "2020-02-01 2020-02-29");
        check("2021-05-17T20:00", "2021-05-17 2021-05-17");
        check("2021-W20-WE", "2021-05-22 2021-05-23");
        check("2022-01-09/2022-01-10", "2022-01-09 2022-01-10");
        check("P2D", "");
        check("PAST_REF", "");
        check("2021-02-30", "");
    }
}
