//! `biennien export`: everything of one kind, for other programs.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use anyhow::Context;
use biennien_engine::Reader;
use biennien_store::Store;
use biennien_view::{
    ArticleRow, Filter, HappeningRow, Told, plover_records, statement_rows, takes_happening,
};
use serde_json::Value;

use crate::arguments::{Export, ExportKind, Format};
use crate::commands::agenda;
use crate::exit::Done;
use crate::output::{NoSuchForm, write_line, write_rows};
use crate::questions::is_calendar;

/// Writes the rows asked for to a file or standard output, whole.
pub(crate) fn run(arguments: &Export, reader: &Reader) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let by_name = if is_calendar(arguments.to.as_ref()) { Format::Ics } else { Format::Jsonl };
    let format = arguments.from.format.unwrap_or(by_name);
    if format == Format::Markdown || (format == Format::Ics && arguments.kind != ExportKind::Agenda) {
        return Err(NoSuchForm.into());
    }
    let mut out: Box<dyn Write> = match &arguments.to {
        Some(path) => {
            Box::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
        }
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::new(&mut out);
    match arguments.kind {
        ExportKind::Articles => {
            let rows: Vec<ArticleRow> = store.grouped()?.into_iter().map(ArticleRow::from).collect();
            write_rows(&mut out, &rows, format)?;
        }
        ExportKind::Happenings => {
            let filter = Filter { confidence_min: arguments.confidence_min, ..Filter::default() };
            let happenings = store.happenings()?;
            let kept = happenings.iter().filter(|happening| takes_happening(&filter, happening));
            let rows: Vec<HappeningRow> = kept.map(HappeningRow::from).collect();
            write_rows(&mut out, &rows, format)?;
        }
        ExportKind::Agenda => {
            let rows = agenda::rows(&store, &arguments.as_of)?;
            match format {
                Format::Ics => {
                    out.write_all(agenda::ics(&rows, &arguments.as_of, reader.knowledge()).as_bytes())?;
                }
                format => write_rows(&mut out, &rows, format)?,
            }
        }
        ExportKind::Events | ExportKind::Statements => facts(&mut out, arguments, &store, reader, format)?,
    }
    out.flush()?;
    Ok(Done::All)
}

/// Writes facts article by article; as JSON lines no more than one article is held at a time.
fn facts(
    out: &mut impl Write,
    arguments: &Export,
    store: &Store,
    reader: &Reader,
    format: Format,
) -> anyhow::Result<()> {
    let mut links = BTreeMap::new();
    if arguments.kind == ExportKind::Events {
        for happening in store.happenings()? {
            for account in happening.accounts {
                links.insert((account.article, account.event), happening.id.clone());
            }
        }
    }
    let levels = |code: &str| {
        let levels = reader.knowledge().plover.levels(code);
        (levels.country, levels.sector)
    };
    let mut rows: Vec<Value> = Vec::new();
    for id in store.article_ids()? {
        let Some(article) = store.article(&id)? else { continue };
        let (facts, contexts) = (store.facts(&id)?, reader.extract_rules().contexts(&article.article.text));
        let told = Told {
            article: &article,
            facts: &facts,
            contexts: &contexts,
            levels: &levels,
            confidence_min: arguments.confidence_min,
        };
        let records: Result<Vec<Value>, _> = match arguments.kind {
            ExportKind::Statements => statement_rows(told).iter().map(serde_json::to_value).collect(),
            _ => {
                let link = |number: usize| links.get(&(id.clone(), number)).cloned();
                plover_records(told, link).iter().map(serde_json::to_value).collect()
            }
        };
        match format {
            Format::Jsonl | Format::Table => {
                for record in records? {
                    write_line(out, &record)?;
                }
            }
            _ => rows.extend(records?),
        }
    }
    if matches!(format, Format::Json | Format::Csv) {
        write_rows(out, &rows, format)?;
    }
    Ok(())
}
