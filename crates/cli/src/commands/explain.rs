//! `biennien explain`: why a fact is there.

use anstream::eprintln;
use biennien_store::Store;
use biennien_view::{explain_fact, explain_happening};

use crate::arguments::{Format, From};
use crate::exit::Done;
use crate::output::{form, print_one, safe};
use crate::terminal;

/// Explains a happening, an article or a fact.
pub(crate) fn run(id: &str, from: &From) -> anyhow::Result<Done> {
    let store = Store::open(&from.store)?;
    let found = match store.happening(id)? {
        Some(happening) => Some(explain_happening(&store, &happening)?),
        None => explain_fact(&store, id)?,
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
