//! `biennien stats`: counts.

use anstream::println;
use biennien_store::Store;
use serde::Serialize;

use crate::arguments::{Format, From};
use crate::exit::Done;
use crate::output::{form, print_rows, safe};

#[derive(Serialize)]
struct Row {
    group: &'static str,
    name: String,
    count: u64,
}

/// Prints how much of what is in the store.
pub(crate) fn run(from: &From) -> anyhow::Result<Done> {
    let counts = Store::open(&from.store)?.counts()?;
    let mut rows: Vec<Row> = counts
        .rows
        .iter()
        .map(|(name, count)| Row { group: "store", name: (*name).to_owned(), count: *count })
        .collect();
    rows.extend(counts.outlets.into_iter().map(|(name, count)| Row { group: "outlet", name, count }));
    rows.extend(counts.happenings.into_iter().map(|((kind, status), count)| Row {
        group: "happenings",
        name: format!("{kind} {status}"),
        count,
    }));
    match form(from.format) {
        Format::Table => {
            let mut group = "";
            for row in &rows {
                if row.group != group {
                    group = row.group;
                    println!("{}{group}", if group == "store" { "" } else { "\n" });
                }
                let name = if row.name.is_empty() { "(unknown)" } else { &row.name };
                println!("  {:>9}  {}", row.count, safe(name));
            }
        }
        format => print_rows(&rows, format)?,
    }
    Ok(Done::All)
}
