//! Order: a corpus built in many orders, batches and numbers of threads; every store must have one digest.
//!
//! `cargo run --release -p biennien-engine --example order -- RECORDS.jsonl [SEEDS]` prints a line for each way and fails
//! when two digests differ. RECORDS is clean input, one record a line.

#[path = "../tests/shuffle/mod.rs"]
mod shuffle;

use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use shuffle::{Way, digest_of};

/// Orders that are tried when no number is given.
const SEEDS: u64 = 20;

/// Numbers of builds into one store.
const BATCHES: [usize; 3] = [1, 7, 64];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (records, seeds) = match arguments.as_slice() {
        [records] => (records, SEEDS),
        [records, seeds] => (records, seeds.parse()?),
        _ => return Err("usage: order RECORDS.jsonl [SEEDS]".into()),
    };
    let dir = tempfile::tempdir()?;
    let mut captures: Vec<PathBuf> = Vec::new();
    for (number, line) in std::fs::read_to_string(records)?.lines().enumerate() {
        let path = dir.path().join(format!("{number}.jsonl"));
        std::fs::write(&path, line)?;
        captures.push(path);
    }
    let mut digests = BTreeSet::new();
    for seed in 1..=seeds {
        let at = usize::try_from(seed)?;
        let way = Way { seed, batches: BATCHES[at % BATCHES.len()], threads: 1 + at % 2 };
        let digest = digest_of(&captures, way)?;
        writeln!(std::io::stdout(), "{way:?} {digest}")?;
        digests.insert(digest);
    }
    if digests.len() > 1 { Err("the stores differ".into()) } else { Ok(()) }
}
