//! Flattened pages: a page's text with menus and all, to the article in it and a label for every line.
//!
//! Lines are measured by shape ([`shape`]) and cues ([`cues`]), scored and cut into article, insertions and the rest
//! ([`segment`]), labelled ([`label`], [`roles`]), and put together ([`assemble`]). Almost all of it is independent of language.

pub(crate) mod assemble;

pub(crate) mod cues;

pub(crate) mod label;

pub mod learn;

pub(crate) mod roles;

pub(crate) mod line;

pub(crate) mod markdown;

pub(crate) mod name;

pub(crate) mod near;

pub(crate) mod phrases;

pub(crate) mod repeat;

pub(crate) mod score;

pub(crate) mod segment;

pub(crate) mod shape;

pub(crate) mod title;

pub(crate) mod tokens;

pub(crate) mod traits;

pub(crate) mod wrap;

pub(crate) use assemble::{ReadPage, read};
