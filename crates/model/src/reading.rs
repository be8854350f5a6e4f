//! Reading: everything that one capture gave.

use serde::{Deserialize, Serialize};

use crate::{Article, Event, Mention, Problem, Statement, Time};

/// What was read from one capture, in the shape that `biennien read` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Names, in text order.
    pub mentions: Vec<Mention>,
    /// Times, in text order, never overlapping.
    pub times: Vec<Time>,
    /// Statements, in the order of their contents.
    pub statements: Vec<Statement>,
    /// Events, in the order of their triggers.
    pub events: Vec<Event>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
