//! Value: from the words that a rule kept to the moment they name.
//!
//! The first word of a rule's `value` cell names one of the operations below, the others are its arguments;
//! `data/README.md` describes them for people who write rules.

use biennien_model::TimeType;

use super::matching::Found;
use super::moment::{Grain, Known, Moment, Tense, date, day_near, month_near};
use super::{Rule, Rules, holiday, number};

/// What values are counted from.
pub(crate) struct Context<'a> {
    /// The day of publication.
    pub(crate) today: Moment,
    /// A day of the month of publication.
    pub(crate) month: Moment,
    /// The date named last.
    pub(crate) last: Option<Moment>,
    /// The day named last.
    pub(crate) last_day: Option<Moment>,
    /// Which way the sentence looks.
    pub(crate) tense: Tense,
    pub(crate) rules: &'a Rules,
}

impl Context<'_> {
    /// Keeps the date of `value` for words that count from it.
    pub(crate) fn remember(&mut self, value: &Value) {
        let Some(moment) = value.moment else { return };
        self.last = Some(moment);
        if moment.grain == Grain::Day {
            self.last_day = Some(moment);
        }
    }

    /// What a count of `unit` starts from: today, or the month that an undated article lets know.
    fn since(&self, unit: &str) -> Moment {
        if unit == "M" { self.month } else { self.today }
    }

    fn class(&self, class: &str, words: Option<&str>) -> Option<&str> {
        self.rules.classes.value(class, words?)
    }

    fn offset(&self, class: &str, words: Option<&str>) -> Option<i32> {
        self.class(class, words)?.parse().ok()
    }

    fn whole(&self, words: Option<&str>) -> Option<i32> {
        number::whole(words?, &self.rules.classes)
    }

    fn small(&self, words: Option<&str>) -> Option<i16> {
        i16::try_from(self.whole(words)?).ok()
    }
}

/// The value of one time, whose day may still be missing.
pub(crate) struct Value {
    /// The date, where it is one.
    pub(crate) moment: Option<Moment>,
    /// Clock times or part of the day, with their `T`; two make a range.
    clock: Vec<String>,
    /// The whole value, where no day is to be added.
    fixed: Option<String>,
}

impl Value {
    fn fixed(value: impl Into<String>) -> Value {
        Value { moment: None, clock: Vec::new(), fixed: Some(value.into()) }
    }

    fn moment(moment: Moment) -> Value {
        Value { moment: Some(moment), clock: Vec::new(), fixed: None }
    }

    /// A range, which counts as its last day for words that count from it.
    fn range(first: Moment, last: Moment) -> Value {
        Value {
            moment: Some(last),
            clock: Vec::new(),
            fixed: Some(format!("{}/{}", first.value(), last.value())),
        }
    }

    /// TIME where there is a clock, else `kind`.
    pub(crate) fn kind(&self, kind: TimeType) -> TimeType {
        if self.clock.is_empty() || kind != TimeType::Date { kind } else { TimeType::Time }
    }

    /// Writes the value; `day` stands in where it names none itself.
    pub(crate) fn write(&self, day: Moment) -> String {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let moment = self.moment.unwrap_or(day).value();
        if self.clock.is_empty() {
            return moment;
        }
        let all: Vec<String> = self.clock.iter().map(|clock| format!("{moment}{clock}")).collect();
        all.join("/")
    }
}

/// The value of `found`; `None` when the words name nothing after all.
pub(crate) fn value(rule: &Rule, found: &Found, context: &Context<'_>) -> Option<Value> {
    let argument = |index: usize| rule.arguments.get(index).map(String::as_str);
    let mut value = match rule.operation.as_str() {
        "day" => day(found, context)?,
        "days" => days(found, context)?,
        "month" => month(found, context)?,
        "year" => Value::moment(in_year(year(found, "y", context)?)?),
        "years" => Value::range(in_year(year(found, "a", context)?)?, in_year(year(found, "b", context)?)?),
        "year-range" => year_range(found)?,
        "shift" => {
            Value::moment(context.today.shift(argument(0)?.parse().ok()?, Grain::parse(argument(1)?)?)?)
        }
        "past" => past(context, Grain::parse(argument(0)?)?)?,
        "rel" => {
            let offset = context.offset("rel", found.get("rel")).unwrap_or(0);
            Value::moment(context.since(argument(0)?).shift(offset, Grain::parse(argument(0)?)?)?)
        }
        "rel-year" => Value::moment(year_moment(found, context)?.widen(Grain::Year)),
        "count" => count(found, context, argument(0)?, argument(1)?)?,
        "last" => last(context, argument(0)?.parse().ok()?, Grain::parse(argument(1)?)?)?,
        "today" => Value::moment(context.today),
        "weekday" => weekday(found, context, argument(0))?,
        "season" => season(found, context)?,
        "seasons" => seasons(context, argument(0)?, argument(1)?),
        "season-any" => Value::fixed(format!("XXXX-{}", context.class("season", found.get("s"))?)),
        "quarter" => quarter(found, context)?,
        "half" => half(found, context, argument(0)?.parse().ok()?)?,
        "months" => months(found, context, argument(0)?)?,
        "decade" => decade(found, context)?,
        "century" => century(found, context)?,
        "clock" => Value { moment: None, clock: Vec::new(), fixed: None },
        "clocks" => clocks(found, context)?,
        "holiday" => {
            Value::moment(holiday::near(found.get("holiday")?, year_moment(found, context)?, context)?)
        }
        "duration" => duration(found, context, argument(0))?,
        "duration-half" => half_unit(found, context)?,
        "duration-hours" => Value::fixed(format!("PT{}H", number::parts(found.get("hours")?).first()?)),
        "night" => Value::fixed(format!("XXXX-XX-XXT{}", context.class("part", found.get("part"))?)),
        "set" => set(found, context, argument(0))?,
        "ref" => Value::fixed(argument(0)?),
        _ => return None,
    };
    if value.clock.is_empty() && value.fixed.is_none() {
        value.clock.extend(clock(found, context));
    }
    if rule.operation == "clock" && value.clock.is_empty() {
        return None;
    }
    Some(value)
}

/// A day: `dmy`, `dm`, or `d` with `m`, `y`, or the month of the day beside it (`of`).
fn day(found: &Found, context: &Context<'_>) -> Option<Value> {
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
        [d] => day_of_month(d, context, tense)?,
        _ => return None,
    };
    Some(Value::moment(moment))
}

/// The tense: of the word after the date, else of the sentence.
fn direction(found: &Found, context: &Context<'_>) -> Tense {
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

fn in_relative_year(m: i16, d: i16, offset: i32, context: &Context<'_>) -> Option<Moment> {
    let year = context.today.shift(offset, Grain::Year)?;
    let known = if year.known == Known::Full { Known::Full } else { Known::NoYear };
    Some(Moment { date: date(year.date.year(), m, d)?, grain: Grain::Day, known })
}

/// Days from one to another: `ddm`, `ddmy`, or `a` to `b`.
fn days(found: &Found, context: &Context<'_>) -> Option<Value> {
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

/// A month: `my`, or `m` with `y`, `relyear` or `rel`.
fn month(found: &Found, context: &Context<'_>) -> Option<Value> {
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

fn month_number(found: &Found, context: &Context<'_>) -> Option<i16> {
    let words = found.get("m")?;
    context
        .class("monthname", Some(words))
        .and_then(|value| value.parse().ok())
        .or_else(|| context.small(Some(words)))
}

fn year(found: &Found, name: &str, context: &Context<'_>) -> Option<i16> {
    let words = found.get(name)?;
    words.parse().ok().or_else(|| context.small(Some(words))).filter(|year| (1..=9999).contains(year))
}

fn in_year(year: i16) -> Option<Moment> {
    Some(Moment::day(date(year, 1, 1)?).widen(Grain::Year))
}

/// The year that `y` or `relyear` names, else today's, as a moment.
fn year_moment(found: &Found, context: &Context<'_>) -> Option<Moment> {
    if let Some(year) = year(found, "y", context) {
        return in_year(year);
    }
    match context.offset("relyear", found.get("relyear")) {
        Some(offset) => context.today.shift(offset, Grain::Year),
        None => Some(context.today),
    }
}

/// The unit in which the middle of the last such stretch lies: on the 31st "the past month" is the month that ends,
/// on the 3rd the one that ended.
fn past(context: &Context<'_>, grain: Grain) -> Option<Value> {
    let days = match grain {
        Grain::Week => 3,
        Grain::Month => 15,
        _ => 182,
    };
    let middle = context.today.shift(-days, Grain::Day)?;
    Some(Value::moment(middle.widen(grain)))
}

/// So many units before (`-1`) or after (`1`) today (`now`) or the date named last (`last`).
fn count(found: &Found, context: &Context<'_>, sign: &str, from: &str) -> Option<Value> {
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
fn last(context: &Context<'_>, offset: i32, grain: Grain) -> Option<Value> {
    let last = if grain == Grain::Day { context.last_day } else { context.last };
    let moment = last.unwrap_or(context.today).shift(offset, grain)?;
    Some(Value::moment(moment))
}

/// A weekday `wd`, in the week that `relweek` names, or nearest in the direction of the tense.
fn weekday(found: &Found, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
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

/// A season `s` of a year.
fn season(found: &Found, context: &Context<'_>) -> Option<Value> {
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
fn seasons(context: &Context<'_>, first: &str, last: &str) -> Value {
    let year = context.today.year();
    Value::fixed(format!("{year}-{first}/{year}-{last}"))
}

/// Years `yr` joined by a dash in one token.
fn year_range(found: &Found) -> Option<Value> {
    let parts = number::parts(found.get("yr")?);
    let &[a, b] = parts.as_slice() else { return None };
    (a < b).then(|| Some(Value::range(in_year(a)?, in_year(b)?)))?
}

/// Half of a unit.
fn half_unit(found: &Found, context: &Context<'_>) -> Option<Value> {
    Some(Value::fixed(match context.class("unit", found.get("u"))? {
        "H" => "PT30M".to_owned(),
        "Y" => "P6M".to_owned(),
        "M" => "P15D".to_owned(),
        unit => period("0.5", unit),
    }))
}

fn quarter(found: &Found, context: &Context<'_>) -> Option<Value> {
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

fn half(found: &Found, context: &Context<'_>, half: i32) -> Option<Value> {
    Some(Value::fixed(format!("{}-H{half}", year_moment(found, context)?.year())))
}

/// The first (`first`) or last months `n` of a year.
fn months(found: &Found, context: &Context<'_>, which: &str) -> Option<Value> {
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
fn decade(found: &Found, context: &Context<'_>) -> Option<Value> {
    let year = year(found, "y", context)?;
    let year = match year {
        0..=20 => 2000 + year,
        21..=99 => 1900 + year,
        _ => year,
    };
    Some(Value::moment(Moment::day(date(year, 1, 1)?).widen(Grain::Decade)))
}

fn century(found: &Found, context: &Context<'_>) -> Option<Value> {
    let century = context.class("roman", found.get("c")).and_then(|value| value.parse().ok());
    let century: i16 =
        century.or_else(|| context.small(found.get("c"))).filter(|century| (1..=30).contains(century))?;
    Some(Value::moment(Moment::day(date((century - 1) * 100 + 1, 1, 1)?).widen(Grain::Century)))
}

/// `THH:MM` of `clock`, or of `h` and `min`; else the part of the day.
fn clock(found: &Found, context: &Context<'_>) -> Option<String> {
    let part = context.class("part", found.get("part"));
    let token = found.get("clock").map(number::parts).unwrap_or_default();
    let hour = token.first().copied().or_else(|| context.small(found.get("h")));
    let Some(hour) = hour else { return part.map(|part| format!("T{part}")) };
    let minute = token.get(1).copied().or_else(|| context.small(found.get("min"))).unwrap_or(0);
    write_clock(hour, minute, part)
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

/// Clock times from `a` to `b`.
fn clocks(found: &Found, context: &Context<'_>) -> Option<Value> {
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

/// A length of time: the argument, or `n` units `u`, with `half` and a second pair `n2`, `u2`; a token `r` is a range.
fn duration(found: &Found, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
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

fn is_clock(unit: &str) -> bool {
    matches!(unit, "H" | "MI" | "S")
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

/// Something that comes back: the argument, every `n` units `u`, every `part` of a day, season or weekday.
fn set(found: &Found, context: &Context<'_>, argument: Option<&str>) -> Option<Value> {
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
