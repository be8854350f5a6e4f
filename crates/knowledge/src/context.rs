//! Context table: words by which an article is known to be about something.

use biennien_model::Problem;
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, list};
use crate::world::add_examples;

/// A PLOVER context; columns of `vi/contexts.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Context {
    /// Name in the manual.
    pub context: String,
    /// How many of its words an article must have.
    pub least: usize,
    /// Words, in lower case.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>, examples: &mut Vec<Example>) -> Vec<Context> {
    let mut contexts = Vec::new();
    for (place, row) in files.rows::<Context>("vi/contexts.tsv", problems) {
        add_examples(examples, &place, "vi/contexts", &row.example, &row.context);
        contexts.push(row);
    }
    contexts
}
