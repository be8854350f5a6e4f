//! Token line: a document's tokens as numbers, with a token of its own at the end of every paragraph.
//!
//! Rules match this line instead of the text, so that a pattern can never begin or end inside a word, white space
//! never matters, and no pattern runs over a paragraph's end.

use biennien_model::{Document, Span, TokenKind};

use super::vocabulary::{Shapes, UNKNOWN, Vocabulary, WordId};

/// The token at the end of a paragraph.
pub(crate) const PARAGRAPH: &str = "¶";

/// The tokens of one document.
pub(crate) struct TokenLine<'d> {
    document: &'d Document,
    units: Vec<Unit>,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Its word in lower case.
    pub(crate) word: WordId,
    /// Its shapes.
    pub(crate) shapes: Shapes,
    /// True when it begins with a capital.
    pub(crate) is_capital: bool,
    span: Span,
}

impl<'d> TokenLine<'d> {
    /// Writes the tokens of `document` in a line, with a token [`PARAGRAPH`] after each paragraph.
    pub(crate) fn new(document: &'d Document, vocabulary: &Vocabulary) -> TokenLine<'d> {
        let paragraph = vocabulary.id(PARAGRAPH);
        let end_of_paragraph =
            |end| Unit { word: paragraph, shapes: 0, is_capital: false, span: Span::new(end, end) };
        let mut units = Vec::with_capacity(document.tokens.len() + document.paragraphs.len() + 1);
        let mut ends = document.paragraphs.iter().map(|paragraph| paragraph.span.end).peekable();
        for token in &document.tokens {
            while let Some(end) = ends.next_if(|&end| end <= token.span.start) {
                units.push(end_of_paragraph(end));
            }
            let word = token.span.of(&document.lower);
            let is_capital = token.kind == TokenKind::Capital;
            let shapes = match token.kind {
                TokenKind::Quote | TokenKind::Mark => 0,
                _ => vocabulary.shapes(word, is_capital),
            };
            units.push(Unit { word: vocabulary.id(word), shapes, is_capital, span: token.span });
        }
        units.push(end_of_paragraph(document.text.len()));
        TokenLine { document, units }
    }

    /// Number of tokens, paragraph ends counted.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// Token `index`.
    pub(crate) fn unit(&self, index: usize) -> Option<&Unit> {
        self.units.get(index)
    }

    /// The number of the word of token `index`; beyond the ends none.
    pub(crate) fn word(&self, index: usize) -> WordId {
        self.units.get(index).map_or(UNKNOWN, |unit| unit.word)
    }

    /// Index of the first token that stands at or after byte `offset` of the document's text.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.units.partition_point(|unit| unit.span.start < offset)
    }

    /// The bytes of the document's text from token `first` to before token `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        self.units[first].span.join(self.units[end - 1].span)
    }

    /// Tokens `first..end` in lower case, with one space between.
    pub(crate) fn words(&self, first: usize, end: usize) -> String {
        let mut words = String::new();
        for unit in &self.units[first..end] {
            if !words.is_empty() {
                words.push(' ');
            }
            let word = unit.span.of(&self.document.lower);
            words.push_str(if unit.span.is_empty() { PARAGRAPH } else { word });
        }
        words
    }
}
