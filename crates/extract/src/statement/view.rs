//! View: one document with what stands at each token, and its lines.
//!
//! In: a document with its groups and times. Out: [`View`], looked into by all other files of this stage.

use biennien_model::{Document, Group, Span, Time, TokenKind};

use super::phrase::{Words, word};
use super::quote::{self, Quote};
use super::rules::Rules;

/// How far, in tokens, anything is looked for from a cue: keeps the work linear in the text.
pub(super) const REACH_TOKENS: usize = 160;

/// A document with what stands at each token.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) groups: &'a [Group],
    pub(super) rules: &'a Rules,
    /// The only letter of every token that has one, `\0` for all others.
    signs: Vec<char>,
    /// The words of the document, as phrases see them.
    pub(super) words: Words,
    /// Group at each token, as an index.
    pub(super) group_at: Vec<Option<usize>>,
    /// True for tokens of a time.
    pub(super) time_at: Vec<bool>,
    /// Quotation at each token, as an index; its marks belong to it.
    pub(super) quote_at: Vec<Option<usize>>,
    /// Quotations in text order, one for each paragraph that they run through.
    pub(super) quotes: Vec<Quote>,
    /// Sentences in text order, those that were set without a space parted.
    pub(super) lines: Vec<Line>,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Its paragraph, as an index.
    pub(super) paragraph: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(
        document: &'a Document,
        groups: &'a [Group],
        times: &[Time],
        rules: &'a Rules,
    ) -> View<'a> {
        let quotes = quote::quotes(document);
        let mut view = View {
            document,
            groups,
            rules,
            signs: signs(document),
            words: rules.vocabulary.words(document),
            group_at: vec![None; document.tokens.len()],
            time_at: vec![false; document.tokens.len()],
            quote_at: vec![None; document.tokens.len()],
            quotes,
            lines: Vec::new(),
        };
        for (index, group) in groups.iter().enumerate() {
            for token in touched(document, group.span) {
                view.group_at[token] = Some(index);
            }
        }
        for time in times {
            for token in touched(document, time.span) {
                view.time_at[token] = true;
            }
        }
        for (index, quote) in view.quotes.iter().enumerate() {
            for slot in &mut view.quote_at[quote.first..quote.end] {
                *slot = Some(index);
            }
        }
        view.lines = view.cut_lines();
        view
    }

    /// Token `at` in lower case; empty beyond the text.
    pub(super) fn word(&self, at: usize) -> &str {
        crate::work::step();
        word(self.document, at).unwrap_or("")
    }

    /// The letter or mark that token `at` is; `\0` beyond the text and for tokens of several.
    pub(super) fn sign(&self, at: usize) -> char {
        crate::work::step();
        self.signs.get(at).copied().unwrap_or('\0')
    }

    /// What token `at` is.
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.document.tokens.get(at).map(|token| token.kind)
    }

    /// The tokens that `group` covers: first, and one past the last.
    pub(super) fn group_tokens(&self, group: usize) -> (usize, usize) {
        let range = touched(self.document, self.groups[group].span);
        (range.start, range.end)
    }

    /// The bytes from token `first` to before token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.document.tokens[first].span.start, self.document.tokens[end - 1].span.end)
    }

    /// True for a mark that parts clauses.
    pub(super) fn is_break(&self, at: usize) -> bool {
        matches!(self.sign(at), ',' | ';' | ':' | '-' | '–' | '—' | '.' | '!' | '?' | '…' | '(' | ')')
    }

    /// True when a dash at `at` stands between spaces.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.sign(at), '-' | '–' | '—')
    }

    /// The sentences, joined where a quotation goes on and cut where one ends outside of any.
    fn cut_lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for sentence in &self.document.sentences {
            let tokens = sentence.tokens.clone();
            if tokens.is_empty() {
                continue;
            }
            let mut first = tokens.start;
            let goes_on = first > 0
                && self.quote_at[first].is_some()
                && self.quote_at[first] == self.quote_at[first - 1];
            if let Some(line) = lines
                .last_mut()
                .filter(|line| goes_on && line.end == first && line.paragraph == sentence.paragraph)
            {
                first = line.first;
                lines.pop();
            }
            for at in tokens.clone() {
                if at + 1 < tokens.end && self.ends_line(at) {
                    lines.push(Line { first, end: at + 1, paragraph: sentence.paragraph });
                    first = at + 1;
                }
            }
            if first < tokens.end {
                lines.push(Line { first, end: tokens.end, paragraph: sentence.paragraph });
            }
        }
        lines
    }

    /// True when a sentence ends at `at` inside what was cut as one: no space follows ("đã ký.Ông"), or the mark was
    /// taken for part of a quotation.
    fn ends_line(&self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        let (token, next) = (tokens[at], tokens[at + 1]);
        let ends = matches!(self.sign(at), '.' | '?' | '!')
            || (token.kind == TokenKind::Quote && at > 0 && matches!(self.sign(at - 1), '.' | '?' | '!'));
        let inside = self.quote_at[at].is_some() && self.quote_at[at] == self.quote_at[at + 1];
        let opens = next.kind == TokenKind::Capital
            || next.kind == TokenKind::Quote
                && self.quote_at[at + 1].is_some_and(|quote| self.quotes[quote].first == at + 1);
        let short = at == 0
            || tokens[at - 1].kind == TokenKind::Capital
                && tokens[at - 1].span.len() < 4
                && tokens[at - 1].span.end == token.span.start;
        ends && !inside && opens && !short && self.group_at[at].is_none()
    }
}

fn signs(document: &Document) -> Vec<char> {
    let sign = |at: usize| {
        let mut letters = word(document, at).unwrap_or("").chars();
        letters.next().filter(|_| letters.as_str().is_empty()).unwrap_or('\0')
    };
    (0..document.tokens.len()).map(sign).collect()
}

/// The tokens that share a byte with `span`.
fn touched(document: &Document, span: Span) -> std::ops::Range<usize> {
    let first = document.tokens.partition_point(|token| token.span.end <= span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    first..end.max(first)
}
