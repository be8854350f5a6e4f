//! iCalendar (RFC 5545): the agenda as a calendar that others subscribe to.
//!
//! Written by hand: the crate `icalendar` brings `chrono` and `uuid` along and stamps entries by the clock, and the same
//! captures must give the same bytes. Moments come from the accounts alone.

use biennien_model::{Interval, Outcome};
use jiff::civil::Date;

use crate::AgendaRow;

/// Expected days of more than this many are vague.
const EXACT_DAYS: i32 = 7;

/// A line of a calendar holds so many octets at most, without its end.
const LINE_OCTETS: usize = 75;

/// Which rows become entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// Those with a day, or a week at most.
    LeftOut,
    /// Those with a month or year too. Rows without any day have no place in a calendar.
    Kept,
}

/// `rows` as one calendar, and how many of them were left out; `title` gives an entry's name.
pub fn calendar(rows: &[AgendaRow], vague: Vague, title: &dyn Fn(&AgendaRow) -> String) -> (String, usize) {
    let mut out = String::new();
    let mut left_out = 0;
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//biennien//agenda//VI", "CALSCALE:GREGORIAN"] {
        fold(&mut out, line);
    }
    for row in rows {
        let days = row.expected.as_ref().and_then(|expected| Interval::parse(&expected.value));
        match days.filter(|days| vague == Vague::Kept || days.days() <= EXACT_DAYS) {
            Some(days) => entry(&mut out, row, days, &title(row)),
            None => left_out += 1,
        }
    }
    fold(&mut out, "END:VCALENDAR");
    (out, left_out)
}

fn entry(out: &mut String, row: &AgendaRow, days: Interval, title: &str) {
    let status = match row.outcome {
        Outcome::Cancelled => "CANCELLED",
        Outcome::Postponed | Outcome::Overdue => "TENTATIVE",
        Outcome::Open | Outcome::Held | Outcome::Moved => "CONFIRMED",
    };
    let stamp = row.history.iter().filter_map(|step| Interval::parse(step.published.as_deref()?)).max();
    let stamp = stamp.map_or(days.first, |published| published.last);
    let after = days.last.tomorrow().unwrap_or(days.last);
    let sequence = row.history.len().saturating_sub(1) + usize::from(row.happening.is_some());
    fold(out, "BEGIN:VEVENT");
    fold(out, &format!("UID:{}@biennien", row.id));
    fold(out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
    fold(out, &format!("SEQUENCE:{sequence}"));
    fold(out, &format!("DTSTART;VALUE=DATE:{}", basic(days.first)));
    fold(out, &format!("DTEND;VALUE=DATE:{}", basic(after)));
    fold(out, &format!("STATUS:{status}"));
    fold(out, "TRANSP:TRANSPARENT");
    fold(out, &format!("SUMMARY:{}", escape(title)));
    if let Some(place) = &row.place {
        fold(out, &format!("LOCATION:{}", escape(place)));
    }
    let accounts = row.history.iter().map(|step| {
        let outlet = step.outlet.as_deref().unwrap_or(&step.source_id);
        format!("{outlet} ({}): {}", step.published.as_deref().unwrap_or("?"), step.quote)
    });
    fold(out, &format!("DESCRIPTION:{}", escape(&accounts.collect::<Vec<_>>().join("\n"))));
    fold(out, "END:VEVENT");
}

/// `20220310`.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// TEXT of RFC 5545, section 3.3.11; controls, which it has no place for, become spaces.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// Adds one line, broken before the octet that would be the 76th and between characters (section 3.1).
fn fold(out: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE_OCTETS {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str) {
        let mut folded = String::new();
        fold(&mut folded, line);
        assert!(folded.ends_with("\r\n"));
        assert!(folded.split("\r\n").all(|line| line.len() <= LINE_OCTETS), "{folded:?}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn lines_are_folded_between_characters() {
        check("SUMMARY:x");
        check(&format!("SUMMARY:{}", "ữ".repeat(200)));
        check(&format!("SUMMARY:{}", "a".repeat(67)));
        check(&format!("SUMMARY:{}", "a".repeat(68)));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
