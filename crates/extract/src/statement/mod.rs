//! Statements: who said what, according to whom.

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Group, Statement, Time};


/// The tables, compiled for matching.
pub struct Rules {}

impl Rules {
    /// Compiles the tables.
    pub fn compile(_knowledge: &Knowledge) -> Rules {
        Rules {}
    }
}

/// Finds the statements of `document`, in the order of their contents.
pub fn find(_document: &Document, _groups: &[Group], _times: &[Time], _rules: &Rules) -> Vec<Statement> {
    Vec::new()
}
