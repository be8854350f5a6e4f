//! `biennien export`: everything of one kind, for other programs.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use anyhow::Context;
use biennien_store::Store;
use biennien_view::ArticleRow;

use crate::arguments::{Export, ExportKind, Format};
use crate::exit::Done;
use crate::output::write_rows;

/// Writes the rows asked for to a file or standard output, whole.
pub(crate) fn run(arguments: &Export) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let mut out: Box<dyn Write> = match &arguments.to {
        Some(path) => {
            Box::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
        }
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::new(&mut out);
    let format = arguments.from.format.unwrap_or(Format::Jsonl);
    match arguments.kind {
        ExportKind::Articles => {
            let rows: Vec<ArticleRow> = store.grouped()?.into_iter().map(ArticleRow::from).collect();
            write_rows(&mut out, &rows, format)?;
        }
    }
    out.flush()?;
    Ok(Done::All)
}
