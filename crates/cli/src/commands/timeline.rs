//! `biennien timeline`: the chronicle, oldest first.

use anstream::{eprintln, print};
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::{Filter, most, timeline};

use crate::arguments::{Format, Timeline};
use crate::commands::actor::ranks;
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
        pair: match &arguments.pair[..] {
            [one, other] => Some((one.to_uppercase(), other.to_uppercase())),
            _ => None,
        },
        importance: arguments.importance,
        sides: arguments.actor.iter().map(|code| code.to_uppercase()).collect(),
        statuses: arguments.status.clone(),
        kinds: arguments.kind.clone(),
        confidence_min: arguments.confidence_min,
        from: arguments.first,
        to: arguments.last,
    };
    print(&store, &filter, arguments.most, arguments.from.format, knowledge)?;
    Ok(Done::All)
}

/// Prints the happenings of `store` that `filter` asks for, the `count` most important of them where that is given.
pub(crate) fn print(
    store: &Store,
    filter: &Filter,
    count: Option<usize>,
    format: Option<Format>,
    knowledge: &Knowledge,
) -> anyhow::Result<()> {
    let rows = timeline(&store.happenings()?, filter, &ranks(knowledge));
    let (rows, after) = match count {
        Some(count) => most(rows, count),
        None => (rows, 0),
    };
    match form(format) {
        Format::Table => terminal::timeline::draw(&rows, after, knowledge),
        Format::Markdown => {
            print!("{}", terminal::markdown::markdown(&rows, after, knowledge));
            Ok(())
        }
        format => print_rows(&rows, format),
    }
}
