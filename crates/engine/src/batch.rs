//! Batches: captures are read by all threads and handed on in input order, with bounded memory.

use std::path::PathBuf;

use biennien_capture::{Failed, Field, Item, read_paths};
use biennien_model::Capture;
use rayon::prelude::*;

use crate::{Judged, Read, Reader};

/// Captures in a batch, at most.
const BATCH_CAPTURES: usize = 256;

/// Bytes in a batch after which it is closed.
const BATCH_BYTES: usize = 16 << 20;

/// What is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Files and folders, `-` for standard input.
    pub paths: &'a [PathBuf],
    /// Which keys of JSON records hold what; empty for clean input.
    pub fields: &'a [Field],
}

/// Reads the captures of `inputs` and hands each reading, or failed input, to `take`, in input order.
///
/// # Errors
/// What `take` returns; reading stops there.
pub fn read_in_order<E>(
    inputs: Inputs<'_>,
    reader: &Reader,
    take: &mut dyn FnMut(Result<Read, Failed>) -> Result<(), E>,
) -> Result<(), E> {
    in_order(inputs, &|capture| reader.read(capture), take)
}

/// Judges the pages of `inputs` line by line and hands them to `take` in input order.
///
/// # Errors
/// The first error of `take`.
pub fn judge_in_order<E>(
    inputs: Inputs<'_>,
    reader: &Reader,
    take: &mut dyn FnMut(Result<Judged, Failed>) -> Result<(), E>,
) -> Result<(), E> {
    in_order(inputs, &|capture| reader.judge(capture), take)
}

/// Does `work` with each capture, on all threads, and hands the results on in input order.
pub(crate) fn in_order<T: Send, E>(
    inputs: Inputs<'_>,
    work: &(dyn Fn(&Capture) -> T + Sync),
    take: &mut dyn FnMut(Result<T, Failed>) -> Result<(), E>,
) -> Result<(), E> {
    in_batches(inputs, &mut |batch| {
        let done: Vec<Result<T, Failed>> = batch
            .into_par_iter()
            .filter_map(|item| match item {
                Item::Capture(capture) => Some(Ok(work(&capture))),
                Item::Failed(failed) => Some(Err(failed)),
                Item::Sighting(_) | Item::Passed(_) => None,
            })
            .collect();
        done.into_iter().try_for_each(&mut *take)
    })
}

/// Hands the items of `inputs` to `take` in batches; after its first error nothing more is handed over.
pub(crate) fn in_batches<E>(
    inputs: Inputs<'_>,
    take: &mut dyn FnMut(Vec<Item>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut batch, mut bytes, mut result) = (Vec::new(), 0, Ok(()));
    read_paths(inputs.paths, inputs.fields, &mut |item| {
        if result.is_err() {
            return;
        }
        bytes += size(&item);
        batch.push(item);
        if batch.len() >= BATCH_CAPTURES || bytes >= BATCH_BYTES {
            bytes = 0;
            result = take(std::mem::take(&mut batch));
        }
    });
    result?;
    if batch.is_empty() { Ok(()) } else { take(batch) }
}

fn size(item: &Item) -> usize {
    match item {
        Item::Capture(Capture { bytes, .. }) => bytes.len(),
        Item::Failed(_) | Item::Sighting(_) | Item::Passed(_) => 0,
    }
}
