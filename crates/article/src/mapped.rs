//! Mapped text: text that knows where each piece of it stands in the raw capture.

use biennien_model::{Piece, RawMap, Span};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text and the raw bytes that each piece of it was decoded from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Mapped {
    /// The decoded text.
    pub(crate) text: String,
    /// Where it stands in the capture; gaps stand nowhere.
    pub(crate) map: RawMap,
}

impl Mapped {
    /// Adds `text`, which stands nowhere in the capture.
    pub(crate) fn push_new(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds `text`, decoded from the capture's bytes `raw`; `same` tells whether the bytes are the same.
    pub(crate) fn push_raw(&mut self, text: &str, raw: Span, same: Copying) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let same = same == Copying::Same;
        self.map.push(Piece { text: Span::new(start, self.text.len()), raw, same });
    }

    /// Adds the part `span` of `source`, with its places.
    pub(crate) fn push_part(&mut self, source: &Mapped, span: Span) {
        let part = span.of(&source.text);
        if part.is_empty() {
            return;
        }
        let base = self.text.len();
        self.text.push_str(part);
        let pieces = &source.map.pieces;
        let first = pieces.partition_point(|piece| piece.text.end <= span.start);
        for piece in pieces[first..].iter().take_while(|piece| piece.text.start < span.end) {
            let (start, end) = (piece.text.start.max(span.start), piece.text.end.min(span.end));
            let raw = if piece.same {
                let raw_start = piece.raw.start + (start - piece.text.start);
                Span::new(raw_start, raw_start + (end - start))
            } else {
                piece.raw
            };
            let text = Span::new(base + start - span.start, base + end - span.start);
            self.map.push(Piece { text, raw, same: piece.same });
        }
    }

    /// The same text in normal form C. Letters that were put together are pieces of their own.
    pub(crate) fn composed(self) -> Mapped {
        if is_nfc_quick(self.text.chars()) == IsNormalized::Yes {
            return self;
        }
        let mut composed = Mapped::default();
        // Letters without marks go over as they are, in runs.
        let (mut run, mut start) = (0, 0);
        // A cluster is a letter with what can be put together with it: marks, vowel signs, Hangul jamo. Normal form
        // never reaches across clusters.
        let follows = |letter: char| {
            !letter.is_ascii()
                && (canonical_combining_class(letter) != 0
                    || is_nfc_quick(std::iter::once(letter)) == IsNormalized::Maybe)
        };
        for (at, letter) in self.text.char_indices().chain([(self.text.len(), '\0')]) {
            if at <= start || follows(letter) {
                continue;
            }
            let cluster = Span::new(start, at);
            let written = cluster.of(&self.text);
            let single = written.len() == 1
                || (written.chars().nth(1).is_none() && is_nfc_quick(written.chars()) == IsNormalized::Yes);
            if !single {
                composed.push_part(&self, Span::new(run, start));
                composed.push_cluster(&self, cluster);
                run = at;
            }
            start = at;
        }
        composed.push_part(&self, Span::new(run, self.text.len()));
        if is_nfc_quick(composed.text.chars()) != IsNormalized::No {
            return composed;
        }
        let whole = Span::new(0, self.text.len());
        let text: String = self.text.nfc().collect();
        let mut coarse = Mapped::default();
        match self.map.raw(whole) {
            Some(raw) => coarse.push_raw(&text, raw, Copying::Decoded),
            None => coarse.push_new(&text),
        }
        coarse
    }

    fn push_cluster(&mut self, source: &Mapped, cluster: Span) {
        let written = cluster.of(&source.text);
        if written.len() == 1 || written.nfc().eq(written.chars()) {
            return self.push_part(source, cluster);
        }
        let letters: String = written.nfc().collect();
        match source.map.raw(cluster) {
            Some(raw) => self.push_raw(&letters, raw, Copying::Decoded),
            None => self.push_new(&letters),
        }
    }
}

/// Whether a piece of text has the same bytes as its place in the capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Copying {
    /// Byte for byte.
    Same,
    /// Decoded from an escape, an entity, another encoding or loose marks.
    Decoded,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, composed: &str, pieces: &[(&str, &str)]) {
        let mut mapped = Mapped::default();
        mapped.push_raw(raw, Span::new(0, raw.len()), Copying::Same);
        let mapped = mapped.composed();
        assert_eq!(mapped.text, composed);
        let found: Vec<_> =
            mapped.map.pieces.iter().map(|piece| (piece.text.of(&mapped.text), piece.raw.of(raw))).collect();
        assert_eq!(found, pieces);
    }

    #[test]
    fn loose_marks_are_put_together_and_mapped() {
        check("Hà", "Hà", &[("Hà", "Hà")]);
        check(
            "Ha\u{300} No\u{323}\u{302}i",
            "Hà Nội",
            &[("H", "H"), ("à", "a\u{300}"), (" N", " N"), ("ộ", "o\u{323}\u{302}"), ("i", "i")],
        );
    }
}
