//! Lengths of time, and what comes back: `P2D`, `PT1H`, every so many units.
//!
//! In: the words a rule kept. Out: a value that no day is ever added to.

use super::super::matching::Found;
use super::super::number;
use super::{Context, Value};

/// A length of time: the argument, or `n` units `u`, with `half` and a second pair `n2`, `u2`; a token `r` is a range.
pub(super) fn duration(found: &Found<'_>, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
    if let Some(argument) = argument {
        return Some(Value::fixed(argument));
    }
    let unit = context.class("unit", found.get("u"))?;
    if let Some(token) = found.get("r") {
        let parts = number::parts(token);
        let &[from, to] = parts.as_slice() else { return None };
        return (from < to).then(|| {
            Value::fixed(format!("{}/{}", period(&from.to_string(), unit), period(&to.to_string(), unit)))
        });
    }
    if found.get("n").is_none() {
        return Some(Value::fixed(period("X", unit)));
    }
    let mut count = number::digits(found.get("n")?, &context.rules.classes)?;
    let mut more = String::new();
    if let (Some(n2), Some(u2)) = (found.get("n2"), context.class("unit", found.get("u2"))) {
        let second = number::digits(n2, &context.rules.classes)?;
        more = if is_clock(unit) && is_clock(u2) {
            format!("{second}{u2}")
        } else {
            period(&second, u2)[1..].to_owned()
        };
    }
    if found.get("half").is_some() {
        match unit {
            "H" => more = "30M".to_owned(),
            "Y" => more = "6M".to_owned(),
            _ => count.push_str(".5"),
        }
    }
    if let Some(to) = found.get("to") {
        let to = number::digits(to, &context.rules.classes)?;
        return Some(Value::fixed(format!("{}/{}", period(&count, unit), period(&to, unit))));
    }
    let unit_letter = period(&count, unit);
    Some(Value::fixed(format!("{unit_letter}{more}").replace("MI", "M")))
}

/// Half of a unit.
pub(super) fn half_unit(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    Some(Value::fixed(match context.class("unit", found.get("u"))? {
        "H" => "PT30M".to_owned(),
        "Y" => "P6M".to_owned(),
        "M" => "P15D".to_owned(),
        unit => period("0.5", unit),
    }))
}

/// Something that comes back: the argument, every `n` units `u`, every `part` of a day, season or weekday.
pub(super) fn set(found: &Found<'_>, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
    if let Some(argument) = argument {
        return Some(Value::fixed(argument));
    }
    if let Some(unit) = context.class("unit", found.get("u")) {
        let count =
            found.get("n").map_or(Some("1".to_owned()), |n| number::digits(n, &context.rules.classes))?;
        return Some(Value::fixed(period(&count, unit)));
    }
    let value = if let Some(part) = context.class("part", found.get("part")) {
        format!("XXXX-XX-XXT{part}")
    } else if let Some(season) = context.class("season", found.get("s")) {
        format!("XXXX-{season}")
    } else {
        format!("XXXX-WXX-{}", context.class("weekday", found.get("wd"))?)
    };
    Some(Value::fixed(value))
}

/// `P2D`, `PT1H`; units without a sign give `PXX`.
fn period(count: &str, unit: &str) -> String {
    match unit {
        "XX" => "PXX".to_owned(),
        "MI" => format!("PT{count}M"),
        "H" | "S" => format!("PT{count}{unit}"),
        _ => format!("P{count}{unit}"),
    }
}

fn is_clock(unit: &str) -> bool {
    matches!(unit, "H" | "MI" | "S")
}
