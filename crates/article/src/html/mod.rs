//! HTML pages: markup to lines that know their places, and then the same labels as for flattened pages.
//!
//! A linear scan ([`scan`]) turns the page into lines with what the markup says of each ([`markup`]); particulars
//! come from the head ([`meta`]) where it has them. No tree is built: parsers of the HTML standard take quadratic
//! time on deep nesting, and lose the place of each letter.

mod attributes;

mod cards;

mod container;

mod element;

mod kinds;

mod linked;

mod line;

mod links;

pub(crate) mod markup;

pub(crate) mod meta;

mod moment;

mod quoted;

pub(crate) mod read;

pub(crate) mod scan;

mod sentence;

mod statement;

mod tree;

mod verdict;

pub(crate) use meta::Home;
pub(crate) use moment::local_time;
pub(crate) use read::read;
