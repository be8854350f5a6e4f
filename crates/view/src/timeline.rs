//! Timeline rows: the chronicle, one happening a row.

use biennien_model::{Basis, EventType, Happening, HappeningDate, Interval, Outcome, Status};
use serde::Serialize;

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
}

/// What is asked of the chronicle. Empty lists and `None` ask nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Every one of these codes is an actor or recipient.
    pub sides: Vec<Side>,
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
        }
    }
}

impl TimelineRow {
    /// The day by which the row is placed: its own, else the first publication's.
    pub fn days(&self) -> Option<Interval> {
        let own = self.date.as_ref().and_then(|date| Interval::parse(&date.value));
        own.or_else(|| Interval::parse(self.reported.as_deref()?))
    }

    /// All sides, actors first.
    pub fn sides(&self) -> impl Iterator<Item = &String> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// The rows of `happenings` that `filter` asks for, in the same order.
pub fn timeline(happenings: &[Happening], filter: &Filter) -> Vec<TimelineRow> {
    happenings.iter().map(TimelineRow::from).filter(|row| filter.takes(row)).collect()
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
        sure && sides && status && kind && story && from && to
    }
}

/// True when `confidence` is `min` or more, or nothing is asked; what is not rated is not sure.
pub(crate) fn is_sure(confidence: Option<f64>, min: Option<f64>) -> bool {
    min.is_none_or(|min| confidence.is_some_and(|confidence| confidence >= min))
}
