//! Phrases: small words of one part, found at or before a token.
//!
//! In: words of the tables. Out: how many tokens a phrase covers at a place. Works on lower-case tokens.

use std::collections::HashMap;

use biennien_model::Document;

/// A set of phrases, each a few tokens long.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_first: HashMap<String, Vec<Phrase>>,
    by_last: HashMap<String, Vec<Vec<String>>>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    row: usize,
}

impl Phrases {
    /// Phrases without a meaning of their own.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Phrases {
        Phrases::with_rows(phrases.map(|phrase| (phrase, 0)))
    }

    /// Phrases that each point at a row.
    pub(super) fn with_rows<'a>(phrases: impl Iterator<Item = (&'a str, usize)>) -> Phrases {
        let mut set = Phrases::default();
        for (phrase, row) in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_lowercase).collect();
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { continue };
            set.by_last.entry(last).or_default().push(words.clone());
            set.by_first.entry(first).or_default().push(Phrase { words, row });
        }
        for phrases in set.by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for phrases in set.by_last.values_mut() {
            phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        set
    }

    /// Length in tokens and row of the longest phrase that begins at token `at`.
    pub(super) fn row_at(&self, document: &Document, at: usize) -> Option<(usize, usize)> {
        let first = word(document, at)?;
        let phrase = self.by_first.get(first)?.iter().find(|phrase| {
            phrase
                .words
                .iter()
                .enumerate()
                .all(|(step, part)| word(document, at + step) == Some(part.as_str()))
        })?;
        Some((phrase.words.len(), phrase.row))
    }

    /// Length in tokens of the longest phrase that begins at token `at`; 0 when none does.
    pub(super) fn at(&self, document: &Document, at: usize) -> usize {
        self.row_at(document, at).map_or(0, |(length, _)| length)
    }

    /// Length in tokens of the longest phrase that ends right before token `end`; 0 when none does.
    pub(super) fn before(&self, document: &Document, end: usize) -> usize {
        let Some(last) = end.checked_sub(1).and_then(|last| word(document, last)) else { return 0 };
        let Some(phrases) = self.by_last.get(last) else { return 0 };
        phrases
            .iter()
            .find(|words| {
                words.len() <= end
                    && words
                        .iter()
                        .rev()
                        .enumerate()
                        .all(|(step, part)| word(document, end - 1 - step) == Some(part))
            })
            .map_or(0, Vec::len)
    }
}

/// Token `at` in lower case.
pub(super) fn word(document: &Document, at: usize) -> Option<&str> {
    document.tokens.get(at).map(|token| token.span.of(&document.lower))
}
