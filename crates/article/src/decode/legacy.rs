//! Old Vietnamese encodings: TCVN3, VNI, VISCII, VPS and windows-1258, by the table `vi/encodings/letters.tsv`.
//!
//! Their pages declare another encoding or none: fonts drew the letters. So a text is read as windows-1252, and an old
//! encoding is known by the syllables that its table makes of that ("ViÖt" is TCVN3). The same text is met as bytes and,
//! saved once more by a program that knew nothing of the font, as UTF-8. In the latter case only the lines that gain by
//! it are rewritten, for an old article often stands in a newer frame.

use std::collections::BTreeSet;

use biennien_model::Span;

use crate::decode::census::is_vietnamese;
use crate::decode::code::{Capitals, Legacy, Word, begins_sentence};
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::mapped::Mapped;

/// One of so many words at least has marks.
const MARKED_SHARE: usize = 6;

/// Different good words that are so few that all words of the text count, and not only those of the same lines.
const GOOD_FEW: usize = 5;

/// Words that are judged at most.
const WORDS_MAX: usize = 5000;

/// Which lines are read in an old encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All: the bytes are in that encoding.
    All,
    /// Those that gain by it.
    Fitting,
}

/// The old encoding of `text`, a view of bytes, if there is one that makes words of it.
pub(crate) fn detect<'a>(
    text: &str,
    encodings: &'a [Legacy],
    syllables: &Syllables,
    scope: Scope,
) -> Option<&'a Legacy> {
    let (words_min, mut best, mut best_score) = (if scope == Scope::All { 1 } else { 3 }, None, 0);
    let candidates: Vec<&str> =
        lines(text).map(|line| line.of(text)).filter(|line| is_candidate(line)).collect();
    let counts: Vec<usize> = candidates.iter().map(|line| count_words(line)).collect();
    for encoding in encodings {
        let (mut good, mut bad, mut before) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut all, mut right) = (0, 0);
        for (&line, count) in candidates.iter().zip(&counts) {
            all += count;
            for word in encoding.words(line, syllables).into_iter().filter(|word| word.speaks(line)) {
                if syllables.has(word.written) {
                    before.insert(word.written);
                }
                let is_syllable = word.is_syllable(syllables);
                right += usize::from(is_syllable);
                let set = if is_syllable { &mut good } else { &mut bad };
                set.insert(word.read);
            }
            if all > WORDS_MAX {
                break;
            }
        }
        let gains = scope == Scope::All || before.len() * 2 <= good.len();
        if good.len() < words_min || bad.len() * 2 > good.len() || !gains {
            continue;
        }
        // Most words of Vietnamese have marks; a few odd ones in another language prove nothing.
        let all = if good.len() < GOOD_FEW { count_words(text) } else { all };
        let fits = right * MARKED_SHARE >= all;
        let score = good.len() as isize - 2 * bad.len() as isize;
        if fits && score > best_score {
            (best, best_score) = (Some(encoding), score);
        }
    }
    best
}

fn count_words(text: &str) -> usize {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).count()
}

/// Reads `source`, a view of bytes, in `encoding`.
pub(crate) fn apply(source: Mapped, encoding: &Legacy, syllables: &Syllables, scope: Scope) -> Mapped {
    let text = source.text.clone();
    let is_mixed = scope == Scope::Fitting && text.chars().any(is_far_vietnamese);
    let mut rewriter = Rewriter::new(source);
    for span in lines(&text) {
        let line = span.of(&text);
        if line.is_ascii() || (scope == Scope::Fitting && !is_candidate(line)) {
            continue;
        }
        let words = encoding.words(line, syllables);
        if scope == Scope::All || gains(&words, is_mixed, syllables) {
            write(&mut rewriter, span.start, line, &words, encoding.capitals);
        }
    }
    rewriter.finish()
}

/// True when the words of a line become syllables by reading them anew.
fn gains(words: &[Word<'_>], is_mixed: bool, syllables: &Syllables) -> bool {
    let (mut good, mut bad, mut before) = (0, 0, 0);
    for word in words.iter().filter(|word| word.is_word()) {
        before += usize::from(syllables.has(word.written));
        match word.is_syllable(syllables) {
            true => good += 1,
            false => bad += 1,
        }
    }
    good > 0 && good >= bad && (!is_mixed || good > before)
}

fn write(rewriter: &mut Rewriter, start: usize, line: &str, words: &[Word<'_>], capitals: Capitals) {
    let is_small = |text: &str| text.bytes().any(|byte| byte.is_ascii_lowercase());
    let large = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
    let shouted = !is_small(line) && large(line) > 1;
    let mut buffer = [0; 4];
    for word in words {
        let raise =
            capitals == Capitals::Drawn && (shouted || (!is_small(word.written) && large(word.written) > 1));
        for (index, &(span, letter)) in word.letters.iter().enumerate() {
            let first = index == 0 && word.read.starts_with(letter) && begins_sentence(&line[..span.start]);
            let place = Span::new(start + span.start, start + span.end);
            let letter = if raise || (capitals == Capitals::Drawn && first) {
                letter.to_uppercase().next().unwrap_or(letter)
            } else {
                letter
            };
            rewriter.replace(place, letter.encode_utf8(&mut buffer));
        }
    }
}

/// True for lines that can be in an old encoding: they have letters beyond ASCII, and none that only Unicode has.
fn is_candidate(line: &str) -> bool {
    !line.is_ascii() && !line.chars().any(is_far_vietnamese)
}

/// True for Vietnamese letters that no byte can be seen as.
fn is_far_vietnamese(letter: char) -> bool {
    letter > '\u{ff}' && is_vietnamese(letter)
}

/// The spans of the lines of `text`; tags end a line too, for some pages have but one.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split(['\n', '<', '>']).map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        span
    })
}
