//! Capture: files and containers to captures: bytes and where they came from.
//!
//! In: paths. Out: one [`Capture`] a record, in input order, with problems for what was damaged.

mod digest;

mod open;

pub use digest::digest;
pub use open::{CaptureError, read_path};
