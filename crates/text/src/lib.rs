//! Text: an article's text to paragraphs, sentences, tokens and quotations; and words, for who asks for them.
//!
//! In: an article. Out: a [`Document`] whose offsets count in the article's text, which is never rewritten.

mod lower;

mod token;

mod quote;

mod sentence;

mod word;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Document, LineKind, Paragraph, Span};

pub use lower::lower_in_step;
pub use token::tokens;
pub use word::Words;

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
    let mut lines = article.lines.iter().filter_map(|line| Some((line.span?, line.kind))).peekable();
    let mut start = 0;
    for line in article.text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if line.trim().is_empty() {
            continue;
        }
        while lines.next_if(|(other, _)| other.end <= span.start).is_some() {}
        let kind =
            lines.peek().filter(|(other, _)| other.overlaps(span)).map_or(LineKind::Body, |(_, kind)| *kind);
        paragraphs.push(Paragraph { span, kind, sentences: 0..0 });
    }
    paragraphs
}

#[cfg(test)]
mod tests {

    use super::*;

    /// Cuts the text into sentences and compares them with the parts between the bars.
    #[track_caller]
    fn check(marked: &str) {
        let text: String = marked.replace('|', "");
        let article = Article { text, ..Article::default() };
        let document = split(&article, &Knowledge::built_in());
        let found: Vec<&str> =
            document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect();
        let expected: Vec<&str> = marked.split(['|', '\n']).map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_headline_needs_no_stop() {
        check("Đoài Quốc đóng cửa khẩu\nLãm Châu phản đối.");
    }

    #[test]
    fn abbreviations_end_nothing() {
        check("Ông đến TP. Hạ Lam hôm qua.| TS. Lụa đón ông.| Bà V. T. ở lại.");
    }

    #[test]
    fn numbers_with_points_are_whole() {
        check("Có 1.200 người đến ngày 17.5.| Họ ở lại.");
    }

    #[test]
    fn a_quotation_of_several_sentences_is_whole() {
        check("“Chúng tôi chờ. Chúng tôi sẽ chờ tiếp”, bà Lụa nói.| Ông Tám im lặng.");
    }

    #[test]
    fn a_stop_before_the_closing_mark_ends_the_sentence() {
        check("Bà nói: “Chúng tôi chờ.”| Ông Tám im lặng.");
    }

    #[test]
    fn a_dash_after_a_quotation_goes_on() {
        check("“Chúng tôi chờ!” – bà Lụa nói.| Ông Tám im lặng.");
    }

    #[test]
    fn dots_end_a_sentence_before_a_capital() {
        check("Họ chờ mãi...| Không ai đến.| Rồi… họ về.");
    }
}
