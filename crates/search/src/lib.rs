//! Search: an index over articles, statements and happenings, and the language in which it is asked.
//!
//! In: a store; what a reader typed. Out: hits with their exact words, facets with exact counts, the query restated.
//! The index is derived from the store: it can be deleted and is made again.
//!
//! key (marks: what was typed is respected, what was left out may be anything) → query (typed text to clauses) →
//! index (store to documents) → find (clauses to hits).

mod error;

mod key;

pub mod query;

mod index;

mod find;

pub use error::SearchError;
pub use find::{Facet, Found, Hit, Index, Marked, Order, Wanted, mark};
pub use index::{Indexed, bring_up_to_date};
pub use key::{Key, keys};
