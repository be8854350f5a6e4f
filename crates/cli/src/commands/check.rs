//! `biennien check`: is the store what it says it is?

use anstream::{eprintln, println};
use biennien_engine::Reader;
use biennien_store::{Store, StoreError};

use crate::arguments::From;
use crate::exit::Done;
use crate::output::safe;

/// Checks the store; faults are damage (exit code 4).
pub(crate) fn run(from: &From, reader: &Reader) -> anyhow::Result<Done> {
    let store = Store::open(&from.store)?;
    let faults = biennien_engine::check(&store, reader)?;
    for fault in &faults {
        eprintln!("biennien: {}: {}", safe(&fault.object), safe(&fault.what));
    }
    if !faults.is_empty() {
        let what = format!("{} faults, named above", faults.len());
        return Err(StoreError::Damaged { dir: from.store.clone(), what }.into());
    }
    println!("no faults");
    Ok(Done::All)
}
