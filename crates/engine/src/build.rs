//! Build: captures into the store, and its chronicle up to date.

use std::collections::{BTreeMap, BTreeSet};

use biennien_capture::Item;
use biennien_model::{Capture, Problem, Published};
use biennien_store::{Failure, Kept, StoreError, Writer};
use rayon::prelude::*;

use crate::batch::{Inputs, in_batches};
use crate::stories::join_stories;
use crate::{PROGRAM, Read, Reader};

/// Captures that are read anew at a time.
const STALE_BATCH: usize = 256;

/// What one build did. `read` = `new` + `unchanged`; `failed` counts inputs that gave no capture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Captures met.
    pub read: usize,
    /// Captures that the store did not have.
    pub new: usize,
    /// Captures that it had.
    pub unchanged: usize,
    /// Captures that an archive only noted as met again (WARC revisits).
    pub again: usize,
    /// Records that hold no page, by the reason.
    pub passed: BTreeMap<String, usize>,
    /// Captures of the store that were read anew, because the tables, the program or their first sighting changed.
    pub reread: usize,
    /// Inputs that could not be read, in input order.
    pub failures: Vec<Failure>,
    /// Captures that were kept with something lost: source id and problem.
    pub problems: Vec<(String, Problem)>,
    /// Captures without an article in them.
    pub without_article: usize,
    /// Happenings in the chronicle afterwards.
    pub happenings: usize,
    /// Stories afterwards.
    pub stories: usize,
}

/// What a build tells while it works.
pub trait Progress {
    /// `done` captures were read so far.
    fn captures(&self, done: usize);
    /// Joining began.
    fn joining(&self);
}

/// Reads `inputs` into `store` and brings its chronicle up to date. The same captures again change nothing.
///
/// Every batch is one transaction, and a build that was cut short is finished by the next one.
///
/// # Errors
/// When the store cannot be read or written. Inputs that cannot be read are no errors: they stand in the summary and
/// in the store.
pub fn build(
    inputs: Inputs<'_>,
    store: &mut Writer,
    reader: &Reader,
    progress: &dyn Progress,
) -> Result<Summary, StoreError> {
    let mut summary = Summary::default();
    in_batches(inputs, &mut |batch| {
        add(batch, store, reader, &mut summary)?;
        progress.captures(summary.read);
        Ok(())
    })?;
    reread(store, reader, &mut summary, progress)?;
    progress.joining();
    join(store, reader, &mut summary)?;
    Ok(summary)
}

fn add(
    batch: Vec<Item>,
    store: &mut Writer,
    reader: &Reader,
    summary: &mut Summary,
) -> Result<(), StoreError> {
    let (mut captures, mut sightings, mut fresh) = (Vec::new(), Vec::new(), BTreeSet::new());
    for item in batch {
        match item {
            Item::Capture(capture) => {
                summary.read += 1;
                if store.has_capture(&capture.digest)? || !fresh.insert(capture.digest.clone()) {
                    summary.unchanged += 1;
                } else {
                    summary.new += 1;
                }
                captures.push(capture);
            }
            Item::Sighting(sighting) => sightings.push(sighting),
            Item::Passed(passed) => *summary.passed.entry(passed.why).or_default() += 1,
            Item::Failed(failed) => {
                let (path, offset) = (failed.path, failed.offset);
                let failure = Failure { path, offset, code: failed.code.to_owned(), message: failed.message };
                store.keep_failure(&failure)?;
                summary.failures.push(failure);
            }
        }
    }
    store.keep_captures(&captures)?;
    drop(captures);
    summary.again += store.keep_sightings(&sightings)?;
    // A capture that was met twice in the batch is read as the store saw it first.
    let mut captures = Vec::new();
    for digest in &fresh {
        captures.extend(store.capture(digest)?);
    }
    keep(&captures.iter().collect::<Vec<_>>(), store, reader, summary)
}

fn keep(
    captures: &[&Capture],
    store: &mut Writer,
    reader: &Reader,
    summary: &mut Summary,
) -> Result<(), StoreError> {
    let kept: Vec<Kept> = captures.par_iter().map(|capture| kept(capture, reader, None)).collect();
    for kept in &kept {
        let reading = &kept.reading;
        summary.without_article += usize::from(reading.article.text.trim().is_empty());
        let named = reading.problems.iter().filter(|problem| is_loss(problem));
        summary.problems.extend(named.map(|problem| (reading.article.source_id.clone(), problem.clone())));
    }
    store.keep_readings(&kept, &reader.knowledge().digest, PROGRAM)
}

fn kept(capture: &Capture, reader: &Reader, neighbours: Option<&Published>) -> Kept {
    let Read { reading, member } = reader.read_dated(capture, neighbours);
    Kept { digest: capture.digest.clone(), reading, member }
}

/// True when the input broke off, so that part of it could not be read at all.
pub fn is_cut(problem: &Problem) -> bool {
    matches!(problem.code.as_str(), "truncated" | "damaged" | "too_large")
}

/// True for problems by which something of the input was lost, which the reader of the summary must hear of.
fn is_loss(problem: &Problem) -> bool {
    const LOSSES: [&str; 11] = [
        "bug",
        "truncated",
        "damaged",
        "bad_utf8",
        "bad_utf16",
        "bad_bytes",
        "bad_json",
        "bad_field",
        "bad_digest",
        "bad_length",
        "too_large",
    ];
    LOSSES.contains(&problem.code.as_str())
}

/// Reads anew what was read with other tables or by another program, or not at all.
fn reread(
    store: &mut Writer,
    reader: &Reader,
    summary: &mut Summary,
    progress: &dyn Progress,
) -> Result<(), StoreError> {
    let stale = store.stale_captures(&reader.knowledge().digest, PROGRAM)?;
    for digests in stale.chunks(STALE_BATCH) {
        let mut captures = Vec::new();
        for digest in digests {
            captures.extend(store.capture(digest)?);
        }
        keep(&captures.iter().collect::<Vec<_>>(), store, reader, summary)?;
        summary.reread += captures.len();
        progress.captures(summary.read + summary.reread);
    }
    Ok(())
}

/// Joins all members anew, unless nothing changed since the last time.
fn join(store: &mut Writer, reader: &Reader, summary: &mut Summary) -> Result<(), StoreError> {
    const JOINED: &str = "joined";
    let state = format!("{} {PROGRAM} {}", reader.knowledge().digest, store.article_ids()?.len());
    if summary.new == 0 && summary.reread == 0 && store.meta(JOINED)?.as_deref() == Some(&state) {
        summary.happenings = store.happenings()?.len();
        summary.stories = store.stories()?.len();
        return Ok(());
    }
    date_by_neighbours(store, reader)?;
    let members = store.members()?;
    let mut happenings = biennien_story::chronicle(&members);
    summary.stories = join_stories(store, reader, &members, &mut happenings)?;
    store.keep_chronicle(&happenings)?;
    store.set_meta(JOINED, &state)?;
    summary.happenings = happenings.len();
    Ok(())
}

/// Reads anew the captures whose day the other captures tell, or no longer tell, or tell otherwise than before.
fn date_by_neighbours(store: &mut Writer, reader: &Reader) -> Result<(), StoreError> {
    let members = store.members()?;
    let days = biennien_story::date_by_neighbours(&members);
    let mut changed = Vec::new();
    for member in &members {
        let day = days.get(&member.article);
        let before = member.published.as_ref().filter(|_| member.by_neighbours);
        if before == day.map(|day| &day.value) {
            continue;
        }
        let Some(stored) = store.article(&member.article)? else { continue };
        if let Some(capture) = store.capture(&stored.digest)? {
            changed.push((capture, day));
        }
    }
    let kept: Vec<Kept> = changed.par_iter().map(|(capture, day)| kept(capture, reader, *day)).collect();
    store.keep_readings(&kept, &reader.knowledge().digest, PROGRAM)
}
