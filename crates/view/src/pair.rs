//! Pairs: what two sides did to or with each other, counted by period; every count is the length of a list.

use std::collections::BTreeMap;

use biennien_model::{EventType, Happening, Interval, Status};
use jiff::civil::Date;
use serde::Serialize;

use crate::TimelineRow;
use crate::scale::quad;

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// ISO weeks, from Monday.
    Week,
    /// Calendar months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// Two sides, period by period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairPage {
    /// The two codes as asked for.
    pub pair: [String; 2],
    /// Happenings between them.
    pub n: usize,
    /// Happenings of anybody in the same captures that are told as real.
    pub of: usize,
    /// Their first meeting or talk.
    pub first: Option<Contact>,
    /// Their last.
    pub last: Option<Contact>,
    /// Periods with at least one happening between them, oldest first; those without a day last.
    pub periods: Vec<PairRow>,
}

/// A meeting or talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Id of the happening.
    pub id: String,
    /// Its day or interval.
    pub date: String,
}

/// One period of a pair: ids of the happenings of each class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRow {
    /// `2021-W52`, `2021-12`, `2021-Q4`, `2021`; `None` for happenings whose day is not known as exactly.
    pub period: Option<String>,
    /// Happenings between the two.
    pub n: usize,
    /// Happenings of anybody in this period that are told as real.
    pub of: usize,
    /// Lengths of the lists below.
    pub counts: Counts,
    /// Ids.
    pub verbal_cooperation: Vec<String>,
    /// Ids.
    pub material_cooperation: Vec<String>,
    /// Ids.
    pub verbal_conflict: Vec<String>,
    /// Ids.
    pub material_conflict: Vec<String>,
}

/// How many happenings of each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Class 1.
    pub verbal_cooperation: usize,
    /// Class 2.
    pub material_cooperation: usize,
    /// Class 3.
    pub verbal_conflict: usize,
    /// Class 4.
    pub material_conflict: usize,
}

/// What `one` and `other` did to or with each other, told as real; planned, possible and denied acts are not counted.
pub fn pair(happenings: &[Happening], [one, other]: [&str; 2], by: By) -> PairPage {
    let real = || happenings.iter().filter(|happening| happening.status == Status::Actual);
    let mut of: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut periods: BTreeMap<(bool, Option<String>), [Vec<String>; 4]> = BTreeMap::new();
    let mut contacts = Vec::new();
    for happening in real() {
        let date = happening.date.as_ref().map(|date| date.value.as_str());
        let days = date.and_then(Interval::parse);
        let period = days.and_then(|days| period(days, by));
        *of.entry(period.clone()).or_default() += 1;
        if !TimelineRow::from(happening).is_between(one, other) {
            continue;
        }
        let lists = periods.entry((period.is_none(), period)).or_default();
        lists[usize::from(quad(happening.kind)) - 1].push(happening.id.clone());
        if let (EventType::Consult, Some(days), Some(date)) = (happening.kind, days, date) {
            contacts.push((days, Contact { id: happening.id.clone(), date: date.to_owned() }));
        }
    }
    contacts.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.id.cmp(&other.id)));
    let periods: Vec<PairRow> =
        periods.into_iter().map(|((_, period), lists)| row(period, lists, &of)).collect();
    PairPage {
        pair: [one.to_owned(), other.to_owned()],
        n: periods.iter().map(|row| row.n).sum(),
        of: real().count(),
        first: contacts.first().map(|(_, contact)| contact.clone()),
        last: contacts.last().map(|(_, contact)| contact.clone()),
        periods,
    }
}

fn row(period: Option<String>, lists: [Vec<String>; 4], of: &BTreeMap<Option<String>, usize>) -> PairRow {
    let counts = Counts {
        verbal_cooperation: lists[0].len(),
        material_cooperation: lists[1].len(),
        verbal_conflict: lists[2].len(),
        material_conflict: lists[3].len(),
    };
    let n = lists.iter().map(Vec::len).sum();
    let of = of.get(&period).copied().unwrap_or_default();
    let [verbal_cooperation, material_cooperation, verbal_conflict, material_conflict] = lists;
    PairRow {
        period,
        n,
        of,
        counts,
        verbal_cooperation,
        material_cooperation,
        verbal_conflict,
        material_conflict,
    }
}

/// The period that holds all of `days`; `None` when no single one does.
fn period(days: Interval, by: By) -> Option<String> {
    let name = |day: Date| match by {
        By::Week => {
            let week = day.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        By::Month => format!("{:04}-{:02}", day.year(), day.month()),
        By::Quarter => format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3),
        By::Year => format!("{:04}", day.year()),
    };
    let first = name(days.first);
    let long = days.days() > 370;
    (!long && first == name(days.last)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, by: By, expected: Option<&str>) {
        let days = Interval::parse(value).expect("a day");
        assert_eq!(period(days, by).as_deref(), expected);
    }

    #[test]
    fn a_period_holds_all_days_or_none() {
        check("2021-12-30", By::Month, Some("2021-12"));
        check("2021-12-30", By::Quarter, Some("2021-Q4"));
        check("2022-01-01", By::Week, Some("2021-W52"));
        check("2021", By::Year, Some("2021"));
        check("2021", By::Month, None);
        check("2021-12-31/2022-01-01", By::Month, None);
    }
}
