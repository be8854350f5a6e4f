//! Article: a capture to the article in it: text, particulars, and a label for every line.

mod mapped;

mod decode;

mod json;

mod outlet;

mod dates;

mod address;

mod ago;

mod page;

mod html;

mod clean;

mod evidence;

mod judge;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Capture, Media, Problem};

use crate::address::Addresses;
use crate::dates::Dates;
use crate::decode::Encodings;
use crate::html::markup::MarkupRules;
use crate::outlet::Outlets;
use crate::page::cues::Cues;
use crate::page::phrases::Phrases;
use crate::page::score::Weights;

pub use ago::captured_at;
pub use evidence::Evidence;
pub use judge::{JudgedLine, Part, Reason, judge};
pub use page::learn;

/// The page tables, compiled for matching.
pub struct Rules {
    outlets: Outlets,
    dates: Dates,
    addresses: Addresses,
    cues: Cues,
    phrases: Phrases,
    weights: Weights,
    encodings: Encodings,
    markup: MarkupRules,
}

impl Rules {
    /// Compiles the tables; do it once.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        Rules {
            outlets: Outlets::compile(knowledge),
            dates: Dates::compile(&knowledge.pages),
            addresses: Addresses::compile(&knowledge.pages),
            cues: Cues::compile(&knowledge.pages),
            phrases: Phrases::compile(&knowledge.pages),
            weights: Weights::new(&knowledge.pages.weights),
            encodings: Encodings::compile(&knowledge.encodings),
            markup: MarkupRules::compile(&knowledge.pages),
        }
    }
}

/// Reads the article of `capture`, and what could not be read. Never fails: a page without an article has empty text.
pub fn read(capture: &Capture, rules: &Rules) -> (Article, Vec<Problem>) {
    let (mut article, mut problems) = match capture.media {
        Media::Clean | Media::Feed => clean::read(capture, rules),
        Media::Html => as_read(html::read(capture, rules)),
        Media::Text => as_read(page::read(capture, rules)),
    };
    if article.published.is_none() && !article.text.trim().is_empty() {
        article.published = article.url.as_deref().and_then(|url| rules.addresses.published(url));
        problems.retain(|problem| problem.code != "undated" || article.published.is_none());
    }
    (article, problems)
}

fn as_read(page: page::ReadPage) -> (Article, Vec<Problem>) {
    (page.article, page.problems)
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
            charset: None,
            problems: Vec::new(),
        }
    }
}
