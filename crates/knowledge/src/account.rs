//! Account cues: words by which a sentence says more of the happening it tells.

use biennien_model::Problem;
use serde::Deserialize;

use crate::table::{Files, list, maybe};

/// Words of one kind; columns of `vi/accounts.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountCue {
    /// `moved`, `postponed`, `asked`, `topics`, `outcome`.
    pub kind: String,
    /// What the value is: `side` the first named after the words, `clause` what follows up to the end of the clause,
    /// `whole` the same with the words; else the words themselves.
    #[serde(deserialize_with = "maybe")]
    pub takes: Option<String>,
    /// The words, in lower case.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
    /// Sentences, the value in brackets.
    #[serde(deserialize_with = "list")]
    pub example: Vec<String>,
}

pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> Vec<AccountCue> {
    files.rows::<AccountCue>("vi/accounts.tsv", problems).into_iter().map(|(_, row)| row).collect()
}
