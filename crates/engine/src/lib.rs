//! Engine: the order of the stages, batches, threads.
//!
//! In: paths, tables, a store. Out: readings, or a store whose chronicle is up to date. A panic is contained to one
//! capture and recorded as a problem of kind `bug`.

mod panics;

mod reader;

mod batch;

mod stories;

mod build;

mod check;

mod digest;

mod examples;

mod suggest;

mod typed;

pub use biennien_article::JudgedLine;
pub use biennien_capture::Field;

pub use batch::{Inputs, judge_in_order, read_in_order};
pub use biennien_extract::mention::Sort;
pub use build::{Progress, Summary, build, is_cut};
pub use check::check;
pub use digest::digest;
pub use examples::{Failing, check_examples, check_spellings};
pub use panics::{panic_words, quiet_panics};
pub use reader::{Judged, Read, Reader};
pub use suggest::{Known, Lacking, Suggestion, suggest};

/// Version of the program; readings made by another one are made anew.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");
