//! Capture: the bytes of one page or record as they came, and where they came from.

use serde::{Deserialize, Serialize};

use crate::Problem;

/// What the bytes of a capture are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Media {
    /// A page flattened to plain text, menus and all.
    Text,
    /// An HTML page.
    Html,
    /// One object of clean input (JSON), whose text is taken as the article.
    Clean,
    /// One entry of a feed, as JSON in the clean form with basis `feed`.
    Feed,
}

/// A place where a capture was met again: an archive holds a note of it in place of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Digest of the capture.
    pub digest: String,
    /// The file.
    pub path: String,
    /// Byte offset in the decompressed file.
    pub offset: u64,
    /// The input's own id.
    pub source_id: String,
    /// The page's address.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<String>,
}

/// One captured page or record.
///
/// Containers (gzip, zstd, JSON lines, WARC, feeds) are opened before: a capture is one record of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
    pub digest: String,
    /// The input's own id (clean input) or its file name.
    pub source_id: String,
    /// What the bytes are.
    pub media: Media,
    /// The record, byte for byte.
    pub bytes: Vec<u8>,
    /// The file it was read from, and the byte offset in the (decompressed) container.
    pub path: String,
    /// Byte offset of the record in the decompressed file; 0 for a file of one record.
    pub offset: u64,
    /// The page's address, when the container tells it.
    pub url: Option<String>,
    /// When it was captured (ISO date and time), when the container tells it.
    pub captured: Option<String>,
    /// The encoding that the server named for it (`windows-1258`), as a hint for decoding.
    pub charset: Option<String>,
    /// What was wrong with the container around this record.
    pub problems: Vec<Problem>,
}
