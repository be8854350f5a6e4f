//! Days with a name: fixed, on the lunar calendar, counted from Easter, or the nth weekday of a month.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::lunar;
use super::moment::{Grain, Known, Moment, choose, date};
use super::value::Context;

/// The day named by `words`, in the year of `year` or, when that is today's, nearest to today.
pub(crate) fn near(words: &str, year: Moment, context: &Context<'_>) -> Option<Moment> {
    of_rule(context.rules.classes.value("holiday", words)?, year, context)
}

/// The lunar day `day`.`month` in the lunar year of `year` or, when that is today's, nearest to today. The 30th of
/// month 12 is the last day of the year, also in years in which that month has 29 days.
pub(crate) fn lunar_near(month: i16, day: i16, year: Moment, context: &Context<'_>) -> Option<Moment> {
    let is_last = (month, day) == (12, 30);
    let rule = if is_last { "lunar 01-01 -1".to_owned() } else { format!("lunar {month:02}-{day:02}") };
    // The last days of a lunar year fall into the civil year in which the next one begins.
    let year =
        if month == 12 && !is_last && year != context.today { year.shift(-1, Grain::Year)? } else { year };
    of_rule(&rule, year, context)
}

fn of_rule(rule: &str, year: Moment, context: &Context<'_>) -> Option<Moment> {
    let today = context.today;
    if year.known != Known::Full {
        let day = in_year(rule, today.date.year()).filter(|_| is_fixed(rule));
        return Some(day.map_or_else(Moment::unknown, |date| Moment {
            date,
            grain: Grain::Day,
            known: Known::NoYear,
        }));
    }
    if year != today {
        return in_year(rule, year.date.year()).map(Moment::day);
    }
    let this = today.date.year();
    let days = [this - 1, this, this + 1].into_iter().filter_map(|year| in_year(rule, year));
    choose(days, today.date, 120, context.tense).map(Moment::day)
}

fn is_fixed(rule: &str) -> bool {
    rule.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The day of `rule` in `year`.
fn in_year(rule: &str, year: i16) -> Option<Date> {
    let mut words = rule.split(' ');
    let first = words.next()?;
    let number = |word: Option<&str>| word?.parse::<i16>().ok();
    match first {
        "lunar" => {
            let (month, day) = words.next()?.split_once('-')?;
            let day = lunar::solar(year, month.parse().ok()?, day.parse().ok()?)?;
            day.checked_add(Span::new().days(number(words.next()).unwrap_or(0))).ok()
        }
        "easter" => easter(year)?.checked_add(Span::new().days(number(words.next())?)).ok(),
        "weekday" => {
            let (month, weekday, nth) = (number(words.next())?, number(words.next())?, number(words.next())?);
            let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
            date(year, month, 1)?.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()
        }
        _ => {
            let (month, day) = first.split_once('-')?;
            date(year, month.parse().ok()?, day.parse().ok()?)
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(i16::try_from(year).ok()?, i16::try_from(n / 31).ok()?, i16::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: &str, year: i16, day: &str) {
        assert_eq!(in_year(rule, year).map(|day| day.to_string()).unwrap_or_default(), day, "{rule} {year}");
    }

    #[test]
    fn named_days_move_with_the_year() {
        check("12-25", 2021, "2021-12-25");
        check("easter 0", 2022, "2022-04-17");
        check("easter -2", 2019, "2019-04-19");
        check("weekday 11 4 4", 2021, "2021-11-25");
        check("lunar 01-01", 2017, "2017-01-28");
        check("lunar 01-01", 2021, "2021-02-12");
        check("lunar 01-01", 2026, "2026-02-17");
        check("lunar 08-15", 2023, "2023-09-29");
        check("lunar 12-23", 2020, "2021-02-04");
        check("lunar 01-01 -1", 2022, "2022-01-31");
        check("02-30", 2020, "");
    }
}
