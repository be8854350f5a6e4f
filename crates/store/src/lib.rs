//! Store: durable facts in one SQLite file inside the store folder.
//!
//! Captures are kept as they came, byte for byte; everything else can be rebuilt from them. One process writes at a
//! time, any number read. Every change is one transaction: after a crash the store is as before it or as after it.
//! Knows no language.

mod error;

mod lock;

mod schema;

mod open;

mod captures;

mod readings;

mod chronicle;

mod stories;

mod check;

mod counts;

pub use captures::Failure;
pub use check::Fault;
pub use counts::Counts;
pub use error::StoreError;
pub use open::{Store, Writer};
pub use readings::{Evidence, Kept, StoredArticle};
pub use stories::{Grouped, Place};
