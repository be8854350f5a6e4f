//! Across articles: local happenings of one block become happenings.
//!
//! Every block (type and sides) is joined alone. Exact dates are gathered around the day that most origins name, one
//! day to either side, because Washington's evening is Hà Nội's next morning. Coarse dates and none at all join the
//! one dated happening that they can mean. What was planned joins what took place. Where type, sides and day alone do
//! not tell one happening from another (one state acts alone, or no day is known), the accounts must also be alike in
//! their words.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Interval, Member, Status};
use jiff::civil::Date;

use crate::local::{Block, Local, is_mutual};
use crate::words::{Units, Words, overlap};

/// An undated account is about a happening at most so many days before its publication.
const FRESH_DAYS: i32 = 7;

/// Undated accounts of one block, published within so many days, are of one happening.
const NEWS_DAYS: i32 = 2;

/// A plan without a day is met by a happening at most so many days later.
const PLAN_DAYS: i32 = 120;

/// Accounts that share this much of their words are alike.
const ALIKE_SHARE: f64 = 0.2;

/// The local happenings that are one happening: indices into the list given.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    /// Accounts that tell it as it is (or is not), sorted.
    pub(crate) told: Vec<usize>,
    /// Accounts that announced it, sorted.
    pub(crate) planned: Vec<usize>,
    /// The days that most origins name.
    pub(crate) date: Option<Interval>,
}

/// Joins `locals` of `members`; `origins` has the origin of each member.
pub(crate) fn join(locals: &[Local], members: &[Member], origins: &[String]) -> Vec<Joined> {
    let words = Words::count(members);
    let mut blocks: BTreeMap<(Block, Layer), Vec<usize>> = BTreeMap::new();
    for (index, local) in locals.iter().enumerate() {
        blocks.entry((local.block(), layer(local.status))).or_default().push(index);
    }
    let mut joined = Vec::new();
    for inside in blocks.into_values() {
        let units = inside.iter().map(|&index| (index, words.of(&locals[index], members))).collect();
        joined.append(&mut Joiner { locals, origins, units }.join(&inside));
    }
    joined
}

/// What is told as real, and what was announced to be so, stand in one block; what might be and what is denied in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Real,
    Hypothetical,
    Negated,
}

fn layer(status: Status) -> Layer {
    match status {
        Status::Actual | Status::Planned => Layer::Real,
        Status::Hypothetical => Layer::Hypothetical,
        Status::Negated => Layer::Negated,
    }
}

/// Joins one block.
struct Joiner<'a> {
    locals: &'a [Local],
    origins: &'a [String],
    units: BTreeMap<usize, Units>,
}

impl Joiner<'_> {
    fn join(&self, members: &[usize]) -> Vec<Joined> {
        let (planned, told): (Vec<usize>, Vec<usize>) =
            members.iter().partition(|&&index| self.locals[index].status == Status::Planned);
        let mut clusters = self.gather(&told);
        self.add_planned(&mut clusters, &planned);
        for cluster in &mut clusters {
            cluster.told.sort_unstable();
            cluster.planned.sort_unstable();
        }
        clusters
    }

    /// Clusters of accounts of the same layer: those with exact dates first, then the vague ones.
    fn gather(&self, told: &[usize]) -> Vec<Joined> {
        let (exact, vague): (Vec<usize>, Vec<usize>) =
            told.iter().partition(|&&index| self.locals[index].is_exact());
        let mut clusters = self.gather_exact(&exact);
        self.add_vague(&mut clusters, &vague);
        clusters
    }

    /// Gathers exact dates around the days that most origins name; the more exact and then the earlier days first
    /// where as many name them.
    fn gather_exact(&self, exact: &[usize]) -> Vec<Joined> {
        let mut votes: BTreeMap<Interval, BTreeSet<&str>> = BTreeMap::new();
        for &index in exact {
            if let Some(date) = self.locals[index].date {
                votes.entry(date).or_default().insert(&self.origins[self.locals[index].member]);
            }
        }
        let mut dates: Vec<(Interval, usize)> =
            votes.iter().map(|(&date, names)| (date, names.len())).collect();
        dates.sort_by_key(|&(date, count)| (std::cmp::Reverse(count), date.days(), date));
        let (mut clusters, mut taken) = (Vec::new(), BTreeSet::new());
        for (date, _) in dates {
            let told: Vec<usize> = exact
                .iter()
                .copied()
                .filter(|index| !taken.contains(index))
                .filter(|&index| self.locals[index].date.is_some_and(|other| meets(date, other)))
                .filter(|&index| {
                    self.locals[index].date == Some(date)
                        || !self.tells_both(exact, self.locals[index].member, date)
                })
                .collect();
            taken.extend(told.iter().copied());
            for part in self.parts(&told, |a, b| self.same(a, b)) {
                clusters.push(Joined { told: part, planned: Vec::new(), date: Some(date) });
            }
        }
        clusters
    }

    /// True when an article tells a happening on `date` beside its other one: then the two are a series, not one.
    fn tells_both(&self, exact: &[usize], member: usize, date: Interval) -> bool {
        exact
            .iter()
            .any(|&index| self.locals[index].member == member && self.locals[index].date == Some(date))
    }

    /// Adds accounts with a coarse date or none to the one happening they can mean; the rest are gathered by
    /// publication.
    fn add_vague(&self, clusters: &mut Vec<Joined>, vague: &[usize]) {
        let mut rest = Vec::new();
        let dated = clusters.len();
        for &index in vague {
            let mut fits = (0..dated).filter(|&at| {
                clusters[at].date.is_some_and(|date| can_mean(&self.locals[index], date))
                    && self.same(index, clusters[at].told[0])
            });
            match (fits.next(), fits.next()) {
                (Some(at), None) => clusters[at].told.push(index),
                _ => rest.push(index),
            }
        }
        let one = |a: usize, b: usize| {
            let (a_local, b_local) = (&self.locals[a], &self.locals[b]);
            a_local.date == b_local.date && same_news(a_local, b_local) && self.alike(a, b)
        };
        for part in self.parts(&rest, one) {
            let date = self.locals[part[0]].date;
            clusters.push(Joined { told: part, planned: Vec::new(), date });
        }
    }

    /// Adds announcements to what came of them; those of nothing told yet become happenings of their own.
    fn add_planned(&self, clusters: &mut Vec<Joined>, planned: &[usize]) {
        let told = clusters.len();
        let mut open = Vec::new();
        for &index in planned {
            let local = &self.locals[index];
            let fit = (0..told)
                .filter(|&at| clusters[at].date.is_some_and(|date| comes_of(local, date)))
                .filter(|&at| self.same(index, clusters[at].told[0]))
                .min_by_key(|&at| clusters[at].date);
            match fit {
                Some(at) if is_mutual(local.kind) || local.is_exact() => clusters[at].planned.push(index),
                _ => open.push(index),
            }
        }
        for plan in self.gather(&open) {
            clusters.push(Joined { told: Vec::new(), planned: plan.told, date: plan.date });
        }
    }

    /// True when nothing but their words could tell the accounts apart and the words agree, or when type, sides and
    /// day tell enough.
    fn same(&self, a: usize, b: usize) -> bool {
        let local = &self.locals[a];
        let sides: BTreeSet<&String> = local.actors.union(&local.recipients).collect();
        (is_mutual(local.kind) && sides.len() >= 2) || self.alike(a, b)
    }

    fn alike(&self, a: usize, b: usize) -> bool {
        self.locals[a].member == self.locals[b].member
            || overlap(&self.units[&a], &self.units[&b]) >= ALIKE_SHARE
    }

    /// The connected parts of `members` under the relation `one`, each sorted, in the order of their first.
    fn parts(&self, members: &[usize], one: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for &index in members {
            let (mut with, without): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
                parts.into_iter().partition(|part| part.iter().any(|&other| one(index, other)));
            let mut part: Vec<usize> = with.drain(..).flatten().collect();
            part.push(index);
            parts = without;
            parts.push(part);
        }
        for part in &mut parts {
            part.sort_unstable();
        }
        parts.sort();
        parts
    }
}

/// True when the days are the same or one day apart, as time zones make them.
fn meets(a: Interval, b: Interval) -> bool {
    let wide = Interval { first: shift(a.first, -1), last: shift(a.last, 1) };
    wide.overlaps(b)
}

/// True when a vague account can mean a happening on `date`.
fn can_mean(local: &Local, date: Interval) -> bool {
    if let Some(own) = local.date {
        return own.overlaps(date);
    }
    let Some(published) = local.published else { return false };
    date.first <= published.last && shift(published.first, -FRESH_DAYS) <= date.last
}

fn same_news(a: &Local, b: &Local) -> bool {
    match (a.published, b.published) {
        (Some(a), Some(b)) => a.first <= shift(b.last, NEWS_DAYS) && b.first <= shift(a.last, NEWS_DAYS),
        _ => a.member == b.member,
    }
}

/// True when a happening on `date` can be what `local` announced: in the days it named, or soon after it was published.
fn comes_of(local: &Local, date: Interval) -> bool {
    if let Some(expected) = local.date {
        return meets(expected, date);
    }
    let Some(published) = local.published else { return false };
    published.first <= date.last && date.first <= shift(published.last, PLAN_DAYS)
}

pub(crate) fn shift(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
