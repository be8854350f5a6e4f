//! Article: a capture to the article in it: text, particulars, and a label for every line.

mod clean;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Capture, Media, Problem};

/// The page tables, compiled for matching.
pub struct Rules {}

impl Rules {
    /// Compiles the tables; do it once.
    pub fn compile(_knowledge: &Knowledge) -> Rules {
        Rules {}
    }
}

/// Reads the article of `capture`, and what could not be read. Never fails: a page without an article has empty text.
pub fn read(capture: &Capture, _rules: &Rules) -> (Article, Vec<Problem>) {
    match capture.media {
        Media::Clean | Media::Feed => clean::read(capture),
        Media::Html | Media::Text => clean::read(capture),
    }
}
