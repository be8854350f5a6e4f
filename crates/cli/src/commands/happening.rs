//! `biennien happening`: one happening, account by account.

use anstream::eprintln;
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::HappeningRow;

use crate::arguments::{Format, From};
use crate::exit::Done;
use crate::output::{form, print_one, safe};
use crate::terminal;

/// Prints the happening `id`.
pub(crate) fn run(id: &str, from: &From, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&from.store)?;
    let Some(happening) = store.happening(id)? else {
        eprintln!("biennien: no happening {}; `biennien timeline` shows their ids", safe(id));
        return Ok(Done::Not);
    };
    let row = HappeningRow::from(&happening);
    match form(from.format) {
        Format::Table => terminal::happening::draw(&row, knowledge)?,
        format => print_one(&row, format)?,
    }
    Ok(Done::All)
}
