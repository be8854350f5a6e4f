//! Values: what a word on the command line means.

use biennien_engine::Sort;
use biennien_model::{EventType, Interval, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Reads a day, month or year as ISO or as Vietnamese papers write it (day first).
pub(crate) fn day(text: &str) -> Result<Interval, String> {
    Interval::of_numbers(text)
        .ok_or_else(|| "no such day; write 2021-12-30, 2021-12, 2021 or 30/12/2021".to_owned())
}

/// Today in Viet Nam.
pub(crate) fn today() -> Date {
    /// Hours before UTC's.
    const VIETNAM_HOURS: i8 = 7;
    Offset::constant(VIETNAM_HOURS).to_datetime(Timestamp::now()).date()
}

/// Reads a status by its word.
pub(crate) fn status(word: &str) -> Result<Status, String> {
    [Status::Actual, Status::Planned, Status::Hypothetical, Status::Negated]
        .into_iter()
        .find(|status| status.word() == word)
        .ok_or_else(|| "one of actual, planned, hypothetical, negated".to_owned())
}

/// Reads what a name seems to be, by its word.
pub(crate) fn sort(word: &str) -> Result<Sort, String> {
    Sort::ALL.into_iter().find(|sort| sort.word() == word).ok_or_else(|| {
        let words: Vec<&str> = Sort::ALL.iter().map(|sort| sort.word()).collect();
        format!("one of {}", words.join(", "))
    })
}

/// Reads a PLOVER type by its word.
pub(crate) fn kind(word: &str) -> Result<EventType, String> {
    word.to_uppercase().parse().map_err(|_| {
        let words: Vec<&str> = EventType::ALL.iter().map(|kind| kind.word()).collect();
        format!("one of {}", words.join(", "))
    })
}

/// Reads a confidence.
pub(crate) fn confidence(number: &str) -> Result<f64, String> {
    let value = number.parse::<f64>().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "a number from 0 to 1, such as 0.7".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_day_first() {
        assert_eq!(day("30/12/2021"), day("2021-12-30"));
        assert_eq!(day("7.12.2021"), day("2021-12-07"));
        assert_eq!(day("12/2021"), day("2021-12"));
        assert!(day("31/2/2021").is_err());
        assert!(day("mai").is_err());
    }
}
