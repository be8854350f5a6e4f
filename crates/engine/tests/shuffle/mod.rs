//! Shuffle: captures built in an order drawn by a seed, in batches, on a number of threads.

use std::error::Error;
use std::path::PathBuf;

use biennien_engine::{Inputs, Progress, Reader, build, digest};
use biennien_knowledge::Knowledge;
use biennien_store::Writer;

/// One way to build the same captures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// Draws the order; 0 leaves it.
    pub(crate) seed: u64,
    /// Builds, one after the other, into one store.
    pub(crate) batches: usize,
    pub(crate) threads: usize,
}

struct Silent;

impl Progress for Silent {
    fn captures(&self, _: usize) {}
    fn joining(&self) {}
}

/// The digest of the store that `captures` give when they are built in this way.
pub(crate) fn digest_of(captures: &[PathBuf], way: Way) -> Result<String, Box<dyn Error>> {
    let dir = tempfile::tempdir()?;
    let reader = Reader::new(Knowledge::built_in());
    let threads = rayon::ThreadPoolBuilder::new().num_threads(way.threads).build()?;
    let mut store = Writer::open(dir.path())?;
    let captures = shuffled(captures, way.seed);
    for batch in captures.chunks(captures.len().div_ceil(way.batches).max(1)) {
        threads.install(|| build(Inputs { paths: batch, fields: &[] }, &mut store, &reader, &Silent))?;
    }
    Ok(digest(&store)?)
}

fn shuffled(captures: &[PathBuf], seed: u64) -> Vec<PathBuf> {
    let mut captures = captures.to_vec();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for at in (1..captures.len()).rev().take_while(|_| seed > 0) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        captures.swap(at, usize::try_from(state >> 33).unwrap_or_default() % (at + 1));
    }
    captures
}
