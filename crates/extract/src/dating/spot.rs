//! Spotting: in which sentences of a document words of a fixed list stand, in one pass over the text.

use biennien_model::Document;

use crate::finder::Finder;

/// Words to look for, in lower case.
pub(crate) struct WordFinder {
    finder: Finder,
}

/// The sentences of one document in which each word stands, as indices in text order.
pub(crate) struct Spotted {
    sentences: Vec<Vec<usize>>,
}

impl WordFinder {
    /// Compiles the list; the words are known by their place in it.
    pub(crate) fn new<'w>(words: impl Iterator<Item = &'w String>) -> WordFinder {
        WordFinder { finder: Finder::new(words.map(String::as_str)) }
    }

    /// Finds the words that stand in `document` as whole words.
    pub(crate) fn spot(&self, document: &Document) -> Spotted {
        let mut sentences = vec![Vec::new(); self.finder.len()];
        self.finder.find(&document.lower, |span, word| {
            let Some(index) = document.sentence_at(span.start) else { return };
            let held: &mut Vec<usize> = &mut sentences[word];
            if span.end <= document.sentences[index].span.end && held.last() != Some(&index) {
                held.push(index);
            }
        });
        Spotted { sentences }
    }
}

impl Spotted {
    /// True when `word` stands in one of `sentences`.
    pub(crate) fn stands_in(&self, word: usize, sentences: &[usize]) -> bool {
        sentences.iter().any(|index| self.sentences[word].binary_search(index).is_ok())
    }

    /// True when every one of `words` stands somewhere.
    pub(crate) fn has_all(&self, words: &[usize]) -> bool {
        words.iter().all(|&word| !self.sentences[word].is_empty())
    }

    /// The first sentence in which all of `words` stand.
    pub(crate) fn first_with_all(&self, words: &[usize]) -> Option<usize> {
        let (first, rest) = words.split_first()?;
        let mut sentences = self.sentences[*first].iter().copied();
        sentences.find(|index| rest.iter().all(|&word| self.stands_in(word, &[*index])))
    }
}
