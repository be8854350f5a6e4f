//! `biennien timeline`: the chronicle, oldest first.

use anstream::eprintln;
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::{Filter, timeline};

use crate::arguments::{Format, Timeline};
use crate::exit::Done;
use crate::output::{form, print_rows, safe};
use crate::terminal;

/// Prints the happenings asked for.
pub(crate) fn run(arguments: &Timeline, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let story = match &arguments.story {
        Some(id) => match store.story(id)? {
            Some(story) => Some(story.id),
            None => {
                eprintln!("biennien: no story {}; `biennien stories` shows their ids", safe(id));
                return Ok(Done::Not);
            }
        },
        None => None,
    };
    let filter = Filter {
        story,
        sides: arguments.actor.iter().map(|code| code.to_uppercase()).collect(),
        statuses: arguments.status.clone(),
        kinds: arguments.kind.clone(),
        confidence_min: arguments.confidence_min,
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
