//! Token line: a document's tokens as one string in which every token carries its own borders.
//!
//! Rules match this string instead of the text, so that a pattern can never begin or end inside a word, white space
//! never matters, and no pattern runs over a paragraph's end.

use biennien_model::{Document, Span, TokenKind};

/// Stands before every token.
pub(crate) const OPEN: char = '\u{1}';
/// Stands after a token that begins with a small letter, a digit or a mark.
pub(crate) const SMALL: char = '\u{2}';
/// Stands after a token that begins with a capital.
pub(crate) const CAPITAL: char = '\u{3}';
/// The token at the end of a paragraph.
pub(crate) const PARAGRAPH: &str = "¶";

/// The tokens of one document, in lower case.
pub(crate) struct TokenLine {
    /// All tokens with their borders.
    pub(crate) text: String,
    starts: Vec<usize>,
    spans: Vec<Span>,
}

impl TokenLine {
    /// Writes the tokens of `document` in a line, with a token [`PARAGRAPH`] after each paragraph.
    pub(crate) fn new(document: &Document) -> TokenLine {
        let size = document.tokens.len() + document.paragraphs.len();
        let mut line = TokenLine {
            text: String::with_capacity(document.text.len() + 2 * size),
            starts: Vec::with_capacity(size),
            spans: Vec::with_capacity(size),
        };
        let mut paragraphs = document.paragraphs.iter().map(|paragraph| paragraph.span.end).peekable();
        for token in &document.tokens {
            while let Some(end) = paragraphs.next_if(|&end| end <= token.span.start) {
                line.push(PARAGRAPH, SMALL, Span::new(end, end));
            }
            let close = if token.kind == TokenKind::Capital { CAPITAL } else { SMALL };
            line.push(token.span.of(&document.lower), close, token.span);
        }
        let end = document.text.len();
        line.push(PARAGRAPH, SMALL, Span::new(end, end));
        line
    }

    fn push(&mut self, word: &str, close: char, span: Span) {
        self.starts.push(self.text.len());
        self.spans.push(span);
        self.text.push(OPEN);
        self.text.push_str(word);
        self.text.push(close);
    }

    /// Number of tokens, paragraph ends counted.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Index of the token that begins at byte `start` of the line.
    pub(crate) fn token(&self, start: usize) -> usize {
        self.starts.partition_point(|&other| other < start)
    }

    /// Index of the first token that stands at or after byte `offset` of the document's text.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.spans.partition_point(|span| span.start < offset)
    }

    /// The word of token `index`, in lower case; empty beyond the ends.
    pub(crate) fn word(&self, index: usize) -> &str {
        let Some(&start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        plain(&self.text[start..end])
    }

    /// The bytes of the document's text from token `first` to before token `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        self.spans[first].join(self.spans[end - 1])
    }
}

/// One token of a line without its borders.
fn plain(token: &str) -> &str {
    token.trim_matches([OPEN, SMALL, CAPITAL])
}

/// Part of a line as words with one space between.
pub(crate) fn words(part: &str) -> String {
    let mut words = String::new();
    for token in part.split(OPEN).filter(|token| !token.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(plain(token));
    }
    words
}
