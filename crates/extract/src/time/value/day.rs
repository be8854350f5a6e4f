//! Days: dates with and without year or month, weekdays, and days counted from another.
//!
//! In: the words a rule kept. Out: a moment or a range, or nothing where the numbers name no day.

use super::super::matching::Found;
use super::super::moment::{Grain, Known, Moment, Tense, date, day_near};
use super::super::number;
use super::stretch::{month_number, year, year_moment};
use super::{Context, Value, holiday};

/// A day: `dmy`, `dm`, or `d` with `m`, `y`, or the month of the day beside it (`of`).
pub(super) fn day(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let mut numbers = Vec::new();
    if let Some(token) = found.get("dmy").or(found.get("dm")).or(found.get("dmx")) {
        numbers = number::parts(token);
    } else {
        numbers.push(context.small(found.get("d"))?);
        let beside = number::parts(found.get("of").unwrap_or(""));
        match (month_number(found, context), beside.as_slice()) {
            (Some(month), _) => numbers.push(month),
            (None, &[.., month, year]) if year > 99 => numbers.extend([month, year]),
            (None, &[.., month]) => numbers.push(month),
            (None, []) => {}
        }
    }
    if let Some(year) = year(found, "y", context) {
        numbers.push(year);
    }
    let tense = direction(found, context);
    let moment = match *numbers.as_slice() {
        [d, m, y] => Moment::day(date(y, m, d)?),
        [d, m] => match context.offset("relyear", found.get("relyear")) {
            Some(offset) => in_relative_year(m, d, offset, context)?,
            None => day_near(m, d, context.today, tense)?,
        },
        [d] if context.today.known == Known::Nothing => return Some(Value::fixed(format!("XXXX-XX-{d:02}"))),
        [d] => day_of_month(d, context, tense)?,
        _ => return None,
    };
    Some(Value::moment(moment))
}

/// A day of the lunar calendar: `dm`, or `d` of `m`; the arguments are month and day where the words name none.
pub(super) fn lunar(
    found: &Found<'_>,
    context: &Context<'_>,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<Value> {
    let (day, month) = match number::parts(found.get("dm").unwrap_or("")).as_slice() {
        &[day, month, ..] => (day, month),
        _ => {
            let day = context.small(found.get("d").or(day))?;
            // The days before the new year are counted up to 30, those after it from 1.
            let near = if day > 15 { 12 } else { 1 };
            (day, month_number(found, context).or_else(|| context.small(month)).unwrap_or(near))
        }
    };
    Some(Value::moment(holiday::lunar_near(month, day, year_moment(found, context)?, context)?))
}

/// Days from one to another: `ddm`, `ddmy`, or `a` to `b`.
pub(super) fn days(found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let (a, b) = if let Some(token) = found.get("ddm") {
        let parts = number::parts(token);
        (parts[..1].to_vec(), parts[1..].to_vec())
    } else {
        let mut b = number::parts(found.get("b")?);
        b.extend(month_number(found, context));
        (number::parts(found.get("a")?), b)
    };
    let tense = direction(found, context);
    let year = year(found, "y", context);
    let last = match *b.as_slice() {
        [d, m, y] => Moment::day(date(y, m, d)?),
        [d, m] => match year {
            Some(y) => Moment::day(date(y, m, d)?),
            None => day_near(m, d, context.today, tense)?,
        },
        _ => return None,
    };
    let first = match *a.as_slice() {
        [d, m, y] => date(y, m, d)?,
        [d, m] => date(last.date.year(), m, d).filter(|&day| day <= last.date).or(date(
            last.date.year() - 1,
            m,
            d,
        ))?,
        [d] => {
            let month = i16::from(last.date.month());
            let same = date(last.date.year(), month, d).filter(|&day| day < last.date);
            same.or_else(|| {
                let before = last.shift(-1, Grain::Month)?.date;
                date(before.year(), i16::from(before.month()), d)
            })?
        }
        _ => return None,
    };
    Some(Value::range(Moment { date: first, ..last }, last))
}

/// A weekday `wd`, in the week that `relweek` names, or nearest in the direction of the tense.
pub(super) fn weekday(found: &Found<'_>, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
    let wanted: i32 = context.class("weekday", found.get("wd"))?.parse().ok()?;
    if context.today.known == Known::Nothing {
        return Some(Value::fixed(format!("XXXX-WXX-{wanted}")));
    }
    let own = i32::from(context.today.date.weekday().to_monday_one_offset());
    let offset = match context.offset("relweek", found.get("relweek")) {
        Some(week) => week * 7 + wanted - own,
        None => {
            let tense = match argument {
                Some("past") if direction(found, context) != Tense::Future || found.get("rel").is_none() => {
                    Tense::Past
                }
                _ => direction(found, context),
            };
            match tense {
                Tense::Future => (wanted - own).rem_euclid(7),
                _ => -(own - wanted).rem_euclid(7),
            }
        }
    };
    Some(Value::moment(context.today.shift(offset, Grain::Day)?))
}

/// So many units before (`-1`) or after (`1`) today (`now`) or the date named last (`last`).
pub(super) fn count(found: &Found<'_>, context: &Context<'_>, sign: &str, from: &str) -> Option<Value> {
    let count = context.whole(found.get("n"))?.checked_mul(sign.parse().ok()?)?;
    let grain = Grain::parse(context.class("unit", found.get("u"))?)?;
    let fits = |moment: &Moment| grain != Grain::Day || moment.grain == Grain::Day;
    let from = match from {
        "last" if grain == Grain::Day => context.last_day.or(Some(context.today)),
        "last" => context.last.filter(fits).or(Some(context.today)),
        _ => Some(context.today),
    };
    let moment = from?.shift(count, grain)?;
    // "A week ago" names a day; "two months ago" a month.
    let grain = if grain == Grain::Week { Grain::Day } else { grain };
    Some(Value::moment(moment.widen(grain)))
}

/// The date named last, moved.
pub(super) fn last(context: &Context<'_>, offset: i32, grain: Grain) -> Option<Value> {
    let last = if grain == Grain::Day { context.last_day } else { context.last };
    let moment = last.unwrap_or(context.today).shift(offset, grain)?;
    Some(Value::moment(moment))
}

/// The tense: of the word after the date, else of the sentence.
pub(super) fn direction(found: &Found<'_>, context: &Context<'_>) -> Tense {
    match context.offset("rel", found.get("rel")) {
        Some(offset) if offset > 0 => Tense::Future,
        Some(offset) if offset < 0 => Tense::Past,
        _ => context.tense,
    }
}

/// A day without a month: in the month of publication or the one before or after.
fn day_of_month(d: i16, context: &Context<'_>, tense: Tense) -> Option<Moment> {
    let today = context.today;
    if today.known == Known::Nothing {
        return None;
    }
    let tries = [-1, 0, 1].into_iter().filter_map(|offset| {
        let month = today.shift(offset, Grain::Month)?.date;
        let day = date(month.year(), i16::from(month.month()), d)?;
        Some((today.date.until(day).ok()?.get_days(), day))
    });
    let fits = |away: i32| match tense {
        Tense::Past => away <= 0,
        Tense::Future => away >= 0,
        Tense::Open => true,
    };
    let (_, day) = tries.filter(|&(away, _)| fits(away)).min_by_key(|(away, _)| away.abs())?;
    Some(Moment { date: day, grain: Grain::Day, known: today.known })
}

pub(super) fn in_relative_year(m: i16, d: i16, offset: i32, context: &Context<'_>) -> Option<Moment> {
    let year = context.today.shift(offset, Grain::Year)?;
    let known = if year.known == Known::Full { Known::Full } else { Known::NoYear };
    Some(Moment { date: date(year.date.year(), m, d)?, grain: Grain::Day, known })
}
