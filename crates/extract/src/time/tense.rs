//! Tense: whether the words around a time look back or ahead.

use std::collections::BTreeMap;

use biennien_knowledge::TimeTables;

use super::line::{PARAGRAPH, TokenLine};
use super::moment::Tense;

/// How many tokens to the left and to the right are read.
const REACH: (usize, usize) = (14, 8);

/// Words of the classes `past` and `future`.
pub(crate) struct Cues {
    words: BTreeMap<String, Tense>,
}

impl Cues {
    /// Takes the cues from the tables.
    pub(crate) fn new(tables: &TimeTables) -> Cues {
        let mut words = BTreeMap::new();
        for row in &tables.words {
            let tense = match row.class.as_str() {
                "past" => Tense::Past,
                "future" => Tense::Future,
                _ => continue,
            };
            words.extend(row.words.iter().map(|word| (word.clone(), tense)));
        }
        Cues { words }
    }

    /// The tense of the nearest cue before tokens `first..end`, else of the nearest after, in the same sentence.
    pub(crate) fn of(&self, line: &TokenLine, first: usize, end: usize) -> Tense {
        let stop = |index: &usize| matches!(line.word(*index), "." | "?" | "!" | PARAGRAPH);
        let before = (first.saturating_sub(REACH.0)..first).rev().take_while(|index| !stop(index));
        let after = (end..line.len().min(end + REACH.1)).take_while(|index| !stop(index));
        before.chain(after).find_map(|index| self.at(line, index)).unwrap_or(Tense::Open)
    }

    fn at(&self, line: &TokenLine, index: usize) -> Option<Tense> {
        let pair = format!("{} {}", line.word(index), line.word(index + 1));
        self.words.get(&pair).or_else(|| self.words.get(line.word(index))).copied()
    }
}
