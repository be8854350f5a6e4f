//! Agenda rows: what was announced, and what had become of it by a day.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{EventType, Happening, Interval, Outcome, Source, Status, Step, StepKind};
use jiff::civil::Date;
use serde::Serialize;

/// One announced happening; the contract's shape, and what a reader needs besides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgendaRow {
    /// Id of the happening as it was announced first; it stays when the happening is moved.
    pub id: String,
    /// The day or interval that it is expected on after the latest account.
    pub expected: Option<Expected>,
    /// When it was announced.
    pub announced: Option<Expected>,
    /// Who announced it.
    pub by: Option<Source>,
    /// What had become of it.
    pub outcome: Outcome,
    /// The entry that tells that it took place.
    pub happening: Option<String>,
    /// IPTC event occurrence status, where one fits.
    pub occurrence: Option<&'static str>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Side codes.
    pub actors: Vec<String>,
    /// Side codes.
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The sentence that announced it, word for word.
    pub line: String,
    /// Accounts of the plan, oldest publication first.
    pub history: Vec<Step>,
}

/// A day, month or interval as ISO writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// ISO value.
    pub value: String,
}

/// What `happenings` say by the end of `as_of`: every plan announced until then, by expected day, the undated last.
///
/// A plan that was moved is one row, also where the new day has an entry of its own.
pub fn agenda(happenings: &[Happening], as_of: Date) -> Vec<AgendaRow> {
    let by_id: BTreeMap<&str, &Happening> =
        happenings.iter().map(|happening| (happening.id.as_str(), happening)).collect();
    let known =
        |happening: &&Happening| happening.plan.as_ref().is_some_and(|plan| is_known(&plan.announced, as_of));
    let moved: BTreeSet<&str> = happenings
        .iter()
        .filter(known)
        .filter(|happening| happening.plan.as_ref().is_some_and(|plan| steps(plan, as_of).any(is_move)))
        .filter_map(|happening| happening.plan.as_ref()?.moved_to.as_deref())
        .collect();
    let planned = happenings.iter().filter(known).filter(|happening| !moved.contains(happening.id.as_str()));
    let mut rows: Vec<AgendaRow> = planned.filter_map(|happening| row(happening, &by_id, as_of)).collect();
    rows.sort_by_cached_key(|row| {
        let days = row.expected.as_ref().and_then(|expected| Interval::parse(&expected.value));
        (days.is_none(), days, row.announced.as_ref().map(|day| day.value.clone()), row.id.clone())
    });
    rows
}

fn is_known(published: &Option<String>, as_of: Date) -> bool {
    let days = published.as_deref().and_then(Interval::parse);
    days.is_none_or(|days| days.first <= as_of)
}

fn is_move(step: &Step) -> bool {
    step.what == StepKind::Moved
}

fn steps(plan: &biennien_model::Plan, as_of: Date) -> impl Iterator<Item = &Step> {
    plan.history.iter().filter(move |step| is_known(&step.published, as_of))
}

fn row(first: &Happening, by_id: &BTreeMap<&str, &Happening>, as_of: Date) -> Option<AgendaRow> {
    let plan = first.plan.as_ref()?;
    let (mut history, mut last, mut seen) = (Vec::new(), first, BTreeSet::new());
    while seen.insert(&last.id) {
        let Some(plan) = &last.plan else { break };
        history.extend(steps(plan, as_of).cloned());
        let moved = steps(plan, as_of).any(is_move);
        match plan.moved_to.as_deref().filter(|_| moved).and_then(|id| by_id.get(id)) {
            Some(next) => last = next,
            None => break,
        }
    }
    history.sort_by(|a, b| (a.published.is_none(), &a.published).cmp(&(b.published.is_none(), &b.published)));
    history.dedup_by(|a, b| a.source_id == b.source_id && a.span == b.span);
    let expected = expected(first, &history, as_of);
    let days = expected.as_deref().and_then(Interval::parse);
    let told = last
        .accounts
        .iter()
        .any(|account| account.status == Status::Actual && is_known(&account.published, as_of));
    let moved = history.iter().any(is_move);
    let change = history.iter().rev().map(|step| step.what).find(|what| *what != StepKind::Announced);
    let outcome = match (told, change) {
        (true, _) if moved || last.plan.as_ref().is_some_and(|plan| plan.outcome == Outcome::Moved) => {
            Outcome::Moved
        }
        (true, _) => Outcome::Held,
        (false, Some(StepKind::Cancelled)) => Outcome::Cancelled,
        (false, Some(StepKind::Postponed)) => Outcome::Postponed,
        _ if days.is_some_and(|days| days.last < as_of) => Outcome::Overdue,
        _ if moved => Outcome::Moved,
        _ => Outcome::Open,
    };
    Some(AgendaRow {
        id: first.id.clone(),
        expected: expected.map(|value| Expected { value }),
        announced: plan.announced.clone().map(|value| Expected { value }),
        by: history.iter().find_map(|step| step.by.clone()),
        outcome,
        happening: told.then(|| last.id.clone()),
        occurrence: occurrence(outcome),
        kind: first.kind,
        mode: first.mode.clone(),
        actors: first.actors.clone(),
        recipients: first.recipients.clone(),
        place: first.place.clone(),
        line: history.first().map_or_else(|| first.line.clone(), |step| step.quote.clone()),
        history,
    })
}

/// The day after the latest move; else the most exact one that was announced.
fn expected(first: &Happening, history: &[Step], as_of: Date) -> Option<String> {
    let moved = history.iter().rev().filter(|step| is_move(step)).find_map(|step| step.expected.clone());
    let announced = history.iter().filter_map(|step| step.expected.as_deref());
    let finest = announced.min_by_key(|value| Interval::parse(value).map_or(i32::MAX, |days| days.days()));
    let own = first.plan.as_ref().filter(|plan| steps(plan, as_of).next().is_none());
    moved.or_else(|| finest.map(str::to_owned)).or_else(|| own.and_then(|plan| plan.expected.clone()))
}

/// The IPTC event occurrence status (`eventoccurstatus`) that says the same, if there is one.
fn occurrence(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Open => Some("eos1"),
        Outcome::Held => Some("eos5"),
        Outcome::Cancelled => Some("eos6"),
        Outcome::Moved | Outcome::Postponed | Outcome::Overdue => None,
    }
}
