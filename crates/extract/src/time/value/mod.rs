//! Value: from the words that a rule kept to the moment they name.
//!
//! The first word of a rule's `value` cell names one of the operations below, the others are its arguments;
//! `data/README.md` describes them for people who write rules. The operations stand in files by what they give:
//! [`day`], [`stretch`] (longer than a day), [`clock`], [`length`].

mod clock;
mod day;
mod length;
mod stretch;

use biennien_model::TimeType;

use super::matching::Found;
use super::moment::{Grain, Moment, Tense};
use super::{Rule, Rules, holiday, number};
use stretch::{in_year, year, year_moment};

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

    /// True when an hour is told.
    pub(crate) fn names_clock(&self) -> bool {
        self.clock.iter().any(|clock| clock.contains(':'))
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
pub(crate) fn value(rule: &Rule, found: &Found<'_>, context: &Context<'_>) -> Option<Value> {
    let argument = |index: usize| rule.arguments.get(index).map(String::as_str);
    let mut value = match rule.operation.as_str() {
        "day" => day::day(found, context)?,
        "days" => day::days(found, context)?,
        "month" => stretch::month(found, context)?,
        "year" => Value::moment(in_year(year(found, "y", context)?)?),
        "years" => Value::range(in_year(year(found, "a", context)?)?, in_year(year(found, "b", context)?)?),
        "year-range" => stretch::year_range(found)?,
        "shift" => {
            Value::moment(context.today.shift(argument(0)?.parse().ok()?, Grain::parse(argument(1)?)?)?)
        }
        "past" => stretch::past(context, Grain::parse(argument(0)?)?)?,
        "rel" => {
            let offset = context.offset("rel", found.get("rel")).unwrap_or(0);
            Value::moment(context.since(argument(0)?).shift(offset, Grain::parse(argument(0)?)?)?)
        }
        "year-or-this" => Value::moment(year_moment(found, context)?.widen(Grain::Year)),
        "rel-year" => Value::moment(year_moment(found, context)?.widen(Grain::Year)),
        "count" => day::count(found, context, argument(0)?, argument(1)?)?,
        "last" => day::last(context, argument(0)?.parse().ok()?, Grain::parse(argument(1)?)?)?,
        "today" => Value::moment(context.today),
        "weekday" => day::weekday(found, context, argument(0))?,
        "season" => stretch::season(found, context)?,
        "seasons" => stretch::seasons(context, argument(0)?, argument(1)?),
        "season-any" => Value::fixed(format!("XXXX-{}", context.class("season", found.get("s"))?)),
        "quarter" => stretch::quarter(found, context)?,
        "half" => stretch::half(found, context, argument(0)?.parse().ok()?)?,
        "months" => stretch::months(found, context, argument(0)?)?,
        "decade" => stretch::decade(found, context)?,
        "century" => stretch::century(found, context)?,
        "clock" => Value { moment: None, clock: Vec::new(), fixed: None },
        "clocks" => clock::clocks(found, context)?,
        "holiday" => {
            Value::moment(holiday::near(found.get("holiday")?, year_moment(found, context)?, context)?)
        }
        "lunar" => day::lunar(found, context, argument(0), argument(1))?,
        "duration" => length::duration(found, context, argument(0))?,
        "duration-half" => length::half_unit(found, context)?,
        "duration-hours" => Value::fixed(format!("PT{}H", number::parts(found.get("hours")?).first()?)),
        "night" => Value::fixed(format!("XXXX-XX-XXT{}", context.class("part", found.get("part"))?)),
        "set" => length::set(found, context, argument(0))?,
        "ref" => Value::fixed(argument(0)?),
        _ => return None,
    };
    if value.clock.is_empty() && value.fixed.is_none() {
        value.clock.extend(clock::clock(found, context));
    }
    if rule.operation == "clock" && value.clock.is_empty() {
        return None;
    }
    Some(value)
}
