//! Events: who did what to whom, and how real it is (PLOVER 2.0).
//!
//! In: a document with its groups, times and statements. Out: one event for every mention of an act, in the
//! order of triggers. Words, frames and word roles live in `data/vi/event/`; this folder only applies them:
//! lexicon (what may be a trigger) → pieces (a sentence as a row) → clause (which groups stand where) →
//! sides (actors and recipients of the frame) → status → when and where → share (mentions of one happening: sides, same: dates) →
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

mod same;

mod fill;

mod find;

pub mod rank;

mod example;

pub use example::{check, run_example};

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Event};

pub(crate) use find::Given;
pub(crate) use lexicon::Hits;

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

/// Finds the words of `document` that may be triggers, or that play a part beside one.
pub(crate) fn scan(document: &Document, rules: &Rules) -> Hits {
    rules.lexicon.find(document)
}

/// Finds the events of a document, in the order of their triggers.
pub(crate) fn find(given: Given<'_>, rules: &Rules) -> Vec<Event> {
    find::find(given, &rules.lexicon, |drafts| rank::judge(drafts, given, &rules.weights))
}

/// What the learned layer would decide on, in the order of triggers; for its trainer.
pub(crate) fn questions(given: Given<'_>, rules: &Rules) -> Vec<rank::Question> {
    let mut questions = Vec::new();
    find::find(given, &rules.lexicon, |drafts| questions = rank::questions(drafts, given));
    questions
}
