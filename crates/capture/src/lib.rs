//! Capture: files and containers to captures: bytes and where they came from.
//!
//! In: paths (files, folders, `-` for standard input). Out: an [`Item`] a record, in input order: a
//! [`Capture`](biennien_model::Capture), or a [`Failed`] input with its path, offset and reason.
//! Containers (gzip, zstd, JSON lines, WARC, feeds) are told by content and opened; records are streamed, one
//! in memory at a time. Decoding characters and finding the article are left to the article stage.

mod digest;

mod proof;

mod item;

mod walk;

mod held;

mod frames;

mod stream;

mod sniff;

mod dates;

mod plain;

mod fields;

mod lines;

mod entry;

mod feed;

mod http;

mod seen;

mod warc;

mod open;

pub use digest::digest;
pub use fields::Field;
pub use item::{CaptureError, Failed, Item, Passed, RECORD_BYTES_MAX};
pub use open::{read_path, read_paths, read_stream};
