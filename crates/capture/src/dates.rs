//! Dates of containers: the forms in which feeds and archives write moments.

use jiff::Timestamp;
use jiff::civil::DateTime;
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
