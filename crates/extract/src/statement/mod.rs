//! Statements: who said what, according to whom (PARC: source, cue, content).
//!
//! In: a document, its groups and times. Out: statements in the order of their contents, each with the rule that
//! found it: the cue's row and how the content is set off. Cues and the small words around them are rows of
//! `data/vi/statement/`; this stage only applies them. Who a group is, is decided before (`mention`).

mod phrase;

mod rules;

mod quote;

mod view;

mod cue;

mod subject;

mod content;

mod ending;

mod draft;

mod according;

mod headline;

mod line;

mod speaker;

mod carry;

mod example;

use biennien_model::{Document, Group, Statement, Time};

pub use example::{read_marked, run_example};
pub use rules::Rules;

use view::View;

/// Finds the statements of `document`, in the order of their contents.
pub fn find(document: &Document, groups: &[Group], times: &[Time], rules: &Rules) -> Vec<Statement> {
    let view = View::new(document, groups, times, rules);
    let mut reading = line::Reading::new(&view);
    for line in &view.lines {
        reading.read(*line);
    }
    let carried = carry::carried(&view, &reading.drafts, &reading.heads);
    let mut drafts = reading.drafts;
    drafts.extend(carried);
    draft::finish(&view, drafts)
}
