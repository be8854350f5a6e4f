//! `biennien data suggest`: what the tables lack, by how many articles have it.

use std::io::{self, BufWriter, Write};

use anstream::eprintln;
use biennien_engine::{Known, Reader, Suggestion, suggest};

use crate::arguments::{Format, Suggest};
use crate::exit::Done;
use crate::output::{form, name_failure, print_rows, safe};

/// Prints the suggestions; how many names have a row stands on standard error.
pub(crate) fn run(wanted: &Suggest, reader: &Reader) -> anyhow::Result<Done> {
    let mut done = Done::All;
    let lacking = suggest(&wanted.paths, reader, wanted.kind, wanted.top, &mut |failed| {
        done = Done::Partly;
        name_failure(&failed.path, failed.offset, failed.code, &failed.message);
    });
    match form(wanted.format) {
        Format::Table => draw(&lacking.suggestions)?,
        format => print_rows(&lacking.suggestions, format)?,
    }
    eprintln!("{}", shares(&lacking.known));
    Ok(done)
}

fn draw(suggestions: &[Suggestion]) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout()));
    for one in suggestions {
        write!(out, "{:>6}  {}  ({}", one.documents, safe(&one.words), one.kind)?;
        if let Some(like) = &one.like {
            write!(out, ", like {}", safe(like))?;
        }
        writeln!(out, ")")?;
        for example in &one.examples {
            writeln!(out, "        {}", safe(example))?;
        }
        if !one.table.is_empty() {
            // Tabs must stay: the row is there to be pasted.
            let row: Vec<String> = one.row.split('\t').map(safe).collect();
            writeln!(out, "        {}: {}", one.table, row.join("\t"))?;
        }
        if let Some(term) = &one.term {
            let row: Vec<String> = term.split('\t').map(safe).collect();
            writeln!(out, "        world/terms.tsv: {}", row.join("\t"))?;
        }
    }
    out.flush()
}

/// How many names have a row, as a line.
fn shares(known: &Known) -> String {
    let share = |part: usize| 100.0 * part as f64 / known.names.max(1) as f64;
    format!(
        "{} articles, {} names: {:.1} % have a row, {:.1} % are people whom the text tells, {:.1} % are unknown",
        known.articles,
        known.names,
        share(known.rows),
        share(known.told),
        share(known.names - known.rows - known.told),
    )
}
