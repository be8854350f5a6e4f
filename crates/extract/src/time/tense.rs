//! Tense: whether the words around a time look back or ahead.

use std::collections::HashMap;

use biennien_knowledge::TimeTables;

use super::line::{PARAGRAPH, TokenLine};
use super::moment::Tense;
use super::vocabulary::{UNKNOWN, Vocabulary, WordId};

/// How many tokens to the left and to the right are read.
const REACH: (usize, usize) = (14, 8);

/// Words of the classes `past` and `future`.
pub(crate) struct Cues {
    words: HashMap<WordId, Tense>,
    pairs: HashMap<(WordId, WordId), Tense>,
    stops: [WordId; 4],
}

impl Cues {
    /// Takes the cues from the tables; their words become known to `vocabulary`.
    pub(crate) fn new(tables: &TimeTables, vocabulary: &mut Vocabulary) -> Cues {
        let stops = [".", "?", "!", PARAGRAPH].map(|word| vocabulary.add(word));
        let mut cues = Cues { words: HashMap::new(), pairs: HashMap::new(), stops };
        for row in &tables.words {
            let tense = match row.class.as_str() {
                "past" => Tense::Past,
                "future" => Tense::Future,
                _ => continue,
            };
            for words in &row.words {
                let ids: Vec<WordId> = words.split(' ').map(|word| vocabulary.add(word)).collect();
                match *ids.as_slice() {
                    [word] => drop(cues.words.insert(word, tense)),
                    [first, second] => drop(cues.pairs.insert((first, second), tense)),
                    _ => {}
                }
            }
        }
        cues
    }

    /// The tense of the nearest cue before tokens `first..end`, else of the nearest after, in the same sentence.
    pub(crate) fn of(&self, line: &TokenLine<'_>, first: usize, end: usize) -> Tense {
        let goes_on = |index: &usize| !self.stops.contains(&line.word(*index));
        let before = (first.saturating_sub(REACH.0)..first).rev().take_while(goes_on);
        let after = (end..line.len().min(end + REACH.1)).take_while(goes_on);
        before.chain(after).find_map(|index| self.at(line, index)).unwrap_or(Tense::Open)
    }

    fn at(&self, line: &TokenLine<'_>, index: usize) -> Option<Tense> {
        let word = line.word(index);
        if word == UNKNOWN {
            return None;
        }
        self.pairs.get(&(word, line.word(index + 1))).or_else(|| self.words.get(&word)).copied()
    }
}
