//! `biennien timeline`: the chronicle, oldest first.

use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::{Filter, timeline};

use crate::arguments::{Format, Timeline};
use crate::exit::Done;
use crate::output::{form, print_rows};
use crate::terminal;

/// Prints the happenings asked for.
pub(crate) fn run(arguments: &Timeline, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let filter = Filter {
        sides: arguments.actor.iter().map(|code| code.to_uppercase()).collect(),
        statuses: arguments.status.clone(),
        kinds: arguments.kind.clone(),
        from: arguments.first,
        to: arguments.last,
    };
    print(&store, &filter, arguments.from.format, knowledge)?;
    Ok(Done::All)
}

/// Prints the happenings of `store` that `filter` asks for.
pub(crate) fn print(
    store: &Store,
    filter: &Filter,
    format: Option<Format>,
    knowledge: &Knowledge,
) -> anyhow::Result<()> {
    let rows = timeline(&store.happenings()?, filter);
    match form(format) {
        Format::Table => terminal::timeline::draw(&rows, knowledge),
        format => print_rows(&rows, format),
    }
}
