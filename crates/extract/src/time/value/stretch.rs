//! Stretches of the calendar: months, quarters, seasons, years, decades, centuries.
//!
//! In: the words a rule kept. Out: a moment that is wider than a day, or a value of its own kind (`2022-Q2`).

use super::super::matching::Found;
use super::super::moment::{Grain, Moment, Tense, date, month_near};
use super::super::number;
use super::day::{direction, in_relative_year};
use super::{Context, Value};

/// A month: `my`, or `m` with `y`, `relyear` or `rel`.
pub(super) fn month(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let token = found.get("my").map(number::parts);
    let (month, year) = match token.as_deref() {
        Some(&[m, y]) => (m, Some(y)),
        _ => (month_number(found, context)?, year(found, "y", context)),
    };
    let moment = match (year, context.offset("relyear", found.get("relyear"))) {
        (Some(y), _) => Moment::day(date(y, month, 1)?),
        (None, Some(offset)) => in_relative_year(month, 1, offset, context)?,
        (None, None) => match context.offset("rel", found.get("rel")) {
            Some(0) => in_relative_year(month, 1, 0, context)?,
            _ => month_near(month, context.today, direction(found, context))?,
        },
    };
    Some(Value::moment(moment.widen(Grain::Month)))
}

/// Years `yr` joined by a dash in one token.
pub(super) fn year_range(found: &Found<'_>) -> Option<Value> {
    let parts = number::parts(found.get("yr")?);
    let &[a, b] = parts.as_slice() else { return None };
    (a < b).then(|| Some(Value::range(in_year(a)?, in_year(b)?)))?
}

/// The unit in which the middle of the last such stretch lies: on the 31st "the past month" is the month that ends,
/// on the 3rd the one that ended.
pub(super) fn past(context: &Context<'_>, grain: Grain) -> Option<Value> {
    let days = match grain {
        Grain::Week => 3,
        Grain::Month => 15,
        _ => 182,
    };
    let middle = context.today.shift(-days, Grain::Day)?;
    Some(Value::moment(middle.widen(grain)))
}

/// A season `s` of a year.
pub(super) fn season(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let season = context.class("season", found.get("s"))?.to_owned();
    let first_month = match season.as_str() {
        "SP" => 2,
        "SU" => 5,
        "FA" => 8,
        _ => 11,
    };
    let mut year = year_moment(found, context)?;
    if found.get("y").is_none() && found.get("relyear").is_none() {
        let month = context.today.date.month();
        let offset = context.offset("rel", found.get("rel"));
        if month < first_month && (offset == Some(-1) || offset.is_none() && context.tense == Tense::Past) {
            year = year.shift(-1, Grain::Year)?;
        }
        if month > first_month && offset == Some(1) {
            year = year.shift(1, Grain::Year)?;
        }
    }
    Some(Value::fixed(format!("{}-{season}", year.year())))
}

/// Two seasons of today's year.
pub(super) fn seasons(context: &Context<'_>, first: &str, last: &str) -> Value {
    let year = context.today.year();
    Value::fixed(format!("{year}-{first}/{year}-{last}"))
}

pub(super) fn quarter(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    if let Some(&[quarter, year]) = found.get("qy").map(number::parts).as_deref() {
        return (1..=4).contains(&quarter).then(|| Value::fixed(format!("{year:04}-Q{quarter}")));
    }
    if let Some((quarter, year)) = found.get("qr").and_then(|token| token.split_once('-')) {
        return Some(Value::fixed(format!("{year}-Q{}", context.class("roman", Some(quarter))?)));
    }
    let quarter = context.class("roman", found.get("q")).and_then(|value| value.parse().ok());
    let quarter: i32 =
        quarter.or_else(|| context.whole(found.get("q"))).filter(|quarter| (1..=4).contains(quarter))?;
    Some(Value::fixed(format!("{}-Q{quarter}", year_moment(found, context)?.year())))
}

pub(super) fn half(found: &Found<'_>, context: &Context<'_>, half: i32) -> Option<Value> {
    Some(Value::fixed(format!("{}-H{half}", year_moment(found, context)?.year())))
}

/// The first (`first`) or last months `n` of a year.
pub(super) fn months(found: &Found<'_>, context: &Context<'_>, which: &str) -> Option<Value> {
    let count = context.whole(found.get("n")).filter(|count| (1..=11).contains(count))?;
    let year = year_moment(found, context)?.year();
    Some(Value::fixed(match (which, count) {
        ("first", 6) => format!("{year}-H1"),
        (_, 6) => format!("{year}-H2"),
        ("first", _) => format!("{year}-01/{year}-{count:02}"),
        _ => format!("{year}-{:02}/{year}-12", 13 - count),
    }))
}

/// A decade `y` (1990 or 90), or the years `a` to `b`.
pub(super) fn decade(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let year = year(found, "y", context)?;
    let year = match year {
        0..=20 => 2000 + year,
        21..=99 => 1900 + year,
        _ => year,
    };
    Some(Value::moment(Moment::day(date(year, 1, 1)?).widen(Grain::Decade)))
}

pub(super) fn century(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let century = context.class("roman", found.get("c")).and_then(|value| value.parse().ok());
    let century: i16 =
        century.or_else(|| context.small(found.get("c"))).filter(|century| (1..=30).contains(century))?;
    Some(Value::moment(Moment::day(date((century - 1) * 100 + 1, 1, 1)?).widen(Grain::Century)))
}

pub(super) fn month_number(found: &Found<'_>, context: &Context<'_>) -> Option<i16> {
    let words = found.get("m")?;
    context
        .class("monthname", Some(words))
        .and_then(|value| value.parse().ok())
        .or_else(|| context.small(Some(words)))
}

pub(super) fn year(found: &Found<'_>, name: &str, context: &Context<'_>) -> Option<i16> {
    let words = found.get(name)?;
    words.parse().ok().or_else(|| context.small(Some(words))).filter(|year| (1..=9999).contains(year))
}

pub(super) fn in_year(year: i16) -> Option<Moment> {
    Some(Moment::day(date(year, 1, 1)?).widen(Grain::Year))
}

/// The year that `y` or `relyear` names, else today's, as a moment.
pub(super) fn year_moment(found: &Found<'_>, context: &Context<'_>) -> Option<Moment> {
    if let Some(year) = year(found, "y", context) {
        return in_year(year);
    }
    match context.offset("relyear", found.get("relyear")) {
        Some(offset) => context.today.shift(offset, Grain::Year),
        None => Some(context.today),
    }
}
