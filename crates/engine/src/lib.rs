//! Engine: the order of the stages, batches, threads.
//!
//! In: captures. Out: readings. A panic is contained to one capture and recorded as a problem of kind `bug`.

mod reader;

pub use reader::Reader;
