//! Events: who did what to whom, and how real it is (PLOVER 2.0).
//!
//! In: a document with its groups, times and statements. Out: one event for every mention of an act, in the
//! order of triggers. Words, frames and word roles live in `data/vi/event/`; this folder only applies them:
//! lexicon (what may be a trigger) → pieces (a sentence as a row) → clause (which groups stand where) →
//! sides (actors and recipients of the frame) → status → when and where → share (mentions of one happening) →
//! rank (a learned second opinion).

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

pub mod rank;

mod example;

pub use example::{check, run_example};

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Event, Group, Statement, Time};

use lexicon::Lexicon;

/// The tables, compiled for matching.
pub struct Rules {
    lexicon: Lexicon,
    weights: rank::Weights,
}

impl Rules {
    /// Compiles the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        Rules {
            lexicon: Lexicon::compile(knowledge),
            weights: rank::Weights::compile(&knowledge.events.weights),
        }
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
    let given = find::Given { document, groups, times, statements };
    find::find(given, &rules.lexicon, |drafts, hits| rank::judge(drafts, given, hits, &rules.weights))
}

/// What the learned layer would decide on in `document`, in the order of triggers; for its trainer.
pub fn questions(
    document: &Document,
    groups: &[Group],
    times: &[Time],
    statements: &[Statement],
    rules: &Rules,
) -> Vec<rank::Question> {
    let given = find::Given { document, groups, times, statements };
    let mut questions = Vec::new();
    find::find(given, &rules.lexicon, |drafts, hits| questions = rank::questions(drafts, given, hits));
    questions
}
