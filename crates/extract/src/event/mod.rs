//! Events: who did what to whom, and how real it is (PLOVER 2.0).
//!
//! In: a document with its groups, times and statements. Out: one event for every mention of an act, in the
//! order of triggers. Words, frames and word roles live in `data/vi/event/`; this folder only applies them:
//! lexicon (what may be a trigger) → pieces (a sentence as a row) → clause (which groups stand where) →
//! sides (actors and recipients of the frame) → status → when and where → share (mentions of one happening).

mod frame;

mod lexicon;

mod piece;

mod clause;

mod sides;

mod status;

mod when;

mod draft;

mod speech;

mod share;

mod fill;

mod find;

mod example;

pub use example::{check, run_example};

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Event, Group, Statement, Time};

use lexicon::Lexicon;

/// The tables, compiled for matching.
pub struct Rules {
    lexicon: Lexicon,
}

impl Rules {
    /// Compiles the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        Rules { lexicon: Lexicon::compile(knowledge) }
    }
}

/// Finds the events of `document`, in the order of their triggers.
///
/// Groups and times must be in text order and may not overlap among themselves.
pub fn find(
    document: &Document,
    groups: &[Group],
    times: &[Time],
    statements: &[Statement],
    rules: &Rules,
) -> Vec<Event> {
    find::find(find::Given { document, groups, times, statements }, &rules.lexicon)
}
