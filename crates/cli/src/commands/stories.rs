//! `biennien stories`, `biennien story`: what articles tell the same news.

use anstream::eprintln;
use biennien_knowledge::Knowledge;
use biennien_store::Store;
use biennien_view::{story_page, story_rows};

use crate::arguments::{Format, From, Stories};
use crate::exit::Done;
use crate::output::{form, print_one, print_rows, safe};
use crate::terminal;

/// Prints the stories, oldest first.
pub(crate) fn list(arguments: &Stories, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let mut rows = story_rows(&store.stories()?, &store.happenings()?);
    rows.retain(|row| row.articles >= arguments.min);
    if let Some(stream) = &arguments.stream {
        rows.retain(|row| row.stream.as_ref() == Some(stream));
    }
    match form(arguments.from.format) {
        Format::Table => terminal::story::draw_list(&rows, knowledge)?,
        format => print_rows(&rows, format)?,
    }
    Ok(Done::All)
}

/// Prints the story `id`.
pub(crate) fn one(id: &str, from: &From, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&from.store)?;
    let Some(story) = store.story(id)? else {
        eprintln!("biennien: no story {}; `biennien stories` shows their ids", safe(id));
        return Ok(Done::Not);
    };
    let page = story_page(&story, &store.stories()?, &store.happenings()?);
    match form(from.format) {
        Format::Table => terminal::story::draw(&page, knowledge)?,
        format => print_one(&page, format)?,
    }
    Ok(Done::All)
}
