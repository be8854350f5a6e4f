//! Timeline rows: the chronicle, one happening a row.

use biennien_model::{Basis, EventType, Happening, HappeningDate, Interval, Outcome, Status};
use serde::Serialize;

use crate::importance;

/// One happening as a row; the contract's shape, and what a reader needs besides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineRow {
    /// Stable id.
    pub id: String,
    /// When, and how that is known; `None` when no account says.
    pub date: Option<HappeningDate>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// How real it is.
    pub status: Status,
    /// Side codes.
    pub actors: Vec<String>,
    /// Side codes.
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// One sentence, word for word.
    pub line: String,
    /// How probably type and sides are right, 0 to 1: that of its surest account.
    pub confidence: Option<f64>,
    /// Articles that tell it.
    pub accounts: usize,
    /// Independent origins among them.
    pub origins: usize,
    /// Story stream.
    pub story: Option<String>,
    /// First publication of an account; what orders a row that has no date of its own.
    pub reported: Option<String>,
    /// How the day of that publication is known.
    pub reported_basis: Option<Basis>,
    /// What became of it, when it had been announced.
    pub outcome: Option<Outcome>,
    /// How important it is, as [`importance`](crate::importance) counts.
    pub importance: usize,
    /// True when it is dated to more than a month, or more than a year before its first report: what an article
    /// recalls, not what it reports.
    pub background: bool,
    /// Entries left out right before this one.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What is asked of the chronicle. Empty lists and `None` ask nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Every one of these codes is an actor or recipient.
    pub sides: Vec<Side>,
    /// It is between these two.
    pub pair: Option<(Side, Side)>,
    /// It is at least so important.
    pub importance: usize,
    /// One of these statuses.
    pub statuses: Vec<Status>,
    /// One of these types.
    pub kinds: Vec<EventType>,
    /// So sure or surer; what is not rated is left out.
    pub confidence_min: Option<f64>,
    /// Story that they belong to.
    pub story: Option<String>,
    /// Days asked for; rows without a day of their own are kept by their first publication.
    pub from: Option<Interval>,
    /// Last day asked for.
    pub to: Option<Interval>,
}

/// A side code, asked for in any role.
pub type Side = String;

impl From<&Happening> for TimelineRow {
    fn from(happening: &Happening) -> TimelineRow {
        let first = happening.accounts.iter().find(|account| account.published.is_some());
        TimelineRow {
            id: happening.id.clone(),
            date: happening.date.clone(),
            kind: happening.kind,
            mode: happening.mode.clone(),
            status: happening.status,
            actors: happening.actors.clone(),
            recipients: happening.recipients.clone(),
            place: happening.place.clone(),
            line: happening.line.clone(),
            confidence: happening.accounts.iter().filter_map(|account| account.confidence).reduce(f64::max),
            accounts: happening.accounts.len(),
            origins: happening.origins,
            story: happening.story.clone(),
            reported: first.and_then(|account| account.published.clone()),
            reported_basis: first.and_then(|account| account.basis),
            outcome: happening.plan.as_ref().map(|plan| plan.outcome),
            importance: importance(happening, 0),
            background: is_background(happening),
            left_out: 0,
        }
    }
}

impl TimelineRow {
    /// The day by which the row is placed: its own, else the first publication's.
    pub fn days(&self) -> Option<Interval> {
        let own = self.date.as_ref().and_then(|date| Interval::parse(&date.value));
        own.or_else(|| Interval::parse(self.reported.as_deref()?))
    }

    /// True when the two sides do it to or with each other: one of them to the other, or both together and to nobody.
    pub fn is_between(&self, one: &str, other: &str) -> bool {
        let among = |codes: &[String], side: &str| codes.iter().any(|code| code == side);
        let (acts, suffers) = (|side| among(&self.actors, side), |side| among(&self.recipients, side));
        (acts(one) && suffers(other))
            || (acts(other) && suffers(one))
            || (self.recipients.is_empty() && acts(one) && acts(other))
    }

    /// All sides, actors first.
    pub fn sides(&self) -> impl Iterator<Item = &String> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// Days of more than a month say too little for a place among the days.
const EXACT_DAYS: i32 = 31;

/// What lies further back than this, in days, is recalled, not reported.
const RECALLED_DAYS: i32 = 366;

fn is_background(happening: &Happening) -> bool {
    let own = happening.date.as_ref().and_then(|date| Interval::parse(&date.value));
    let Some(own) = own else { return false };
    let told = happening.accounts.iter().filter_map(|account| Interval::parse(account.published.as_deref()?));
    let recalled = own.last.saturating_add(jiff::Span::new().days(RECALLED_DAYS));
    own.days() > EXACT_DAYS || told.map(|days| days.first).min().is_some_and(|first| recalled < first)
}

/// The rows of `happenings` that `filter` asks for, in the same order.
///
/// `rank` gives 0 to 3 for the office of a person, by name: it counts towards the importance of what they take part in.
pub fn timeline(happenings: &[Happening], filter: &Filter, rank: &dyn Fn(&str) -> usize) -> Vec<TimelineRow> {
    let ranked = |happening: &Happening| {
        let people = happening.fields.iter().filter(|field| field.field == "participants");
        let rank = people.flat_map(|field| &field.values).map(|value| rank(&value.value)).max();
        TimelineRow { importance: importance(happening, rank.unwrap_or(0)), ..TimelineRow::from(happening) }
    };
    happenings.iter().map(ranked).filter(|row| filter.takes(row)).collect()
}

/// Whether `filter` asks for `happening`.
pub fn takes_happening(filter: &Filter, happening: &Happening) -> bool {
    filter.takes(&TimelineRow::from(happening))
}

impl Filter {
    fn takes(&self, row: &TimelineRow) -> bool {
        let sides = self.sides.iter().all(|side| row.sides().any(|code| code == side));
        let status = self.statuses.is_empty() || self.statuses.contains(&row.status);
        let kind = self.kinds.is_empty() || self.kinds.contains(&row.kind);
        let story = self.story.is_none() || self.story == row.story;
        let days = row.days();
        let from = self.from.is_none_or(|from| days.is_some_and(|days| days.last >= from.first));
        let to = self.to.is_none_or(|to| days.is_some_and(|days| days.first <= to.last));
        let sure = is_sure(row.confidence, self.confidence_min);
        let pair = self.pair.as_ref().is_none_or(|(one, other)| row.is_between(one, other));
        let important = row.importance >= self.importance;
        sure && pair && important && sides && status && kind && story && from && to
    }
}

/// True when `confidence` is `min` or more, or nothing is asked; what is not rated is not sure.
pub(crate) fn is_sure(confidence: Option<f64>, min: Option<f64>) -> bool {
    min.is_none_or(|min| confidence.is_some_and(|confidence| confidence >= min))
}
