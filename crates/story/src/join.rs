//! Across articles: local happenings of one block become happenings.
//!
//! Every block (type and sides) is joined alone. Exact dates are gathered around the day that most origins name, one
//! day to either side, because Washington's evening is Hà Nội's next morning. Coarse dates and none at all join the
//! one dated happening that they can mean. What was planned joins what took place.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Interval, Status};
use jiff::civil::Date;

use crate::local::{Block, Local, is_mutual};

/// An undated account is about a happening at most so many days before its publication.
const FRESH_DAYS: i32 = 7;

/// Undated accounts of one block, published within so many days, are of one happening.
const NEWS_DAYS: i32 = 2;

/// A plan without a day is met by a happening at most so many days later.
const PLAN_DAYS: i32 = 120;

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

/// Joins `locals`; `origins` has the origin of each member.
pub(crate) fn join(locals: &[Local], origins: &[String]) -> Vec<Joined> {
    let mut blocks: BTreeMap<(Block, Layer), Vec<usize>> = BTreeMap::new();
    for (index, local) in locals.iter().enumerate() {
        blocks.entry((local.block(), layer(local.status))).or_default().push(index);
    }
    let mut joined = Vec::new();
    for members in blocks.into_values() {
        join_block(&mut joined, locals, origins, &members);
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

fn join_block(joined: &mut Vec<Joined>, locals: &[Local], origins: &[String], members: &[usize]) {
    let (planned, told): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|&&index| locals[index].status == Status::Planned);
    let (exact, vague): (Vec<usize>, Vec<usize>) =
        told.into_iter().partition(|&index| locals[index].is_exact());
    let mut clusters = gather_exact(locals, origins, &exact);
    add_vague(&mut clusters, locals, &vague);
    add_planned(&mut clusters, locals, origins, &planned);
    for cluster in &mut clusters {
        cluster.told.sort_unstable();
        cluster.planned.sort_unstable();
    }
    joined.append(&mut clusters);
}

/// Gathers exact dates around the days that most origins name; earlier days first where as many name them.
fn gather_exact(locals: &[Local], origins: &[String], exact: &[usize]) -> Vec<Joined> {
    let mut votes: BTreeMap<Interval, BTreeSet<&str>> = BTreeMap::new();
    for &index in exact {
        if let Some(date) = locals[index].date {
            votes.entry(date).or_default().insert(&origins[locals[index].member]);
        }
    }
    let mut dates: Vec<(Interval, usize)> = votes.iter().map(|(&date, names)| (date, names.len())).collect();
    dates.sort_by_key(|&(date, count)| (std::cmp::Reverse(count), date.days(), date));
    let mut clusters: Vec<Joined> = Vec::new();
    let mut taken = BTreeSet::new();
    for (date, _) in dates {
        let told: Vec<usize> = exact
            .iter()
            .copied()
            .filter(|&index| !taken.contains(&index))
            .filter(|&index| locals[index].date.is_some_and(|other| meets(date, other)))
            .filter(|&index| {
                locals[index].date == Some(date) || !tells_both(locals, exact, locals[index].member, date)
            })
            .collect();
        if !told.is_empty() {
            taken.extend(told.iter().copied());
            clusters.push(Joined { told, planned: Vec::new(), date: Some(date) });
        }
    }
    clusters
}

/// True when the days are the same or one day apart, as time zones make them.
fn meets(a: Interval, b: Interval) -> bool {
    let wide = Interval { first: shift(a.first, -1), last: shift(a.last, 1) };
    wide.overlaps(b)
}

/// True when an article tells a happening on `date` beside its other one: then the two are a series, not one.
fn tells_both(locals: &[Local], exact: &[usize], member: usize, date: Interval) -> bool {
    exact.iter().any(|&index| locals[index].member == member && locals[index].date == Some(date))
}

/// Adds accounts with a coarse date or none to the one happening they can mean; the rest are gathered by publication.
fn add_vague(clusters: &mut Vec<Joined>, locals: &[Local], vague: &[usize]) {
    let mut rest = Vec::new();
    let dated = clusters.len();
    for &index in vague {
        let local = &locals[index];
        let mut fits = (0..dated).filter(|&at| clusters[at].date.is_some_and(|date| can_mean(local, date)));
        match (fits.next(), fits.next()) {
            (Some(at), None) => clusters[at].told.push(index),
            _ => rest.push(index),
        }
    }
    rest.sort_by_key(|&index| {
        (locals[index].date.is_none(), locals[index].date, locals[index].published, index)
    });
    for index in rest {
        let local = &locals[index];
        let same = clusters[dated..].iter().position(|cluster| {
            let first = &locals[cluster.told[0]];
            first.date == local.date && same_news(first, local)
        });
        match same {
            Some(at) => clusters[dated + at].told.push(index),
            None => clusters.push(Joined { told: vec![index], planned: Vec::new(), date: local.date }),
        }
    }
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

/// Adds announcements to what came of them; those of nothing told yet become happenings of their own.
fn add_planned(clusters: &mut Vec<Joined>, locals: &[Local], origins: &[String], planned: &[usize]) {
    let told = clusters.len();
    let mut open = Vec::new();
    for &index in planned {
        let local = &locals[index];
        let fit = (0..told)
            .filter(|&at| clusters[at].date.is_some_and(|date| comes_of(local, date)))
            .min_by_key(|&at| clusters[at].date);
        match fit {
            Some(at) if is_mutual(local.kind) || local.is_exact() => clusters[at].planned.push(index),
            _ => open.push(index),
        }
    }
    let (exact, vague): (Vec<usize>, Vec<usize>) =
        open.into_iter().partition(|&index| locals[index].is_exact());
    let mut plans = gather_exact(locals, origins, &exact);
    add_vague_plans(&mut plans, locals, &vague);
    for plan in plans {
        clusters.push(Joined { told: Vec::new(), planned: plan.told, date: plan.date });
    }
}

/// Plans without an exact day join the one dated plan in their days, else each other by month or publication.
fn add_vague_plans(plans: &mut Vec<Joined>, locals: &[Local], vague: &[usize]) {
    let dated = plans.len();
    for &index in vague {
        let local = &locals[index];
        let fits = |plan: &Joined| plan.date.is_some_and(|date| comes_of(local, date));
        let mut found = (0..dated).filter(|&at| fits(&plans[at]));
        if let (Some(at), None) = (found.next(), found.next()) {
            plans[at].told.push(index);
            continue;
        }
        let same = plans[dated..].iter().position(|plan| {
            let first = &locals[plan.told[0]];
            first.date == local.date && (local.date.is_some() || same_news(first, local))
        });
        match same {
            Some(at) => plans[dated + at].told.push(index),
            None => plans.push(Joined { told: vec![index], planned: Vec::new(), date: local.date }),
        }
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
