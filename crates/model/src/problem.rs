//! Problem: what could not be read, as a value that travels with what could.

use serde::{Deserialize, Serialize};

/// One thing that went wrong with one input, or that its reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable word for programs, for example `bad_utf8`, `empty`, `truncated`, `undated`, `bug`.
    pub code: String,
    /// One sentence for people: what, where (byte offset or line), and what was done about it.
    pub message: String,
}

impl Problem {
    /// Makes a problem.
    pub fn new(code: &str, message: impl Into<String>) -> Problem {
        Problem { code: code.to_owned(), message: message.into() }
    }
}
