//! Events: who did what to whom, and how real it is.

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Event, Group, Statement, Time};


/// The tables, compiled for matching.
pub struct Rules {}

impl Rules {
    /// Compiles the tables.
    pub fn compile(_knowledge: &Knowledge) -> Rules {
        Rules {}
    }
}

/// Finds the events of `document`, in the order of their triggers.
pub fn find(
    _document: &Document,
    _groups: &[Group],
    _times: &[Time],
    _statements: &[Statement],
    _rules: &Rules,
) -> Vec<Event> {
    Vec::new()
}
