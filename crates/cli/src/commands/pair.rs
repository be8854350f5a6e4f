//! `biennien pair`: cooperation and conflict of two sides, period by period.

use anstream::eprintln;
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::pair;

use crate::arguments::Format;
use crate::exit::Done;
use crate::output::{form, print_one, print_rows, safe};
use crate::questions::{By, Pair};
use crate::terminal;

/// Prints the counts of the pair.
pub(crate) fn run(arguments: &Pair, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let (one, other) = (arguments.one.to_uppercase(), arguments.other.to_uppercase());
    let by = match arguments.by {
        By::Week => biennien_view::By::Week,
        By::Month => biennien_view::By::Month,
        By::Quarter => biennien_view::By::Quarter,
        By::Year => biennien_view::By::Year,
    };
    let page = pair(&store.happenings()?, [&one, &other], by);
    if page.n == 0 {
        eprintln!(
            "biennien: nothing between {} and {} in our captures; `biennien timeline` shows the codes",
            safe(&one),
            safe(&other)
        );
        return Ok(Done::Not);
    }
    match form(arguments.from.format) {
        Format::Table => terminal::pair::draw(&page, knowledge)?,
        Format::Json => print_one(&page, Format::Json)?,
        format => print_rows(&page.periods, format)?,
    }
    Ok(Done::All)
}
