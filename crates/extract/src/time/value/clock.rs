//! Clock times and parts of a day: what stands behind the `T` of a value.
//!
//! The day they belong to is another matter: `time/mod.rs` lends them one where they name none.

use super::super::matching::Found;
use super::super::number;
use super::day::day;
use super::{Context, Value};

/// `THH:MM` of `clock`, or of `h` and `min`; else the part of the day.
pub(super) fn clock(found: &Found<'_>, context: &Context<'_>) -> Option<String> {
    let part = context.class("part", found.get("part"));
    let token = found.get("clock").map(number::parts).unwrap_or_default();
    let hour = token.first().copied().or_else(|| context.small(found.get("h")));
    let Some(hour) = hour else { return part.map(|part| format!("T{part}")) };
    let minute = token.get(1).copied().or_else(|| context.small(found.get("min"))).unwrap_or(0);
    write_clock(hour, minute, part)
}

/// Clock times from `a` to `b`.
pub(super) fn clocks(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let part = context.class("part", found.get("part"));
    let mut clock = Vec::new();
    let both = found.get("clocks").and_then(|token| token.split_once(['-', '–']));
    let (from, until) = both.or_else(|| Some((found.get("from")?, found.get("until")?)))?;
    for token in [from, until] {
        let parts = number::parts(token);
        clock.push(write_clock(*parts.first()?, parts.get(1).copied().unwrap_or(0), part)?);
    }
    let moment = if found.get("dm").is_some() || found.get("dmy").is_some() {
        day(found, context)?.moment
    } else {
        None
    };
    Some(Value { moment, clock, fixed: None })
}

/// A clock time; afternoon, evening and night lift hours of the morning.
fn write_clock(hour: i16, minute: i16, part: Option<&str>) -> Option<String> {
    let hour = match part {
        Some("AF" | "EV") if hour < 12 => hour + 12,
        Some("NI") if (6..12).contains(&hour) => hour + 12,
        Some("NI") if hour == 12 => 0,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then(|| format!("T{hour:02}:{minute:02}"))
}
