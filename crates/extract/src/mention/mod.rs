//! Mentions: names and who is meant; groups: noun groups that can act or speak.

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Group, Mention};
use jiff::civil::Date;

/// The tables, compiled for matching.
pub struct Rules {}

impl Rules {
    /// Compiles the tables.
    pub fn compile(_knowledge: &Knowledge) -> Rules {
        Rules {}
    }
}

/// Finds the names and the groups of `document`, both in text order, neither overlapping among themselves.
pub fn find(_document: &Document, _published: Option<Date>, _rules: &Rules) -> (Vec<Mention>, Vec<Group>) {
    (Vec::new(), Vec::new())
}
