//! Within one article: mentions of the same happening become one local happening.

use std::collections::BTreeSet;

use biennien_model::{Event, EventType, Interval, Member, Status, Telling};

use crate::published;

/// A date that covers more days than this says too little to tell one happening from the next.
const EXACT_DAYS: i32 = 7;

/// What one article tells of one happening.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    /// Index of the member.
    pub(crate) member: usize,
    pub(crate) kind: EventType,
    pub(crate) mode: Option<String>,
    pub(crate) status: Status,
    pub(crate) actors: BTreeSet<String>,
    pub(crate) recipients: BTreeSet<String>,
    /// The people who act, by the side for which they do.
    pub(crate) people: BTreeSet<(String, String)>,
    /// The days the article names for it.
    pub(crate) date: Option<Interval>,
    /// Month and day that it names for it, where the year is not known.
    pub(crate) yearless: Option<(i8, i8)>,
    /// When the article was published.
    pub(crate) published: Option<Interval>,
    /// Indices into the member's tellings, in text order.
    pub(crate) tellings: Vec<usize>,
}

impl Local {
    /// True when the named days are few enough to tell one happening from the next.
    pub(crate) fn is_exact(&self) -> bool {
        self.date.is_some_and(|date| date.days() <= EXACT_DAYS)
    }

    /// When the article was published, where that is known to some days.
    pub(crate) fn fresh(&self) -> Option<Interval> {
        self.published.filter(|published| published.days() <= EXACT_DAYS)
    }

    /// True when nothing that both tell keeps them from being one happening.
    pub(crate) fn is_compatible(&self, other: &Local) -> bool {
        is_same_way(self.mode.as_deref(), other.mode.as_deref())
            && is_same_people(&self.people, &other.people)
    }

    /// Type and sides, which must be the same in all accounts of one happening. The sides of mutual acts are one set.
    pub(crate) fn block(&self) -> Block {
        let join = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join("+");
        let sides = if is_mutual(self.kind) {
            join(&self.actors.union(&self.recipients).cloned().collect())
        } else {
            format!("{}>{}", join(&self.actors), join(&self.recipients))
        };
        Block { kind: self.kind, sides }
    }
}

/// PLOVER mode of a meeting at a distance.
const CALL: &str = "phone";

/// False when one tells of a call and the other of something else.
pub(crate) fn is_same_way(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || (a != CALL && b != CALL),
        _ => true,
    }
}

/// False when both name people of one side, and nobody of them is the same.
pub(crate) fn is_same_people(a: &BTreeSet<(String, String)>, b: &BTreeSet<(String, String)>) -> bool {
    a.iter().all(|(side, _)| {
        let mut others = b.iter().filter(|(other, _)| other == side).peekable();
        others.peek().is_none() || others.any(|person| a.contains(person))
    })
}

/// What the accounts of one happening share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Block {
    pub(crate) kind: EventType,
    pub(crate) sides: String,
}

/// True for types whose sides do the same to each other: who visits whom is a detail, not another happening.
pub(crate) fn is_mutual(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Cooperate)
}

/// The local happenings of one member, in text order.
///
/// A mention joins the latest local happening of its type and status whose sides, mode and date do not contradict it.
/// A mention of fewer sides joins one of more. An event without any side is nobody's and is left out.
pub(crate) fn locals(index: usize, member: &Member) -> Vec<Local> {
    let mut found: Vec<Local> = Vec::new();
    let (dated, undated): (Vec<&Telling>, Vec<&Telling>) =
        member.tellings.iter().partition(|telling| telling.event.date.is_some());
    for telling in dated.into_iter().chain(undated) {
        let local = local(index, member, telling);
        if local.actors.is_empty() && local.recipients.is_empty() {
            continue;
        }
        let same = found
            .iter_mut()
            .rev()
            .filter(|other| agree(other, &local))
            .max_by_key(|other| likeness(other, &local));
        match same {
            Some(other) => add(other, local),
            None => found.push(local),
        }
    }
    for local in &mut found {
        local.tellings.sort_unstable();
    }
    found.sort_by_key(|local| local.tellings[0]);
    found
}

fn local(index: usize, member: &Member, telling: &Telling) -> Local {
    let event = &telling.event;
    let at = member.tellings.iter().position(|other| other.index == telling.index).unwrap_or_default();
    Local {
        member: index,
        kind: event.kind,
        mode: event.mode.clone(),
        status: if is_put_off(telling) { Status::Negated } else { event.status },
        actors: event.actors.iter().map(|actor| actor.code.clone()).collect(),
        recipients: event.recipients.iter().map(|actor| actor.code.clone()).collect(),
        people: people(event, member),
        date: date_of(telling).filter(|_| !is_put_off(telling)),
        yearless: telling
            .event
            .date
            .as_ref()
            .and_then(|date| yearless(&date.value))
            .filter(|_| !is_put_off(telling)),
        published: published(member),
        tellings: vec![at],
    }
}

/// True for a meeting that a sentence tells as having taken place while it says that it was put off, without a new day.
pub(crate) fn is_put_off(telling: &Telling) -> bool {
    telling.event.kind == EventType::Consult
        && telling.event.status == Status::Actual
        && has(telling, "postponed")
        && !has(telling, "moved")
}

/// True when the telling's sentence has a note of this kind.
pub(crate) fn has(telling: &Telling, kind: &str) -> bool {
    telling.notes.iter().any(|note| note.kind == kind)
}

fn date_of(telling: &Telling) -> Option<Interval> {
    Interval::parse(&telling.event.date.as_ref()?.value)
}

fn people(event: &Event, member: &Member) -> BTreeSet<(String, String)> {
    let actors = event.actors.iter().chain(&event.recipients);
    let named = actors.filter_map(|actor| Some((actor.code.clone(), actor.name.clone()?)));
    named.filter(|(_, name)| member.people.binary_search(name).is_ok()).collect()
}

/// Month and day of a date without a year (`XXXX-12-17`).
pub(crate) fn yearless(value: &str) -> Option<(i8, i8)> {
    let (month, day) = value.strip_prefix("XXXX-")?.split_once('-')?;
    Some((month.parse().ok()?, day.get(..2)?.parse().ok()?))
}

fn agree(a: &Local, b: &Local) -> bool {
    let sides = if is_mutual(a.kind) {
        let (a, b) = (everyone(a), everyone(b));
        a.is_subset(&b) || b.is_subset(&a)
    } else {
        nested(&a.actors, &b.actors)
            && nested(&a.recipients, &b.recipients)
            && !a.actors.is_disjoint(&b.actors)
    };
    let mode = a.mode.is_none() || b.mode.is_none() || a.mode == b.mode;
    let date = match (a.date, b.date) {
        (Some(a), Some(b)) => a.overlaps(b),
        _ => a.yearless.is_none() || b.yearless.is_none() || a.yearless == b.yearless,
    };
    let people = !is_mutual(a.kind) || is_same_people(&a.people, &b.people);
    a.kind == b.kind && a.status == b.status && sides && mode && date && people
}

/// How much two agreeing locals have in common: the same sides weigh more than the same mode or day.
fn likeness(a: &Local, b: &Local) -> (bool, bool, bool) {
    (everyone(a) == everyone(b), a.mode == b.mode, a.date.is_some() && a.date == b.date)
}

fn nested(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_subset(b) || b.is_subset(a)
}

fn everyone(local: &Local) -> BTreeSet<String> {
    local.actors.union(&local.recipients).cloned().collect()
}

fn add(local: &mut Local, other: Local) {
    local.actors.extend(other.actors);
    local.recipients.extend(other.recipients);
    local.people.extend(other.people);
    local.yearless = local.yearless.or(other.yearless);
    if local.mode.is_none() {
        local.mode = other.mode;
    }
    local.date = match (local.date, other.date) {
        (Some(a), Some(b)) => Some(if a.days() <= b.days() { a } else { b }),
        (a, b) => a.or(b),
    };
    local.tellings.extend(other.tellings);
}
