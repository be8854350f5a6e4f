//! Evidence: what the raw bytes behind a fact say, decoded anew.
//!
//! In: a capture and a span of its bytes. Out: the words that stand there, by the same decoding as the article's but by
//! another way: from the bytes forward, and not by the article's map.

use biennien_model::{Capture, Media, RawMap, Span};

use crate::Rules;
use crate::decode::decode;
use crate::html::scan::scan;
use crate::json::unescape;
use crate::mapped::Mapped;

/// A capture that was decoded once, to be asked for the words at many places.
pub struct Evidence<'a> {
    media: Media,
    source: Mapped,
    rules: &'a Rules,
}

impl Evidence<'_> {
    /// Decodes `capture`.
    pub fn of<'a>(capture: &Capture, rules: &'a Rules) -> Evidence<'a> {
        let source = decode(&capture.bytes, capture.media, &rules.encodings, &mut Vec::new());
        Evidence { media: capture.media, source, rules }
    }

    /// True when the bytes `raw` of the capture say `words`, but for white space and tags.
    pub fn says(&self, raw: Span, words: &str) -> bool {
        let mut part = Mapped::default();
        part.push_part(&self.source, decoded(&self.source.map, raw));
        let said = match self.media {
            Media::Text => part,
            Media::Html => scan(&part, &self.rules.markup).text,
            Media::Clean | Media::Feed => {
                let mut quoted = Mapped::default();
                quoted.push_new("\"");
                quoted.push_part(&part, Span::new(0, part.text.len()));
                quoted.push_new("\"");
                let written = Span::new(0, quoted.text.len());
                unescape(&quoted, written)
            }
        };
        said.composed().text.split_whitespace().eq(words.split_whitespace())
    }
}

/// The span of the decoded text that was made from the bytes `raw`.
fn decoded(map: &RawMap, raw: Span) -> Span {
    let inside: Vec<Span> = map
        .pieces
        .iter()
        .filter(|piece| piece.raw.overlaps(raw))
        .map(|piece| {
            if !piece.same {
                return piece.text;
            }
            let start = raw.start.max(piece.raw.start) - piece.raw.start;
            let end = raw.end.min(piece.raw.end) - piece.raw.start;
            Span::new(piece.text.start + start, piece.text.start + end)
        })
        .collect();
    match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => first.join(*last),
        _ => Span::new(0, 0),
    }
}
