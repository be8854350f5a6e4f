//! Errors of the store: the act, the object, the next step.

use std::io;
use std::path::PathBuf;

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("no store in {}; make one with `biennien build PATH… --store {}`", dir.display(), dir.display())]
    Missing {
        /// The store folder.
        dir: PathBuf,
    },
    /// The folder or file could not be made or opened.
    #[error("cannot open the store in {}", dir.display())]
    Open {
        /// The store folder.
        dir: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process writes the store.
    #[error("the store in {} is being written by process {pid}; wait for it to end", dir.display())]
    Locked {
        /// The store folder.
        dir: PathBuf,
        /// The other process, as it named itself.
        pid: String,
    },
    /// The store was written by a newer program.
    #[error("the store in {} has format {found}, this program reads up to {newest}; use a newer biennien", dir.display())]
    TooNew {
        /// The store folder.
        dir: PathBuf,
        /// Format of the store.
        found: i64,
        /// Newest format that this program reads.
        newest: i64,
    },
    /// The store was written by an older program, and only a writer may bring it up to date.
    #[error("the store in {} has format {found}, this program reads {newest}; bring it up to date with `biennien build`", dir.display())]
    TooOld {
        /// The store folder.
        dir: PathBuf,
        /// Format of the store.
        found: i64,
        /// Format that this program reads.
        newest: i64,
    },
    /// The file is no SQLite database, or not one of ours, or broken.
    #[error("the store in {} is damaged ({what}); build it anew from the captures into another folder", dir.display())]
    Damaged {
        /// The store folder.
        dir: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A statement failed.
    #[error("cannot {act} the store in {}", dir.display())]
    Database {
        /// The store folder.
        dir: PathBuf,
        /// What was being done.
        act: &'static str,
        /// Why.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// True when the store itself is at fault and not the disk or the caller (exit code 4).
    pub fn is_damage(&self) -> bool {
        matches!(self, StoreError::TooNew { .. } | StoreError::Damaged { .. })
    }
}
