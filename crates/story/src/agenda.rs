//! The agenda: what was announced, and how later accounts move it, put it off or call it off.
//!
//! In: the local happenings of all articles, the happenings made of them. Out: the history of each plan, one step per
//! account, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{EventType, Happening, Interval, Member, Outcome, Plan, Status, Step, StepKind};

use crate::join::shift;
use crate::line::best;
use crate::local::{Local, has};

/// A meeting is moved to a day at most so many days away from the one it had.
const MOVE_DAYS: i32 = 183;

/// The new day is told at most so many days after the old one.
const LATE_DAYS: i32 = 14;

/// An account that changes a plan without being an account of it: a refusal to meet, a meeting put off or moved.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    sides: BTreeSet<String>,
    date: Option<Interval>,
    published: Option<Interval>,
    step: Step,
}

/// The accounts among `locals` that call a meeting off (it is negated, refused, or contacts are broken off), put it
/// off, or give it another day.
pub(crate) fn changes(locals: &[Local], members: &[Member]) -> Vec<Change> {
    let mut changes = Vec::new();
    for local in locals {
        let member = &members[local.member];
        let mode = local.mode.as_deref();
        let notes = |kind| local.tellings.iter().any(|&at| has(&member.tellings[at], kind));
        let what = match local.kind {
            EventType::Consult if notes("moved") && local.date.is_some() => StepKind::Moved,
            EventType::Consult | EventType::Sanction | EventType::Reject if notes("postponed") => {
                StepKind::Postponed
            }
            EventType::Consult if local.status == Status::Negated => StepKind::Cancelled,
            EventType::Reject if local.status == Status::Actual && mode == Some("meet") => {
                StepKind::Cancelled
            }
            EventType::Sanction if local.status == Status::Actual && mode == Some("discontinue") => {
                StepKind::Cancelled
            }
            _ => continue,
        };
        changes.push(Change {
            sides: local.actors.union(&local.recipients).cloned().collect(),
            date: local.date,
            published: local.published,
            step: step(local, members, what),
        });
    }
    changes
}

/// One step of a plan's history: what `local` says of it, in its best sentence.
pub(crate) fn step(local: &Local, members: &[Member], what: StepKind) -> Step {
    let member = &members[local.member];
    let telling = best(member, &local.tellings, local.date);
    let tellings = || local.tellings.iter().map(|&at| &member.tellings[at]);
    let mut dates = tellings().filter_map(|telling| telling.event.date.as_ref());
    let named = dates.find(|date| local.date.is_some() && Interval::parse(&date.value) == local.date);
    Step {
        published: member.published.clone(),
        what,
        expected: named.map(|date| date.value.clone()),
        by: telling.said_by.clone().or_else(|| tellings().find_map(|telling| telling.said_by.clone())),
        outlet: member.outlet.clone(),
        source_id: member.source_id.clone(),
        quote: telling.quote.clone(),
        span: telling.sentence,
    }
}

/// Tells each plan among `happenings` that nothing in the captures fulfils what `changes` did to it.
pub(crate) fn settle(happenings: &mut [Happening], changes: &[Change]) {
    let mut by_sides: BTreeMap<&BTreeSet<String>, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_sides.entry(&change.sides).or_default().push(change);
    }
    let days = planned_days(happenings);
    for happening in happenings {
        if happening.kind != EventType::Consult || happening.status != Status::Planned {
            continue;
        }
        let sides: BTreeSet<String> = happening.actors.iter().chain(&happening.recipients).cloned().collect();
        let own = happening.date.as_ref().and_then(|date| Interval::parse(&date.value));
        let Some(plan) = &mut happening.plan else { continue };
        let near = by_sides.get(&sides).into_iter().flatten();
        let mut steps: Vec<&Change> = near.filter(|change| concerns(change, plan, own)).copied().collect();
        steps.sort_by(|a, b| a.step.published.cmp(&b.step.published));
        for change in steps {
            let moved_to = days.get(&sides).and_then(|days| days.get(&change.date));
            apply(plan, change, moved_to.filter(|id| **id != happening.id));
        }
    }
}

/// The ids of meetings by their sides and days.
fn planned_days(happenings: &[Happening]) -> BTreeMap<BTreeSet<String>, BTreeMap<Option<Interval>, String>> {
    let mut days: BTreeMap<BTreeSet<String>, BTreeMap<Option<Interval>, String>> = BTreeMap::new();
    let meetings = happenings.iter().filter(|happening| happening.kind == EventType::Consult);
    for happening in meetings.filter(|happening| happening.status != Status::Negated) {
        let sides = happening.actors.iter().chain(&happening.recipients).cloned().collect();
        let date = happening.date.as_ref().and_then(|date| Interval::parse(&date.value));
        days.entry(sides).or_default().entry(date).or_insert_with(|| happening.id.clone());
    }
    days
}

/// True when the change is not older than the plan's announcement and means its day: it names it, was published before
/// it was over, or (a move) names another day not far from it.
fn concerns(change: &Change, plan: &Plan, own: Option<Interval>) -> bool {
    let announced = plan.announced.as_deref().and_then(Interval::parse);
    let (Some(announced), Some(published), Some(own)) = (announced, change.published, own) else {
        return false;
    };
    let in_time = |days| published.first <= shift(own.last, days);
    match change.step.what {
        StepKind::Moved => {
            let near = Interval { first: shift(own.first, -MOVE_DAYS), last: shift(own.last, MOVE_DAYS) };
            let other = change.date.is_some_and(|date| !date.overlaps(own) && date.overlaps(near));
            announced.last < published.first && other && in_time(LATE_DAYS)
        }
        _ => {
            announced.first <= published.last
                && change.date.map_or_else(|| in_time(1), |date| date.overlaps(own))
        }
    }
}

fn apply(plan: &mut Plan, change: &Change, moved_to: Option<&String>) {
    plan.outcome = match change.step.what {
        StepKind::Moved => Outcome::Moved,
        StepKind::Postponed => Outcome::Postponed,
        StepKind::Cancelled => Outcome::Cancelled,
        StepKind::Announced => plan.outcome,
    };
    if change.step.what == StepKind::Moved {
        plan.moved_to = moved_to.cloned();
    }
    plan.history.push(change.step.clone());
}
