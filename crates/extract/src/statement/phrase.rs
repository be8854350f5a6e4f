//! Phrases: small words of one part, found at or before a token.
//!
//! In: words of the tables. Out: how many tokens a phrase covers at a place. Words are numbers here: each word of a
//! document is looked up once, and every set of phrases then sees at a glance whether one can begin or end there.

use biennien_model::Document;
use rustc_hash::FxHashMap;

/// The number of a word; 0 for words that no phrase has.
type Word = u32;

/// Every word of every set of phrases.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<String, Word>,
}

/// The words of one document, by token.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: Vec<Word>,
}

/// A set of phrases, each a few tokens long.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    starts: Marks,
    ends: Marks,
    by_first: FxHashMap<Word, Vec<Phrase>>,
    by_last: FxHashMap<Word, Vec<Vec<Word>>>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<Word>,
    row: usize,
}

/// A set of words, a bit each.
#[derive(Debug, Default)]
struct Marks(Vec<u64>);

impl Marks {
    fn insert(&mut self, word: Word) {
        let (cell, bit) = place(word);
        if self.0.len() <= cell {
            self.0.resize(cell + 1, 0);
        }
        self.0[cell] |= bit;
    }

    fn has(&self, word: Word) -> bool {
        let (cell, bit) = place(word);
        self.0.get(cell).is_some_and(|bits| bits & bit != 0)
    }
}

fn place(word: Word) -> (usize, u64) {
    ((word / 64) as usize, 1 << (word % 64))
}

impl Vocabulary {
    /// The number of `word`, in lower case; a new one for a new word.
    fn add(&mut self, word: &str) -> Word {
        let next = Word::try_from(self.numbers.len() + 1).unwrap_or(0);
        *self.numbers.entry(word.to_lowercase()).or_insert(next)
    }

    /// The words of `document`.
    pub(super) fn words(&self, document: &Document) -> Words {
        let number = |token: usize| word(document, token).and_then(|word| self.numbers.get(word)).copied();
        Words { numbers: (0..document.tokens.len()).map(|token| number(token).unwrap_or(0)).collect() }
    }
}

impl Words {
    fn at(&self, token: usize) -> Word {
        crate::work::step();
        self.numbers.get(token).copied().unwrap_or(0)
    }
}

impl Phrases {
    /// Phrases without a meaning of their own.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>, vocabulary: &mut Vocabulary) -> Phrases {
        Phrases::with_rows(phrases.map(|phrase| (phrase, 0)), vocabulary)
    }

    /// Phrases that each point at a row.
    pub(super) fn with_rows<'a>(
        phrases: impl Iterator<Item = (&'a str, usize)>,
        vocabulary: &mut Vocabulary,
    ) -> Phrases {
        let mut set = Phrases::default();
        for (phrase, row) in phrases {
            let words: Vec<Word> = phrase.split_whitespace().map(|word| vocabulary.add(word)).collect();
            let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
            set.starts.insert(first);
            set.ends.insert(last);
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
    pub(super) fn row_at(&self, words: &Words, at: usize) -> Option<(usize, usize)> {
        let first = words.at(at);
        if !self.starts.has(first) {
            return None;
        }
        let is_here = |phrase: &&Phrase| {
            phrase.words.iter().enumerate().all(|(step, part)| words.at(at + step) == *part)
        };
        let phrase = self.by_first.get(&first)?.iter().find(is_here)?;
        Some((phrase.words.len(), phrase.row))
    }

    /// Length in tokens of the longest phrase that begins at token `at`; 0 when none does.
    pub(super) fn at(&self, words: &Words, at: usize) -> usize {
        self.row_at(words, at).map_or(0, |(length, _)| length)
    }

    /// Length in tokens of the longest phrase that ends right before token `end`; 0 when none does.
    pub(super) fn before(&self, words: &Words, end: usize) -> usize {
        let Some(last) = end.checked_sub(1).map(|last| words.at(last)).filter(|last| self.ends.has(*last))
        else {
            return 0;
        };
        let Some(phrases) = self.by_last.get(&last) else { return 0 };
        let is_here = |phrase: &&Vec<Word>| {
            phrase.len() <= end
                && phrase.iter().rev().enumerate().all(|(step, part)| words.at(end - 1 - step) == *part)
        };
        phrases.iter().find(is_here).map_or(0, Vec::len)
    }
}

/// Token `at` in lower case.
pub(super) fn word(document: &Document, at: usize) -> Option<&str> {
    document.tokens.get(at).map(|token| token.span.of(&document.lower))
}
