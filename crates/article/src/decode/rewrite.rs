//! Rewriting: a text with some stretches of it written anew, places kept.

use biennien_model::Span;

use crate::mapped::{Copying, Mapped};

/// Takes replacements in text order and copies what stands between them.
pub(crate) struct Rewriter {
    source: Mapped,
    written: Mapped,
    /// How far `source` was copied.
    done: usize,
}

impl Rewriter {
    pub(crate) fn new(source: Mapped) -> Rewriter {
        Rewriter { source, written: Mapped::default(), done: 0 }
    }

    /// Writes `letters` in place of `span`, which lies behind all spans before it. They stand where the span stood.
    pub(crate) fn replace(&mut self, span: Span, letters: &str) {
        self.written.push_part(&self.source, Span::new(self.done, span.start));
        match self.source.map.raw(span) {
            Some(raw) => self.written.push_raw(letters, raw, Copying::Decoded),
            None => self.written.push_new(letters),
        }
        self.done = span.end;
    }

    /// The text with the replacements; the same value when there were none.
    pub(crate) fn finish(mut self) -> Mapped {
        if self.done == 0 {
            return self.source;
        }
        self.written.push_part(&self.source, Span::new(self.done, self.source.text.len()));
        self.written
    }
}
