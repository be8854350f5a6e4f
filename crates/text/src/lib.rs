//! Text: an article's text to paragraphs, sentences, tokens and quotations.
//!
//! In: an article. Out: a [`Document`] whose offsets count in the article's text, which is never rewritten.

mod lower;

mod token;

mod quote;

mod sentence;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Document, LineKind, Paragraph, Span};

pub use lower::lower_in_step;
pub use token::tokens;

/// Cuts `article` into paragraphs, sentences, tokens and quotations.
pub fn split(article: &Article, knowledge: &Knowledge) -> Document {
    let mut document = Document {
        text: article.text.clone(),
        lower: lower_in_step(&article.text),
        paragraphs: paragraphs(article),
        sentences: Vec::new(),
        tokens: token::tokens(&article.text),
        quotations: Vec::new(),
    };
    document.quotations = quote::quotations(&document);
    sentence::add_sentences(&mut document, knowledge);
    document
}

/// One paragraph a line of the text, with the kind of the page line it came from.
fn paragraphs(article: &Article) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in article.text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let kind = article
            .lines
            .iter()
            .find(|line| line.span.is_some_and(|other| other.overlaps(span)))
            .map_or(LineKind::Body, |line| line.kind);
        paragraphs.push(Paragraph { span, kind, sentences: 0..0 });
    }
    paragraphs
}
