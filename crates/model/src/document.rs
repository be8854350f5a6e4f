//! Document: an article's text cut into paragraphs, sentences and tokens. The text is never rewritten.

use std::ops::Range;

use crate::{LineKind, Span};

/// An article ready for extraction.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The article's text.
    pub text: String,
    /// The same text in lower case, byte for byte in step with `text`
    /// (a letter whose lower case has another length stays as it is).
    pub lower: String,
    /// Paragraphs in text order, the headline first.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in text order; none crosses a paragraph.
    pub sentences: Vec<Sentence>,
    /// Tokens in text order.
    pub tokens: Vec<Token>,
    /// Quotations in text order, outermost only.
    pub quotations: Vec<Quotation>,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Bytes of the text, without the line feed.
    pub span: Span,
    /// What the line was on the page.
    pub kind: LineKind,
    /// Its sentences, as indices.
    pub sentences: Range<usize>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, with the closing mark and quotation mark.
    pub span: Span,
    /// The paragraph it stands in, as an index.
    pub paragraph: usize,
    /// Its tokens, as indices.
    pub tokens: Range<usize>,
}

/// A syllable, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, first one small ("cuộc", "F-16" is `Name`).
    Small,
    /// Letters, first one a capital.
    Capital,
    /// Digits, with inner points, commas, slashes and dashes ("30.12", "7/12", "100.000").
    Number,
    /// An opening or closing quotation mark.
    Quote,
    /// Any other mark.
    Mark,
}

/// Words between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without the marks.
    pub inner: Span,
    /// False when the closing mark is missing and the paragraph's end was taken.
    pub closed: bool,
}

impl Document {
    /// The sentence that holds the byte at `offset`, as an index.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index].span.holds(offset).then_some(index)
    }

    /// The paragraph that holds the byte at `offset`, as an index.
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset <= self.paragraphs[index].span.end).then_some(index)
    }

    /// Index of the first token that starts at or after `offset`.
    pub fn token_from(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The tokens that lie in `span`, as indices.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_from(span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        first..end.max(first)
    }

    /// The outermost quotation that holds the byte at `offset`.
    pub fn quotation_at(&self, offset: usize) -> Option<&Quotation> {
        let after = self.quotations.partition_point(|quotation| quotation.outer.start <= offset);
        let quotation = self.quotations.get(after.checked_sub(1)?)?;
        quotation.outer.holds(offset).then_some(quotation)
    }
}
