//! Across articles: local happenings of one block become happenings.
//!
//! Every block (type and sides) is joined alone. Exact dates are gathered around the day that most origins name, one
//! day to either side, because Washington's evening is Hà Nội's next morning. Coarse dates and none at all join the
//! one dated happening that they can mean (`vague`). What was planned joins what took place. A call and a meeting in
//! person, or two ministers and their presidents, are never one. Where type, sides and day alone do not tell one
//! happening from another (one state acts alone, or no day is known), the accounts must also be alike in their words.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Interval, Member, Status};
use jiff::civil::Date;

use crate::cluster::{Joined, connected};
use crate::local::{Block, Local, is_mutual};
use crate::words::{Units, Words, overlap};

/// A plan without a day is met by a happening at most so many days later.
const PLAN_DAYS: i32 = 21;

/// Exact dates cover so many days at most.
const EXACT_DAYS: i32 = 8;

/// Accounts that share this much of their words are alike.
const ALIKE_SHARE: f64 = 0.2;

/// Accounts of a happening that a further one is compared with.
const COMPARED: usize = 8;

/// Joins `locals` of `members`; `origins` has the origin of each member.
pub(crate) fn join(locals: &[Local], members: &[Member], origins: &[String]) -> Vec<Joined> {
    let words = Words::count(members);
    let mut blocks: BTreeMap<(Block, Layer), Vec<usize>> = BTreeMap::new();
    for (index, local) in locals.iter().enumerate() {
        blocks.entry((local.block(), layer(local.status))).or_default().push(index);
    }
    let mut joined = Vec::new();
    for inside in blocks.into_values() {
        // Nothing is compared where there is nothing to compare with.
        let several = inside.iter().filter(|_| inside.len() > 1);
        let units = several.map(|&index| (index, words.of(&locals[index], members))).collect();
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
pub(crate) struct Joiner<'a> {
    pub(crate) locals: &'a [Local],
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
        let mut by_date: BTreeMap<Interval, Vec<usize>> = BTreeMap::new();
        let mut told: BTreeSet<(usize, Interval)> = BTreeSet::new();
        for &index in exact {
            if let Some(date) = self.locals[index].date {
                by_date.entry(date).or_default().push(index);
                told.insert((self.locals[index].member, date));
            }
        }
        let votes = |inside: &[usize]| {
            inside
                .iter()
                .map(|&index| &self.origins[self.locals[index].member])
                .collect::<BTreeSet<_>>()
                .len()
        };
        let mut dates: Vec<(Interval, usize)> =
            by_date.iter().map(|(&date, inside)| (date, votes(inside))).collect();
        dates.sort_by_key(|&(date, count)| (std::cmp::Reverse(count), date.days(), date));
        let (mut clusters, mut taken) = (Vec::new(), BTreeSet::new());
        for (date, _) in dates {
            let mut near: Vec<usize> = between(&by_date, shift(date.first, -EXACT_DAYS), shift(date.last, 1))
                .filter(|&(&other, _)| meets(date, other))
                .flat_map(|(_, inside)| inside.iter().copied())
                .filter(|index| !taken.contains(index))
                .filter(|&index| {
                    // An article that tells a happening on each of the days tells a series.
                    let local = &self.locals[index];
                    local.date == Some(date) || !told.contains(&(local.member, date))
                })
                .collect();
            near.sort_unstable();
            taken.extend(near.iter().copied());
            clusters.extend(self.parts(&near).into_iter().map(|part| self.cluster(part, Some(date))));
        }
        clusters
    }

    /// Adds announcements to what came of them; those of nothing told yet become happenings of their own.
    fn add_planned(&self, clusters: &mut Vec<Joined>, planned: &[usize]) {
        let dates = dates_of(clusters);
        let mut open = Vec::new();
        for &index in planned {
            let local = &self.locals[index];
            let days = comes_of(local);
            let fits: Vec<usize> = days
                .into_iter()
                .flat_map(|days| between(&dates, shift(days.first, -EXACT_DAYS), days.last))
                .filter(|(date, _)| days.is_some_and(|days| days.overlaps(**date)))
                .flat_map(|(_, inside)| inside.iter().copied())
                .filter(|&at| self.fits(index, &clusters[at]))
                .take(COMPARED)
                .collect();
            let fit = if local.is_exact() {
                fits.first().copied()
            } else {
                self.likeliest(index, &fits, clusters).filter(|_| is_mutual(local.kind))
            };
            match fit {
                Some(at) => clusters[at].planned.push(index),
                None => open.push(index),
            }
        }
        for plan in self.gather(&open) {
            clusters.push(Joined { told: Vec::new(), planned: plan.told, ..plan });
        }
    }

    /// A cluster of `told`, with what its accounts say together.
    pub(crate) fn cluster(&self, told: Vec<usize>, date: Option<Interval>) -> Joined {
        let people = told.iter().flat_map(|&index| self.locals[index].people.iter().cloned()).collect();
        let mode = told.iter().find_map(|&index| self.locals[index].mode.clone());
        Joined { told, planned: Vec::new(), date, yearless: None, people, mode }
    }

    /// True when an account can be one of `cluster`, days left aside.
    pub(crate) fn fits(&self, index: usize, cluster: &Joined) -> bool {
        cluster.is_compatible(&self.locals[index])
            && (self.is_of_two(index) || self.share(index, cluster) >= ALIKE_SHARE)
    }

    /// The only one of `fits`, or the one whose words are clearly nearest.
    pub(crate) fn likeliest(&self, index: usize, fits: &[usize], clusters: &[Joined]) -> Option<usize> {
        /// Shared words that decide between several happenings, and how far the next must be behind.
        const DECIDES: (f64, f64) = (0.3, 1.5);
        if let [only] = fits {
            return Some(*only);
        }
        let mut shares: Vec<(f64, usize)> =
            fits.iter().map(|&at| (self.share(index, &clusters[at]), at)).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let [(best, at), (second, _), ..] = shares[..] else { return None };
        (best >= DECIDES.0 && best >= second * DECIDES.1).then_some(at)
    }

    /// The most words that an account shares with one of the first of `cluster`.
    fn share(&self, index: usize, cluster: &Joined) -> f64 {
        let first = cluster.told.iter().take(COMPARED);
        first.map(|&other| self.likeness(index, other)).fold(0.0, f64::max)
    }

    /// True where type, sides and day tell one happening from the next.
    pub(crate) fn is_of_two(&self, index: usize) -> bool {
        let local = &self.locals[index];
        is_mutual(local.kind) && local.actors.union(&local.recipients).nth(1).is_some()
    }

    pub(crate) fn alike(&self, a: usize, b: usize) -> bool {
        self.locals[a].is_compatible(&self.locals[b]) && self.likeness(a, b) >= ALIKE_SHARE
    }

    fn likeness(&self, a: usize, b: usize) -> f64 {
        if self.locals[a].member == self.locals[b].member {
            return 1.0;
        }
        match (self.units.get(&a), self.units.get(&b)) {
            (Some(a), Some(b)) => overlap(a, b),
            _ => 0.0,
        }
    }

    /// Accounts of one day, parted into happenings: between two sides by who and how, else by their words.
    pub(crate) fn parts(&self, members: &[usize]) -> Vec<Vec<usize>> {
        let Some(&first) = members.first() else { return Vec::new() };
        if !self.is_of_two(first) {
            let pairs = members.iter().enumerate().flat_map(|(at, &a)| {
                let later = members[at + 1..].iter().enumerate();
                later.filter(move |&(_, &b)| self.alike(a, b)).map(move |(after, _)| (at, at + 1 + after))
            });
            return connected(members, pairs);
        }
        // Those that say most come first, so that what is silent on who and how joins what is told most.
        let mut order = members.to_vec();
        order.sort_by_key(|&index| {
            let local = &self.locals[index];
            (std::cmp::Reverse(local.people.len()), local.mode.is_none(), index)
        });
        let mut clusters: Vec<Joined> = Vec::new();
        for index in order {
            let local = &self.locals[index];
            let fits = (0..clusters.len()).filter(|&at| clusters[at].is_compatible(local));
            let best = fits.max_by_key(|&at| {
                let known = clusters[at].people.intersection(&local.people).count();
                (known, clusters[at].told.len(), std::cmp::Reverse(at))
            });
            match best {
                Some(at) => clusters[at].add(index, local),
                None => clusters.push(self.cluster(vec![index], None)),
            }
        }
        let mut parts: Vec<Vec<usize>> = clusters.into_iter().map(|cluster| cluster.told).collect();
        parts.iter_mut().for_each(|part| part.sort_unstable());
        parts.sort();
        parts
    }
}

/// The places of dated clusters, by date.
pub(crate) fn dates_of(clusters: &[Joined]) -> BTreeMap<Interval, Vec<usize>> {
    let mut dates: BTreeMap<Interval, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        if let Some(date) = cluster.date {
            dates.entry(date).or_default().push(at);
        }
    }
    dates
}

/// The entries whose first day lies from `first` to `last`.
pub(crate) fn between<T>(
    dates: &BTreeMap<Interval, T>,
    first: Date,
    last: Date,
) -> impl Iterator<Item = (&Interval, &T)> {
    let last = last.max(first);
    dates.range(Interval { first, last: Date::MIN }..=Interval { first: last, last: Date::MAX })
}

/// True when the days are the same or one day apart, as time zones make them.
pub(crate) fn meets(a: Interval, b: Interval) -> bool {
    let wide = Interval { first: shift(a.first, -1), last: shift(a.last, 1) };
    wide.overlaps(b)
}

/// The days on which what `local` announced can have come to pass: those it named, or those soon after its publication.
fn comes_of(local: &Local) -> Option<Interval> {
    if let Some(expected) = local.date {
        return Some(Interval { first: shift(expected.first, -1), last: shift(expected.last, 1) });
    }
    let published = local.fresh()?;
    Some(Interval { first: published.first, last: shift(published.last, PLAN_DAYS) })
}

pub(crate) fn shift(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
