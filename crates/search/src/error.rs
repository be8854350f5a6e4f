//! Errors: what the disk or the index library refused.

use std::path::PathBuf;

use biennien_store::StoreError;

/// Why searching or indexing failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index cannot be read or written.
    #[error("cannot {act} the search index in {}: {source}; it is made anew when that folder is deleted and `biennien build` runs", dir.display())]
    Index {
        /// What was tried.
        act: &'static str,
        /// Where.
        dir: PathBuf,
        /// Why.
        source: Box<tantivy::TantivyError>,
    },
    /// There is no index, or it was made by another version.
    #[error("there is no search index in {}; `biennien build --store {}` makes it", dir.display(), store.display())]
    Missing {
        /// Where it should be.
        dir: PathBuf,
        /// The store it belongs to.
        store: PathBuf,
    },
    /// The list of what is indexed cannot be read or written.
    #[error("cannot {act} {}: {source}", path.display())]
    Ledger {
        /// What was tried.
        act: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}
