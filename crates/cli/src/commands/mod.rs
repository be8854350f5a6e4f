//! Commands: one file each.

mod actor;

mod agenda;

mod build;

mod check;

mod data;

mod explain;

mod export;

mod happening;

mod page;

mod pair;

mod read;

mod search;

mod stats;

mod stories;

mod suggest;

mod timeline;

use std::path::Path;

use anyhow::Context;
use biennien_engine::Reader;
use biennien_knowledge::Knowledge;

use crate::arguments::{Arguments, Command, DataCommand};
use crate::exit::Done;

/// Does what was asked.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Done> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("cannot start the threads")?;
    }
    let data = arguments.data.as_deref();
    match arguments.command {
        Command::Build(build) => build::run(&build, &reader(data)?),
        Command::Read(input) => read::run(&input, &reader(data)?),
        Command::Page(page) => page::run(&page, &reader(data)?),
        Command::Timeline(timeline) => timeline::run(&timeline, &knowledge(data)?),
        Command::Happening { id, from } => happening::run(&id, &from, &knowledge(data)?),
        Command::Agenda(wanted) => agenda::run(&wanted, &knowledge(data)?),
        Command::Pair(wanted) => pair::run(&wanted, &knowledge(data)?),
        Command::Actor(wanted) => actor::run(&wanted, &knowledge(data)?),
        Command::Stories(wanted) => stories::list(&wanted, &knowledge(data)?),
        Command::Story { id, from } => stories::one(&id, &from, &knowledge(data)?),
        Command::Search(wanted) => search::run(&wanted, &reader(data)?),
        Command::Export(wanted) => export::run(&wanted, &reader(data)?),
        Command::Explain { id, from } => explain::run(&id, &from, &knowledge(data)?),
        Command::Stats { from } => stats::run(&from),
        Command::Check { from } => check::run(&from, &reader(data)?),
        Command::Data { command: DataCommand::Check { dir } } => data::run(&dir),
        Command::Data { command: DataCommand::Suggest(wanted) } => suggest::run(&wanted, &reader(data)?),
    }
}

fn knowledge(data: Option<&Path>) -> anyhow::Result<Knowledge> {
    Ok(match data {
        Some(dir) => Knowledge::read(dir)?,
        None => Knowledge::built_in(),
    })
}

fn reader(data: Option<&Path>) -> anyhow::Result<Reader> {
    Ok(Reader::new(knowledge(data)?))
}
