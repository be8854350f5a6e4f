//! Happening rows: one happening with every account, field by field.

use std::collections::BTreeSet;

use biennien_model::{Basis, Field, Happening, Plan, Status};
use serde::Serialize;

use crate::TimelineRow;

/// One happening with all its accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HappeningRow {
    /// As in the timeline.
    #[serde(flatten)]
    pub row: TimelineRow,
    /// Field by field, what the accounts say.
    pub fields: Vec<Field>,
    /// Field by field, the accounts that say nothing of it, where others do.
    pub silent: Vec<Silent>,
    /// Accounts, oldest publication first.
    pub told: Vec<AccountRow>,
    /// What had been announced.
    pub plan: Option<Plan>,
}

/// The accounts that say nothing of a field. Silence in our captures is no denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Silent {
    /// As in [`Field::field`].
    pub field: String,
    /// Their outlets, or source ids where no outlet is known; each once, in the order of the accounts.
    pub outlets: Vec<String>,
}

/// One account of a happening.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountRow {
    /// Article id.
    pub article: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// How that is known.
    pub published_basis: Option<Basis>,
    /// Status in this account.
    pub status: Status,
    /// Id of the earliest article of its family of reprints.
    pub origin: String,
    /// The sentence, word for word.
    pub quote: String,
    /// Bytes of the article's text.
    pub start: usize,
    /// Bytes of the article's text.
    pub end: usize,
    /// The event, for `biennien explain`.
    pub fact: String,
}

impl From<&Happening> for HappeningRow {
    fn from(happening: &Happening) -> HappeningRow {
        let told = happening
            .accounts
            .iter()
            .map(|account| AccountRow {
                article: account.article.clone(),
                source_id: account.source_id.clone(),
                outlet: account.outlet.clone(),
                published: account.published.clone(),
                published_basis: account.basis,
                status: account.status,
                origin: account.origin.clone(),
                quote: account.quote.clone(),
                start: account.sentence.start,
                end: account.sentence.end,
                fact: format!("{}/event/{}", account.article, account.event),
            })
            .collect();
        let fields = happening.fields.clone();
        let silent =
            fields.iter().map(|field| silent(happening, field)).filter(|row| !row.outlets.is_empty());
        HappeningRow {
            row: TimelineRow::from(happening),
            silent: silent.collect(),
            fields,
            told,
            plan: happening.plan.clone(),
        }
    }
}

fn silent(happening: &Happening, field: &Field) -> Silent {
    let speaks: BTreeSet<&str> = field.values.iter().map(|value| value.source_id.as_str()).collect();
    let mut outlets: Vec<String> = Vec::new();
    for account in happening.accounts.iter().filter(|account| !speaks.contains(account.source_id.as_str())) {
        let name = account.outlet.clone().unwrap_or_else(|| account.source_id.clone());
        if !outlets.contains(&name) {
            outlets.push(name);
        }
    }
    Silent { field: field.field.clone(), outlets }
}
