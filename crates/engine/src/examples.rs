//! Examples: the sentences in the tables, run against the program.

use biennien_extract::{Lost, document, lost_spellings};
use biennien_knowledge::Example;

use crate::Reader;

/// An example that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// The example.
    pub example: Example,
    /// What was found in place of what was expected.
    pub found: String,
}

/// Runs every example of the tables that `reader` was made from; returns how many were run and those that fail,
/// in table order.
pub fn check_examples(reader: &Reader) -> (usize, Vec<Failing>) {
    let examples = &reader.knowledge().examples;
    let mut failing = Vec::new();
    for example in examples {
        if let Err(found) = biennien_extract::run_example(example, reader.knowledge(), reader.extract_rules())
        {
            failing.push(Failing { example: example.clone(), found });
        }
    }
    (examples.len(), failing)
}

/// Tries every spelling of the world tables; gives how many were tried and the lost ones.
pub fn check_spellings(reader: &Reader) -> (usize, Vec<Lost>) {
    let knowledge = reader.knowledge();
    lost_spellings(knowledge, reader.extract_rules(), &|text| document(text, knowledge))
}
