//! Double encoding: UTF-8 that was read as windows-1252 (or -1258, or Latin-1) and encoded once more ("Viá»‡t Nam").
//!
//! A run of letters that are the view of bytes beyond ASCII is read as the UTF-8 that these bytes are. It is done only
//! where the text shows several letters of Vietnamese that way, and only on lines where most such runs are UTF-8.

use std::collections::BTreeSet;

use biennien_model::Span;

use crate::decode::bytes::viewed_byte;
use crate::decode::census::is_vietnamese;
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::mapped::Mapped;

/// How often a text can have been encoded anew.
const TIMES_MAX: usize = 3;

/// Different Vietnamese letters that speak for double encoding.
const LETTERS_MIN: usize = 2;

/// The text as it was before it was encoded again, and how many times that was undone.
pub(crate) fn undo(mut source: Mapped, syllables: &Syllables) -> (Mapped, usize) {
    for times in 0..TIMES_MAX {
        let text = source.text.clone();
        let runs: Vec<Vec<Found>> = text.split('\n').map(|line| find(line, syllables)).collect();
        let letters: BTreeSet<char> = runs.iter().flatten().filter_map(Found::speaking).collect();
        if letters.len() < LETTERS_MIN {
            return (source, times);
        }
        source = write(source, &text, &runs);
    }
    (source, TIMES_MAX)
}

/// A stretch of a line that is the view of bytes beyond ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// The view of one letter in UTF-8.
    Letter(Span, char),
    /// The view of a byte that is no part of a letter.
    Odd,
    /// The first half of a letter whose second half, a no-break space, became a space or was joined with one.
    Halved(Span, char),
}

impl Found {
    /// The letter, when it speaks for double encoding: a Vietnamese one, and not made by a no-break space, which can
    /// follow a letter by chance.
    fn speaking(&self) -> Option<char> {
        match *self {
            Found::Letter(_, letter) if is_vietnamese(letter) && letter != '\u{e0}' => Some(letter),
            _ => None,
        }
    }
}

/// The views of bytes beyond ASCII in `line`.
fn find(line: &str, syllables: &Syllables) -> Vec<Found> {
    let mut found = Vec::new();
    if line.is_ascii() {
        return found;
    }
    let mut letters = line.char_indices().peekable();
    let mut rest: Vec<(usize, u8, usize)> = Vec::new();
    loop {
        let next = letters.next();
        let byte = next.and_then(|(at, letter)| Some((at, high_byte(letter)?, letter.len_utf8())));
        match (byte, next) {
            (Some(byte), _) => rest.push(byte),
            (None, Some(_)) if rest.is_empty() => {}
            (None, next) => {
                let space = next.and_then(|(at, _)| taken_space(&line[at..], syllables));
                read_run(&rest, space, &mut found);
                rest.clear();
                if next.is_none() {
                    return found;
                }
            }
        }
    }
}

/// Reads one run of bytes (offset in the line, byte, length of its view) as UTF-8.
fn read_run(run: &[(usize, u8, usize)], space: Option<usize>, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < run.len() {
        let rest = &run[at..];
        let length = match rest[0].1 {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        let bytes: Vec<u8> = rest.iter().take(length).map(|(_, byte, _)| *byte).collect();
        let letter = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
        match letter.filter(|_| bytes.len() == length && length > 1) {
            Some(letter) => {
                let (last, _, width) = rest[length - 1];
                found.push(Found::Letter(Span::new(rest[0].0, last + width), letter));
                at += length;
            }
            None => {
                let halved = space.filter(|_| bytes == [0xc3] && rest.len() == 1);
                let place = |space| Span::new(rest[0].0, rest[0].0 + rest[0].2 + space);
                found.push(halved.map_or(Found::Odd, |space| Found::Halved(place(space), '\u{e0}')));
                at += 1;
            }
        }
    }
}

/// How many bytes of the spaces at the head of `rest` were the second half of a letter; nothing when there is no space.
///
/// One of two spaces was, and one within a word: "lÃ  m" was "là m", "lÃ m" was "làm", "lÃ ai" was "là ai".
fn taken_space(rest: &str, syllables: &Syllables) -> Option<usize> {
    let after = rest.strip_prefix(' ')?;
    let end = after.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(after.len());
    let whole = !after[end..].starts_with(char::is_alphabetic);
    let joins = end > 0 && whole && syllables.has(&format!("\u{e0}{}", &after[..end]));
    Some(usize::from(after.starts_with(' ') || joins))
}

fn write(source: Mapped, text: &str, runs: &[Vec<Found>]) -> Mapped {
    let mut rewriter = Rewriter::new(source);
    let (mut start, mut buffer) = (0, [0; 4]);
    for (line, found) in text.split('\n').zip(runs) {
        let odd = found.iter().filter(|found| **found == Found::Odd).count();
        let speaks = found.iter().any(|found| found.speaking().is_some());
        let letters = found.iter().filter(|found| matches!(found, Found::Letter(..))).count();
        // A line in order may hold by chance what looks like one letter encoded twice: a capital before a quotation mark.
        let in_order = line.chars().any(|letter| letter > '\u{103}' && is_vietnamese(letter));
        if letters > odd && (speaks || (odd == 0 && !in_order)) {
            for &found in found {
                if let Found::Letter(span, letter) | Found::Halved(span, letter) = found {
                    let place = Span::new(start + span.start, start + span.end);
                    rewriter.replace(place, letter.encode_utf8(&mut buffer));
                }
            }
        }
        start += line.len() + 1;
    }
    rewriter.finish()
}

/// The byte beyond ASCII that one of the encodings reads as `letter`.
fn high_byte(letter: char) -> Option<u8> {
    let byte = match letter {
        // Where windows-1258 reads the first byte of a letter otherwise than windows-1252: C3.
        '\u{102}' => 0xc3,
        _ => viewed_byte(letter)?,
    };
    (byte >= 0x80).then_some(byte)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

    use super::*;
    use crate::decode::tests::ENCODINGS;
    use crate::mapped::Copying;

    #[track_caller]
    fn check(text: &str, expected: &str, times: usize) {
        let mut source = Mapped::default();
        source.push_raw(text, Span::new(0, text.len()), Copying::Same);
        let (undone, count) = undo(source, &ENCODINGS.syllables);
        assert_eq!((undone.text.as_str(), count), (expected, times));
    }

    #[test]
    fn double_encoding_is_undone() {
        let text = "Việt Nam và “Lãm Châu” đã họp – ở Đoài Quốc";
        let once = WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        check(&once, text, 1);
        check(&WINDOWS_1252.decode_without_bom_handling(once.as_bytes()).0, text, 2);
        check(&WINDOWS_1258.decode_without_bom_handling(text.as_bytes()).0, text, 1);
        check(&text.bytes().map(char::from).collect::<String>(), text, 1);
        check(&once.replace('\u{a0}', " "), text, 1);
    }

    #[test]
    fn only_lines_that_are_are_undone() {
        check("Lãm Châu\nViá»‡t Nam Ä‘Ã£\nĐÃ»", "Lãm Châu\nViệt Nam đã\nĐÃ»", 1);
        check("ĐÃ\u{a0}HỌP «À» Ã© Â« Ü", "ĐÃ\u{a0}HỌP «À» Ã© Â« Ü", 0);
        check("Étude “à” été", "Étude “à” été", 0);
    }
}
