//! `biennien agenda`: what was announced, and what became of it.

use anstream::{eprintln, print};
use biennien_knowledge::Knowledge;
use biennien_model::Interval;
use biennien_store::Store;
use biennien_view::{AgendaRow, Vague, agenda, calendar};

use crate::arguments::Format;
use crate::exit::Done;
use crate::output::{form, print_rows};
use crate::questions::{Agenda, AsOf};
use crate::terminal;
use crate::values::today;

/// Prints the agenda.
pub(crate) fn run(arguments: &Agenda, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let rows = rows(&store, &arguments.as_of)?;
    match form(arguments.from.format) {
        Format::Table => terminal::agenda::draw(&rows, knowledge)?,
        Format::Ics => print!("{}", ics(&rows, &arguments.as_of, knowledge)),
        format => print_rows(&rows, format)?,
    }
    Ok(Done::All)
}

/// The agenda of `store` as of the day asked for.
pub(crate) fn rows(store: &Store, as_of: &AsOf) -> anyhow::Result<Vec<AgendaRow>> {
    Ok(agenda(&store.happenings()?, as_of.as_of.map_or_else(today, |days: Interval| days.last)))
}

/// `rows` as a calendar; says on standard error how many had no day for it.
pub(crate) fn ics(rows: &[AgendaRow], as_of: &AsOf, knowledge: &Knowledge) -> String {
    let vague = if as_of.vague { Vague::Kept } else { Vague::LeftOut };
    let (text, left_out) = calendar(rows, vague, &|row| terminal::agenda::title(row, knowledge));
    if left_out > 0 {
        let hint = if as_of.vague { "" } else { "; --vague takes those of a known month or year" };
        eprintln!("{left_out} of {} entries have no exact day and were left out{hint}", rows.len());
    }
    text
}
