//! Statement tables: reporting cues, and the small words around them.

use biennien_model::Problem;
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, list};
use crate::world::add_examples;

/// A family of reporting cues that behave alike; columns of `vi/statement/cues.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Cue {
    /// Id, part of the rule that a statement names.
    pub id: String,
    /// What is done by saying it.
    pub class: CueClass,
    /// Spellings, without the word that opens the content.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// What may be its content.
    pub content: CueContent,
    /// `noun`: the same spellings are nouns as well.
    #[serde(deserialize_with = "list")]
    pub traits: Vec<String>,
    /// Where the hearer stands: `with` (after a preposition), `direct` (right after the cue), `asked` (first in
    /// the content).
    #[serde(deserialize_with = "list")]
    pub to: Vec<String>,
    /// Words that cancel the cue when they follow it.
    #[serde(deserialize_with = "list")]
    pub not_before: Vec<String>,
    /// Words that cancel the cue when they stand right before it.
    #[serde(deserialize_with = "list")]
    pub not_after: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// What is done by saying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueClass {
    /// To tell.
    Say,
    /// To ask somebody to act.
    Demand,
    /// To give one's word.
    Promise,
    /// To deny.
    Deny,
    /// To blame.
    Accuse,
    /// To warn, to threaten.
    Threat,
    /// To wish.
    Wish,
    /// To fear, to doubt.
    Fear,
    /// To think, to expect.
    Think,
    /// To call something something.
    Judge,
    /// To ask a question.
    Question,
    /// To show, as a document does.
    Show,
    /// To pass on another's words.
    Relay,
}

/// What may be the content of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueContent {
    /// Whatever follows, a noun group too.
    Any,
    /// What looks like a clause.
    Clause,
    /// Only what a word, a colon or a quotation mark sets off.
    Marked,
    /// What is set off, and a fact named by a noun for facts.
    Fact,
    /// Somebody and what is said of them.
    Claim,
    /// Something and what it is called.
    Equation,
}

/// Small words that play one part around cues; columns of `vi/statement/words.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct CueWords {
    /// The part they play.
    pub role: String,
    /// The words.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
}

/// All statement tables of a language.
#[derive(Debug, Clone, Default)]
pub struct StatementTables {
    /// Cues, in file order.
    pub cues: Vec<Cue>,
    /// Small words, in file order.
    pub words: Vec<CueWords>,
}

impl StatementTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> StatementTables {
        let mut tables = StatementTables::default();
        for (place, row) in files.rows::<Cue>("vi/statement/cues.tsv", problems) {
            add_examples(examples, &place, "vi/statement/cues", &row.example, &row.id);
            tables.cues.push(row);
        }
        for (_, row) in files.rows::<CueWords>("vi/statement/words.tsv", problems) {
            tables.words.push(row);
        }
        tables
    }

    /// The words that play the part `role`, from all rows.
    pub fn words(&self, role: &str) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .filter(move |row| row.role == role)
            .flat_map(|row| row.names.iter().map(String::as_str))
    }
}
