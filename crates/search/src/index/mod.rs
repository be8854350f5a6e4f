//! Index: the store to documents that can be searched. Derived: the folder can be deleted at any time.
//!
//! entries (what stands in the store) → ledger (what of it is indexed already) → fields (how it is kept). The ledger is
//! written after the index has committed: when the program dies between the two, the same entries are put in place of
//! themselves once more. Readers see one commit or the next.

mod entries;

mod fields;

mod ledger;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use biennien_store::Store;
use tantivy::{IndexWriter, TantivyError, Term};

use crate::SearchError;

pub(crate) use entries::Stamps;
pub(crate) use fields::{Fields, SYLLABLES, day_number, tokenizer};

use entries::{Entry, entries_of};
use ledger::Ledger;

/// Memory that the writer fills before it writes a segment, in bytes.
const WRITER_BYTES: usize = 96 << 20;

/// What one run did, in units: articles with all they say, and happenings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indexed {
    /// Units put in, or put in place of what they were before.
    pub new: usize,
    /// Units taken out.
    pub gone: usize,
    /// Units in the index afterwards.
    pub all: usize,
}

/// Folder of the index of the store in `dir`.
pub(crate) fn folder(dir: &Path) -> PathBuf {
    dir.join("search")
}

/// Brings the index of `store` up to date: only what changed since the last time is indexed.
///
/// An index that cannot be opened, or that another version made, is made anew.
///
/// # Errors
/// When the store cannot be read, or the disk refuses.
pub fn bring_up_to_date(store: &Store) -> Result<Indexed, SearchError> {
    let dir = folder(store.dir());
    let error = |act| {
        let dir = dir.clone();
        move |source: TantivyError| SearchError::Index { act, dir: dir.clone(), source: Box::new(source) }
    };
    let (index, fields, mut ledger) = open(&dir)?;
    let stamps = entries::stamps(store)?;
    if ledger.unsure {
        ledger.add_unnamed(&index, fields.unit).map_err(error("read"))?;
    }
    let gone: Vec<String> =
        ledger.stamps.keys().filter(|unit| !stamps.contains_key(*unit)).cloned().collect();
    let is_new = |(unit, stamp): &(&String, &String)| ledger.stamps.get(*unit) != Some(*stamp);
    let new: BTreeSet<&str> = stamps.iter().filter(is_new).map(|(unit, _)| unit.as_str()).collect();
    let done = Indexed { new: new.len(), gone: gone.len(), all: stamps.len() };
    if new.is_empty() && gone.is_empty() {
        return Ok(done);
    }
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).map_err(error("write"))?;
    for unit in gone.iter().map(String::as_str).chain(new.iter().copied()) {
        if ledger.stamps.contains_key(unit) {
            writer.delete_term(Term::from_field_text(fields.unit, unit));
        }
    }
    entries_of(store, &new, &mut |entry: Entry| {
        writer.add_document(fields.document(&entry)).map(|_| ()).map_err(error("write"))
    })?;
    ledger.begin(&dir)?;
    writer.commit().map_err(error("write"))?;
    writer.wait_merging_threads().map_err(error("write"))?;
    ledger.stamps = stamps;
    ledger.write(&dir)?;
    Ok(done)
}

/// Opens the index in `dir` for writing, or makes an empty one.
fn open(dir: &Path) -> Result<(tantivy::Index, Fields, Ledger), SearchError> {
    let error = |act: &'static str, source: TantivyError| SearchError::Index {
        act,
        dir: dir.to_owned(),
        source: Box::new(source),
    };
    let (schema, fields) = Fields::new();
    let old = Ledger::read(dir)?;
    if let Some(ledger) = old
        && let Ok(index) = tantivy::Index::open_in_dir(dir)
        && index.schema() == schema
    {
        index.tokenizers().register(SYLLABLES, tokenizer());
        return Ok((index, fields, ledger));
    }
    if dir.exists() {
        fs::remove_dir_all(dir).map_err(|source| error("remove", source.into()))?;
    }
    fs::create_dir_all(dir).map_err(|source| error("make", source.into()))?;
    let index = tantivy::Index::create_in_dir(dir, schema).map_err(|source| error("make", source))?;
    index.tokenizers().register(SYLLABLES, tokenizer());
    Ok((index, fields, Ledger::default()))
}
