//! Times: the words that name a moment, and the moment they name.

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Time};
use jiff::civil::Date;

/// The tables, compiled for matching.
pub struct Rules {}

impl Rules {
    /// Compiles the tables.
    pub fn compile(_knowledge: &Knowledge) -> Rules {
        Rules {}
    }
}

/// Finds the times of `document`, in text order, never overlapping.
pub fn find(_document: &Document, _published: Option<Date>, _rules: &Rules) -> Vec<Time> {
    Vec::new()
}
