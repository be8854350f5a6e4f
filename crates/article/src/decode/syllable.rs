//! Syllables: whether some letters make a Vietnamese syllable, by the onsets and rhymes of `vi/encodings/syllables.tsv`.
//!
//! By this a decoding is judged: the right one gives syllables, every other gives rubbish. Where the tone mark of a
//! syllable stands is not judged, since usage differs.

use std::collections::HashSet;

use biennien_knowledge::EncodingTables;
use unicode_normalization::UnicodeNormalization;

/// The tone marks: acute, grave, hook above, tilde, dot below.
pub(crate) const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// The tone marks that syllables with a final stop can have: acute, dot below.
const STOP_TONES: [char; 2] = ['\u{301}', '\u{323}'];

/// The longest syllable, in letters.
const LETTERS_MAX: usize = 8;

/// The parts of syllables, compiled.
#[derive(Debug, Default)]
pub(crate) struct Syllables {
    onsets: HashSet<String>,
    rhymes: HashSet<String>,
}

impl Syllables {
    pub(crate) fn compile(tables: &EncodingTables) -> Syllables {
        Syllables {
            onsets: tables.onsets.iter().cloned().collect(),
            rhymes: tables.rhymes.iter().cloned().collect(),
        }
    }

    /// True when `word`, in any case and normal form, is a syllable that Vietnamese could have.
    pub(crate) fn has(&self, word: &str) -> bool {
        if word.len() > 4 * LETTERS_MAX {
            return false;
        }
        let (mut plain, mut tone) = (String::new(), None);
        for letter in word.nfd().flat_map(char::to_lowercase) {
            if !TONES.contains(&letter) {
                plain.push(letter);
            } else if tone.replace(letter).is_some() {
                return false;
            }
        }
        let plain: String = plain.nfc().collect();
        if plain.chars().count() > LETTERS_MAX {
            return false;
        }
        let borders = plain.char_indices().map(|(at, _)| at).take(4);
        borders.filter(|&at| at < plain.len()).any(|at| {
            let (onset, rhyme) = plain.split_at(at);
            // The second letter of "gi" and "qu" is also the first of the rhyme: `gi` + `i`, `qu` + `y` as `q` + `uy`.
            let begins = onset.is_empty() || onset == "q" || self.onsets.contains(onset);
            begins && self.rhymes.contains(rhyme) && self.fits(rhyme, tone)
        })
    }

    fn fits(&self, rhyme: &str, tone: Option<char>) -> bool {
        !rhyme.ends_with(['c', 'h', 'p', 't'])
            || rhyme.ends_with("nh")
            || tone.is_none_or(|tone| STOP_TONES.contains(&tone))
    }
}

#[cfg(test)]
mod tests {
    use crate::decode::tests::{ENCODINGS, KNOWLEDGE};

    #[track_caller]
    fn check(words: &str, expected: bool) {
        for word in words.split_whitespace() {
            assert_eq!(ENCODINGS.syllables.has(word), expected, "{word}");
        }
    }

    #[test]
    fn words_of_the_language_are_syllables() {
        check("Người nghiêng QUỐC quý gì giữa khuỷu hoà hòa thuở yêu ách ạ Đoài Lãm xuyên quyết", true);
        check("No\u{323}\u{302}i", true);
    }

    #[test]
    fn other_words_are_not() {
        check("été für año şef Erdoğan hàt bàc ngắnn ạạ ã̀ strong ß pr", false);
        check(&"a".repeat(1000), false);
    }

    #[test]
    fn examples_of_the_table_are_syllables() {
        let rows = KNOWLEDGE
            .examples
            .iter()
            .filter(|example| matches!(example.kind, "vi/encodings/syllables" | "vi/encodings/letters"));
        for example in rows {
            let (word, _) = example.unmark();
            assert!(ENCODINGS.syllables.has(&word), "{}: {word}", example.place);
        }
    }
}
