//! Items: what comes out of an input, a capture or the reason why there is none.

use std::io;
use std::path::PathBuf;

use biennien_model::{Capture, Media, Problem, Sighting};

use crate::digest;

/// The largest record that is read, in bytes; a larger one is named as `too_large` and passed over.
pub const RECORD_BYTES_MAX: usize = 64 << 20;

/// One result of reading inputs.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// One record.
    Capture(Capture),
    /// What was captured before, met again: an archive holds a note of it in place of its bytes.
    Sighting(Sighting),
    /// An input, or a part of one, that gave no capture.
    Failed(Failed),
    /// A record that is in order and holds no page.
    Passed(Passed),
}

/// A record that holds no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The file.
    pub path: String,
    /// Byte offset in the decompressed file.
    pub offset: u64,
    /// Why, in few words that many records share: `HTTP status 404`, `image/png`.
    pub why: String,
}

/// An input, or a part of one, that gave no capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The file, as it was given or found; `-` for standard input.
    pub path: String,
    /// Byte offset in the (decompressed) file.
    pub offset: u64,
    /// `empty`, `binary`, `bad_json`, `bad_field`, `bad_feed`, `bad_warc`, `too_large`, `truncated`, `damaged` or
    /// `unreadable`.
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
}

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The file or folder could not be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Receives items in input order.
pub(crate) type Take<'a> = &'a mut dyn FnMut(Item);

/// Hands a failed part of `path` to `take`.
pub(crate) fn fail(take: Take<'_>, path: &str, offset: u64, code: &'static str, message: impl Into<String>) {
    take(Item::Failed(Failed { path: path.to_owned(), offset, code, message: message.into() }));
}

/// Hands a record without a page to `take`.
pub(crate) fn pass(take: Take<'_>, path: &str, offset: u64, why: impl Into<String>) {
    take(Item::Passed(Passed { path: path.to_owned(), offset, why: why.into() }));
}

/// A capture of `bytes` that stand at `offset` of `path`, named after the file.
pub(crate) fn capture(bytes: Vec<u8>, media: Media, path: &str, offset: u64) -> Capture {
    let name = if path == "-" { "stdin" } else { path.rsplit(['/', '\\']).next().unwrap_or(path) };
    Capture {
        digest: digest(&bytes),
        source_id: name.to_owned(),
        media,
        bytes,
        path: path.to_owned(),
        offset,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    }
}

/// How a compressed stream ended before its time, as a problem of the record that was being read.
pub(crate) fn cut_problem(cut: &Cut, end: u64) -> Problem {
    Problem::new(cut.code, format!("{} after {end} bytes; what came before is kept", cut.message))
}

/// The early end of a compressed stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// `truncated` or `damaged`.
    pub(crate) code: &'static str,
    /// What the decoder says.
    pub(crate) message: String,
    /// True when it is within a frame, false when it is between two.
    pub(crate) is_inside: bool,
}
