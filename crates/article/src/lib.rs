//! Article: a capture to the article in it: text, particulars, and a label for every line.

mod mapped;

mod decode;

mod json;

mod outlet;

mod clean;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Capture, Media, Problem};

use crate::outlet::Outlets;

/// The page tables, compiled for matching.
pub struct Rules {
    outlets: Outlets,
}

impl Rules {
    /// Compiles the tables; do it once.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        Rules { outlets: Outlets::compile(knowledge) }
    }
}

/// Reads the article of `capture`, and what could not be read. Never fails: a page without an article has empty text.
pub fn read(capture: &Capture, rules: &Rules) -> (Article, Vec<Problem>) {
    match capture.media {
        Media::Clean | Media::Feed => clean::read(capture, &rules.outlets),
        Media::Html | Media::Text => clean::read(capture, &rules.outlets),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A capture of `text`, for tests.
    pub(crate) fn capture(text: &str, media: Media) -> Capture {
        Capture {
            digest: "0".repeat(64),
            source_id: "test".to_owned(),
            media,
            bytes: text.as_bytes().to_vec(),
            path: "test".to_owned(),
            offset: 0,
            url: None,
            captured: None,
            problems: Vec::new(),
        }
    }
}
