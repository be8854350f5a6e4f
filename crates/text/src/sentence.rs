//! Sentences: where one ends and the next begins (`spec/vi/sentence.md`).
//!
//! In: a document with paragraphs, tokens and quotations. Out: its sentences. Abbreviations, and the words that begin
//! sentences, are rows of `vi/names/words.tsv`.

use std::collections::BTreeSet;

use biennien_knowledge::{Knowledge, WordClass};
use biennien_model::{Document, Sentence, Span, TokenKind};
use unicode_normalization::UnicodeNormalization;

/// How many digits or letters the number of a point of a list has at most ("12.", "VIII.").
const POINT_LETTERS_MAX: usize = 4;

/// Most tokens of a sentence. No sentence that people write is so long; what goes on without an end is cut here, so
/// that no stage has to look at a sentence of a megabyte.
const SENTENCE_TOKENS_MAX: usize = 600;

/// Cuts every paragraph into sentences and writes them into `document`.
///
/// A sentence ends at `.`, `!`, `?`, `…` before a capital, a digit or an opening quotation mark, but not inside a
/// quotation that goes on, and not after an abbreviation; one of more than [`SENTENCE_TOKENS_MAX`] tokens is cut behind
/// its last comma or other mark, else where it is too long.
pub(crate) fn add_sentences(document: &mut Document, knowledge: &Knowledge) {
    let words = |class| {
        let rows = knowledge.names.words.iter().filter(move |row| row.class == class);
        rows.flat_map(|row| &row.names).map(String::as_str).collect()
    };
    let (abbreviations, starts) = (words(WordClass::Abbreviation), words(WordClass::Start));
    let mut sentences = Vec::new();
    for index in 0..document.paragraphs.len() {
        let paragraph = document.paragraphs[index].span;
        let first = sentences.len();
        let tokens = document.tokens_in(paragraph);
        let cutter = Cutter {
            document,
            abbreviations: &abbreviations,
            starts: &starts,
            first: tokens.start,
            end: tokens.end,
        };
        let mut from = tokens.start;
        let mut at = tokens.start;
        while at < tokens.end {
            if at - from == SENTENCE_TOKENS_MAX {
                let cut = cutter.last_mark(from, at).map_or(at, |mark| mark + 1);
                sentences.push(sentence(document, index, from, cut));
                from = cut;
            }
            if cutter.ends_sentence(at) {
                let mut last = at;
                while last + 1 < tokens.end && cutter.closes_after(last) {
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

/// Cuts one paragraph.
struct Cutter<'a> {
    document: &'a Document,
    abbreviations: &'a BTreeSet<&'a str>,
    /// Words that begin a sentence with a capital and are no name.
    starts: &'a BTreeSet<&'a str>,
    /// First token of the paragraph.
    first: usize,
    /// One past its last token.
    end: usize,
}

/// True for one letter that can stand for a name: one with a tone is a word of its own ("châu Á").
fn is_initial(part: &str) -> bool {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    part.chars().count() == 1 && !part.nfd().any(|letter| TONES.contains(&letter))
}

impl Cutter<'_> {
    fn text(&self, token: usize) -> &str {
        self.document.tokens[token].span.of(&self.document.text)
    }

    /// True when the mark at token `at` ends a sentence.
    fn ends_sentence(&self, at: usize) -> bool {
        let document = self.document;
        let token = document.tokens[at];
        let mark = self.text(at);
        if token.kind != TokenKind::Mark || !matches!(mark, "." | "!" | "?" | "…") {
            return false;
        }
        if let Some(quotation) = document.quotation_at(token.span.start)
            && token.span.end < quotation.inner.end
            && quotation.closed
        {
            return false;
        }
        if mark == "." && at > self.first && (self.is_abbreviation(at) || self.is_point_of_list(at)) {
            return false;
        }
        let mut next = at + 1;
        while next < self.end && matches!(self.text(next), "”" | "\"" | "’" | "»" | ")" | "." | "…") {
            next += 1;
        }
        if next >= self.end {
            return true;
        }
        // «"Chúng tôi chờ!" – bà Lụa nói»: the sentence goes on behind the quotation.
        let quoted = document.tokens[at + 1].kind == TokenKind::Quote;
        if quoted && matches!(self.text(next), "-" | "–" | "—" | "," | ";" | ":") {
            return false;
        }
        let kind = document.tokens[next].kind;
        let spaced = document.text[..document.tokens[next].span.start].ends_with(char::is_whitespace);
        if !spaced {
            return self.ends_unspaced(at, next);
        }
        (kind != TokenKind::Small || mark != "…")
            && matches!(kind, TokenKind::Capital | TokenKind::Number | TokenKind::Quote | TokenKind::Mark)
    }

    /// True for a stop without a space behind it between Vietnamese words ("đã ký.Đoàn"), which is no address.
    fn ends_unspaced(&self, at: usize, next: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.first) else { return false };
        let (kind, next_kind) = (self.document.tokens[before].kind, self.document.tokens[next].kind);
        let is_foreign = |token: usize| self.text(token).is_ascii();
        match next_kind {
            TokenKind::Capital => match kind {
                TokenKind::Small => !is_foreign(before) || !is_foreign(next),
                TokenKind::Number => !is_foreign(next),
                _ => false,
            },
            TokenKind::Quote => {
                next == at + 1 && kind == TokenKind::Small && matches!(self.text(next), "“" | "«")
            }
            _ => false,
        }
    }

    /// A point after a capital that stands for a name ("V.", "J.D.", "N.V.A.") or after an abbreviation ("TP.",
    /// "PGS.TS.") is part of it; after a name it ends the sentence all the same before a word that begins sentences.
    fn is_abbreviation(&self, at: usize) -> bool {
        let before = self.document.tokens[at - 1];
        let word = self.text(at - 1);
        if before.span.end != self.document.tokens[at].span.start {
            return false;
        }
        if word.split('.').all(|part| self.abbreviations.contains(part)) {
            return true;
        }
        let is_name = word.split('.').all(is_initial);
        before.kind == TokenKind::Capital && is_name && !self.starts_sentence(at + 1)
    }

    /// The last mark in the second half of the tokens `from..to`.
    fn last_mark(&self, from: usize, to: usize) -> Option<usize> {
        let half = from + (to - from) / 2;
        (half..to).rev().find(|token| self.document.tokens[*token].kind == TokenKind::Mark)
    }

    fn starts_sentence(&self, token: usize) -> bool {
        token < self.end
            && self.document.tokens[token].kind == TokenKind::Capital
            && self.starts.contains(self.document.tokens[token].span.of(&self.document.lower))
    }

    /// True for the number of a point of a list, which stands at the head of the paragraph ("1.", "II.").
    fn is_point_of_list(&self, at: usize) -> bool {
        let word = self.text(at - 1);
        let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, 'I' | 'V' | 'X');
        at == self.first + 1 && word.len() <= POINT_LETTERS_MAX && word.chars().all(is_number)
    }

    /// True when the token after `last` still belongs to the sentence: closing marks and further points.
    fn closes_after(&self, last: usize) -> bool {
        let touches = self.document.tokens[last].span.end == self.document.tokens[last + 1].span.start;
        touches && matches!(self.text(last + 1), "”" | "\"" | "’" | "'" | "»" | ")" | "." | "…" | "?" | "!")
    }
}
