//! Quoted lines: lines of the page that the text of the article in its linked data has too.
//!
//! In: that text and the lines. Out: which lines are in it, by four words in a row.

use std::collections::HashSet;

use crate::page::line::{PageLine, key};

/// The shortest text that is more than a summary, in bytes.
const TEXT_BYTES_MIN: usize = 400;

/// The fewest words that a line can be known by.
const WORDS_MIN: usize = 6;

/// Tells for each of `lines` whether `text` has its words.
pub(crate) fn find(text: Option<&str>, lines: &[PageLine]) -> Vec<bool> {
    let Some(text) = text.filter(|text| text.len() >= TEXT_BYTES_MIN) else {
        return vec![false; lines.len()];
    };
    let text = key(text);
    let known: HashSet<u64> = shingles(&text).into_iter().collect();
    lines
        .iter()
        .map(|line| {
            let own = shingles(&line.key);
            let shared = own.iter().filter(|shingle| known.contains(shingle)).count();
            own.len() + 3 >= WORDS_MIN
                && shared * 10 >= own.len() * 9
                && line.markup.linked < 0.5
                && !line.markup.hidden
        })
        .collect()
}

/// Hashes of every four words in a row (FNV-1a: the same on every machine and run).
fn shingles(key: &str) -> Vec<u64> {
    let word = |word: &str| {
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    let words: Vec<u64> = key.split(' ').map(word).collect();
    let join = |words: &[u64]| words.iter().fold(0_u64, |hash, word| hash.rotate_left(13) ^ word);
    words.windows(4).map(join).collect()
}
