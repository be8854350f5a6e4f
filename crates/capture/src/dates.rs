//! Dates of containers: the forms in which feeds and archives write moments.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

/// Hours that Vietnamese clocks are ahead of UTC, the whole year.
const VIETNAM_HOURS: i8 = 7;

/// The local time that a feed's date tells, `2026-03-07T00:05:00`.
///
/// A moment in UTC is told in Vietnamese time, one in another zone as it is written.
pub(crate) fn local_time(written: &str) -> Option<String> {
    let written = written.trim();
    let zoned = rfc2822(written).or_else(|| iso(written))?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Forms of a day, as records write it. Day first, as Vietnamese does; month first only where the day cannot be meant.
const DAYS: [&str; 11] = [
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%b %d %Y", "%B %d %Y", "%d %b %Y",
    "%d %B %Y", "%m/%d/%Y",
];

/// Forms of a clock time, as records write it.
const CLOCKS: [&str; 5] = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%Hh%M"];

/// The local moment or day that a record writes, in ISO form: seconds, milli- or microseconds since 1970, ISO 8601,
/// RFC 2822, or day and clock in a usual form and either order.
pub(crate) fn written_moment(written: &str) -> Option<String> {
    let written = written.trim();
    if let Ok(number) = written.parse::<f64>()
        && number.abs() >= 1e8
    {
        return since_1970(number);
    }
    if written.contains('-') && written.parse::<Date>().is_ok() && written.len() == 10 {
        return Some(written.to_owned());
    }
    if written.len() == 16 && written.parse::<DateTime>().is_ok() {
        return Some(written.replace(' ', "T"));
    }
    local_time(written).or_else(|| usual_form(written))
}

fn since_1970(number: f64) -> Option<String> {
    let digits = number.abs();
    let seconds = if digits >= 1e14 {
        number / 1e6
    } else if digits >= 1e11 {
        number / 1e3
    } else {
        number
    };
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a number of seconds far below 2^53; jiff checks the range"
    )]
    let timestamp = Timestamp::from_second(seconds.floor() as i64).ok()?;
    Some(at_home(timestamp, Offset::UTC).strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

fn usual_form(written: &str) -> Option<String> {
    let bare = written.split(['(', '+']).next()?.trim_end_matches("GMT").replace([',', '|'], " ");
    let mut words: Vec<&str> = bare.split_whitespace().filter(|word| *word != "-").collect();
    // A weekday before the day says nothing more.
    let first = words.iter().position(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let is_month =
        |word: &str| DAYS[6..8].iter().any(|form| Date::strptime(form, format!("{word} 1 2000")).is_ok());
    let is_month_first = first > 0 && is_month(words[first - 1]);
    words.drain(..first - usize::from(is_month_first));
    let text = words.join(" ");
    for day in DAYS {
        if let Ok(date) = Date::strptime(day, &text) {
            return Some(date.to_string());
        }
        for clock in CLOCKS {
            let read = DateTime::strptime(format!("{day} {clock}"), &text)
                .or_else(|_| DateTime::strptime(format!("{clock} {day}"), &text));
            if let Ok(moment) = read {
                return Some(moment.strftime("%Y-%m-%dT%H:%M").to_string());
            }
        }
    }
    None
}

fn rfc2822(written: &str) -> Option<DateTime> {
    let spelt = written.replace("GMT+7", "+0700").replace("GMT+07:00", "+0700").replace("GMT+0700", "+0700");
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(&spelt).ok()?;
    Some(at_home(zoned.timestamp(), zoned.offset()))
}

fn iso(written: &str) -> Option<DateTime> {
    let parser = jiff::fmt::temporal::DateTimeParser::new();
    if let Ok(pieces) = parser.parse_pieces(written)
        && let Some(offset) = pieces.to_numeric_offset()
        && let Ok(timestamp) = written.parse::<Timestamp>()
    {
        return Some(at_home(timestamp, offset));
    }
    written.parse().ok()
}

fn at_home(timestamp: Timestamp, offset: Offset) -> DateTime {
    let offset = if offset.is_zero() { Offset::constant(VIETNAM_HOURS) } else { offset };
    offset.to_datetime(timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, local: &str) {
        assert_eq!(local_time(written).unwrap_or_default(), local, "{written}");
    }

    #[test]
    fn records_write_days_in_many_forms() {
        for (written, moment) in [
            ("1640910900", "2021-12-31T07:35:00"),
            ("1640910900123", "2021-12-31T07:35:00"),
            ("2021-12-31", "2021-12-31"),
            ("2021-12-31T07:35", "2021-12-31T07:35"),
            ("2021-12-31 07:35", "2021-12-31T07:35"),
            ("2021-12-31T00:35:00.000Z", "2021-12-31T07:35:00"),
            ("31/12/2021", "2021-12-31"),
            ("7/3/2021 5:20", "2021-03-07T05:20"),
            ("31/12/2021, 07:35", "2021-12-31T07:35"),
            ("07:35 31/12/2021", "2021-12-31T07:35"),
            ("Thứ sáu, 31/12/2021, 07:35 (GMT+7)", "2021-12-31T07:35"),
            ("31-12-2021 07:35 PM", "2021-12-31T19:35"),
            ("12/31/2021 7:35:00 AM", "2021-12-31T07:35"),
            ("Dec 31, 2021", "2021-12-31"),
            ("Friday, December 31, 2021 07:35", "2021-12-31T07:35"),
            ("hôm qua", ""),
            ("2021", ""),
        ] {
            assert_eq!(written_moment(written).unwrap_or_default(), moment, "{written}");
        }
    }

    #[test]
    fn feeds_tell_local_time() {
        check("Sat, 07 Mar 2026 00:05:00 +0700", "2026-03-07T00:05:00");
        check("Fri, 06 Mar 2026 17:05:00 GMT", "2026-03-07T00:05:00");
        check("Sat, 07 Mar 2026 00:05:00 GMT+7", "2026-03-07T00:05:00");
        check("2026-03-07T00:05:00+07:00", "2026-03-07T00:05:00");
        check("2026-03-06T17:05:00Z", "2026-03-07T00:05:00");
        check("2026-03-07T00:05:00", "2026-03-07T00:05:00");
        check("yesterday", "");
    }
}
