//! `biennien explain`: why a fact is there.

use anstream::eprintln;
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::{explain_fact, explain_happening};

use crate::arguments::{Format, From};
use crate::exit::Done;
use crate::output::{form, print_one, safe};
use crate::terminal;

/// Explains a happening, an article or a fact.
pub(crate) fn run(id: &str, from: &From, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&from.store)?;
    let find_row = |digest: &str, rule: &str| {
        let row = knowledge.row(rule).filter(|_| digest == knowledge.digest);
        row.map(|row| format!("data/{row}"))
    };
    let found = match store.happening(id)? {
        Some(happening) => Some(explain_happening(&store, &happening, &find_row)?),
        None => explain_fact(&store, id, &find_row)?,
    };
    let Some(explanation) = found else {
        eprintln!(
            "biennien: nothing has the id {}; give that of a happening, of an article, or ARTICLE/event/0",
            safe(id)
        );
        return Ok(Done::Not);
    };
    match form(from.format) {
        Format::Table => terminal::explain::draw(&explanation)?,
        format => print_one(&explanation, format)?,
    }
    Ok(Done::All)
}
