//! Sentences: where one ends and the next begins. Abbreviations are rows of `vi/names/words.tsv`.

use std::collections::BTreeSet;

use biennien_knowledge::{Knowledge, WordClass};
use biennien_model::{Document, Sentence, Span, TokenKind};

/// Cuts every paragraph into sentences and writes them into `document`.
///
/// A sentence ends at `.`, `!`, `?`, `…` before a capital, a digit or an opening quotation mark, but not inside a
/// quotation that goes on, and not after an abbreviation.
pub(crate) fn add_sentences(document: &mut Document, knowledge: &Knowledge) {
    let rows = knowledge.names.words.iter().filter(|row| row.class == WordClass::Abbreviation);
    let abbreviations: BTreeSet<&str> = rows.flat_map(|row| &row.names).map(String::as_str).collect();
    let mut sentences = Vec::new();
    for index in 0..document.paragraphs.len() {
        let paragraph = document.paragraphs[index].span;
        let first = sentences.len();
        let tokens = document.tokens_in(paragraph);
        let mut from = tokens.start;
        let mut at = tokens.start;
        while at < tokens.end {
            if ends_sentence(document, &abbreviations, at, tokens.end) {
                let mut last = at;
                while last + 1 < tokens.end && closes_after(document, last) {
                    last += 1;
                }
                sentences.push(sentence(document, index, from, last + 1));
                from = last + 1;
                at = last;
            }
            at += 1;
        }
        if from < tokens.end {
            sentences.push(sentence(document, index, from, tokens.end));
        }
        document.paragraphs[index].sentences = first..sentences.len();
    }
    document.sentences = sentences;
}

fn sentence(document: &Document, paragraph: usize, from: usize, to: usize) -> Sentence {
    let span = Span::new(document.tokens[from].span.start, document.tokens[to - 1].span.end);
    Sentence { span, paragraph, tokens: from..to }
}

/// True when the mark at token `at` ends a sentence.
fn ends_sentence(document: &Document, abbreviations: &BTreeSet<&str>, at: usize, end: usize) -> bool {
    let token = document.tokens[at];
    let mark = token.span.of(&document.text);
    if token.kind != TokenKind::Mark || !matches!(mark, "." | "!" | "?" | "…") {
        return false;
    }
    if let Some(quotation) = document.quotation_at(token.span.start)
        && token.span.end < quotation.inner.end
        && quotation.closed
    {
        return false;
    }
    if mark == "." && at > 0 && is_abbreviation(document, abbreviations, at) {
        return false;
    }
    let mut next = at + 1;
    while next < end
        && matches!(document.tokens[next].span.of(&document.text), "”" | "\"" | "’" | "»" | ")" | "." | "…")
    {
        next += 1;
    }
    let Some(next) = document.tokens[..end].get(next) else { return true };
    // «"Chúng tôi chờ!" – bà Lụa nói»: the sentence goes on behind the quotation.
    let quoted = document.tokens[at + 1].kind == TokenKind::Quote;
    if quoted && matches!(next.span.of(&document.text), "-" | "–" | "—" | "," | ";" | ":") {
        return false;
    }
    let spaced = document.text[..next.span.start].ends_with(char::is_whitespace);
    spaced
        && (next.kind != TokenKind::Small || mark != "…")
        && matches!(next.kind, TokenKind::Capital | TokenKind::Number | TokenKind::Quote | TokenKind::Mark)
}

/// A point after a capital that stands for a name ("V.", "J.D.") or a two-letter capital abbreviation is part of it ("N.V.A.", "TP.", "TS.").
fn is_abbreviation(document: &Document, abbreviations: &BTreeSet<&str>, at: usize) -> bool {
    let before = document.tokens[at - 1];
    let word = before.span.of(&document.text);
    before.span.end == document.tokens[at].span.start
        && before.kind == TokenKind::Capital
        && (word.split('.').all(|part| part.chars().count() == 1) || abbreviations.contains(word))
}

/// True when the token after `last` still belongs to the sentence: closing marks and further points.
fn closes_after(document: &Document, last: usize) -> bool {
    let next = document.tokens[last + 1];
    let touches = document.tokens[last].span.end == next.span.start;
    touches
        && matches!(next.span.of(&document.text), "”" | "\"" | "’" | "'" | "»" | ")" | "." | "…" | "?" | "!")
}
