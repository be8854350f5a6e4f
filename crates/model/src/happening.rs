//! Happenings: what several accounts tell of the same occurrence.

use serde::{Deserialize, Serialize};

use crate::{Basis, EventType, Source, Span, Status};

/// One occurrence, with every account of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// Stable id, `[a-z0-9]`.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode that most origins give.
    pub mode: Option<String>,
    /// How real it is, after the latest account.
    pub status: Status,
    /// Side codes of the actors, sorted.
    pub actors: Vec<String>,
    /// Side codes of the recipients, sorted.
    pub recipients: Vec<String>,
    /// When, and how that is known.
    pub date: Option<HappeningDate>,
    /// Where.
    pub place: Option<String>,
    /// One sentence of the best account, word for word.
    pub line: String,
    /// Accounts, oldest publication first.
    pub accounts: Vec<Account>,
    /// Number of independent origins among the accounts.
    pub origins: usize,
    /// What was announced before, when it was.
    pub plan: Option<Plan>,
    /// Field by field, what the accounts say.
    pub fields: Vec<Field>,
    /// The story that most of its origins belong to.
    #[serde(default)]
    pub story: Option<String>,
}

/// The date of a happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HappeningDate {
    /// ISO value, a day or an interval `A/B`.
    pub value: String,
    /// How it is known: `text` when the words of an account (with its own date) give it, `inferred` when that needs a day
    /// of publication that was worked out.
    pub basis: DateBasis,
}

/// `text` or `inferred`.
pub type DateBasis = String;

/// One mention of the happening in one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Article it stands in.
    pub article: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet of the article.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// How that is known.
    pub basis: Option<Basis>,
    /// Position of the event in the article's reading, from 0.
    pub event: usize,
    /// The sentence that tells it, as bytes of the article's text.
    pub sentence: Span,
    /// That sentence, word for word.
    pub quote: String,
    /// Status in this account.
    pub status: Status,
    /// How probably type and sides are right in this account, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<f64>,
    /// Origin that the article belongs to.
    pub origin: String,
}

/// One field of a happening and what each account says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// `date`, `place`, `medium`, `length`, `participants` …
    pub field: String,
    /// How the values stand to each other.
    pub agreement: Agreement,
    /// Values, one per account that gives one.
    pub values: Vec<FieldValue>,
}

/// One account's value of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldValue {
    /// The value, normalised.
    pub value: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// The input's own id.
    pub source_id: String,
    /// The exact words.
    pub quote: String,
    /// Bytes of that article's text.
    #[serde(flatten)]
    pub span: Span,
}

/// How the values of a field stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// All the same.
    Agree,
    /// One more exact than the other.
    Precision,
    /// One day apart, as time zones make them.
    Zone,
    /// Within rounding.
    Rounding,
    /// Not to be reconciled.
    Contradict,
}

/// What had been announced of a happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Expected day or interval.
    pub expected: Option<String>,
    /// When it was announced.
    pub announced: Option<String>,
    /// What became of it, as of the newest publication.
    pub outcome: Outcome,
    /// Who announced it first; `None` where the account names nobody.
    #[serde(default)]
    pub by: Option<Source>,
    /// The happening it was moved to, when that has an entry of its own.
    #[serde(default)]
    pub moved_to: Option<String>,
    /// Every account of the plan, oldest publication first.
    #[serde(default)]
    pub history: Vec<Step>,
}

/// One account of a plan: announced, moved, put off or called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When that was published.
    pub published: Option<String>,
    /// What the account does to the plan.
    pub what: StepKind,
    /// The day or interval that it expects.
    pub expected: Option<String>,
    /// Who says so.
    pub by: Option<Source>,
    /// Outlet.
    pub outlet: Option<String>,
    /// The input's own id.
    pub source_id: String,
    /// The sentence, word for word.
    pub quote: String,
    /// Bytes of that article's text.
    #[serde(flatten)]
    pub span: Span,
}

/// What an account does to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Announces it, or speaks of it as ahead.
    Announced,
    /// Gives it another day.
    Moved,
    /// Puts it off without a new day.
    Postponed,
    /// Calls it off.
    Cancelled,
}

/// What became of something announced (after IPTC occurrence status).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Still ahead.
    Open,
    /// It took place.
    Held,
    /// On another day.
    Moved,
    /// Put off without a new day.
    Postponed,
    /// Called off.
    Cancelled,
    /// Its day has passed and nothing in our captures tells of it.
    Overdue,
}
