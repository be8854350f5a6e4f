//! Moments: dates as markup writes them, to the minute, in local time.

use crate::html::meta::Home;

/// `2026-03-07T08:01` from `2026-03-07T08:01:53+07:00`, or the day alone.
///
/// Local time stays as it is written; a moment in UTC is told in Vietnamese time on Vietnamese pages.
pub(crate) fn local_time(written: &str, home: Home) -> Option<String> {
    /// Hours that Vietnamese clocks are ahead of UTC, the whole year.
    const VIETNAM_HOURS: i64 = 7;
    let written = written.trim().replacen(' ', "T", 1);
    let day: jiff::civil::Date = written.get(..10)?.parse().ok()?;
    let Some(clock) = written.get(10..16).filter(|clock| clock.starts_with('T')) else {
        return Some(day.to_string());
    };
    let time: jiff::civil::DateTime = format!("{day}{clock}:00").parse().ok()?;
    let zone = written.get(16..).unwrap_or_default();
    let zone = zone.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.'));
    let utc = matches!(zone.trim(), "Z" | "z" | "+00:00" | "+0000" | "-00:00" | "UTC" | "GMT");
    let hours = if utc && home == Home::Vietnam { VIETNAM_HOURS } else { 0 };
    let time = time.checked_add(jiff::Span::new().hours(hours)).ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// The value with a clock time, or the first.
pub(crate) fn finer(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if !first.contains('T') && second.contains('T') => Some(second),
        (first, second) => first.or(second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, home: Home, local: &str) {
        assert_eq!(local_time(written, home).unwrap_or_default(), local, "{written}");
    }

    #[test]
    fn markup_dates_are_read() {
        check("2026-03-07T08:01:53+07:00", Home::Vietnam, "2026-03-07T08:01");
        check("2026-03-07T00:01:00", Home::Vietnam, "2026-03-07T00:01");
        check("2026-03-06T17:05:00.000Z", Home::Vietnam, "2026-03-07T00:05");
        check("2026-03-06T17:05:00.000Z", Home::Elsewhere, "2026-03-06T17:05");
        check("2026-03-06T17:05:00-05:00", Home::Elsewhere, "2026-03-06T17:05");
        check("2026-03-07 08:01", Home::Vietnam, "2026-03-07T08:01");
        check("2026-03-07", Home::Vietnam, "2026-03-07");
        check("hôm qua", Home::Vietnam, "");
        check("2026-03-07T99:01", Home::Vietnam, "");
        check("2026-03-07T08:01é", Home::Vietnam, "2026-03-07T08:01");
    }
}
