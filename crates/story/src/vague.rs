//! Vague accounts: those with a coarse date, with a day but no year, or with none.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::Interval;
use jiff::civil::Date;

use crate::cluster::{Joined, connected};
use crate::join::{Joiner, between, dates_of, shift};
use crate::local::Local;

/// An undated account is about a happening at most so many days before its publication.
const FRESH_DAYS: i32 = 7;

/// Undated accounts of one block, published within so many days, are of one happening.
const NEWS_DAYS: i32 = 2;

/// Longest exact date, in days.
const EXACT_DAYS: i32 = 8;

/// Happenings that one vague account can mean are weighed against each other up to this number.
const WEIGHED: usize = 32;

type MonthDay = (i8, i8);

impl Joiner<'_> {
    /// Adds vague accounts to the happening they mean, where it is the only one they can mean or clearly the nearest by
    /// words; the rest are gathered by month and day, or by publication.
    pub(crate) fn add_vague(&self, clusters: &mut Vec<Joined>, vague: &[usize]) {
        let dates = dates_of(clusters);
        let by_day = by_month_and_day(&dates);
        let mut rest = Vec::new();
        for &index in vague {
            let local = &self.locals[index];
            let near: Vec<usize> = match (local.yearless, can_mean(local)) {
                (Some(day), _) => by_day.get(&day).cloned().unwrap_or_default(),
                (None, Some(days)) => between(&dates, shift(days.first, -EXACT_DAYS), days.last)
                    .filter(|(date, _)| date.overlaps(days))
                    .flat_map(|(_, inside)| inside.iter().copied())
                    .collect(),
                (None, None) => Vec::new(),
            };
            let fits: Vec<usize> =
                near.into_iter().filter(|&at| self.fits(index, &clusters[at])).take(WEIGHED).collect();
            match self.likeliest(index, &fits, clusters) {
                Some(at) => clusters[at].add(index, local),
                None => rest.push(index),
            }
        }
        let (yearless, rest): (Vec<usize>, Vec<usize>) =
            rest.into_iter().partition(|&index| self.locals[index].yearless.is_some());
        let mut open = self.gather_yearless(&yearless);
        let rest = self.find_years(&mut open, rest);
        clusters.append(&mut open);
        self.gather_by_publication(clusters, &rest);
    }

    fn gather_yearless(&self, yearless: &[usize]) -> Vec<Joined> {
        let mut by_day: BTreeMap<MonthDay, Vec<usize>> = BTreeMap::new();
        for &index in yearless {
            by_day.entry(self.locals[index].yearless.unwrap_or_default()).or_default().push(index);
        }
        let mut clusters = Vec::new();
        for (day, inside) in by_day {
            let parts = self.parts(&inside).into_iter();
            clusters.extend(parts.map(|part| Joined { yearless: Some(day), ..self.cluster(part, None) }));
        }
        clusters
    }

    /// Undated accounts that were published on the day of a happening without a year, or the day after, tell its year
    /// where they all tell the same; the accounts left over are given back.
    fn find_years(&self, open: &mut [Joined], rest: Vec<usize>) -> Vec<usize> {
        let mut by_day: BTreeMap<MonthDay, Vec<usize>> = BTreeMap::new();
        for (at, cluster) in open.iter().enumerate() {
            by_day.entry(cluster.yearless.unwrap_or_default()).or_default().push(at);
        }
        let mut found: BTreeMap<usize, BTreeMap<Date, Vec<usize>>> = BTreeMap::new();
        for &index in &rest {
            let local = &self.locals[index];
            let Some(days) = local.fresh().filter(|_| local.date.is_none()) else { continue };
            for day in [shift(days.first, -1), days.first, days.last] {
                let near = by_day.get(&(day.month(), day.day())).into_iter().flatten();
                let same_way = |at: &&usize| local.mode.is_some() && local.mode == open[**at].mode;
                for &at in near.filter(same_way).filter(|&&at| self.fits(index, &open[at])) {
                    found.entry(at).or_default().entry(day).or_default().push(index);
                }
            }
        }
        let mut taken = BTreeSet::new();
        for (at, days) in found {
            if days.len() > 1 {
                continue;
            }
            for (day, inside) in days {
                open[at].date = Some(Interval { first: day, last: day });
                for index in inside.into_iter().filter(|&index| taken.insert(index)) {
                    open[at].add(index, &self.locals[index]);
                }
            }
        }
        rest.into_iter().filter(|index| !taken.contains(index)).collect()
    }

    /// Accounts with the same coarse date, or with none, that were published within days of each other.
    fn gather_by_publication(&self, clusters: &mut Vec<Joined>, rest: &[usize]) {
        let mut by_date: BTreeMap<Option<Interval>, Vec<usize>> = BTreeMap::new();
        for &index in rest {
            by_date.entry(self.locals[index].date).or_default().push(index);
        }
        for (date, mut inside) in by_date {
            inside.sort_by_key(|&index| {
                let local = &self.locals[index];
                (local.published.is_none(), local.published, local.member, index)
            });
            let parts = connected(&inside, self.news(&inside)).into_iter();
            clusters.extend(parts.map(|part| self.cluster(part, date)));
        }
    }

    /// Pairs of places in `inside`, which is sorted by publication, that tell the same news.
    fn news(&self, inside: &[usize]) -> Vec<(usize, usize)> {
        let (mut pairs, mut active) = (Vec::new(), Vec::<usize>::new());
        for (at, &index) in inside.iter().enumerate() {
            let local = &self.locals[index];
            active.retain(|&before| is_near(&self.locals[inside[before]], local));
            pairs.extend(
                active
                    .iter()
                    .filter(|&&before| self.alike(inside[before], index))
                    .map(|&before| (before, at)),
            );
            active.push(at);
        }
        pairs
    }
}

fn by_month_and_day(dates: &BTreeMap<Interval, Vec<usize>>) -> BTreeMap<MonthDay, Vec<usize>> {
    let mut by_day: BTreeMap<MonthDay, Vec<usize>> = BTreeMap::new();
    for (date, inside) in dates.iter().filter(|(date, _)| date.first == date.last) {
        by_day.entry((date.first.month(), date.first.day())).or_default().extend(inside);
    }
    by_day
}

/// The days that a vague account can mean.
fn can_mean(local: &Local) -> Option<Interval> {
    let fresh = || {
        let published = local.fresh()?;
        Some(Interval { first: shift(published.first, -FRESH_DAYS), last: published.last })
    };
    local.date.or_else(fresh)
}

/// True when `later`, which was published later, may tell the news of `earlier`.
fn is_near(earlier: &Local, later: &Local) -> bool {
    match (earlier.fresh(), later.fresh()) {
        (Some(earlier), Some(later)) => later.first <= shift(earlier.last, NEWS_DAYS),
        _ => earlier.member == later.member,
    }
}
