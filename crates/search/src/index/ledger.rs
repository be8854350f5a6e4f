//! Ledger: which units are in the index, each with a stamp of what it was when it was put in.
//!
//! A text file beside the index, written whole and renamed into place after the index committed. A mark is set before
//! the commit, so that a run that died in between is known to have left units that the ledger does not name.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tantivy::TantivyError;
use tantivy::schema::Field;

use crate::SearchError;

use super::Stamps;

/// Name and form of the file; another form is not read.
const FILE: &str = "ledger.tsv";

/// First line of the file.
const HEADER: &str = "unit\tstamp of form 1";

/// Exists while the index may hold more than the ledger names.
const MARK: &str = "ledger.open";

/// What is indexed.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Stamp by unit.
    pub(super) stamps: Stamps,
    /// True when a run died between commit and ledger: units may be in the index that are not named here.
    pub(super) unsure: bool,
}

impl Ledger {
    /// The ledger in `dir`; `None` when there is none that can be used.
    pub(super) fn read(dir: &Path) -> Result<Option<Ledger>, SearchError> {
        let path = dir.join(FILE);
        let unsure = dir.join(MARK).exists();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => {
                return Ok(None);
            }
            Err(source) => return Err(SearchError::Ledger { act: "read", path, source }),
        };
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Ok(None);
        }
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        let stamps: BTreeMap<_, _> = pairs.map(|(unit, stamp)| (unit.to_owned(), stamp.to_owned())).collect();
        Ok(Some(Ledger { stamps, unsure }))
    }

    /// Adds the units that stand in `index` and are not named, with a stamp that no unit has.
    pub(super) fn add_unnamed(&mut self, index: &tantivy::Index, unit: Field) -> Result<(), TantivyError> {
        for segment in index.reader()?.searcher().segment_readers() {
            let inverted = segment.inverted_index(unit)?;
            let mut units = inverted.terms().stream()?;
            while units.advance() {
                let unit = String::from_utf8_lossy(units.key()).into_owned();
                self.stamps.insert(unit, String::new());
            }
        }
        Ok(())
    }

    /// Notes that the index is about to change.
    pub(super) fn begin(&self, dir: &Path) -> Result<(), SearchError> {
        let path = dir.join(MARK);
        fs::write(&path, "").map_err(|source| SearchError::Ledger { act: "write", path, source })
    }

    /// Writes the ledger in place of the old one.
    pub(super) fn write(&self, dir: &Path) -> Result<(), SearchError> {
        let path = dir.join(FILE);
        self.write_file(&path, dir).map_err(|source| SearchError::Ledger { act: "write", path, source })
    }

    fn write_file(&self, path: &Path, dir: &Path) -> io::Result<()> {
        let beside = dir.join("ledger.new");
        let mut file = io::BufWriter::new(fs::File::create(&beside)?);
        writeln!(file, "{HEADER}")?;
        for (unit, stamp) in &self.stamps {
            writeln!(file, "{unit}\t{stamp}")?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)?;
        fs::remove_file(dir.join(MARK))
    }
}
