//! Keys: syllables as they are compared, with their marks.
//!
//! In: text. Out: its syllables, each as letters with their shape (circumflex, breve, horn, stroke) and, behind them, the tones. A
//! tone counts for its syllable, not for a letter, so "hoà" and "hòa" are one key. A typed mark must be there; a mark
//! that was left out may be any: the key of a query covers more keys of texts the fewer marks it has.

use std::fmt::Write;

use biennien_model::Span;
use unicode_normalization::UnicodeNormalization;

/// A syllable, number or foreign word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Small letters with their shapes, in NFC.
    letters: String,
    /// Tones and other marks, in text order.
    tones: String,
}

impl Key {
    /// The form that stands in the index: letters, then tones.
    pub fn term(&self) -> String {
        format!("{}{}", self.letters, self.tones)
    }

    /// The same without marks.
    pub fn bare(&self) -> Key {
        Key { letters: self.letters.chars().map(without_shape).collect(), tones: String::new() }
    }

    /// True when `other` has these letters and at least these marks.
    pub fn covers(&self, other: &Key) -> bool {
        let (mut mine, mut others) = (self.letters.chars(), other.letters.chars());
        loop {
            match (mine.next(), others.next()) {
                (None, None) => break,
                (Some(one), Some(two)) if one == two || one == without_shape(two) => {}
                _ => return false,
            }
        }
        self.tones.is_empty() || self.tones == other.tones
    }

    /// A pattern (in the syntax of `tantivy_fst::Regex`) of the terms that this key covers.
    pub(crate) fn pattern(&self) -> String {
        let mut pattern = String::new();
        for letter in self.letters.chars() {
            let shapes = shapes(letter);
            if shapes.is_empty() {
                pattern.push(letter);
            } else {
                let _ = write!(pattern, "[{letter}{shapes}]");
            }
        }
        if self.tones.is_empty() {
            pattern.push_str("[\u{300}-\u{36f}]*");
        } else {
            pattern.push_str(&self.tones);
        }
        pattern
    }
}

/// The keys of `text` with the bytes they stand in: runs of letters and digits, in text order.
pub fn keys(text: &str) -> Vec<(Span, Key)> {
    let mut keys = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let inside = letter.is_alphanumeric() || (start.is_some() && is_mark(letter));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                keys.push((Span::new(from, at), key(&text[from..at])));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        keys.push((Span::new(from, text.len()), key(&text[from..])));
    }
    keys
}

fn key(word: &str) -> Key {
    let (mut letters, mut tones) = (String::with_capacity(word.len()), String::new());
    for letter in word.chars().flat_map(char::to_lowercase).nfd() {
        match letter {
            // Shapes stay with their letter: circumflex, breve, horn.
            _ if SHAPES.contains(&letter) => letters.push(letter),
            _ if is_mark(letter) => tones.push(letter),
            // The eth of other languages is typed and printed for the Vietnamese letter.
            '\u{f0}' => letters.push(STROKE),
            letter => letters.push(letter),
        }
    }
    Key { letters: letters.nfc().collect(), tones }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// The letter with a stroke, the one shape that is no mark in Unicode.
const STROKE: char = '\u{111}';

/// Circumflex, breve and horn.
const SHAPES: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// The letter without its shape.
fn without_shape(letter: char) -> char {
    if letter == STROKE {
        return 'd';
    }
    let mut parts = std::iter::once(letter).nfd();
    match (parts.next(), parts.next()) {
        (Some(plain), Some(mark)) if SHAPES.contains(&mark) => plain,
        _ => letter,
    }
}

/// The shaped letters that a plain one may stand for.
fn shapes(letter: char) -> String {
    if letter == 'd' {
        return STROKE.to_string();
    }
    let mut shaped = String::new();
    for shape in SHAPES {
        let mut parts = [letter, shape].into_iter().nfc();
        if let (Some(one), None) = (parts.next(), parts.next()) {
            shaped.push(one);
        }
    }
    shaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_may_be_anything() {
        check("duong", "dương đương đường duong Dượng", "dung dướn");
        check("Viêt", "Việt viết", "viet vịt");
        check("thuy", "thủy thuỷ Thụy Thuỵ", "thu");
    }

    #[test]
    fn what_was_typed_is_respected() {
        check("đường", "đường ĐƯỜNG", "dương đương duong dường");
        check("hoà", "hòa hoà", "hoa hoá hoặc");
    }

    #[test]
    fn how_it_is_encoded_does_not_matter() {
        check("Đà", "Đa\u{300} đà Ðà", "da đa");
        check("Müller", "Mu\u{308}ller", "Muller");
        check("Muller", "Müller", "Miller");
    }

    #[test]
    fn a_tone_stands_where_it_may() {
        const ONSETS: &str = "b c ch d đ g gh h k kh l m n ng nh p ph r s t th tr v x";
        let mut pairs = 0;
        for onset in ONSETS.split(' ') {
            for rhyme in ["oa", "oe", "uy"] {
                for tone in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
                    let (first, second) = rhyme.split_at(1);
                    let old: String = format!("{onset}{first}{tone}{second}").nfc().collect();
                    let new: String = format!("{onset}{first}{second}{tone}").nfc().collect();
                    assert_ne!(old, new);
                    assert_eq!(keys(&old)[0].1, keys(&new)[0].1, "{old} {new}");
                    pairs += 1;
                }
            }
        }
        assert!(pairs >= 345, "{pairs}");
    }

    #[test]
    fn a_pattern_finds_what_a_key_covers() {
        let typed = ["duong", "đường", "Viêt", "hoà", "cafe", "2022"];
        let texts = "dương đương đường duong việt viết viet hòa hoa café cà 2022 2023 dường";
        for typed in typed {
            let key = &keys(typed)[0].1;
            let pattern = tantivy_fst::Regex::new(&key.pattern()).unwrap();
            for (_, text) in keys(texts) {
                assert_eq!(accepts(&pattern, &text.term()), key.covers(&text), "{typed} {}", text.term());
            }
        }
    }

    fn accepts(pattern: &tantivy_fst::Regex, term: &str) -> bool {
        use tantivy_fst::Automaton;
        let state = term.bytes().fold(pattern.start(), |state, byte| pattern.accept(&state, byte));
        pattern.is_match(&state)
    }

    /// Which words of two lists the typed word finds: all of the first, none of the second.
    #[track_caller]
    fn check(typed: &str, found: &str, not: &str) {
        let (_, key) = keys(typed).remove(0);
        for (words, wanted) in [(found, true), (not, false)] {
            for word in words.split(' ') {
                assert_eq!(key.covers(&keys(word)[0].1), wanted, "{typed} finds {word}");
            }
        }
    }
}
